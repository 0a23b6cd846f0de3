"""A wrong name on an issued certificate: a new paper takes the place of the old one."""

from __future__ import annotations

import re
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select
from werkzeug.test import TestResponse

from literasi.certificates.models import Certificate
from literasi.database import db
from tests.classroom import issue, issued, joined, meet, seat_of, withdrawal_of
from tests.people import Employee, Fields, Reader
from tests.staff import employ
from tests.test_races import at_once, rows, send
from tests.training.closing.test_proposals import head, want_approval

pytestmark = pytest.mark.both_databases
__all__ = ["head"]
RIGHT = "Siti Aminah binti Ahmad"
MENDED: Fields = {"nama": RIGHT, "alasan": "Ayahnya belum ditulis, sesuai KTP"}


@pytest.fixture
def address(trainer: Employee, siti: Reader) -> str:
    """A class of today with Siti, who passed its module and was there."""
    made = joined(trainer, siti)
    siti.take_quiz()
    meet(trainer, made)
    return made


@pytest.fixture
def first(trainer: Employee, address: str) -> str:
    """The code of her certificate."""
    return issue(trainer, address)[0]


def place(trainer: Employee, address: str) -> str:
    """Where the name on the first certificate is put right."""
    return withdrawal_of(trainer, address).removesuffix("/cabut") + "/perbaiki-nama"


def mend(who: Employee, path: str, **more: str) -> TestResponse:
    return who.post(path, {**MENDED, **more})


def mended(trainer: Employee, address: str, **more: str) -> str:
    """Put the name right; returns the new code."""
    assert mend(trainer, place(trainer, address), **more).status_code == 303
    (code,) = issued(trainer, address)
    return code


def all_of(app: Flask) -> list[Certificate]:
    with app.app_context():
        return list(db.session.scalars(select(Certificate).order_by(Certificate.id)))


def leads(answer: TestResponse) -> str:
    assert answer.status_code == 303, answer.text
    return urlsplit(answer.location).path


def test_the_new_one_is_the_old_one_with_another_name_code_and_number(
    app: Flask, trainer: Employee, address: str, first: str
) -> None:
    assert "Perbaiki nama dan terbitkan ulang" in trainer.get(place(trainer, address)).text
    code = mended(trainer, address)
    assert "nama yang benar sudah terbit" in trainer.get(f"{address}/sertifikat?diganti=1").text
    old, new = all_of(app)
    assert (old.code, new.code) == (first, code)
    assert (old.name, new.name) == ("Siti Aminah", RIGHT)
    assert [one.number[:4] for one in (old, new)] == ["0001", "0002"]
    assert old.superseded_by_id == new.id
    for same in ("learner_id", "title", "modules", "issuer", "cohort_uid", "office_id", "details"):
        assert getattr(old, same) == getattr(new, same), same
    assert new.details["jp"] == 4


def test_the_old_code_leads_to_the_one_that_counts(
    trainer: Employee, reader: Reader, address: str, first: str
) -> None:
    code = mended(trainer, address)
    old = reader.get(f"/verifikasi/{first}").text
    assert '<p class="word">DIGANTI</p>' in old
    assert f'href="/verifikasi/{code}"' in old
    assert "ASLI" not in old.partition("<main")[2]
    new = reader.get(f"/verifikasi/{code}").text
    assert '<p class="word">ASLI</p>' in new
    assert RIGHT in new


def test_the_owner_and_the_office_have_the_new_paper_alone(
    trainer: Employee, siti: Reader, address: str, first: str
) -> None:
    assert siti.get(f"/sertifikat/{first}.pdf").status_code == 200
    code = mended(trainer, address)
    home = siti.get("/saya").text
    assert f"/sertifikat/{code}" in home
    assert first not in home
    for old in (f"/sertifikat/{first}", f"/sertifikat/{first}.pdf"):
        assert leads(siti.get(old)) == f"/sertifikat/{code}"
    assert "Yang lama sudah diganti" in siti.get(siti.get(f"/sertifikat/{first}").location).text
    assert leads(trainer.get(f"/sertifikat/{first}.pdf")) == f"/sertifikat/{code}.pdf"
    paper = PdfReader(BytesIO(siti.get(f"/sertifikat/{code}.pdf").data)).pages[0].extract_text()
    assert RIGHT in " ".join(paper.split())


def test_a_stranger_does_not_follow_an_old_link(
    trainer: Employee, stranger: Reader, outsider: Employee, address: str, first: str
) -> None:
    mended(trainer, address)
    assert stranger.get(f"/sertifikat/{first}").status_code == 404
    assert stranger.get(f"/sertifikat/{first}.pdf").status_code == 404
    assert outsider.get(f"/sertifikat/{first}.pdf").status_code == 404


def test_of_a_chain_every_code_leads_to_the_newest(
    trainer: Employee, reader: Reader, siti: Reader, address: str, first: str
) -> None:
    second = mended(trainer, address)
    third = mended(trainer, address, nama="Siti Aminah Ahmad")
    for code in (first, second):
        assert f'href="/verifikasi/{third}"' in reader.get(f"/verifikasi/{code}").text
        assert leads(siti.get(f"/sertifikat/{code}")) == f"/sertifikat/{third}"
    trainer.post(withdrawal_of(trainer, address), {"alasan": "Salah orang"})
    old = reader.get(f"/verifikasi/{first}").text
    assert "Penggantinya juga sudah dicabut" in old
    assert f'href="/verifikasi/{third}"' in old
    # The name that was put right stands when it is issued again.
    (again,) = issue(trainer, address)
    assert "Siti Aminah Ahmad" in reader.get(f"/verifikasi/{again}").text


def test_the_name_stands_in_the_class_and_the_log_says_why(
    trainer: Employee, manager: Employee, address: str, first: str
) -> None:
    seat = seat_of(trainer, address, "Siti Aminah")
    assert "Namanya salah?" in trainer.get(seat).text
    mended(trainer, address)
    assert "dipastikan di Penutupan: " + RIGHT in trainer.get(seat).text
    log = manager.get("/petugas/catatan").text
    assert "menerbitkan ulang sertifikat dengan nama yang dibetulkan" in log
    assert log.count("Ayahnya belum ditulis") == 2


def test_who_left_the_class_gets_theirs_put_right_too(
    trainer: Employee, address: str, first: str
) -> None:
    seat = seat_of(trainer, address, "Siti Aminah")
    trainer.post(f"{seat}/keluarkan", {"alasan": "Pindah"})
    assert mended(trainer, address) != first


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"nama": " "}, "dengan huruf"),
        ({"nama": "Siti 3201234567890001"}, "Nomor KTP tidak kami simpan"),
        ({"nama": "S" * 61}, "paling panjang 60 huruf"),
        ({"nama": "Siti  Aminah"}, "sama dengan yang tertulis"),
        ({"alasan": " "}, "Tulis dulu alasannya"),
        ({"alasan": "KTP 3201234567890001"}, "mirip nomor KTP"),
    ],
    ids=["empty", "nik", "long", "same", "no reason", "number"],
)
def test_what_will_not_do_is_refused_and_kept(
    trainer: Employee, address: str, first: str, form: dict[str, str], told: str
) -> None:
    answer = mend(trainer, place(trainer, address), **form)
    assert answer.status_code == 422
    assert told in answer.text
    kept = {**MENDED, **form}
    assert f'name="nama" maxlength="80" autocomplete="off" value="{kept["nama"]}"' in answer.text
    assert issued(trainer, address) == [first]


def test_the_same_form_again_is_the_same_act_and_another_is_refused(
    app: Flask, trainer: Employee, address: str, first: str
) -> None:
    path = place(trainer, address)
    for _ in range(2):
        assert mend(trainer, path).status_code == 303
    answer = mend(trainer, path, nama="Siti Lain")
    assert answer.status_code == 409
    assert "sudah diganti atau dicabut" in answer.text
    assert f"atas nama <strong>{RIGHT}</strong>" in answer.text
    assert len(all_of(app)) == 2


def test_a_withdrawn_one_is_not_issued_anew_so(
    app: Flask, trainer: Employee, address: str, first: str
) -> None:
    path = place(trainer, address)
    trainer.post(withdrawal_of(trainer, address), {"alasan": "Salah orang"})
    answer = mend(trainer, path)
    assert answer.status_code == 409
    assert "sudah dicabut: Salah orang" in answer.text
    assert len(all_of(app)) == 1


def test_a_replaced_one_is_not_withdrawn_any_more(
    app: Flask, trainer: Employee, reader: Reader, address: str, first: str
) -> None:
    path = withdrawal_of(trainer, address)
    mended(trainer, address)
    assert trainer.post(path, {"alasan": "Lagi"}).status_code == 404
    command = ["certificates", "withdraw", first, "--reason", "x"]
    assert "was replaced" in app.test_cli_runner().invoke(args=command).output
    assert "DIGANTI" in reader.get(f"/verifikasi/{first}").text


def test_only_whoever_may_issue_puts_a_name_right(
    app: Flask, trainer: Employee, address: str, first: str, head: Employee
) -> None:
    want_approval(app, wanted=False)
    path = place(trainer, address)
    want_approval(app)
    assert "kepala yang menerbitkan" in trainer.get(path).text
    assert "<form" not in trainer.get(path).text.partition("<h2>Perbaiki nama")[2]
    refused = mend(trainer, path)
    assert refused.status_code == 422
    assert "kepala yang menerbitkan" in refused.text
    facilitator = employ(app, "wati@desa.test", "facilitator").sign_in()
    assert mend(facilitator, path).status_code == 404
    assert mend(head, path).status_code == 303


def test_the_name_is_not_put_right_without_showing_who_one_is(
    app: Flask, trainer: Employee, address: str, first: str
) -> None:
    path = place(trainer, address)
    late = "2026-01-01 00:00:00"
    with app.app_context():
        db.session.remove()
        with db.engine.begin() as connection:
            connection.exec_driver_sql(f"UPDATE sign_in SET confirmed_at = '{late}'")
    answer = mend(trainer, path)
    assert answer.status_code == 307
    assert "/petugas/pastikan" in answer.location


def test_two_who_put_it_right_at_once_make_one_new_paper(
    app: Flask, trainer: Employee, colleague: Employee, address: str, first: str
) -> None:
    path = place(trainer, address)
    names = ("Siti Aminah Satu", "Siti Aminah Dua")
    hands = [
        send(who, path, {**MENDED, "nama": name})
        for who, name in zip((trainer, colleague), names, strict=True)
    ]
    answers = at_once(lambda: hands.pop()(), times=2)
    assert sorted(one.status_code for one in answers) == [303, 409]
    assert rows(app, Certificate) == 2
    (counts,) = [one for one in all_of(app) if one.is_in_force]
    assert counts.name in names
    late = next(one for one in answers if one.status_code == 409)
    assert re.search(rf"atas nama <strong>{counts.name}<", late.text)


def test_one_form_sent_many_times_at_once_makes_one_new_paper(
    app: Flask, trainer: Employee, address: str, first: str
) -> None:
    answers = at_once(send(trainer, place(trainer, address), MENDED))
    assert {one.status_code for one in answers} == {303}
    assert rows(app, Certificate) == 2
