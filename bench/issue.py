"""A class of forty is certified: from the press to the last file, with the page that counts them.

The worker runs as `script/server` runs it; requests are answered by this process. Besides the
seconds: what the press itself took, what the part costs that the page fetches again, and both ways
to take all files away.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

from bench.databases import DATABASES, prepared
from literasi import create_app
from literasi.config import Settings
from tests.classroom import confirm_names
from tests.full_class import class_near_its_end
from tests.making import children, counted, working
from tests.people import Employee
from tests.staff import employ

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
        settings, _ = stack.enter_context(prepared(given.database, Path(folder) / "data"))
        worker = stack.enter_context(working(settings))
        while not children(worker.pid):
            time.sleep(0.1)
        time.sleep(2)
        _measure(settings, worker.pid, given.rounds, given.people)


def _measure(settings: Settings, worker: int, rounds: int, people: int) -> None:
    app = create_app(settings)
    trainer = employ(app, "rina@bp3mi.test", "trainer").sign_in()
    heads = f"{'round':>5} {'press, s':>9} {'all files, s':>13} {'CPU, s':>7}"
    print(f"{heads} {'looks':>6} {'look, CPU ms':>13}")
    for turn in range(1, rounds + 1):
        address = class_near_its_end(app, trainer, people)
        confirm_names(trainer, address)
        began, before = time.monotonic(), _spent(worker)
        assert trainer.post(f"{address}/sertifikat").status_code == 303
        pressed = time.monotonic() - began
        looks = _watch(trainer, address)
        took = time.monotonic() - began
        spent, look = _spent(worker) - before, statistics.median(looks) * 1000
        seconds = f"{turn:5} {pressed:9.2f} {took:13.1f} {spent:7.2f}"
        print(f"{seconds} {len(looks):6} {look:13.1f}", flush=True)
    for kind in ("pdf", "zip"):
        seconds, size = _timed(lambda kind=kind: _download(trainer, address, kind))  # type: ignore[misc]
        print(f"all as one {kind}: {seconds * 1000:.0f} ms CPU, {size / 1000:.0f} kB")


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
    """CPU seconds of the worker's processes so far."""
    stats = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2] for pid in children(worker)]
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
