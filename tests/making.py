"""Files of certificates being made: here and now, or by a worker as `script/server` starts it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta

from flask import Flask
from sqlalchemy import update

from literasi.certificates.jobs import make_due
from literasi.certificates.models import IssueItem
from literasi.config import ROOT, Settings
from literasi.database import db, write
from literasi.web.clock import now
from tests.people import Employee

COUNT = re.compile(r"<strong>(\d+) dari (\d+) berkas jadi</strong>")


def make_files(app: Flask) -> int:
    """As if a worker had gone through all that is due; how many it tried."""
    with app.app_context():
        return make_due()


def let_time_pass(app: Flask) -> None:
    """As if the pause after every failure, and a while more, had gone by."""
    with app.app_context(), write():
        past = update(IssueItem).where(IssueItem.due_at.is_not(None))
        db.session.execute(past.values(due_at=now() - timedelta(minutes=2)))


def files_of(trainer: Employee, address: str) -> str:
    """The part of the closing page that says how far the files are."""
    return trainer.get(f"{address}/sertifikat/berkas").text


def counted(trainer: Employee, address: str) -> tuple[int, int]:
    """How many files are there, and of how many."""
    found = COUNT.search(files_of(trainer, address))
    assert found
    return int(found[1]), int(found[2])


def wait_until_made(trainer: Employee, address: str, patience: float = 60) -> float:
    """Seconds until every file was there; the test fails if that takes too long."""
    began = time.monotonic()
    while True:
        made, total = counted(trainer, address)
        if made == total > 0:
            return time.monotonic() - began
        assert time.monotonic() - began < patience, files_of(trainer, address)
        time.sleep(0.1)


def wait_until_said(trainer: Employee, address: str, words: str, patience: float = 60) -> None:
    """Until the part about files says something; the test fails if that takes too long."""
    began = time.monotonic()
    while words not in files_of(trainer, address):
        assert time.monotonic() - began < patience, files_of(trainer, address)
        time.sleep(0.1)


def environment(settings: Settings, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """For a command of the operator's, about this installation and no other."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LITERASI_")}
    ours = {
        "LITERASI_DATA": str(settings.data),
        "LITERASI_DATABASE_URL": settings.database_url,
    }
    if settings.base_url:
        ours["LITERASI_BASE_URL"] = settings.base_url
    return {**kept, **ours, **(more or {})}


def flask(settings: Settings, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / ".venv/bin/flask", "--app", "app", *arguments],
        cwd=ROOT,
        env=environment(settings, more),
        capture_output=True,
        text=True,
        timeout=120,
    )


def start_worker(settings: Settings) -> subprocess.Popen[str]:
    """A worker; whoever starts it ends it."""
    return subprocess.Popen(
        [ROOT / ".venv/bin/flask", "--app", "app", "worker"],
        cwd=ROOT,
        env=environment(settings),
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def working(settings: Settings) -> Iterator[subprocess.Popen[str]]:
    process = start_worker(settings)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)


def children(pid: int) -> set[int]:
    """The processes that a process started and that still run."""
    done = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True)
    return {int(line) for line in done.stdout.split()}
