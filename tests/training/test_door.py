"""The open door: whoever knows its six digits may come in, while it is open."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import insert, select

from literasi.accounts.models import WrongCode
from literasi.database import db, write
from literasi.training.models import Cohort, Seat
from literasi.training.operations import MOST_SEATS
from literasi.web.clock import now
from tests.classroom import seat_names, where
from tests.people import Employee, Reader

pytestmark = pytest.mark.both_databases
NOBODY = "Tidak ada kelas yang sedang dibuka"


@pytest.fixture
def address(trainer: Employee) -> str:
    return trainer.make_class()


@pytest.fixture
def code(trainer: Employee, address: str) -> str:
    return trainer.open_door(address)


def seats(app: Flask) -> int:
    with app.app_context():
        return len(db.session.scalars(select(Seat.id).where(Seat.left_at.is_(None))).all())


def test_the_code_leads_to_the_class_and_a_tap_joins_it(
    trainer: Employee, siti: Reader, code: str, address: str
) -> None:
    answer = siti.post("/gabung", {"kode": f" {code[:3]} {code[3:]} "})
    assert where(answer) == f"/gabung/{code}"
    page = siti.get(f"/gabung/{code}").text
    assert "Ya, gabung sebagai Siti Aminah" in page
    assert "BP3MI Nusa Tenggara Barat akan melihat namamu" in page
    answer = siti.post(f"/gabung/{code}")
    assert siti.get(where(answer)).status_code == 200
    assert seat_names(trainer, address) == ["Siti Aminah"]


def test_looking_never_joins(app: Flask, siti: Reader, code: str) -> None:
    for _ in range(2):
        assert siti.get(f"/gabung/{code}").status_code == 200
    assert siti.client.head(f"/gabung/{code}").status_code == 200
    assert seats(app) == 0


def test_somebody_unknown_registers_and_comes_back_to_the_door(reader: Reader, code: str) -> None:
    page = reader.get(f"/gabung/{code}").text
    assert f"/daftar?lanjut=/gabung/{code}" in page
    form = {"nama": "Ani", "setuju": "ya", "kunci": reader.registration_key()}
    assert where(reader.post("/daftar", form | {"lanjut": f"/gabung/{code}"})) == f"/gabung/{code}"


def test_joining_twice_is_one_seat(app: Flask, siti: Reader, code: str) -> None:
    assert siti.post(f"/gabung/{code}").location == siti.post(f"/gabung/{code}").location
    assert seats(app) == 1


def test_the_one_free_seat_with_her_name_is_hers(
    app: Flask, trainer: Employee, siti: Reader, code: str, address: str
) -> None:
    trainer.paste(address, "SITI AMINAH\nBudi")
    siti.post(f"/gabung/{code}")
    assert seat_names(trainer, address) == ["Budi", "SITI AMINAH"]
    assert seats(app) == 2


def test_of_two_seats_with_her_name_neither_is_taken_for_hers(
    app: Flask, trainer: Employee, siti: Reader, code: str, address: str
) -> None:
    trainer.paste(address, "Siti Aminah\nSiti Aminah")
    siti.post(f"/gabung/{code}")
    assert seats(app) == 3


def test_whoever_left_may_come_back_and_keeps_what_they_did(
    app: Flask, trainer: Employee, siti: Reader, code: str, address: str
) -> None:
    siti.post(f"/gabung/{code}")
    siti.take_quiz()
    classroom = f"/saya/kelas/{address.rpartition('/')[2]}"
    assert where(siti.post(f"{classroom}/keluar")) == "/saya"
    assert siti.get(classroom).status_code == 404
    assert seats(app) == 0
    siti.post(f"/gabung/{code}")
    assert "lulus 100" in trainer.get(address).text


def closed(trainer: Employee, address: str) -> None:
    trainer.post(f"{address}/peserta/pintu", {"lama": "0"})


def test_a_closed_door_lets_nobody_in(
    app: Flask, trainer: Employee, siti: Reader, code: str, address: str
) -> None:
    closed(trainer, address)
    assert siti.get(f"/gabung/{code}").status_code == 404
    answer = siti.post(f"/gabung/{code}")
    assert answer.status_code == 422
    assert NOBODY in answer.text
    assert seats(app) == 0


def test_an_hour_later_the_door_is_closed(
    app: Flask, trainer: Employee, siti: Reader, code: str, address: str
) -> None:
    with app.app_context(), write():
        cohort = db.session.scalars(select(Cohort)).one()
        assert cohort.door_until is not None
        cohort.door_until -= timedelta(hours=1)
    assert siti.get(f"/gabung/{code}").status_code == 404
    assert siti.post(f"/gabung/{code}").status_code == 422
    assert "Buka 1 jam" in trainer.get(f"{address}/peserta").text


def test_a_door_opened_again_has_another_code(
    trainer: Employee, siti: Reader, code: str, address: str
) -> None:
    new = trainer.open_door(address)
    assert new != code
    assert siti.get(f"/gabung/{code}").status_code == 404
    assert siti.get(f"/gabung/{new}").status_code == 200


def test_ten_wrong_codes_make_this_phone_rest(siti: Reader, reader: Reader, code: str) -> None:
    wrong = [f"{(int(code) + n) % 10**6:06d}" for n in range(1, 11)]
    for one in wrong:
        assert NOBODY in siti.get(f"/gabung/{one}").text
    assert "Tunggu 15 menit" in siti.get(f"/gabung/{code}").text
    answer = siti.post(f"/gabung/{code}")
    assert answer.status_code == 422
    assert "Tunggu 15 menit" in answer.text
    assert reader.get(f"/gabung/{code}").status_code == 200


def test_guesses_from_ever_new_phones_make_every_unknown_phone_rest(
    app: Flask, siti: Reader, reader: Reader, code: str
) -> None:
    with app.app_context(), write():
        guesses = ({"device_hash": os.urandom(32), "typed_at": now()} for _ in range(500))
        db.session.execute(insert(WrongCode), list(guesses))
    assert "Tunggu 15 menit" in reader.get(f"/gabung/{code}").text
    assert "Tunggu 15 menit" in reader.post("/gabung/kartu", {"kode": "1234123412341234"}).text
    # A phone that somebody registered on is no robot's.
    assert siti.get(f"/gabung/{code}").status_code == 200


@pytest.mark.parametrize("typed", ["kartu", "12345", "1234567", "%00", "１２３４５６"])
def test_what_cannot_be_a_code_is_no_guess(siti: Reader, code: str, typed: str) -> None:
    for _ in range(11):
        assert siti.get(f"/gabung/{typed}").status_code == 404
    assert siti.post("/gabung", {"kode": typed}).status_code == 422
    assert siti.get(f"/gabung/{code}").status_code == 200


def test_a_full_class_says_so(
    app: Flask, trainer: Employee, siti: Reader, code: str, address: str
) -> None:
    for start in range(MOST_SEATS // 50):
        trainer.paste(address, "\n".join(f"Orang {chr(65 + start)} {n} Baru" for n in range(50)))
    answer = siti.post(f"/gabung/{code}")
    assert answer.status_code == 422
    assert "sudah penuh" in answer.text
    assert seats(app) == MOST_SEATS
