"""A class of forty is certified: from the press to the last file, with the page that counts them.

The worker runs as `script/server` runs it, on a site with an https address, so that each file has
its credential; requests are answered by this process. Besides the seconds: when the last file was
recorded, whether the page looked just then or not, what the press itself took, what the part costs
that the page fetches again, and both ways to take all files away. At the end each file is checked.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from flask import Flask
from sqlalchemy import select

from bench.databases import DATABASES, prepared
from literasi.certificates.models import IssueBatch
from literasi.database import db
from literasi.web.clock import now
from tests.classroom import confirm_names
from tests.drills.issue_killed import problems
from tests.full_class import class_near_its_end
from tests.making import children, counted, working
from tests.people import Employee
from tests.staff import employ
from tests.verifier import online, online_settings

Result = TypeVar("Result")
PEOPLE = 40
EVERY = 1.0  # seconds between two looks, as the page does it


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--database", default="sqlite", choices=DATABASES)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--people", type=int, default=PEOPLE)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        Path(folder).chmod(0o755)
        here, _ = stack.enter_context(prepared(given.database, Path(folder) / "data"))
        settings = online_settings(here)
        app = stack.enter_context(online(here))
        worker = stack.enter_context(working(settings))
        while not children(worker.pid):
            time.sleep(0.1)
        time.sleep(2)
        _measure(app, worker.pid, given.rounds, given.people)
        if wrong := problems(app, settings, given.rounds * given.people):
            raise SystemExit("; ".join(wrong))
        print("every file is sealed to its last byte and holds its own credential")


def _measure(app: Flask, worker: int, rounds: int, people: int) -> None:
    trainer = employ(app, "rina@bp3mi.test", "trainer").sign_in()
    heads = f"{'round':>5} {'press, s':>9} {'last file, s':>13} {'seen, s':>8} {'CPU, s':>7}"
    print(f"{heads} {'looks':>6} {'look, CPU ms':>13}")
    for turn in range(1, rounds + 1):
        address = class_near_its_end(app, trainer, people)
        confirm_names(trainer, address)
        began, before, pressed_at = time.monotonic(), _spent(worker), now()
        assert trainer.post(f"{address}/sertifikat").status_code == 303
        pressed = time.monotonic() - began
        looks = _watch(trainer, address)
        took = time.monotonic() - began
        spent, look = _spent(worker) - before, statistics.median(looks) * 1000
        last = (_last_file(app) - pressed_at).total_seconds()
        seconds = f"{turn:5} {pressed:9.2f} {last:13.2f} {took:8.1f} {spent:7.2f}"
        print(f"{seconds} {len(looks):6} {look:13.1f}", flush=True)
    for kind in ("pdf", "zip"):
        seconds, size = _timed(lambda kind=kind: _download(trainer, address, kind))  # type: ignore[misc]
        print(f"all as one {kind}: {seconds * 1000:.0f} ms CPU, {size / 1000:.0f} kB")


def _last_file(app: Flask) -> datetime:
    """When the newest batch was finished."""
    with app.app_context():
        newest = select(IssueBatch.finished_at).order_by(IssueBatch.id.desc()).limit(1)
        finished = db.session.scalars(newest).one()
    assert finished is not None
    return finished


def _watch(trainer: Employee, address: str) -> list[float]:
    """CPU seconds of each look, until all files are there."""
    looks = []
    while True:
        seconds, (made, total) = _timed(lambda: counted(trainer, address))
        looks.append(seconds)
        if made == total:
            return looks
        time.sleep(EVERY)


def _spent(worker: int) -> float:
    """CPU seconds so far of the worker's processes, and of what renders for them."""
    makers = children(worker)
    all_of_them = makers | {one for pid in makers for one in children(pid)}
    stats = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2] for pid in all_of_them]
    ticks = sum(int(part) for one in stats for part in one.split()[11:13])
    return ticks / os.sysconf("SC_CLK_TCK")


def _timed(act: Callable[[], Result]) -> tuple[float, Result]:
    began = time.process_time()
    result = act()
    return time.process_time() - began, result


def _download(trainer: Employee, address: str, kind: str) -> int:
    answer = trainer.post(f"{address}/sertifikat/berkas/semua", {"bentuk": kind})
    assert answer.status_code == 200, answer.text
    return len(answer.data)


if __name__ == "__main__":
    main()
