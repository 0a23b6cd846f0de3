"""Put a backup where the settings point, which must be an empty place. The site is stopped.

    .venv/bin/python -m deploy.restore /backup/literasi-2026-11-24T030000Z

The keys of that time are in place already: with others, every angka kunci and every card in the
database would be worthless, so a backup is not restored beside them.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import psycopg

from deploy import archive
from deploy.archive import ArchiveError
from literasi.config import Settings, SettingsError, from_environ


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("backup", type=Path, help="the folder of one backup")
    given = options.parse_args()
    os.umask(0o077)
    try:
        restore(from_environ(os.environ), given.backup)
    except (ArchiveError, SettingsError, OSError, sqlite3.Error, psycopg.Error) as error:
        sys.exit(f"The backup was not restored. {error}")
    print("Restored. Now run: .venv/bin/flask --app app setup")


def restore(settings: Settings, backup: Path) -> None:
    """Everything is checked before anything is written; raises ArchiveError."""
    archive.check_sums(backup)
    about = json.loads((backup / "about.json").read_text("utf-8"))
    _check_kind(settings, about["database"])
    _check_keys(settings, about["keys"])
    _check_files_are_empty(settings)
    _check_database_is_empty(settings)
    if archive.is_sqlite(settings):
        _restore_sqlite(backup / "database", archive.sqlite_path(settings))
    else:
        _restore_postgres(settings, backup / "database")
    with tarfile.open(backup / "files.tar") as tar:
        _unpack(tar, settings.files)


def _check_kind(settings: Settings, kind: str) -> None:
    here = "sqlite" if archive.is_sqlite(settings) else "postgresql"
    if kind != here:
        raise ArchiveError(f"It is of {kind}, and LITERASI_DATABASE_URL names {here}.")


def _check_keys(settings: Settings, wanted: dict[str, str]) -> None:
    here = archive.fingerprints(settings)
    wrong = [name for name, print_ in wanted.items() if here.get(name) != print_]
    if wrong:
        raise ArchiveError(
            f"The keys in {settings.keys} are not those of the backup ({', '.join(wrong)}). "
            "Put the saved keys there first."
        )


def _check_files_are_empty(settings: Settings) -> None:
    if settings.files.exists() and any(path.is_file() for path in settings.files.rglob("*")):
        raise ArchiveError(f"{settings.files} holds files. Move that folder away first.")


def _check_database_is_empty(settings: Settings) -> None:
    if archive.is_sqlite(settings):
        path = archive.sqlite_path(settings)
        # A log that was left behind would be played into the restored database.
        for left in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
            if left.exists():
                raise ArchiveError(f"{left} exists. Move it away first.")
        return
    with psycopg.connect(archive.postgres_address(settings)) as connection:
        tables = connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchone()
    if tables != (0,):
        raise ArchiveError("The database has tables. Make an empty one and name that.")


def _restore_sqlite(dump: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".new-{target.name}")
    shutil.copyfile(dump, unfinished)
    archive.check_sqlite(unfinished)
    with closing(sqlite3.connect(unfinished)) as database:
        # The copy forgot it, and set-up chooses it for a new database only.
        database.execute("PRAGMA journal_mode = WAL")
    unfinished.rename(target)


def _restore_postgres(settings: Settings, dump: Path) -> None:
    options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    name = psycopg.conninfo.conninfo_to_dict(archive.postgres_address(settings)).get("dbname", "")
    archive.run_postgres(settings, "pg_restore", *options, f"--dbname={name}", str(dump))


def _unpack(tar: tarfile.TarFile, folder: Path) -> None:
    """Plain files below `folder` and nothing else; Debian 12's Python has no filter for that."""
    folder.mkdir(parents=True, exist_ok=True)
    for member in tar:
        target = (folder / member.name).resolve()
        content = tar.extractfile(member) if member.isfile() else None
        if content is None or not target.is_relative_to(folder):
            raise ArchiveError(f"files.tar holds {member.name}, which is no document.")
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            shutil.copyfileobj(content, file)


if __name__ == "__main__":
    main()
