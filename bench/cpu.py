"""CPU of one request inside a process, without a server: where a page's own time goes.

Cases take turns over many rounds, so that whatever else the machine does touches all of them;
the ratio to the bare route is what counts. A class's page is so much larger that it has rounds
of its own. `--profile NAME` prints instead what that case spends its time on.

    .venv/bin/python -m bench.cpu [--rounds 300] [--database postgresql]
    .venv/bin/python -m bench.cpu --profile "learner's home"
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import statistics
import tempfile
import time
from collections.abc import Iterator
from io import BytesIO
from itertools import repeat
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.test import EnvironBuilder

from bench.bare import app as bare
from bench.databases import DATABASES, prepared
from bench.people import cookies, learners, submissions
from literasi import create_app
from literasi.config import Settings
from literasi.web.gateway import run
from tests.full_class import full_class
from tests.people import SAME_ORIGIN, Reader
from tests.staff import employ

WARM_UP = 30
BARE, LARGE = "bare route", "class page"
Environ = dict[str, Any]


class Case:
    """One kind of request: an app, its WSGI environments, and the status of a right answer."""

    def __init__(self, app: Flask, environs: Iterator[Environ], status: int = 200) -> None:
        self._app, self._environs, self._status = app, environs, status

    def once(self) -> float:
        """CPU seconds of one request, by all threads of the process."""
        environ = dict(next(self._environs))
        environ["wsgi.input"] = BytesIO(environ.pop("body"))
        before = time.process_time()
        status, _, _ = run(self._app, environ)
        spent = time.process_time() - before
        if status != self._status:
            raise RuntimeError(f"{environ['PATH_INFO']}: {status}")
        return spent


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=300)
    options.add_argument("--profile", default="")
    options.add_argument("--database", default="sqlite", choices=DATABASES)
    given = options.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        prepared(given.database, Path(folder)) as (settings, _),
    ):
        cases = make_cases(settings, given.rounds + WARM_UP)
        for case in cases.values():
            _times(case, WARM_UP)
        gc.freeze()  # as gateway.py does
        if given.profile:
            _profile(cases[given.profile], given.rounds)
        else:
            large = cases.pop(LARGE)
            _print(cases, given.rounds)
            _print({BARE: cases[BARE], LARGE: large}, given.rounds // 5)


def make_cases(settings: Settings, count: int) -> dict[str, Case]:
    """The pages of a learner who passed one quiz, and of a class; `count` submissions."""
    app = create_app(settings)
    readers = learners(app, 20)
    siti = readers[0]
    siti.take_quiz()
    forms = list(map(_submission, submissions(app, readers, count)))
    return {
        BARE: Case(bare, repeat(_environ("/bare"))),
        "personal answer": Case(app, repeat(_page("/saya/ringkas", siti))),
        "learner's home": Case(app, repeat(_page("/saya", siti))),
        "quiz": Case(app, repeat(_page(siti.quiz_path(), siti))),
        "quiz submission": Case(app, iter(forms), 303),
        LARGE: _class_page(settings),
    }


def _class_page(settings: Settings) -> Case:
    """Forty people, ten modules; an app of its own, because its courses are larger."""
    app = create_app(settings)
    trainer = employ(app, "rina@bp3mi.test", "trainer").sign_in()
    return Case(app, repeat(_page(full_class(app, trainer, 40), trainer)))


def _page(path: str, reader: Reader) -> Environ:
    return _environ(path, headers={"Cookie": cookies(reader), "Accept-Encoding": "gzip, br"})


def _submission(line: str) -> Environ:
    cookie, path, body = line.split("\t", 2)
    return _environ(
        path,
        method="POST",
        data=body,
        content_type="application/x-www-form-urlencoded",
        headers={"Cookie": cookie, **SAME_ORIGIN},
    )


def _environ(path: str, **more: Any) -> Environ:
    environ = EnvironBuilder(path, **more).get_environ()
    return {**environ, "body": environ.pop("wsgi.input").read()}


def _times(case: Case, count: int) -> list[float]:
    return [case.once() for _ in range(count)]


def _profile(case: Case, count: int) -> None:
    profiler = cProfile.Profile()
    profiler.enable()
    _times(case, count)
    profiler.disable()
    print(f"{count} requests")
    pstats.Stats(profiler).sort_stats("tottime").print_stats(45)
    pstats.Stats(profiler).sort_stats("cumtime").print_stats(120)


def _print(cases: dict[str, Case], rounds: int) -> None:
    seen: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, case in cases.items():
            seen[name].append(case.once())
    print(f"{'case':18} {'µs, median':>11} {'bare/case':>10} {'µs, mean':>9} {'bare/case':>10}")
    for name, spent in seen.items():
        figures = [
            f"{take(spent) * 1e6:{width}.0f} {take(seen[BARE]) / take(spent):10.3f}"
            for take, width in ((statistics.median, 11), (statistics.fmean, 9))
        ]
        print(f"{name:18}", *figures)


if __name__ == "__main__":
    main()
