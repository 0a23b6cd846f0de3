"""The outbox of files: written with what is issued, kept true by the database itself."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Executable, insert, select, update
from sqlalchemy.exc import IntegrityError

from literasi.certificates.batches import (
    due_items,
    find_order,
    record_done,
    record_failure,
)
from literasi.certificates.models import Certificate, IssueBatch, IssueItem
from literasi.config import Settings
from literasi.database import db, write
from literasi.domain.retries import MOST
from literasi.web.clock import now
from tests.classroom import issue, joined, withdrawal_of
from tests.making import let_time_pass, make_files
from tests.people import Employee, Reader

pytestmark = pytest.mark.both_databases


@pytest.fixture
def address(trainer: Employee, siti: Reader, stranger: Reader) -> str:
    """A class whose two certificates were issued just now."""
    made = joined(trainer, siti, stranger)
    for one in (siti, stranger):
        one.take_quiz()
    assert len(issue(trainer, made)) == 2
    return made


def items(app: Flask) -> list[IssueItem]:
    with app.app_context():
        return list(db.session.scalars(select(IssueItem).order_by(IssueItem.place)))


def batch(app: Flask) -> IssueBatch:
    with app.app_context():
        return db.session.scalars(select(IssueBatch)).one()


def test_one_press_asks_for_every_file_in_the_order_of_the_list(app: Flask, address: str) -> None:
    asked = items(app)
    assert [one.place for one in asked] == [0, 1]
    assert all(one.done_at is None and one.error == "" for one in asked)
    with app.app_context():
        names = [db.session.get_one(Certificate, one.certificate_id).name for one in asked]
        assert due_items(now()) == [one.id for one in asked]
    assert names == ["Orang Lain", "Siti Aminah"]
    assert batch(app).base_url == "http://localhost"
    assert batch(app).finished_at is None


def test_each_is_made_recorded_and_the_last_one_finishes(
    app: Flask, settings: Settings, address: str
) -> None:
    assert make_files(app) == 2
    assert all(one.done_at and one.due_at is None for one in items(app))
    assert batch(app).finished_at is not None
    with app.app_context():
        for one in db.session.scalars(select(Certificate)):
            content = (settings.files / "certificates" / f"{one.code}.pdf").read_bytes()
            assert one.file_hash == hashlib.sha256(content).hexdigest()
    assert make_files(app) == 0


def test_doing_one_twice_changes_nothing(app: Flask, address: str) -> None:
    first = items(app)[0].id
    with app.app_context():
        with write():
            record_done(first, b"%PDF-first", now())
        with write():
            record_done(first, b"%PDF-second", now())
            record_failure(first, "Terlambat", now())
        assert find_order(first) is None
    done = items(app)[0]
    assert done.error == ""
    with app.app_context():
        stored = db.session.get_one(Certificate, done.certificate_id).file_hash
    assert stored == hashlib.sha256(b"%PDF-first").hexdigest()


def test_what_fails_is_tried_again_later_and_later_and_then_no_more(
    app: Flask, address: str
) -> None:
    first, moment, pauses = items(app)[0].id, now(), []
    for _ in range(MOST):
        with app.app_context(), write():
            record_failure(first, "Tidak bisa", moment)
        due = items(app)[0].due_at
        pauses.append(due - moment if due else None)
    assert pauses[-1] is None
    waits = [one for one in pauses if one is not None]
    assert len(waits) == MOST - 1
    assert waits == sorted(set(waits))
    let_time_pass(app)
    with app.app_context():
        assert first not in due_items(now())


def test_a_full_disk_is_tried_for_ever(app: Flask, address: str) -> None:
    first, moment = items(app)[0].id, now()
    for _ in range(MOST * 2):
        with app.app_context(), write():
            record_failure(first, "Penuh", moment, counts=False)
    assert items(app)[0].due_at == moment + timedelta(minutes=1)
    assert items(app)[0].tries == 0


def test_of_what_was_withdrawn_meanwhile_no_file_is_made(
    app: Flask, settings: Settings, trainer: Employee, address: str
) -> None:
    assert trainer.post(withdrawal_of(trainer, address), {"alasan": "Salah"}).status_code == 303
    assert make_files(app) == 2
    assert len(list((settings.files / "certificates").iterdir())) == 1
    assert batch(app).finished_at is not None


@pytest.mark.parametrize(
    "wrong",
    [
        {"place": 0},
        {"place": -1},
        {"tries": -1},
        {"due_at": None},
        {"done_at": now(), "error": "Tidak bisa"},
    ],
    ids=lambda wrong: "-".join(wrong),
)
def test_the_tables_refuse_what_cannot_be(app: Flask, address: str, wrong: dict[str, Any]) -> None:
    second = items(app)[1].id
    with app.app_context(), pytest.raises(IntegrityError):
        run(update(IssueItem).where(IssueItem.id == second).values(**wrong))


def test_a_certificate_has_one_file_whoever_asks(app: Flask, address: str) -> None:
    first = items(app)[0]
    same = {"batch_id": first.batch_id, "certificate_id": first.certificate_id}
    with app.app_context(), pytest.raises(IntegrityError):
        run(insert(IssueItem).values(**same, place=9, due_at=now()))


def run(statement: Executable) -> None:
    with write():
        db.session.execute(statement)
