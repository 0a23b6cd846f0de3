"""Migrations go up and down on both databases, with rows in the tables, and end at the models."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect, text

from literasi import schema
from literasi.database import db
from tests.classroom import claim, issue, joined, meet, print_cards
from tests.people import Employee, Reader

pytestmark = pytest.mark.both_databases


@pytest.fixture
def migrating(app: Flask) -> Iterator[Flask]:
    with app.app_context():
        yield app
        db.session.remove()


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_the_migrations_end_at_the_models(migrating: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_down_to_nothing_and_up_again(migrating: Flask) -> None:
    full = tables()
    flask_migrate.downgrade(revision="base")
    assert tables() == set()
    assert schema.upgrade() is True
    assert tables() == full
    assert schema.upgrade() is False


def test_filled_tables_go_down_too(app: Flask, siti: Reader) -> None:
    siti.pass_course().issue_statement()
    with app.app_context():
        db.session.remove()
        flask_migrate.downgrade(revision="base")
        assert tables() == set()


def test_filled_tables_of_staff_and_classes_go_down_and_up_again(
    app: Flask, trainer: Employee, siti: Reader, reader: Reader
) -> None:
    address = joined(trainer, siti)
    trainer.paste(address, "Ani\nBudi")
    claim(reader, print_cards(trainer, address, spares=1)[0])
    trainer.post("/petugas/akun/kode-cadangan", {"kode": trainer.code()})
    meet(trainer, address)
    siti.pass_course().issue_statement()
    issue(trainer, address)
    with app.app_context():
        full = tables()
        db.session.remove()
        flask_migrate.downgrade(revision="20261124_first")
        db.engine.dispose()
        assert schema.upgrade() is True
        assert tables() == full
        kinds = db.session.execute(text("SELECT kind FROM certificate")).scalars().all()
        assert kinds == ["statement"]
        names = db.session.execute(text("SELECT name FROM learner ORDER BY id")).scalars().all()
        assert names == ["Siti Aminah", "Orang Baru"]
        # What was read holds the tables until its transaction ends.
        db.session.remove()
        flask_migrate.downgrade(revision="base")
        assert tables() == set()
