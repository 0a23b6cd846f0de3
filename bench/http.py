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
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.databases import DATABASES, prepared
from bench.memory import resident
from bench.people import cookies, learners, submissions
from bench.servers import OURS, SERVERS, Address, serving
from literasi import create_app
from literasi.config import ROOT
from literasi.web.prepared import save
from tests.full_class import full_class
from tests.people import Employee, Reader
from tests.staff import employ

CONNECTIONS = 32
PEOPLE = 40  # in the class
BARE = "bare route"
PATIENCE = "10s"  # an answer after this counts as none
FORMS_A_SECOND = 2000  # more than the machine can grade, so that none is sent twice


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    site: Address
    path: str = ""
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
    options.add_argument("--databases", nargs="+", default=["sqlite"], choices=DATABASES)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        Path(folder).chmod(0o755)  # nginx has a user of its own
        cases: dict[str, list[Case]] = {}
        for database in given.databases:
            place = stack.enter_context(_installed(database, Path(folder) / database))
            place.write_forms(given.rounds * given.seconds * len(given.servers))
            for server in given.servers:
                cases[f"{server}, {database}"] = _cases(server, place, stack)
        turns = [(name, case) for name in cases for case in cases[name]]
        _print_memory("at rest", cases)
        seen: dict[tuple[str, str], list[Seen]] = {}
        for _ in range(given.rounds):
            for name, case in turns:
                seen.setdefault((name, case.name), []).append(_run(case, given.seconds))
        _print(seen)
        _print_memory("afterwards", cases)


@dataclass(frozen=True, slots=True)
class Installed:
    """An installation with people in it; `address` is its database's ("" for SQLite's file).
    `siti` passed one quiz, `trainer` has a class of forty people and ten modules. The class is
    served beside the rest, from `larger`, because its courses are larger."""

    data: Path
    larger: Path
    address: str
    readers: list[Reader]
    trainer: Employee
    class_page: str

    @property
    def siti(self) -> Reader:
        return self.readers[0]

    def write_forms(self, seconds: int) -> None:
        """Enough filled-in quizzes for so many seconds, beside the data."""
        lines = submissions(self.siti.app, self.readers, seconds * FORMS_A_SECOND)
        (self.data / "forms").write_text("\n".join(lines) + "\n", "utf-8")


@contextmanager
def _installed(database: str, data: Path) -> Iterator[Installed]:
    with prepared(database, data) as (settings, address):
        app = create_app(settings)
        readers = learners(app, 200)
        readers[0].take_quiz()
        larger = data.with_name(f"{database}-class")
        shutil.copytree(data, larger, ignore=shutil.ignore_patterns("*.sqlite3*"))
        classes = create_app(settings)
        trainer = employ(classes, "rina@bp3mi.test", "trainer").sign_in()
        page = full_class(classes, trainer, PEOPLE)
        save(larger / "prepared", classes.extensions["literasi"].prepared)
        yield Installed(data, larger, address, readers, trainer, page)


def _cases(server: str, place: Installed, stack: ExitStack) -> list[Case]:
    def start(module: str, data: Path) -> Address:
        # Both of an installation's sites share its one database.
        address = place.address or f"sqlite:///{place.data / 'literasi.sqlite3'}"
        return stack.enter_context(serving(SERVERS[server], module, data, address))

    bare, site = start("bench.bare", place.data), start("app", place.data)
    course, module = place.siti.course, place.siti.module
    lesson = f"/kursus/{course.slug}/{module.slug}/{module.lessons[0].slug}"
    mine = (f"Cookie: {cookies(place.siti)}",)
    desk = (f"Cookie: {cookies(place.trainer)}",)
    classes = start("app", place.larger)
    return [
        Case(BARE, bare, "/bare"),
        Case("public lesson", site, lesson, headers=("Accept-Encoding: br",)),
        Case("personal answer", site, "/saya/ringkas", headers=mine),
        Case("learner's home", site, "/saya", headers=mine),
        Case("quiz submission", site, script="quiz.lua", forms=str(place.data / "forms")),
        Case("class page", classes, place.class_page, headers=desk),
    ]


def _run(case: Case, seconds: int) -> Seen:
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit("wrk is missing: apt-get install wrk")
    forms = _take(case.forms, seconds * FORMS_A_SECOND) if case.forms else ""
    headers = [part for header in case.headers for part in ("-H", header)]
    script = ROOT / "bench" / case.script
    url = f"{case.site}{case.path}"
    command = [
        wrk,
        "-t2",
        f"-c{CONNECTIONS}",
        f"-d{seconds}s",
        "--timeout",
        PATIENCE,
        "-s",
        str(script),
        *headers,
    ]
    environment = {**os.environ, "QUIZ_FORMS": forms}
    done = subprocess.run(
        [*command, url],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
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


def _print_memory(when: str, cases: dict[str, list[Case]]) -> None:
    for name, one in cases.items():
        for case in {case.site: case for case in one}.values():
            print(f"{name}, what serves the {case.name}, {when}: {resident(case.site.pid)}")


def _print(seen: dict[tuple[str, str], list[Seen]]) -> None:
    print(
        f"{'server, database':30} {'case':16} {'req/s':>8} {'ratio':>6} {'p99 ms':>7} {'failed':>6}"
    )
    for (server, name), runs in seen.items():
        rate = statistics.median(one.rate for one in runs)
        bare = statistics.median(one.rate for one in seen[server, BARE])
        p99 = statistics.median(one.p99 for one in runs)
        failed = sum(one.failed for one in runs)
        print(f"{server:30} {name:16} {rate:8.0f} {rate / bare:6.3f} {p99:7.1f} {failed:6d}")


if __name__ == "__main__":
    main()
