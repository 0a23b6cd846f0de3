"""Deleting an account asks who one is, happens once, and leaves nothing for later."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from literasi.accounts.models import Learner
from literasi.accounts.staff_models import AuditEntry
from literasi.config import Settings
from literasi.database import db
from literasi.learning.models import Attempt
from tests.classroom import claim, print_cards, where
from tests.people import Employee, Reader
from tests.portal.test_deleting import NAME, delete, found_in, rows
from tests.portal.test_deleting import address as address  # fixtures
from tests.portal.test_deleting import person as person
from tests.test_cli import run
from tests.test_races import at_once, send

pytestmark = pytest.mark.both_databases


def test_it_takes_the_word_and_whatever_guards_the_account(
    app: Flask, person: Reader, stranger: Reader
) -> None:
    before = rows(app, Learner)
    answer = person.post("/saya/hapus", {"kata": "ya"})
    assert answer.status_code == 422
    assert "Ketik kata HAPUS, supaya" in answer.text
    person.post("/kartu")
    assert "Kode di Kartu Pesertamu" in person.get("/saya/hapus").text
    for code, said in (("12", "terdiri dari 16 angka"), ("1234567890123452", "")):
        answer = delete(person, kode=code)
        assert answer.status_code == 422
        assert said in answer.text
    person.post("/saya/angka-kunci", {"angka": "4739", "ulang": "4739"})
    assert "Angka kuncimu" in person.get("/saya/hapus").text
    answer = delete(person, angka="1357")
    assert answer.status_code == 422
    assert "Angka kunci belum tepat" in answer.text
    assert rows(app, Learner) == before
    assert delete(person, angka="4739").status_code == 303
    assert rows(app, Learner) == before - 1
    assert where(delete(person, angka="4739")) == "/masuk"
    assert stranger.get("/saya").status_code == 200


def test_with_the_cards_code_and_no_angka_kunci(app: Flask, person: Reader) -> None:
    code = re.search(r"\d{4} \d{4} \d{4} \d{4}", person.post("/kartu").text)
    assert code
    assert delete(person, kode=code[0]).status_code == 303
    assert found_in(app) == {}


def test_a_card_that_staff_printed_deletes_nothing(
    app: Flask, trainer: Employee, reader: Reader
) -> None:
    address = trainer.make_class()
    trainer.paste(address, NAME)
    claim(reader, print_cards(trainer, address)[0])
    before = rows(app, Learner)
    for answer in (reader.get("/saya/hapus"), delete(reader)):
        assert where(answer) == "/saya/tertutup"
    assert rows(app, Learner) == before


def test_a_file_that_was_just_being_made_goes_in_the_night(
    app: Flask, settings: Settings, person: Reader
) -> None:
    code = person.pass_course().issue_statement()
    content = person.get(f"/sertifikat/{code}.pdf").data
    delete(person)
    path = settings.files / "certificates" / f"{code}.pdf"
    # A worker that had read the name before stored it only now, and was killed.
    path.write_bytes(content)
    said = "Forgotten: details of 0, lists: 0, files: 1\n"
    assert run(app, "participants", "forget") == (0, said)
    assert not path.exists()


def test_whom_a_restored_backup_brought_back_an_operator_deletes_again(
    app: Flask, settings: Settings, person: Reader, address: str
) -> None:
    with app.app_context():
        uid = db.session.scalars(select(Learner.uid).where(Learner.name == NAME)).one()
    assert run(app, "participants", "deleted") == (0, "")
    assert run(app, "participants", "delete", str(uid), str(uuid4())) == (0, "Deleted: 1\n")
    assert found_in(app) == {}
    assert run(app, "participants", "deleted") == (0, f"{uid}\n")
    assert run(app, "participants", "delete", str(uid)) == (0, "Deleted: 0\n")
    assert list((settings.files / "certificates").glob("*.pdf")) == []


@pytest.mark.parametrize("digits", ["", "4739"], ids=["open", "guarded"])
def test_two_taps_at_once_delete_once(
    app: Flask, person: Reader, address: str, digits: str
) -> None:
    if digits:
        person.post("/saya/angka-kunci", {"angka": digits, "ulang": digits})
    answers = at_once(send(person, "/saya/hapus", {"kata": "HAPUS", "angka": digits}))
    # Whoever comes when the session is gone already is asked to sign in; and of many guesses at
    # once some have to wait, right or not.
    assert {answer.status_code for answer in answers} <= {303, 422}
    assert "/sudah-dihapus" in {where(one) for one in answers if one.status_code == 303}
    assert found_in(app) == {}
    with app.app_context():
        said = select(func.count()).where(AuditEntry.act == "learner.leave")
        assert db.session.scalar(said) == 2  # the office's and the one of the record


def test_answers_that_waited_on_a_phone_come_in_as_nobodys(app: Flask, person: Reader) -> None:
    sheet = person.open_quiz()
    delete(person)
    assert person.post(person.quiz_path(), sheet).status_code == 303
    with app.app_context():
        assert [one.learner_id for one in db.session.scalars(select(Attempt))] == [None]
