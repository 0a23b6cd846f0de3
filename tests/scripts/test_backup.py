"""Backing up and restoring, by the operator's own commands, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import inspect

from literasi import create_app
from literasi.config import ROOT, Settings
from literasi.database import db
from literasi.queue.store import open_queue
from tests.classroom import issue, joined
from tests.conftest import make_settings
from tests.making import counted, make_files
from tests.people import Employee, Reader
from tests.postgres import temporary_database

Done = subprocess.CompletedProcess[str]


def run(module: str, settings: Settings, *arguments: str | Path) -> Done:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("LITERASI_")},
        "LITERASI_DATA": str(settings.data),
        "LITERASI_DATABASE_URL": settings.database_url,
    }
    return subprocess.run(
        [sys.executable, "-m", f"deploy.{module}", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def back_up(settings: Settings, folder: Path, *more: str) -> Path:
    done = run("backup", settings, folder, *more)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())


@pytest.fixture
def elsewhere(
    request: pytest.FixtureRequest, settings: Settings, tmp_path: Path
) -> Iterator[Settings]:
    """Another machine: an empty place for the same kind of database, with the saved keys."""
    data = tmp_path / "elsewhere"
    saved = tmp_path / "keys.tar"
    assert run("backup", settings, "--keys", saved).returncode == 0
    (data / "keys").mkdir(parents=True)
    shutil.unpack_archive(saved, data / "keys")
    if settings.database_url.startswith("sqlite"):
        yield make_settings(data)
        return
    with temporary_database(request.getfixturevalue("postgres_cluster")) as address:
        yield make_settings(data, LITERASI_DATABASE_URL=address)


def moved(reader: Reader, app: Flask) -> Reader:
    """The same phone, with its cookies, at the site on the other machine."""
    there = Reader(app)
    for name in ("literasi_masuk", "literasi_hp"):
        there.client.set_cookie(name, reader.cookie(name))
    return there


@pytest.mark.both_databases
def test_people_and_documents_come_back_from_a_backup(
    settings: Settings, siti: Reader, elsewhere: Settings, tmp_path: Path
) -> None:
    code = siti.pass_course().issue_statement()
    document = siti.get(f"/sertifikat/{code}.pdf").data
    backup = back_up(settings, tmp_path / "backup")

    done = run("restore", elsewhere, backup)
    assert done.returncode == 0, done.stderr
    shutil.copytree(settings.catalogue, elsewhere.catalogue)
    app = create_app(elsewhere)
    restored = moved(siti, app)
    assert "Siti Aminah" in restored.get("/saya").text
    assert "ASLI" in restored.get(f"/verifikasi/{code}").text
    assert restored.get(f"/sertifikat/{code}.pdf").data == document
    assert restored.take_quiz().status_code == 303
    with app.app_context():
        db.engine.dispose()


@pytest.mark.both_databases
def test_files_that_were_still_to_be_made_are_made_after_the_restore(
    settings: Settings, trainer: Employee, siti: Reader, elsewhere: Settings, tmp_path: Path
) -> None:
    address = joined(trainer, siti)
    siti.take_quiz()
    with open_queue(settings, make=True):
        issue(trainer, address)
    assert counted(trainer, address) == (0, 1)
    done = run("restore", elsewhere, back_up(settings, tmp_path / "backup"))
    assert done.returncode == 0, done.stderr
    shutil.copytree(settings.catalogue, elsewhere.catalogue)
    app = create_app(elsewhere)
    assert make_files(app) == 1
    there = Employee(app, trainer.login, trainer.passphrase, trainer.secret).sign_in()
    assert counted(there, address) == (1, 1)
    with app.app_context():
        # What only wakes the worker up is not worth a backup.
        assert "antrean" not in inspect(db.engine).get_schema_names()
        db.engine.dispose()


@pytest.mark.both_databases
def test_a_backup_is_not_restored_over_people(
    settings: Settings, siti: Reader, tmp_path: Path
) -> None:
    backup = back_up(settings, tmp_path / "backup")
    done = run("restore", settings, backup)
    assert done.returncode == 1
    assert "exists" in done.stderr or "has tables" in done.stderr
    assert siti.get("/saya").status_code == 200


def test_a_restored_sqlite_database_keeps_readers_and_writers_apart(
    settings: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    assert run("restore", elsewhere, back_up(settings, tmp_path / "backup")).returncode == 0
    with closing(sqlite3.connect(elsewhere.data / "literasi.sqlite3")) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_backup_holds_no_key_and_is_its_owners_alone(settings: Settings, tmp_path: Path) -> None:
    backup = back_up(settings, tmp_path / "backup")
    assert backup.stat().st_mode & 0o077 == 0
    everything = b"".join(path.read_bytes() for path in backup.iterdir())
    for key_file in settings.keys.iterdir():
        secrets = re.findall(r"[\w+/=-]{32,}", key_file.read_text("utf-8").replace("\\n", "\n"))
        assert secrets or key_file.suffix == ".lock"
        for secret in secrets:
            assert secret.encode() not in everything


def test_a_backup_is_not_restored_beside_other_keys(
    settings: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    backup = back_up(settings, tmp_path / "backup")
    card = elsewhere.keys / "card.json"
    card.write_text('{"card-1": "' + 40 * "x" + '"}', "utf-8")
    done = run("restore", elsewhere, backup)
    assert done.returncode == 1
    assert "not those of the backup (card-1)" in done.stderr
    assert not (elsewhere.data / "literasi.sqlite3").exists()


def test_a_damaged_backup_is_refused(
    settings: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    backup = back_up(settings, tmp_path / "backup")
    with (backup / "database").open("r+b") as database:
        database.seek(5000)
        database.write(b"damage")
    done = run("restore", elsewhere, backup)
    assert done.returncode == 1
    assert "database changed since" in done.stderr
    assert not (elsewhere.data / "literasi.sqlite3").exists()


def test_only_the_newest_backups_stay(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    for day in ("01", "02", "03"):
        (folder / f"literasi-2026-01-{day}T000000Z").mkdir(parents=True)
    newest = back_up(settings, folder, "--keep", "2")
    assert sorted(path.name for path in folder.iterdir()) == [
        "literasi-2026-01-03T000000Z",
        newest.name,
    ]


def test_without_a_database_nothing_is_left_behind(tmp_path: Path, settings: Settings) -> None:
    (settings.data / "literasi.sqlite3").unlink()
    done = run("backup", settings, tmp_path / "backup")
    assert done.returncode == 1
    assert "There is no database at" in done.stderr
    assert list((tmp_path / "backup").iterdir()) == []
