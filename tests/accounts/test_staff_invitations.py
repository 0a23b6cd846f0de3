"""A new member of staff: invited by an administrator, and made their own once."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from literasi.accounts.staff_models import Staff
from literasi.database import db, write
from tests.classroom import where
from tests.people import Employee, Reader
from tests.staff import employ
from tests.test_races import at_once, send

pytestmark = pytest.mark.both_databases
WORDS = "empat ember biru penuh pasir"
NEW = {"nama": "Wayan Baru", "masuk": "Wayan.Baru@BP3MI.test", "peran": "trainer"}
UNKNOWN = "tidak dikenal, sudah dipakai, atau sudah lewat tujuh hari"


def invitation(by: Employee, **more: str) -> str:
    answer = by.post("/petugas/orang", {**NEW, **more})
    found = re.search(r'class="code big">([A-Z-]{19})<', answer.text)
    assert found, answer.text
    return found[1]


def acceptance(reader: Reader, code: str, **more: str) -> dict[str, str]:
    """The second form filled in by somebody whose telephone scanned the QR."""
    page = reader.post("/petugas/undangan", {"undangan": code})
    assert page.status_code == 200, page.text
    found = re.search(r'class="code">([A-Z2-7 ]{39})<', page.text)
    assert found, page.text
    code_now = pyotp.TOTP(found[1].replace(" ", "")).now()
    return {"undangan": code, "sandi": WORDS, "ulang": WORDS, "kode": code_now, **more}


def accept(reader: Reader, code: str, **more: str) -> TestResponse:
    return reader.post("/petugas/undangan", acceptance(reader, code, **more))


def test_an_accepted_invitation_is_an_account_with_ten_recovery_codes(
    manager: Employee, reader: Reader
) -> None:
    answer = accept(reader, invitation(manager).lower().replace("-", " "))
    codes = re.findall(r'<li class="code">([A-Z-]{19})</li>', answer.text)
    assert len(set(codes)) == 10
    assert "Wayan Baru, pelatih" in reader.get("/petugas/akun").text
    other = Employee(reader.app, "wayan.baru@bp3mi.test", WORDS)
    assert other.try_sign_in(kode=codes[0]).status_code == 303
    assert Employee(reader.app, other.login, WORDS).try_sign_in(kode=codes[0]).status_code == 422
    assert Employee(reader.app, other.login, WORDS).try_sign_in(kode=codes[1]).status_code == 303


def test_the_telephones_code_that_accepted_opens_nothing_more(
    manager: Employee, reader: Reader
) -> None:
    form = acceptance(reader, invitation(manager))
    assert reader.post("/petugas/undangan", form).status_code == 200
    again = Employee(reader.app, "wayan.baru@bp3mi.test", WORDS)
    assert again.try_sign_in(kode=form["kode"]).status_code == 422


def test_an_invitation_is_used_once(manager: Employee, reader: Reader) -> None:
    code = invitation(manager)
    accept(reader, code)
    answer = Reader(reader.app).post("/petugas/undangan", {"undangan": code})
    assert answer.status_code == 422
    assert UNKNOWN in answer.text


def test_one_acceptance_sent_many_times_at_once_is_one_account(
    manager: Employee, reader: Reader
) -> None:
    form = acceptance(reader, invitation(manager))
    answers = at_once(send(reader, "/petugas/undangan", form), 3)
    assert sorted(answer.status_code for answer in answers) == [200, 422, 422]


def test_after_seven_days_an_invitation_is_over(
    app: Flask, manager: Employee, reader: Reader
) -> None:
    code = invitation(manager)
    with app.app_context(), write():
        staff = db.session.scalars(select(Staff).where(Staff.invited_until.is_not(None))).one()
        assert staff.invited_until is not None
        staff.invited_until -= timedelta(days=7, minutes=1)
    answer = reader.post("/petugas/undangan", {"undangan": code})
    assert answer.status_code == 422
    assert UNKNOWN in answer.text


def test_ten_wrong_invitations_rest(manager: Employee, reader: Reader) -> None:
    code = invitation(manager)
    for _ in range(10):
        assert UNKNOWN in reader.post("/petugas/undangan", {"undangan": "BCDF"}).text
    assert "Tunggu 15 menit" in reader.post("/petugas/undangan", {"undangan": code}).text


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"sandi": "pendek", "ulang": "pendek"}, "paling pendek 15 huruf"),
        ({"sandi": "x" * 201, "ulang": "x" * 201}, "paling panjang 200 huruf"),
        ({"sandi": "ababababababababab", "ulang": "ababababababababab"}, "terlalu berulang"),
        ({"sandi": "abcdefghijklmnop", "ulang": "abcdefghijklmnop"}, "hanya deretan"),
        ({"sandi": "wayan baru literasi", "ulang": "wayan baru literasi"}, "nama atau alamatmu"),
        ({"ulang": "empat ember biru penuh batu"}, "tidak sama"),
        ({"kode": "000000"}, "Kode dari HP tidak cocok"),
    ],
)
def test_what_is_wrong_is_said_and_the_invitation_stays_good(
    manager: Employee, reader: Reader, more: dict[str, str], words: str
) -> None:
    code = invitation(manager)
    answer = accept(reader, code, **more)
    assert answer.status_code == 422
    assert words in answer.text
    assert accept(reader, code).status_code == 200


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"nama": ""}, "Tulis namanya"),
        ({"nama": "x" * 121}, "paling panjang 120 huruf"),
        ({"masuk": "bukan alamat"}, "Tulis alamat e-mail"),
        ({"masuk": "a\x00@bp3mi.test"}, "Tulis alamat e-mail"),
        ({"masuk": "1234"}, "Tulis alamat e-mail"),
        ({"peran": "national"}, "Pilih perannya"),
        ({"peran": "office"}, "Pilih perannya"),
        ({"peran": "raja"}, "Pilih perannya"),
        ({"masuk": "MADE@bp3mi.test"}, "sudah punya akun"),
    ],
)
def test_a_wrong_invitation_is_refused(manager: Employee, more: dict[str, str], words: str) -> None:
    answer = manager.post("/petugas/orang", {**NEW, **more})
    assert answer.status_code == 422
    assert words in answer.text
    assert 'class="code big"' not in answer.text


def test_one_invitation_sent_many_times_at_once_is_one_account(
    app: Flask, manager: Employee
) -> None:
    answers = at_once(send(manager, "/petugas/orang", NEW))
    assert sorted(answer.status_code for answer in answers) == [200, *[422] * 5]


def test_an_office_invites_into_itself_whatever_its_form_says(
    app: Flask, manager: Employee
) -> None:
    invitation(manager, kantor="jawa-timur", peran="head")
    with app.app_context():
        made = db.session.scalars(select(Staff).where(Staff.login == NEW["masuk"].casefold())).one()
        own = db.session.scalars(select(Staff).where(Staff.login == manager.login)).one()
        assert made.office_id == own.office_id


def test_the_national_level_invites_into_an_office_that_it_names(national: Employee) -> None:
    assert "Pilih kantornya" in national.post("/petugas/orang", NEW).text
    invitation(national, kantor="bali")
    assert "BP3MI Bali" in national.get("/petugas/orang").text
    invitation(national, masuk="198503122010011001", peran="national")


def test_inviting_again_ends_what_was_before_and_the_old_invitation(
    app: Flask, manager: Employee, reader: Reader
) -> None:
    rina = employ(app, "rina@bp3mi.test", "trainer").sign_in()
    with app.app_context():
        uid = db.session.scalars(select(Staff.uid).where(Staff.login == rina.login)).one()
    path, why = f"/petugas/orang/{uid}/undang", {"alasan": "HP hilang"}
    codes = [re.findall(r"[A-Z]{4}(?:-[A-Z]{4}){3}", manager.post(path, why).text)[0] for _ in "ab"]
    assert where(rina.get("/petugas/kelas")) == "/petugas/masuk"
    assert rina.try_sign_in().status_code == 422
    assert UNKNOWN in reader.post("/petugas/undangan", {"undangan": codes[0]}).text
    assert accept(reader, codes[1]).status_code == 200
    assert rina.try_sign_in(sandi=WORDS).status_code == 422


def test_inviting_again_needs_a_reason(app: Flask, manager: Employee, trainer: Employee) -> None:
    with app.app_context():
        uid = db.session.scalars(select(Staff.uid).where(Staff.login == trainer.login)).one()
    assert manager.post(f"/petugas/orang/{uid}/undang", {"alasan": " "}).status_code == 422
    assert trainer.get("/petugas/kelas").status_code == 200
