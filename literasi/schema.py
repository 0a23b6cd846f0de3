"""The database's schema: how far it is, and bringing it up to date."""

from __future__ import annotations

from typing import Any

import flask_migrate
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from literasi.database import db


class SchemaError(Exception):
    """The database cannot be used as it is; the message says why (English, for operators)."""


def upgrade() -> bool:
    """Run the migrations that are missing; True if there were any.

    Raises SchemaError for a database that is newer than this code, or out of reach.
    """
    script = _script()
    try:
        revision = current_revision()
        if revision == script.get_current_head():
            return False
        _refuse_newer(script, revision)
        if revision is None:
            _set_wal()
        flask_migrate.upgrade()
    except SQLAlchemyError as error:
        raise SchemaError(f"The database cannot be used: {_first_line(error)}") from None
    return True


def current_revision() -> str | None:
    """The revision that the database is at, None for a new one."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _script() -> ScriptDirectory:
    config: Any = current_app.extensions["migrate"].migrate.get_config()
    return ScriptDirectory.from_config(config)


def _refuse_newer(script: ScriptDirectory, revision: str | None) -> None:
    try:
        if revision is not None:
            script.get_revision(revision)
    except CommandError:
        raise SchemaError(
            f"The database is at revision {revision}, which this Literasi does not know: a newer "
            "one made it. Nothing was changed. Start the newer version, or restore a backup."
        ) from None


def _set_wal() -> None:
    # Set once when the database is made: the mode is kept in the file itself.
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")


def _first_line(error: SQLAlchemyError) -> str:
    return str(error).splitlines()[0]
