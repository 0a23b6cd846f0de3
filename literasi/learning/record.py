"""What a learner has done, read in one query; progress is computed from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from literasi.database import read
from literasi.domain.course import Course, Module
from literasi.domain.pretest import Moment, Sat
from literasi.domain.remember import Passed
from literasi.learning.record_rows import OF_CLASS, OF_LEARNER, PAPER
from literasi.web.clock import WIB


@dataclass(slots=True)
class Record:
    """By course slug: lessons read, best percentage and pass by module, talks held, steps of
    the week done, tests sat. `on_paper` are the modules whose best mark staff typed in."""

    read: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    marks: dict[str, dict[str, int]] = field(default_factory=dict)
    passed: dict[str, dict[str, bool]] = field(default_factory=dict)
    talks: dict[str, set[str]] = field(default_factory=dict)
    steps: dict[str, set[str]] = field(default_factory=dict)
    sat: dict[str, dict[Moment, Sat]] = field(default_factory=dict)
    passed_at: dict[str, dict[str, datetime]] = field(default_factory=dict)
    on_paper: dict[str, set[str]] = field(default_factory=dict)
    # These are read of a learner alone, never of a class: when questions to remember were last
    # answered or put off, and the family's day of the transfer with the time it was chosen.
    recalled_on: date | None = None
    transfer: tuple[datetime, int | None] | None = None

    @property
    def transfer_day(self) -> int | None:
        """A day of the month, None for none."""
        return self.transfer[1] if self.transfer else None

    def passes_in(self, course: Course) -> Iterator[Passed]:
        """The present modules passed, each with the day in Jakarta when that was first so."""
        for module in course.modules:
            moments = [
                self.passed_at[slug][name]
                for slug in _slugs(course)
                for name in _slugs(module)
                if name in self.passed_at.get(slug, {})
            ]
            if moments:
                on = min(moments).astimezone(WIB).date()
                yield Passed(course.slug, module.slug, on)

    def read_in(self, course: Course) -> set[tuple[str, str]]:
        return set().union(*(self.read.get(slug, set()) for slug in _slugs(course)))

    def passed_in(self, course: Course) -> dict[str, bool]:
        """Module slug to whether its quiz was ever passed; the best attempt counts."""
        merged: dict[str, bool] = {}
        for slug in _slugs(course):
            for module, passed in self.passed.get(slug, {}).items():
                merged[module] = merged.get(module, False) or passed
        return merged

    def marks_in(self, course: Course) -> dict[str, int]:
        """Present module slug to the best whole percentage under any of its names."""
        marks: dict[str, int] = {}
        for module in course.modules:
            found = [
                self.marks[slug][name]
                for slug in _slugs(course)
                for name in _slugs(module)
                if name in self.marks.get(slug, {})
            ]
            if found:
                marks[module.slug] = max(found)
        return marks

    def on_paper_in(self, course: Course) -> set[str]:
        """Present slugs of the modules whose best mark comes from paper, and from no phone."""
        if not self.on_paper:
            return set()
        best, found = self.marks_in(course), set()
        for module in course.modules:
            names = [(slug, name) for slug in _slugs(course) for name in _slugs(module)]
            held = [one for one in names if self._mark(*one) == best.get(module.slug, -1)]
            if held and all(name in self.on_paper.get(slug, ()) for slug, name in held):
                found.add(module.slug)
        return found

    def _mark(self, course: str, module: str) -> int | None:
        return self.marks.get(course, {}).get(module)

    def talks_in(self, course: Course) -> set[str]:
        """Present slugs of the modules whose family talk was held."""
        return _ticked(course, self.talks)

    def steps_in(self, course: Course) -> set[str]:
        """Present slugs of the modules whose step of the week was done."""
        return _ticked(course, self.steps)

    def sat_in(self, course: Course) -> dict[Moment, Sat]:
        """The tests that were answered, in the order of their moments. Two records of one person
        may hold one twice: the earlier counts."""
        found: dict[Moment, Sat] = {}
        for slug in _slugs(course):
            for moment, sat in self.sat.get(slug, {}).items():
                _keep_earlier(found, moment, sat)
        return {moment: found[moment] for moment in Moment if moment in found}


def _ticked(course: Course, ticks: dict[str, set[str]]) -> set[str]:
    found = set().union(*(ticks.get(slug, set()) for slug in _slugs(course)))
    return {module.slug for module in course.modules if found & set(_slugs(module))}


def _keep_earlier(found: dict[Moment, Sat], moment: Moment, sat: Sat) -> None:
    if moment not in found or sat.at < found[moment].at:
        found[moment] = sat


def _slugs(thing: Course | Module) -> tuple[str, ...]:
    return (thing.slug, *thing.aliases)


def record_of(learner_id: int) -> Record:
    """Everything a learner did, in one query."""
    record = Record()
    for row in read().execute(OF_LEARNER, {"learner_id": learner_id}):
        _add(record, row)
    return record


def records_of(learner_ids: Sequence[int]) -> dict[int, Record]:
    """Everything that these learners did, in one query; a record for each of them."""
    records = {learner_id: Record() for learner_id in learner_ids}
    for row in read().execute(OF_CLASS, {"learner_ids": list(learner_ids)}):
        _add(records[row[0]], row)
    return records


def _add(record: Record, row: Sequence[Any]) -> None:
    kind, course, module, lesson, percent, passed, at = row[1:]
    if kind == "read":
        record.read.setdefault(course, set()).add((module, lesson))
    elif kind == "talk":
        record.talks.setdefault(course, set()).add(module)
    elif kind == "step":
        record.steps.setdefault(course, set()).add(module)
    elif kind == "sitting":
        sat = Sat(form=lesson, right=percent, total=passed, at=at)
        _keep_earlier(record.sat.setdefault(course, {}), Moment(module), sat)
    elif kind == "recall":
        record.recalled_on = date.fromisoformat(lesson)
    elif kind == "transfer":
        if record.transfer is None or at > record.transfer[0]:
            record.transfer = at, percent or None
    else:
        record.marks.setdefault(course, {})[module] = percent
        record.passed.setdefault(course, {})[module] = bool(passed)
        if lesson == PAPER:
            record.on_paper.setdefault(course, set()).add(module)
        if at is not None:
            record.passed_at.setdefault(course, {})[module] = at
