"""A lost card is replaced by an office, and its owner stays in charge."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from literasi.accounts.models import AccessReset
from literasi.accounts.staff_models import AuditEntry, Staff
from literasi.database import db, write
from tests.classroom import codes_on, joined, seat_of
from tests.people import Employee, Reader

pytestmark = pytest.mark.both_databases
LOST = {"alasan": "kartu hilang di pasar", "lihat": "ya"}


def new_card(trainer: Employee, seat: str) -> str:
    answer = trainer.post(f"{seat}/kartu.pdf", LOST)
    assert answer.status_code == 200, answer.text
    return codes_on(answer.data)[0]


def enter(reader: Reader, code: str) -> None:
    answer = reader.post("/masuk/kartu", {"kode": code, "masuk": "ya"})
    assert answer.status_code == 303, answer.text


def another_phone(app: Flask, trainer: Employee, siti: Reader) -> tuple[Reader, str]:
    """A phone on which somebody came in with the new card that an office gave for her."""
    code = new_card(trainer, seat_of(trainer, joined(trainer, siti), "Siti Aminah"))
    phone = Reader(app)
    enter(phone, code)
    return phone, code


def come_back(reader: Reader, angka: str = "") -> None:
    """Tap one's name on the phone that knows it."""
    found = re.search(r'name="peserta" value="([^"]+)"', reader.get("/masuk").text)
    assert found
    form = {"peserta": found[1], **({"angka": angka} if angka else {})}
    assert reader.post("/masuk", form).status_code == 303


def test_a_new_card_opens_classes_and_keeps_the_rest_sealed(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    siti.pass_course().issue_statement()
    address = joined(trainer, siti)
    code = new_card(trainer, seat_of(trainer, address, "Siti Aminah"))
    phone = Reader(app)
    enter(phone, code)
    assert "Praya Angkatan 3" in phone.get("/saya").text
    assert "Surat saya" not in phone.get("/saya").text
    assert phone.get("/kartu").location == "/saya/tertutup"
    assert "tujuh hari" in phone.get("/saya/tertutup").text
    refused = phone.post("/saya/angka-kunci", {"angka": "4826", "ulang": "4826"})
    assert "sesudah tujuh hari" in refused.text


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"lihat": ""}, "Lihat dulu KTP, paspor, atau kartu lain"),
        ({"alasan": "KTP 5201 0112 3456 0001"}, "tidak menyimpan nomor identitas"),
        ({"alasan": "paspor C1234567"}, "tidak menyimpan nomor identitas"),
    ],
)
def test_the_identity_card_is_seen_and_its_number_never_written(
    app: Flask, trainer: Employee, siti: Reader, more: dict[str, str], words: str
) -> None:
    seat = seat_of(trainer, joined(trainer, siti), "Siti Aminah")
    answer = trainer.post(f"{seat}/kartu.pdf", {**LOST, **more})
    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{more.get("alasan", LOST["alasan"])}"' in answer.text
    assert siti.get("/saya").status_code == 200
    with app.app_context():
        assert db.session.scalars(select(AccessReset)).all() == []


def test_who_saw_the_identity_card_and_when_is_kept(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    new_card(trainer, seat_of(trainer, joined(trainer, siti), "Siti Aminah"))
    with app.app_context():
        row, login = db.session.execute(
            select(AccessReset, Staff.login).join(Staff, Staff.id == AccessReset.staff_id)
        ).one()
        said = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "access.reset")).one()
    assert (login, row.identity_seen, row.reset_at) == (trainer.login, True, said.at)
    assert said.about == "Siti Aminah, kartu identitas dilihat"


def test_without_a_reason_nothing_changes(trainer: Employee, siti: Reader) -> None:
    seat = seat_of(trainer, joined(trainer, siti), "Siti Aminah")
    assert "Tulis dulu alasannya" in trainer.post(f"{seat}/kartu.pdf", {"alasan": " "}).text
    assert "Ada kartu baru" not in siti.get("/saya").text


def test_the_phone_that_knew_her_says_yes_and_everything_opens(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    phone, _ = another_phone(app, trainer, siti)
    assert "Ada kartu baru" not in phone.get("/saya").text
    assert siti.get("/saya").status_code == 303
    come_back(siti)
    page = siti.get("/saya").text
    assert "BP3MI Nusa Tenggara Barat memberi kartu baru" in page
    answer = re.search(r'action="(/saya/pemulihan/[0-9a-f-]+)"', page)
    assert answer
    assert phone.post(answer[1], {"jawab": "ya"}).location == "/saya/tertutup"
    assert siti.post(answer[1], {"jawab": "ya"}).status_code == 303
    assert phone.get("/kartu").status_code == 200
    assert "Ada kartu baru" not in siti.get("/saya").text


def test_the_phone_that_knew_her_says_no_and_the_card_is_dead(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    phone, code = another_phone(app, trainer, siti)
    come_back(siti)
    answer = re.search(r'action="(/saya/pemulihan/[0-9a-f-]+)"', siti.get("/saya").text)
    assert answer
    siti.post(answer[1], {"jawab": "bukan"})
    assert phone.get("/saya").status_code == 303
    assert "sudah diganti" in phone.post("/masuk/kartu", {"kode": code}).text
    assert "tidak dikenal" in phone.post("/masuk", {"peserta": str(phone_uid(siti))}).text
    with app.app_context():
        acts = db.session.scalars(select(AuditEntry.act)).all()
    assert {"access.reset", "access.refuse"} <= set(acts)


def phone_uid(reader: Reader) -> str:
    reader.post("/keluar")
    found = re.search(r'name="peserta" value="([^"]+)"', reader.get("/masuk").text)
    assert found
    return found[1]


def test_a_forgotten_angka_kunci_is_not_asked_after_a_reset_but_elsewhere_it_is(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    siti.post("/saya/angka-kunci", {"angka": "4826", "ulang": "4826"})
    phone, _ = another_phone(app, trainer, siti)
    uid = phone_uid(siti)
    assert "Angka kunci Siti Aminah" in siti.post("/masuk", {"peserta": uid}).text
    phone.post("/keluar")
    assert phone.post("/masuk", {"peserta": uid}).status_code == 303
    assert phone.get("/kartu").location == "/saya/tertutup"


def test_after_a_week_the_owner_sets_a_new_angka_kunci_and_everything_opens(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    siti.post("/saya/angka-kunci", {"angka": "4826", "ulang": "4826"})
    phone, code = another_phone(app, trainer, siti)
    with app.app_context(), write():
        earlier = AccessReset.reset_at
        row = db.session.scalars(select(AccessReset)).one()
        db.session.execute(update(AccessReset).values({earlier: row.reset_at - timedelta(days=8)}))
    assert phone.get("/kartu").status_code == 200
    assert phone.post("/saya/angka-kunci", {"angka": "5937", "ulang": "5937"}).status_code == 303
    another = Reader(app)
    asked = another.post("/masuk/kartu", {"kode": code, "masuk": "ya", "angka": "4826"})
    assert asked.status_code == 422
    enter_with = another.post("/masuk/kartu", {"kode": code, "masuk": "ya", "angka": "5937"})
    assert enter_with.status_code == 303
    assert another.get("/kartu").status_code == 200
