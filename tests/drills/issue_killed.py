"""A class is certified while the worker that makes the files is killed again and again.

    python -m tests.drills.issue_killed [kills] [people] [seed]

SIGKILL hits the worker, or one of its processes, at random moments of its work. In the end each
certificate has exactly one file with the hash that is recorded, sealed up to its last byte, with
its own credential inside; no number is there twice or left out, and nothing waits. Where a class
was done early, the next one is certified, so that every kill hits a worker that has something to
do.
"""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from flask import Flask
from sqlalchemy import func, select

from literasi import create_app
from literasi.certificates.models import Certificate, IssueBatch, IssueItem
from literasi.config import Settings
from literasi.database import db
from literasi.domain.credential import credential_address
from literasi.sealing.credentials import public_keys, verifies
from literasi.sealing.verify import Answer, verify
from tests import staff
from tests.attached import attached
from tests.classroom import confirm_names
from tests.conftest import make_settings, set_up
from tests.full_class import class_near_its_end
from tests.making import children, start_worker
from tests.people import Employee
from tests.verifier import BASE

# Long enough for a file or two, so that most kills come while one is being made.
LONGEST_LIFE = 3.0  # seconds from the moment when its processes are there
ONE_OF_THEM = 0.2  # how often only one process of the worker is hit
PATIENCE = 120  # seconds for a worker to begin, and for the last one, which nobody kills, to finish


@dataclass(slots=True)
class Seen:
    kills: int = 0
    classes: int = 0
    issued: int = 0
    seconds: float = 0.0


def main(kills: int = 100, people: int = 40, seed: int = 1) -> int:
    """The exit status: 0 when nothing was lost, doubled or left."""
    with tempfile.TemporaryDirectory() as folder:
        settings = make_settings(Path(folder), LITERASI_BASE_URL=BASE)
        set_up(settings)
        app = create_app(settings)
        trainer = staff.employ(app, "rina@bp3mi.test", "trainer").sign_in()
        seen = endure(app, settings, trainer, people, kills, Random(seed))
        wrong = problems(app, settings, seen.issued)
        with app.app_context():
            db.engine.dispose()
    print(
        f"{seen.issued} certificates of {seen.classes} classes, {seen.kills} kills, "
        f"{seen.seconds:.0f} s: {'; '.join(wrong) or 'nothing lost, doubled or left'}"
    )
    return 1 if wrong else 0


def endure(
    app: Flask, settings: Settings, trainer: Employee, people: int, kills: int, random: Random
) -> Seen:
    """Certify, kill, start again; and let the last worker finish."""
    began, seen = time.monotonic(), Seen()
    worker = start_worker(settings)
    try:
        while seen.kills < kills:
            if _waiting(app) == 0:
                _certify(app, trainer, people)
                seen.classes, seen.issued = seen.classes + 1, seen.issued + people
            worker = _hit(worker, settings, random)
            seen.kills += 1
            if seen.kills % 5 == 0:
                print(
                    f"{seen.kills} kills, {_waiting(app)} of {seen.issued} still to be made",
                    flush=True,
                )
        deadline = time.monotonic() + PATIENCE
        while _waiting(app) and time.monotonic() < deadline:
            time.sleep(0.2)
    finally:
        worker.terminate()
        worker.communicate(timeout=30)
    seen.seconds = time.monotonic() - began
    return seen


def problems(app: Flask, settings: Settings, issued: int) -> list[str]:
    """Whatever is not as it should be, in words."""
    wrong = []
    with app.app_context():
        certificates = list(db.session.scalars(select(Certificate).order_by(Certificate.id)))
        left = select(func.count()).select_from(IssueItem).where(IssueItem.done_at.is_(None))
        open_ = select(func.count()).select_from(IssueBatch).where(IssueBatch.finished_at.is_(None))
        if left_over := (db.session.scalar(left), db.session.scalar(open_)) != (0, 0):
            wrong.append(f"items or batches left: {left_over}")
    numbers = sorted(int(one.number[:4]) for one in certificates)
    if numbers != list(range(1, issued + 1)):
        wrong.append(f"numbers are {numbers}")
    stored = {path.name: path for path in (settings.files / "certificates").glob("[!.]*")}
    if set(stored) != {f"{one.code}.pdf" for one in certificates}:
        wrong.append(f"{len(stored)} files for {len(certificates)} certificates")
    for one in certificates:
        path = stored.get(f"{one.code}.pdf")
        if path:
            wrong += [f"{one.number}: {what}" for what in _faults(app, one, path.read_bytes())]
    return wrong


def _faults(app: Flask, certificate: Certificate, file: bytes) -> Iterator[str]:
    """What is wrong with the file of a certificate."""
    keys = app.extensions["literasi"].seal
    if hashlib.sha256(file).hexdigest() != certificate.file_hash:
        yield "the hash is of another file"
    if verify(file, keys.public).answer is not Answer.GENUINE:
        yield "not sealed to the last byte"
    document = attached(file)
    if document["id"] != credential_address(BASE, certificate.code):
        yield "another one's credential"
    if not verifies(document, dict(public_keys(keys))):
        yield "a credential that we did not sign"


def _waiting(app: Flask) -> int:
    with app.app_context():
        left = select(func.count()).select_from(IssueItem).where(IssueItem.done_at.is_(None))
        return db.session.scalar(left) or 0


def _certify(app: Flask, trainer: Employee, people: int) -> None:
    address = class_near_its_end(app, trainer, people)
    confirm_names(trainer, address)
    trainer.sign_in()  # after a quarter of an hour the press would ask who it is
    answer = trainer.post(f"{address}/sertifikat")
    assert answer.location.endswith(f"terbit={people}")


def _hit(
    worker: subprocess.Popen[str], settings: Settings, random: Random
) -> subprocess.Popen[str]:
    """Kill it, or one of its processes, at some moment; the worker that runs afterwards."""
    deadline = time.monotonic() + PATIENCE
    while not (processes := children(worker.pid)) and worker.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    time.sleep(random.uniform(0, LONGEST_LIFE))
    if processes and random.random() < ONE_OF_THEM:
        with suppress(ProcessLookupError):
            os.kill(random.choice(sorted(processes)), signal.SIGKILL)
        return worker
    worker.kill()
    worker.communicate(timeout=30)
    return start_worker(settings)


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:])))
