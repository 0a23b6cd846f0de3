"""The databases that are compared: SQLite's file in the data folder, and a private PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from literasi.config import Settings
from tests import postgres
from tests.conftest import make_settings, set_up

DATABASES = ("sqlite", "postgresql")
# As in earnest: what is committed is on the disk.
DURABLE = {
    **postgres.SETTINGS,
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "autovacuum": "on",
}


@contextmanager
def prepared(database: str, data: Path) -> Iterator[tuple[Settings, str]]:
    """The settings of an installation in `data` that `flask setup` prepared, and the address of
    its database ("" for SQLite's file)."""
    data.mkdir(exist_ok=True)
    data.chmod(0o755)  # nginx has a user of its own
    if database == "sqlite":
        set_up(make_settings(data))
        yield make_settings(data), ""
        return
    with (
        postgres.temporary_cluster(DURABLE) as cluster,
        postgres.temporary_database(cluster) as address,
    ):
        settings = make_settings(data, LITERASI_DATABASE_URL=address)
        set_up(settings)
        yield settings, address
