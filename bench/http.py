"""Requests a second of the site's main answers, as ratios to a bare Flask route.

Both run under the same server, the one that `script/server` starts unless others of
`bench.servers` are named; servers and cases take turns over several rounds, so that a drift of
the machine touches all of them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench.people import cookies, learners, submissions
from bench.servers import OURS, SERVERS, serving
from literasi import create_app
from literasi.config import ROOT
from tests.conftest import make_settings, set_up
from tests.people import Reader

CONNECTIONS = 32
FORMS_A_SECOND = 2000  # more than the machine can grade, so that none is sent twice


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
    options.add_argument("--servers", nargs="+", default=[OURS], choices=list(SERVERS))
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        data = Path(folder)
        data.chmod(0o755)  # nginx has a user of its own
        set_up(make_settings(data))
        people = _people(data, given.rounds * given.seconds * len(given.servers))
        cases = {server: _cases(server, data, people, stack) for server in given.servers}
        turns = [(server, case) for server in cases for case in cases[server]]
        seen: dict[tuple[str, str], list[Seen]] = {}
        for _ in range(given.rounds):
            for server, case in turns:
                seen.setdefault((server, case.name), []).append(_run(case, given.seconds))
    _print(seen)


def _people(data: Path, seconds: int) -> Reader:
    """A learner with a passed quiz; beside the data, enough forms for so many seconds."""
    app = create_app(make_settings(data))
    readers = learners(app, 200)
    readers[0].take_quiz()
    lines = submissions(app, readers, seconds * FORMS_A_SECOND)
    (data / "forms").write_text("\n".join(lines) + "\n", "utf-8")
    return readers[0]


def _cases(name: str, data: Path, reader: Reader, stack: ExitStack) -> list[Case]:
    bare = stack.enter_context(serving(SERVERS[name], "bench.bare", data))
    site = stack.enter_context(serving(SERVERS[name], "app", data))
    course, module = reader.course, reader.module
    lesson = f"/kursus/{course.slug}/{module.slug}/{module.lessons[0].slug}"
    mine = (f"Cookie: {cookies(reader)}",)
    return [
        Case("bare route", f"{bare}/bare"),
        Case("public lesson", f"{site}{lesson}", headers=("Accept-Encoding: br",)),
        Case("personal answer", f"{site}/saya/ringkas", headers=mine),
        Case("learner's home", f"{site}/saya", headers=mine),
        Case("quiz submission", site, script="quiz.lua", forms=str(data / "forms")),
    ]


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


def _print(seen: dict[tuple[str, str], list[Seen]]) -> None:
    print(f"{'server':24} {'case':16} {'req/s':>8} {'ratio':>6} {'p99 ms':>7} {'failed':>6}")
    for (server, name), runs in seen.items():
        rate = statistics.median(one.rate for one in runs)
        bare = statistics.median(one.rate for one in seen[server, "bare route"])
        p99 = statistics.median(one.p99 for one in runs)
        failed = sum(one.failed for one in runs)
        print(f"{server:24} {name:16} {rate:8.0f} {rate / bare:6.2f} {p99:7.1f} {failed:6d}")


if __name__ == "__main__":
    main()
