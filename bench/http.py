"""Requests a second of the site's main answers, as ratios to a bare Flask route.

Both run under the server and with the options that `script/server` uses; the cases take
turns over several rounds, so that a drift of the machine touches all of them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.people import cookies, learners, submissions
from literasi import create_app
from literasi.config import ROOT
from tests.conftest import make_settings, set_up

CONNECTIONS = 32
FORMS_A_SECOND = 3000  # more than the machine can grade, so that none is sent twice


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    url: str
    script: str = "get.lua"
    headers: tuple[str, ...] = ()
    forms: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """One run of one case; latency in milliseconds."""

    rate: float
    failed: int
    p99: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--seconds", type=int, default=8)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        data = Path(folder)
        set_up(make_settings(data))
        cases = _cases(data, given.rounds * given.seconds, stack)
        seen: dict[str, list[Seen]] = {case.name: [] for case in cases}
        for _ in range(given.rounds):
            for case in cases:
                seen[case.name].append(_run(case, given.seconds))
    _print(seen)


def _cases(data: Path, seconds: int, stack: ExitStack) -> list[Case]:
    app = create_app(make_settings(data))
    readers = learners(app, 200)
    readers[0].take_quiz()
    forms = data / "forms"
    lines = submissions(app, readers, seconds * FORMS_A_SECOND)
    forms.write_text("\n".join(lines) + "\n", "utf-8")
    course, module = readers[0].course, readers[0].module
    bare = stack.enter_context(_server("bench.bare:app", data))
    site = stack.enter_context(_server("app:app", data))
    lesson = f"/kursus/{course.slug}/{module.slug}/{module.lessons[0].slug}"
    mine = (f"Cookie: {cookies(readers[0])}",)
    return [
        Case("bare route", f"{bare}/bare"),
        Case("public lesson", f"{site}{lesson}", headers=("Accept-Encoding: br",)),
        Case("personal answer", f"{site}/saya/ringkas", headers=mine),
        Case("learner's home", f"{site}/saya", headers=mine),
        Case("quiz submission", site, script="quiz.lua", forms=str(forms)),
    ]


@contextmanager
def _server(target: str, data: Path) -> Iterator[str]:
    port = _free_port()
    command = [
        *(str(ROOT / ".venv/bin/granian"), "--interface", "wsgi", "--http", "1", "--no-ws"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", str(os.cpu_count())),
        *("--blocking-threads", "1", "--log-level", "warning", "--no-access-log", target),
    ]
    environment = {**os.environ, "LITERASI_DATA": str(data)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        _wait(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 0.5).close()
            time.sleep(1)
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


def _run(case: Case, seconds: int) -> Seen:
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit("wrk is missing: apt-get install wrk")
    forms = _take(case.forms, seconds * FORMS_A_SECOND) if case.forms else ""
    headers = [part for header in case.headers for part in ("-H", header)]
    script = ROOT / "bench" / case.script
    command = [wrk, "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script), *headers]
    environment = {**os.environ, "QUIZ_FORMS": forms}
    done = subprocess.run(
        [*command, case.url], env=environment, capture_output=True, text=True, check=True
    )
    result = next(line for line in done.stdout.splitlines() if line.startswith("RESULT"))
    requests, microseconds, failed, p99 = (float(part) for part in result.split()[1:])
    return Seen(requests / (microseconds / 1e6), int(failed), p99 / 1000)


def _take(path: str, count: int) -> str:
    """The next `count` lines of a file in one of their own: each form is sent once only."""
    lines = Path(path).read_text("utf-8").splitlines(keepends=True)
    part = Path(f"{path}.part")
    part.write_text("".join(lines[:count]), "utf-8")
    Path(path).write_text("".join(lines[count:]), "utf-8")
    return str(part)


def _print(seen: dict[str, list[Seen]]) -> None:
    bare = statistics.median(one.rate for one in seen["bare route"])
    print(f"{'case':18} {'req/s':>8} {'ratio':>6} {'p99 ms':>7} {'failed':>6}")
    for name, runs in seen.items():
        rate = statistics.median(one.rate for one in runs)
        p99 = statistics.median(one.p99 for one in runs)
        failed = sum(one.failed for one in runs)
        print(f"{name:18} {rate:8.0f} {rate / bare:6.2f} {p99:7.1f} {failed:6d}")


if __name__ == "__main__":
    main()
