"""When the database does not answer as it should, the reader is told to come back later."""

from __future__ import annotations

import logging

import pytest
from flask import Flask
from sqlalchemy import create_engine, text
from sqlalchemy.exc import InterfaceError, OperationalError, TimeoutError
from sqlalchemy.pool import NullPool

from literasi.database import db, write
from literasi.web.access import Who, open_to
from tests.people import Reader


def run(app: Flask, statement: str) -> None:
    with app.app_context(), write():
        db.session.execute(text(statement))


@pytest.mark.both_databases
def test_a_database_of_an_older_schema_is_not_ready(app: Flask, siti: Reader) -> None:
    run(app, "ALTER TABLE sign_in RENAME COLUMN ended_at TO finished_at")
    answer = siti.get("/saya")
    assert answer.status_code == 503
    assert "Situs sedang tidak siap" in answer.text
    run(app, "ALTER TABLE sign_in RENAME COLUMN finished_at TO ended_at")
    assert siti.get("/saya").status_code == 200


@pytest.mark.parametrize(
    "failure",
    [
        OperationalError("SELECT 1", {}, Exception("gone")),
        InterfaceError("SELECT 1", {}, Exception("closed")),
        TimeoutError("no connection became free"),
    ],
    ids=lambda failure: type(failure).__name__,
)
def test_a_database_that_does_not_answer_is_not_ready(app: Flask, failure: Exception) -> None:
    @app.get("/gagal")
    @open_to(Who.ANYBODY)
    def fail() -> str:
        raise failure

    answer = app.test_client().get("/gagal")
    assert answer.status_code == 503
    assert "Situs sedang tidak siap" in answer.text


@pytest.mark.both_databases
def test_a_restarted_database_is_met_by_nobody(app: Flask, database: str, siti: Reader) -> None:
    if database.startswith("sqlite"):
        pytest.skip("SQLite runs inside the process")
    assert siti.get("/saya").status_code == 200
    # From a connection of its own, so that every one in the pool is cut.
    with create_engine(database, poolclass=NullPool).connect() as connection:
        others = "pid <> pg_backend_pid() AND datname = current_database()"
        cut = f"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {others}"
        assert connection.scalar(text(cut))
    assert siti.get("/saya").status_code == 200


def test_the_log_names_the_statement_and_no_person(
    app: Flask, reader: Reader, caplog: pytest.LogCaptureFixture
) -> None:
    form = {"nama": "Rahmawati", "setuju": "ya", "kunci": reader.registration_key()}
    run(app, "ALTER TABLE learner RENAME COLUMN name_key TO key_of_name")
    with caplog.at_level(logging.ERROR):
        assert reader.post("/daftar", form).status_code == 503
    assert "name_key" in caplog.text
    assert "Rahmawati" not in caplog.text
