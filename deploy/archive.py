"""What a backup is made of: a folder with a dump of the database, the files, and sums over both.

literasi-2026-11-24T030000Z/
  about.json      when, which kind of database, fingerprints of the keys (not the keys)
  database        SQLite: a database file; PostgreSQL: pg_dump's custom format
  files.tar       finished documents
  SHA256SUMS
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import make_url

from literasi import keys
from literasi.config import Settings
from literasi.sealing.keys import load as load_seal

PREFIX = "literasi-"
SUMS = "SHA256SUMS"
PARTS = ("about.json", "database", "files.tar")
# How libpq calls in the environment what an address may say. A password in a command's
# arguments could be read by everybody on the machine.
POSTGRES_VARIABLES = {
    **{"host": "PGHOST", "port": "PGPORT", "dbname": "PGDATABASE", "user": "PGUSER"},
    **{"password": "PGPASSWORD", "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"},
}


class ArchiveError(Exception):
    """A backup cannot be made, trusted or restored; the message says what to do."""


def is_sqlite(settings: Settings) -> bool:
    return settings.database_url.startswith("sqlite")


def sqlite_path(settings: Settings) -> Path:
    return Path(make_url(settings.database_url).database or "")


def postgres_address(settings: Settings) -> str:
    """The database's address as libpq reads it."""
    return settings.database_url.replace("postgresql+psycopg://", "postgresql://", 1)


def run_postgres(settings: Settings, *command: str) -> None:
    """Run pg_dump or pg_restore on the database of these settings."""
    said = conninfo_to_dict(postgres_address(settings))
    unknown = set(said) - set(POSTGRES_VARIABLES)
    if unknown:
        raise ArchiveError(f"LITERASI_DATABASE_URL says {', '.join(sorted(unknown))}: not known.")
    environment = {POSTGRES_VARIABLES[name]: str(value) for name, value in said.items()}
    try:
        done = subprocess.run(
            command, env={**os.environ, **environment}, stderr=subprocess.PIPE, text=True
        )
    except FileNotFoundError:
        raise ArchiveError(f"{command[0]} is missing: apt-get install postgresql-client") from None
    if done.returncode:
        raise ArchiveError(f"{command[0]} failed:\n{done.stderr.strip()}")


def check_sqlite(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        verdict = database.execute("PRAGMA integrity_check").fetchone()[0]
    if verdict != "ok":
        raise ArchiveError(f"{path} is damaged: {verdict}")


def fingerprints(settings: Settings) -> dict[str, str]:
    """A hash of every key under its id: tells keys apart and says nothing about them."""
    try:
        rings = [keys.load(settings.keys, purpose) for purpose in keys.PURPOSES]
        sealing = load_seal(settings.keys)
    except keys.KeyFileError as error:
        raise ArchiveError(str(error)) from None
    secrets = {
        name: hashlib.sha256(secret.encode()).hexdigest()[:16]
        for ring in rings
        for name, secret in ring.keys.items()
    }
    return secrets | {f"seal-{id_}": id_ for id_ in sealing.public}


def write_sums(folder: Path) -> None:
    lines = (f"{_sum(folder / part)}  {part}\n" for part in PARTS)
    (folder / SUMS).write_text("".join(lines), "utf-8")


def check_sums(folder: Path) -> None:
    """Raises ArchiveError unless the backup is complete and as it was written."""
    try:
        lines = (folder / SUMS).read_text("utf-8").splitlines()
        sums = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
        wrong = [part for part in PARTS if sums.get(part) != _sum(folder / part)]
    except (OSError, ValueError) as error:
        raise ArchiveError(f"{folder} is no complete backup: {error}") from None
    if wrong:
        raise ArchiveError(f"{folder}: {', '.join(wrong)} changed since the backup was made.")


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
