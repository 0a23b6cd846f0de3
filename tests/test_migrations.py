"""Migrations go up and down on both databases, with rows in the tables, and end at the models."""

from __future__ import annotations

from collections.abc import Iterator

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect

from literasi import schema
from literasi.database import db
from tests.people import Reader

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
