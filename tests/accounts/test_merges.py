"""Somebody who registered twice is one person again, because they say so, and can undo it."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select

from literasi.accounts.models import Learner
from literasi.database import db
from tests.classroom import confirm_names, joined, seat_of
from tests.people import Employee, Reader

pytestmark = pytest.mark.both_databases


def point_out(trainer: Employee, address: str, kept: str, other: str) -> None:
    seat = seat_of(trainer, address, kept)
    page = trainer.get(seat).text
    found = re.search(rf'name="lain" value="(\d+)"> <span>{other} ', page)
    assert found, page
    answer = trainer.post(f"{seat}/gabung", {"lain": found[1], "alasan": "orangnya berkata begitu"})
    assert answer.status_code == 303, answer.text


def answer_address(reader: Reader) -> str:
    found = re.search(r'action="(/saya/catatan/[0-9a-f-]+)"', reader.get("/saya").text)
    assert found
    return found[1]


def test_two_records_become_one_and_two_again(app: Flask, trainer: Employee, siti: Reader) -> None:
    twin = Reader(app).register("Siti A.")
    siti.take_quiz()
    address = joined(trainer, siti, twin)
    point_out(trainer, address, "Siti A.", "Siti Aminah")
    assert "Nilai terbaik" not in twin.get("/saya").text
    question = answer_address(twin)
    assert twin.post(question, {"jawab": "ya"}).status_code == 303
    assert "Nilai terbaik 100" in twin.get("/saya").text
    assert "Halo, Siti A." in siti.get("/saya").text
    twin.post(question, {"jawab": "bukan"})
    assert "Nilai terbaik" not in twin.get("/saya").text
    assert "Halo, Siti Aminah" in siti.get("/saya").text
    assert "Nilai terbaik 100" in siti.get("/saya").text


def test_one_person_in_two_seats_gets_one_certificate(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    twin = Reader(app).register("Siti A.")
    siti.take_quiz()
    address = joined(trainer, siti, twin)
    point_out(trainer, address, "Siti A.", "Siti Aminah")
    twin.post(answer_address(twin), {"jawab": "ya"})
    confirm_names(trainer, address)
    assert trainer.post(f"{address}/sertifikat").status_code == 303
    assert len(re.findall(r"/sertifikat/[0-9A-Z]{26}\.pdf", twin.get("/saya").text)) == 0
    assert twin.get("/saya").text.count('href="/sertifikat/') == 1


def test_nobody_else_answers_and_nothing_happens_without_an_answer(
    app: Flask, trainer: Employee, siti: Reader, stranger: Reader
) -> None:
    twin = Reader(app).register("Siti A.")
    address = joined(trainer, siti, twin)
    point_out(trainer, address, "Siti A.", "Siti Aminah")
    assert stranger.post(answer_address(twin), {"jawab": "ya"}).status_code == 404
    twin.post(answer_address(twin), {})
    with app.app_context():
        merged = select(Learner.id).where(Learner.merged_into_id.is_not(None))
        assert db.session.scalar(merged) is None


def test_a_second_merge_of_the_same_two_is_refused(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    twin = Reader(app).register("Siti A.")
    address = joined(trainer, siti, twin)
    point_out(trainer, address, "Siti A.", "Siti Aminah")
    seat = seat_of(trainer, address, "Siti Aminah")
    other = re.search(r'name="lain" value="(\d+)"', trainer.get(seat).text)
    assert other
    again = trainer.post(f"{seat}/gabung", {"lain": other[1], "alasan": "sama"})
    assert again.status_code == 422
    assert "sudah ditandai" in again.text


def test_people_of_another_office_are_not_offered(
    app: Flask, trainer: Employee, outsider: Employee, siti: Reader
) -> None:
    elsewhere = Reader(app).register("Siti Aminah B")
    joined(outsider, elsewhere)
    seat = seat_of(trainer, joined(trainer, siti), "Siti Aminah")
    assert "Siti Aminah B" not in trainer.get(seat).text
    with app.app_context():
        name = Learner.name == "Siti Aminah B"
        other = db.session.scalar(select(Learner.id).where(name))
    answer = trainer.post(f"{seat}/gabung", {"lain": str(other), "alasan": "sama"})
    assert answer.status_code == 422
