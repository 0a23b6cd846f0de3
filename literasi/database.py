"""The database: one `db`, one way to write, one way to store a time.

Every write happens inside `with write():`, which ends any open read and takes SQLite's
write lock at its beginning. SQLite answers "database is locked" at once, whatever the
timeout, when a transaction that began with a read wants to write: so none ever does.

On SQLite every read runs in autocommit. On PostgreSQL `read()` does, while what `db.session`
reads outside of `write()` shares one transaction, which `write()` or the end of the request
ends; at READ COMMITTED each of its statements sees what was committed before it all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, cast

from flask import Flask, current_app, g
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Engine, MetaData, event, literal_column
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase, ORMExecuteState, Session
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
SQLITE_BUSY_SECONDS = 30

_writing: ContextVar[bool] = ContextVar("writing", default=False)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


class WriteOutsideError(RuntimeError):
    """Something was written outside `with write():`; a mistake in the program."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, stored in UTC. SQLite forgets zones, so they are put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time needs a zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


@contextmanager
def write() -> Iterator[None]:
    """One transaction that may write: ends any open read, commits at the end or undoes all."""
    if _writing.get():
        raise WriteOutsideError(
            "write() inside write(): an operation flushes, only its view commits"
        )
    db.session.rollback()
    with begin_writing():
        try:
            db.session.connection()
            yield
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise


@contextmanager
def begin_writing() -> Iterator[None]:
    """Transactions begun in here take the write lock at once. For `write` and migrations."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


def init_database(app: Flask, url: str) -> None:
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _engine_options(url)
    db.init_app(app)
    app.teardown_appcontext(_close_read)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            _tame_sqlite(db.engine)
        app.extensions["read_engine"] = _for_reading(db.engine)


def _engine_options(url: str) -> dict[str, Any]:
    # Errors are logged with their statement, and its values may be names.
    common = {"hide_parameters": True}
    if url.startswith("sqlite"):
        return common | {
            "connect_args": {"timeout": SQLITE_BUSY_SECONDS},
            # A read leaves nothing open, and `write` ends what it began: nothing to reset.
            "pool_reset_on_return": None,
        }
    # A restarted PostgreSQL leaves dead connections in the pool; nobody should meet one.
    return common | {"pool_pre_ping": True}


def _tame_sqlite(engine: Engine) -> None:
    event.listen(engine, "connect", _prepare_sqlite_connection)
    event.listen(engine, "begin", _begin_sqlite)


def _prepare_sqlite_connection(connection: Any, _record: object) -> None:
    # The driver must not begin transactions of its own: a read then runs in autocommit.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    # What is deleted is overwritten, not only given back.
    connection.execute("PRAGMA secure_delete = ON")


def _begin_sqlite(connection: Connection) -> None:
    if _writing.get():
        connection.exec_driver_sql("BEGIN IMMEDIATE")


@event.listens_for(Session, "before_flush")
def _refuse_flush_outside_write(*_: object) -> None:
    if not _writing.get():
        raise WriteOutsideError("a flush outside `with write():`")


@event.listens_for(Session, "do_orm_execute")
def _refuse_statement_outside_write(state: ORMExecuteState) -> None:
    writes = state.is_insert or state.is_update or state.is_delete
    if writes and not _writing.get():
        raise WriteOutsideError("a statement that writes outside `with write():`")


def read() -> Connection:
    """A plain connection for reads that every request makes, without the session's cost.

    One for the whole request, given back at its end. Inside `write()` it is the
    transaction's own, so an operation sees what it wrote.
    """
    if _writing.get():
        return db.session.connection()
    if "read_connection" not in g:
        g.read_connection = current_app.extensions["read_engine"].connect()
    return cast(Connection, g.read_connection)


def _for_reading(engine: Engine) -> Engine:
    """The same pool. SQLite reads in autocommit already, by how its connections are prepared."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def _close_read(_: BaseException | None) -> None:
    connection = g.pop("read_connection", None)
    if connection is not None:
        connection.close()


def insert_once(model: type[Base], **values: object) -> bool:
    """Insert a row unless a unique key already has it; True if it is new.

    One statement, so two processes that do the same thing at once agree on one row.
    """
    connection = db.session.connection()
    statement = _insert_once(model, connection.dialect.name)
    return connection.execute(statement, values).first() is not None


@lru_cache
def _insert_once(model: type[Base], dialect: str) -> Any:
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement = insert(model.__table__).on_conflict_do_nothing()  # type: ignore[arg-type]
    # Only a row that went in is returned; a count of rows is not kept by every driver.
    return statement.returning(literal_column("1"))
