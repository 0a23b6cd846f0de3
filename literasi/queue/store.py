"""Where the queue lies, and how something is put into it. Import it only where that is done: huey
brings psycopg along, which a site with SQLite need not load at its start."""

from __future__ import annotations

import json
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from huey.api import Huey, PostgresHuey, SqliteHuey
from huey.registry import Message
from huey.serializer import Serializer
from huey.storage import SqliteStorage

from literasi.config import Settings

# A task gets the sender, to hand out more, and the whole numbers that were sent along.
Task = Callable[..., None]
NAME = "literasi"
SCHEMA = "antrean"
CONNECT_SECONDS = 3

_logger = logging.getLogger(__name__)


class PlainSerializer(Serializer):  # type: ignore[misc]
    """JSON, where huey would pickle: a message names a task and plain values, and runs nothing."""

    def _serialize(self, data: object) -> bytes:
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> Message:
        return Message(*json.loads(bytes(data)))


class FileStorage(SqliteStorage):  # type: ignore[misc]
    """Notices that its file was taken away or is damaged, and begins a new one: nothing that is
    not in the outbox is lost with it."""

    _conn: Any
    _opened: int | None = None

    @property
    def conn(self) -> Any:
        if self._conn is not None and self._opened != self._on_disk():
            self._conn.close()
            self._conn = None
        return super().conn

    def _create_connection(self) -> Any:
        try:
            connection = self._prepared()
        except sqlite3.OperationalError:
            raise  # busy, or no place to write: not the file's fault
        except sqlite3.DatabaseError as error:
            _logger.error("the queue's file is begun anew: %s", error)
            for end in ("", "-wal", "-shm"):
                Path(f"{self.filename}{end}").unlink(missing_ok=True)
            connection = self._prepared()
        self._opened = self._on_disk()
        return connection

    def _prepared(self) -> Any:
        connection = super()._create_connection()
        for statement in self.ddl:
            connection.execute(statement)
        return connection

    def _on_disk(self) -> int | None:
        with suppress(FileNotFoundError):
            return os.stat(self.filename).st_ino
        return None


class Sender:
    """How a running worker hands out work: `send` puts a task behind the others."""

    def __init__(self, queue: Huey) -> None:
        self._queue = queue
        self._tasks: dict[str, Any] = {}

    def register(self, tasks: Mapping[str, Task]) -> None:
        for name, act in tasks.items():
            self._tasks[name] = self._queue.task(name=name)(_with(self, act))

    def send(self, task: str, *values: int) -> None:
        self._tasks[task](*values)

    @property
    def is_empty(self) -> bool:
        return int(self._queue.storage.queue_size()) == 0


@contextmanager
def open_queue(settings: Settings, make: bool = False) -> Iterator[Huey]:
    """Only the worker makes PostgreSQL's tables (`make`), so that no two do so at once."""
    common = {"results": False, "serializer": PlainSerializer()}
    if settings.database_url.startswith("sqlite"):
        path = settings.data / "queue.sqlite3"
        # It need not survive a power cut.
        more = {"filename": str(path), "fsync": False, "create_tables": False}
        queue = SqliteHuey(NAME, storage_class=FileStorage, **common, **more)
    else:
        address = settings.database_url.replace("postgresql+psycopg://", "postgresql://", 1)
        queue = PostgresHuey(
            NAME, connection=lambda: _connect(address), create_tables=False, **common
        )
        if make:
            _make_tables(address, queue)
    try:
        yield queue
    finally:
        queue.storage.close()


def _connect(address: str) -> psycopg.Connection[Any]:
    connection = psycopg.connect(address, autocommit=True, connect_timeout=CONNECT_SECONDS)
    connection.execute(f"SET search_path TO {SCHEMA}")
    return connection


def _make_tables(address: str, queue: Huey) -> None:
    with closing(_connect(address)) as connection:
        # Workers on two machines may begin at once.
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [SCHEMA])
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        queue.storage.initialize_schema()


def _with(sender: Sender, act: Task) -> Task:
    # Made here, because huey names a task after its module too, on both sides alike.
    def run(*values: int) -> None:
        act(sender, *values)

    return run
