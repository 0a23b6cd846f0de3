"""An office's phone remembers nobody and forgets whoever leaves it lying."""

from __future__ import annotations

import re
from datetime import timedelta

from flask import Flask
from sqlalchemy import select, update

from literasi.accounts.models import SignIn
from literasi.database import db, write
from literasi.learning.models import Attempt
from tests.classroom import claim, print_cards
from tests.people import Employee, Reader


def card_of(reader: Reader) -> str:
    found = re.search(r"\b(\d{4} \d{4} \d{4} \d{4})\b", reader.post("/kartu").text)
    assert found
    return found[1]


def lent(trainer: Employee) -> Reader:
    """The trainer's browser as an office's phone in a learner's hand."""
    assert trainer.post("/petugas/hp-pinjaman").location == "/masuk"
    return trainer


def enter(phone: Reader, code: str) -> None:
    answer = phone.post("/masuk/kartu", {"kode": code, "masuk": "ya"})
    assert answer.status_code == 303, answer.text


def test_the_phone_remembers_nobody_and_changes_hands_with_a_tap(
    trainer: Employee, siti: Reader, stranger: Reader
) -> None:
    codes = card_of(siti), card_of(stranger)
    phone = lent(trainer)
    assert "HP pinjaman BP3MI Nusa Tenggara Barat" in phone.get("/masuk").text
    enter(phone, codes[0])
    assert "Ganti peserta" in phone.get("/saya").text
    assert re.fullmatch("1[.][0-9a-f]{32}[.]p", phone.cookie("literasi_ada"))
    assert phone.get("/saya/ringkas").json["pinjaman"] is True
    answer = phone.post("/keluar")
    # Not "storage": answers of others wait there.
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert re.fullmatch("0[.][0-9a-f]{32}[.]p", phone.cookie("literasi_ada"))
    assert "Siti" not in phone.get("/masuk").text
    enter(phone, codes[1])
    assert "Halo, Orang Lain" in phone.get("/saya").text


def test_ten_idle_minutes_end_the_session_and_use_keeps_it(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    code = card_of(siti)
    phone = lent(trainer)
    enter(phone, code)
    go_back(app, timedelta(minutes=9))
    assert phone.get("/saya").status_code == 200
    go_back(app, timedelta(minutes=9))
    assert phone.get("/saya").status_code == 200
    go_back(app, timedelta(minutes=11))
    assert phone.get("/saya").status_code == 303
    assert phone.cookie("literasi_ada").startswith("1.")
    phone.get("/masuk")
    assert phone.cookie("literasi_ada").startswith("0.")
    assert siti.get("/saya").status_code == 200


def go_back(app: Flask, by: timedelta) -> None:
    """As if whoever is on the office's phone had last touched it so long ago."""
    with app.app_context(), write():
        for row in db.session.scalars(select(SignIn).where(SignIn.seen_at.is_not(None))).all():
            db.session.execute(
                update(SignIn).where(SignIn.id == row.id).values(seen_at=row.seen_at - by)
            )


def test_a_phone_of_ones_own_is_not_cleared_at_sign_out(siti: Reader) -> None:
    assert "Clear-Site-Data" not in siti.post("/keluar").headers


def test_lending_puts_out_whoever_the_phone_knew(trainer: Employee) -> None:
    trainer.post("/keluar")
    trainer.register("Siti Aminah")
    trainer.post("/keluar")
    trainer.sign_in()
    phone = lent(trainer)
    page = phone.get("/masuk").text
    assert "Siti Aminah" not in page


def test_the_office_ends_the_loan_and_another_cannot(trainer: Employee, outsider: Employee) -> None:
    lent(trainer)
    assert outsider.post("/petugas/hp-pinjaman/kembalikan").status_code == 404
    trainer.sign_in()
    assert trainer.post("/petugas/hp-pinjaman/kembalikan").status_code == 303
    assert "Jadikan HP ini" in trainer.get("/petugas/hp-pinjaman").text


def test_an_earlier_quiz_of_nobody_is_not_offered_to_the_next(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    code = card_of(siti)
    phone = lent(trainer)
    phone.take_quiz()
    with app.app_context(), write():
        taken = db.session.scalars(select(Attempt)).one()
        taken.submitted_at -= timedelta(hours=1)
    enter(phone, code)
    assert phone.get("/daftar/hasil").location == "/saya"


def test_a_printed_card_claimed_on_it_opens_lessons_and_classes_only(trainer: Employee) -> None:
    address = trainer.make_class()
    trainer.paste(address, "Siti Aminah")
    code = print_cards(trainer, address)[0]
    phone = lent(trainer)
    assert claim(phone, code).status_code == 303
    assert "Praya Angkatan 3" in phone.get("/saya").text
    assert phone.get("/kartu").location == "/saya/tertutup"
