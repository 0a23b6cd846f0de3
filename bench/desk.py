"""CPU and queries of every page of a trainer's desk, in an office of a country full of classes.

All offices have so many classes, and so many people sit in them (`bench.nation`). The pages are
those of one office; its class that is measured has 40 people and 20 modules, everything done twice.
Medians of CPU of all threads of the process, so that a busy machine matters less.

    .venv/bin/python -m bench.desk [--classes 200] [--learners 100000] [--rounds 7]
    .venv/bin/python -m bench.desk --profile classes.show
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import resource
import statistics
import tempfile
import time
from pathlib import Path
from uuid import UUID

from flask import Flask
from sqlalchemy import select, update
from werkzeug.routing import Rule

from bench.databases import prepared
from bench.nation import fill, fill_class
from literasi import create_app
from literasi.accounts.staff_models import Office
from literasi.database import db, write
from literasi.training.assignments.models import Assignment
from literasi.training.models import Cohort, Meeting, Seat
from literasi.training.paper.models import PaperQuiz
from literasi.web.access import Who, declared
from literasi.web.clock import now
from tests.classroom import make_paper
from tests.people import Employee
from tests.queries import count_queries
from tests.staff import OFFICE, employ

PEOPLE, MODULES, WARM_UP = 40, 20, 2
LEARNERS_OWN = {Who.LEARNER, Who.ANYBODY}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--classes", type=int, default=200)
    options.add_argument("--learners", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--profile", default="")
    given = options.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        prepared("sqlite", Path(folder)) as (settings, _),
    ):
        app = create_app(settings)
        began = time.monotonic()
        uid = _make(app, given.classes, given.learners)
        size = sum(one.stat().st_size for one in Path(folder).glob("literasi.sqlite3*"))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"made in {time.monotonic() - began:.0f} s, {size >> 20} MB, {peak >> 10} MB memory")
        desk = employ(app, "wayan@bp3mi.test", "office").sign_in()
        make_paper(desk, f"/petugas/kelas/{uid}")
        pages = _pages(app, uid)
        if given.profile:
            _profile(desk, pages[given.profile], given.rounds)
        else:
            _measure(app, desk, pages, given.rounds)


def _make(app: Flask, classes: int, learners: int) -> UUID:
    with app.app_context():
        catalogue = app.extensions["literasi"].catalogue
        uids = fill(catalogue, MODULES, classes, learners, now())
        office = db.session.scalars(select(Office.id).where(Office.slug == OFFICE)).one()
        uid = uids[office][-1]
        with write():
            # Its people are those that `fill_class` makes.
            cohort = select(Cohort.id).where(Cohort.uid == uid).scalar_subquery()
            db.session.execute(update(Seat).where(Seat.cohort_id == cohort).values(left_at=now()))
        fill_class(uid, PEOPLE, now())
        return uid


def _pages(app: Flask, uid: UUID) -> dict[str, str]:
    """The address of every page that an office's administrator may open, by endpoint."""
    with app.app_context():
        cohort = db.session.scalars(select(Cohort).where(Cohort.uid == uid)).one()
        values = {
            "uid": str(uid),
            "seat": _first(Seat, cohort.id),
            "meeting": _first(Meeting, cohort.id),
            "work": _first(Assignment, cohort.id),
            "quiz": _first(PaperQuiz, cohort.id),
        }
    bound = app.url_map.bind("localhost")
    rules = [rule for rule in app.url_map.iter_rules() if _is_of_desk(app, rule, set(values))]
    return {
        rule.endpoint: bound.build(rule.endpoint, {one: values[one] for one in rule.arguments})
        for rule in rules
    }


def _first(table: type[Seat | Meeting | Assignment | PaperQuiz], cohort_id: int) -> str:
    here = select(table.uid).where(table.cohort_id == cohort_id)
    return str(db.session.scalars(here.order_by(table.id.desc()).limit(1)).one())


def _is_of_desk(app: Flask, rule: Rule, known: set[str]) -> bool:
    allowed = declared(app, rule.endpoint)
    return (
        "GET" in (rule.methods or set())
        and Who.OFFICE in allowed
        and not allowed & LEARNERS_OWN
        and rule.arguments <= known
    )


def _measure(app: Flask, desk: Employee, pages: dict[str, str], rounds: int) -> None:
    gc.collect()
    gc.freeze()  # as gateway.py does
    print(f"{'page':24} {'answer':28} {'queries':>7} {'kB':>6} {'CPU ms':>7}")
    for name, path in sorted(pages.items()):
        with count_queries(app) as statements:
            answer = desk.get(path)
        for _ in range(WARM_UP):
            desk.get(path)
        spent = statistics.median(_once(desk, path) for _ in range(rounds)) * 1000
        kind = f"{answer.status_code} {answer.mimetype}"
        size = len(answer.data) / 1000
        print(f"{name:24} {kind:28} {len(statements):7} {size:6.1f} {spent:7.1f}", flush=True)


def _once(desk: Employee, path: str) -> float:
    """CPU seconds of one request."""
    before = time.process_time()
    desk.get(path)
    return time.process_time() - before


def _profile(desk: Employee, path: str, rounds: int) -> None:
    desk.get(path)
    profiler = cProfile.Profile()
    profiler.enable()
    for _ in range(rounds):
        desk.get(path)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(35)
    pstats.Stats(profiler).sort_stats("cumtime").print_stats(60)


if __name__ == "__main__":
    main()
