"""Runs the migrations, each inside one transaction that holds the write lock.

On SQLite a changed table is made anew and the old one dropped; with foreign keys on,
that would delete every row that points to it. So they are off while it happens, and
checked afterwards.
"""

from __future__ import annotations

from typing import Literal

from alembic import context
from sqlalchemy.engine import Connection

from literasi.database import UtcDateTime, begin_writing, db


def render_item(kind: str, item: object, autogen_context: object) -> str | Literal[False]:
    """Generated migrations name the plain type: they must not change when ours does."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run_migrations(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()


def run_with_foreign_keys_off(connection: Connection) -> None:
    raw = connection.connection.dbapi_connection
    assert raw is not None
    # Outside the transaction: inside one SQLite ignores it.
    raw.execute("PRAGMA foreign_keys = OFF")
    try:
        run_migrations(connection)
        broken = raw.execute("PRAGMA foreign_key_check").fetchall()
    finally:
        raw.execute("PRAGMA foreign_keys = ON")
    if broken:
        raise RuntimeError(f"rows point to rows that are gone: {broken[:5]}")


with begin_writing(), db.engine.connect() as connection:
    if connection.dialect.name == "sqlite":
        run_with_foreign_keys_off(connection)
    else:
        run_migrations(connection)
