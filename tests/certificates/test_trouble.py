"""Trouble in the midst of a batch: a full disk, and keys that are away, damaged or replaced.

Nothing half made or unsealed is ever stored, the class's page says why it waits, and the rest
follows by itself once the server is mended.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from flask import Flask

from literasi.certificates.batches import due_items
from literasi.certificates.jobs import make_item
from literasi.config import Settings
from literasi.sealing.keys import FILE, load
from literasi.sealing.verify import Answer, verify
from literasi.web.clock import now
from tests.attached import attached, issued, stored
from tests.certificates.conftest import NAMES
from tests.classroom import confirm_names, issue, joined
from tests.disk import disk_full_after
from tests.making import (
    counted,
    files_of,
    flask,
    let_time_pass,
    make_files,
)
from tests.people import Employee, Reader
from tests.verifier import Verifier

pytestmark = pytest.mark.both_databases
NO_SEAL = "Berkasnya belum bisa disegel: kunci segel di server"
NO_ROOM = "Tempat berkas di server penuh"


@pytest.fixture
def ready(verifier: Verifier, trainer_online: Employee) -> str:
    """A class of three who may have the certificate."""
    people = [Reader(verifier.app).register(name) for name in NAMES]
    address = joined(trainer_online, *people)
    for one in people:
        one.take_quiz()
    confirm_names(trainer_online, address)
    return address


@pytest.fixture
def begun(verifier: Verifier, trainer_online: Employee, ready: str) -> str:
    """The same class, issued, the first of its files made."""
    issue(trainer_online, ready)
    with verifier.app.app_context():
        make_item(due_items(now())[0])
    assert counted(trainer_online, ready) == (1, 3)
    return ready


def sealed_by(app: Flask, settings: Settings) -> list[str]:
    """The ids of the keys that sealed the files of all certificates, in their order; the test
    fails unless each file is genuine and holds its own credential, signed then too."""
    keys, found = load(settings.keys).public, []
    for one in issued(app):
        file = stored(settings, one)
        said = verify(file, keys)
        assert said.answer is Answer.GENUINE, one.number
        document = attached(file)
        assert one.code in document["id"]
        assert Verifier(app).verifies(document)
        found.append(said.key_id)
    return found


def files(settings: Settings) -> list[str]:
    return [path.name for path in (settings.files / "certificates").iterdir()]


@contextmanager
def missing(path: Path) -> Iterator[None]:
    aside = path.rename(path.with_suffix(".aside"))
    yield
    aside.rename(path)


@contextmanager
def open_to_others(path: Path) -> Iterator[None]:
    path.chmod(0o640)
    yield
    path.chmod(0o600)


@contextmanager
def damaged(path: Path) -> Iterator[None]:
    """Cut off, and then restored with the times that it had, as a backup does."""
    content, times = path.read_bytes(), path.stat()
    path.write_bytes(content[:200])
    yield
    path.write_bytes(content)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


@contextmanager
def no_folder(settings: Settings) -> Iterator[None]:
    folder = settings.files / "certificates"
    aside = folder.rename(settings.files / "aside")
    folder.write_text("Di tempat folder ada berkas.")
    yield
    folder.unlink()
    aside.rename(folder)


@pytest.mark.parametrize("trouble", [missing, open_to_others, damaged])
def test_without_usable_keys_nothing_is_made_and_all_of_it_once_they_are_back(
    verifier: Verifier,
    settings: Settings,
    trainer_online: Employee,
    begun: str,
    trouble: Callable[[Path], AbstractContextManager[None]],
) -> None:
    first = files(settings)
    with trouble(settings.keys / FILE):
        assert make_files(verifier.app) == 2
        assert files(settings) == first
        page = files_of(trainer_online, begun)
        assert NO_SEAL in page
        assert "2 berkas belum bisa dibuat. Sertifikatnya tetap sah." in page
        assert page.count("Dicoba lagi sendiri pukul") == 1
    let_time_pass(verifier.app)
    assert make_files(verifier.app) == 2
    assert counted(trainer_online, begun) == (3, 3)
    assert len(set(sealed_by(verifier.app, settings))) == 1


def test_a_download_without_usable_keys_says_that_the_certificate_is_safe(
    settings: Settings, trainer_online: Employee, verifier: Verifier, begun: str
) -> None:
    waiting = next(one for one in issued(verifier.app) if not one.file_hash)
    with missing(settings.keys / FILE):
        answer = trainer_online.get(f"/sertifikat/{waiting.code}.pdf")
        assert answer.status_code == 503
        assert "keasliannya sudah bisa dicek" in answer.text
    assert trainer_online.get(f"/sertifikat/{waiting.code}.pdf").status_code == 200


def test_after_a_rotation_in_the_middle_all_verify_each_by_its_key(
    verifier: Verifier, settings: Settings, trainer_online: Employee, begun: str
) -> None:
    old = load(settings.keys)
    assert flask(settings, "keys", "rotate", "seal").returncode == 0
    new = load(settings.keys)
    assert make_files(verifier.app) == 2
    before, after = old.signing_p256.id, new.signing_p256.id
    assert sealed_by(verifier.app, settings) == [before, after, after]
    signed = [
        attached(stored(settings, one))["proof"]["verificationMethod"].partition("#")[2]
        for one in issued(verifier.app)
    ]
    assert signed == [old.signing_ed25519.id, *[new.signing_ed25519.id] * 2]


def test_a_disk_that_fills_up_stops_the_rest_alone_and_nothing_is_half_made(
    verifier: Verifier, settings: Settings, trainer_online: Employee, database: str, begun: str
) -> None:
    first = files(settings)
    # SQLite's own file would not fit either: there it is only the folder that takes no more.
    full = no_folder(settings) if database.startswith("sqlite") else disk_full_after(20_000)
    with full:
        assert make_files(verifier.app) == 2
    assert files(settings) == first
    page = files_of(trainer_online, begun)
    assert NO_ROOM in page
    assert "2 berkas belum bisa dibuat. Sertifikatnya tetap sah." in page
    let_time_pass(verifier.app)
    assert make_files(verifier.app) == 2
    assert len(sealed_by(verifier.app, settings)) == 3
