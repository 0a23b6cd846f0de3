"""Writing happens in one way; times come back as they went in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from flask import Flask
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import StatementError

from literasi import create_app
from literasi.accounts.models import Device
from literasi.config import Settings
from literasi.database import WriteOutsideError, db, insert_once, read, write
from tests.processes import run_side_by_side

pytestmark = pytest.mark.both_databases
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def device(token: bytes = b"a" * 32, at: datetime = NOON) -> Device:
    return Device(token_hash=token, created_at=at)


def test_a_flush_outside_write_is_a_mistake(app: Flask) -> None:
    with app.app_context():
        db.session.add(device())
        with pytest.raises(WriteOutsideError):
            db.session.flush()


def test_a_statement_that_writes_outside_write_is_a_mistake(app: Flask) -> None:
    with app.app_context(), pytest.raises(WriteOutsideError):
        db.session.execute(update(Device).values(office_id=None))


def test_write_inside_write_is_a_mistake(app: Flask) -> None:
    with app.app_context(), write(), pytest.raises(WriteOutsideError), write():
        pass


def _add_and_fail() -> None:
    with write():
        db.session.add(device())
        db.session.flush()
        raise RuntimeError


def test_an_error_undoes_everything(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(RuntimeError):
            _add_and_fail()
        assert db.session.scalars(select(Device)).all() == []


def test_a_time_comes_back_aware_and_in_utc(app: Flask) -> None:
    local = datetime(2026, 11, 24, 19, 0, tzinfo=timezone(timedelta(hours=7)))
    with app.app_context():
        with write():
            db.session.add(device(at=local))
        db.session.expire_all()
        found = db.session.scalars(select(Device)).one().created_at
        assert found == NOON
        assert found.utcoffset() == timedelta(0)


def _add_at(moment: datetime) -> None:
    with write():
        db.session.add(device(at=moment))


def test_a_time_without_a_zone_is_refused(app: Flask) -> None:
    with app.app_context(), pytest.raises(StatementError, match="needs a zone"):
        _add_at(datetime(2026, 11, 24, 12, 0))


def test_inserting_once_leaves_the_row_that_is_there(app: Flask) -> None:
    with app.app_context():
        with write():
            assert insert_once(Device, token_hash=b"a" * 32, created_at=NOON)
        with write():
            later = NOON + timedelta(days=1)
            assert not insert_once(Device, token_hash=b"a" * 32, created_at=later)
        assert db.session.scalars(select(Device)).one().created_at == NOON


def test_a_read_inside_a_write_sees_what_was_written(app: Flask) -> None:
    with app.app_context(), write():
        insert_once(Device, token_hash=b"a" * 32, created_at=NOON)
        assert len(read().execute(select(Device.id)).all()) == 1


def _devices() -> int:
    return db.session.scalar(select(func.count()).select_from(Device)) or 0


def test_each_read_sees_what_others_committed_before_it(app: Flask) -> None:
    def add() -> None:
        with app.app_context():
            _add_at(NOON)

    with app.app_context():
        assert _devices() == 0
        with ThreadPoolExecutor(1) as another:
            another.submit(add).result()
        assert _devices() == 1


def test_reading_keeps_nothing_from_being_written(app: Flask) -> None:
    with app.app_context():
        assert read().execute(select(Device.id)).all() == []
        with write():
            insert_once(Device, token_hash=b"a" * 32, created_at=NOON)
        assert len(read().execute(select(Device.id)).all()) == 1


def test_sqlite_is_set_up_to_lose_nothing(app: Flask, database: str) -> None:
    if not database.startswith("sqlite"):
        pytest.skip("SQLite only")
    with app.app_context():
        pragma = {
            name: db.session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous")
        }
    assert pragma == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2}


def _count_up(settings: Settings, times: int) -> None:
    app = create_app(settings)
    with app.app_context():
        for _ in range(times):
            db.session.scalars(select(Device)).all()
            with write():
                row = db.session.scalars(select(Device).with_for_update()).one()
                row.created_at += timedelta(seconds=1)


def test_two_processes_that_read_and_then_write_lose_nothing(
    app: Flask, settings: Settings
) -> None:
    with app.app_context():
        with write():
            db.session.add(device())
        db.session.remove()
        db.engine.dispose()
    run_side_by_side(_count_up, [(settings, 25)] * 2)
    with app.app_context():
        found = db.session.scalars(select(Device)).one().created_at
        assert found == NOON + timedelta(seconds=50)
