"""What counts for a class: whether somebody passed a module on its terms, and what is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Select, String, func, literal, select, union_all

from literasi.accounts.models import Learner
from literasi.database import read
from literasi.domain.assignment import Given, ModuleKey, Try, passes, that_count, used
from literasi.domain.course import Catalogue, Course, Module
from literasi.domain.progress import is_passed
from literasi.learning.models import Attempt
from literasi.learning.record import Record
from literasi.training.assignments.models import ExtraAttempt
from literasi.training.catalogue import find_module

Extra = tuple[int, int, ModuleKey]


@dataclass(frozen=True, slots=True)
class Counts:
    """Attempts by person and present module, and how many the trainer added, by assignment, seat
    and present module."""

    tries: dict[tuple[int, ModuleKey], list[Try]] = field(default_factory=dict)
    extra: dict[Extra, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one person in one module, for the class. `mark` is the best that counts, `limit` how
    many attempts do."""

    passed: bool
    mark: int | None
    used: int = 0
    limit: int | None = None

    @property
    def is_spent(self) -> bool:
        return not self.passed and self.limit is not None and self.used >= self.limit

    @property
    def left(self) -> int:
        return max((self.limit or 0) - self.used, 0)


@dataclass(frozen=True, slots=True)
class Who:
    """A person in a class: `since` is when they took the seat."""

    learner_id: int
    seat_id: int
    since: datetime


def counts_of(learner_ids: Sequence[int], given: Iterable[Given], catalogue: Catalogue) -> Counts:
    """One query, and none where every attempt counts."""
    parts = counts_parts(learner_ids, given, catalogue)
    return counts_from(read().execute(union_all(*parts)), catalogue) if parts else Counts()


def counts_parts(
    learner_ids: Sequence[int], given: Iterable[Given], catalogue: Catalogue
) -> list[Select[*tuple[Any, ...]]]:
    """What `counts_from` reads, for a statement of several parts; none where all attempts count."""
    limited = [one for one in given if one.attempts is not None]
    if not limited or not learner_ids:
        return []
    return _parts(learner_ids, [one.id for one in limited], _slugs(limited, catalogue))


def counts_from(rows: Iterable[Sequence[Any]], catalogue: Catalogue) -> Counts:
    counts = Counts()
    for kind, first, seat_id, course, module, at, percent, mark in rows:
        found, found_module = find_module(catalogue, course, module)
        if found is None or found_module is None:
            continue
        key = found.slug, found_module.slug
        if kind == "try":
            counts.tries.setdefault((first, key), []).append(Try(at, percent, mark))
        else:
            place = first, seat_id, key
            counts.extra[place] = counts.extra.get(place, 0) + 1
    return counts


def standing(
    who: Who, given: Given | None, course: Course, module: Module, record: Record, counts: Counts
) -> Standing:
    """`record` is the person's. Without terms of its own, what passes the course's quiz passes
    for the class."""
    mark = record.marks_in(course).get(module.slug)
    if given is None or not given.has_own_rules:
        return Standing(is_passed(module, record.passed_in(course)), mark)
    if given.attempts is None:
        return Standing(mark is not None and mark >= (given.pass_mark or 0), mark)
    key = course.slug, module.slug
    tries = counts.tries.get((who.learner_id, key), [])
    since = max(given.given_at, who.since)
    limit = given.limit(counts.extra.get((given.id, who.seat_id, key), 0))
    counted = that_count(tries, since, limit)
    best = max((one.percent for one in counted), default=None)
    return Standing(passes(counted, given.pass_mark), best, used(tries, since), limit)


def _slugs(limited: Iterable[Given], catalogue: Catalogue) -> set[str]:
    """Every name of the courses whose attempts are counted."""
    named = {course for one in limited for course, _ in one.modules}
    found = [one for one in catalogue.courses if named & {one.slug, *one.aliases}]
    return named | {slug for one in found for slug in (one.slug, *one.aliases)}


def _parts(
    learner_ids: Sequence[int], assignment_ids: Sequence[int], slugs: set[str]
) -> list[Select[*tuple[Any, ...]]]:
    person = func.coalesce(Learner.merged_into_id, Learner.id)
    percent = Attempt.right_count * 100 // Attempt.total
    tries = (
        select(
            literal("try", String),
            person,
            literal(0, Integer),
            Attempt.course,
            Attempt.module,
            Attempt.submitted_at,
            percent,
            Attempt.pass_mark,
        )
        .join(Learner, Learner.id == Attempt.learner_id)
        .where(Learner.id.in_(learner_ids) | Learner.merged_into_id.in_(learner_ids))
        .where(Attempt.course.in_(slugs))
    )
    extra = select(
        literal("extra", String),
        ExtraAttempt.assignment_id,
        ExtraAttempt.seat_id,
        ExtraAttempt.course,
        ExtraAttempt.module,
        ExtraAttempt.given_at,
        literal(0, Integer),
        literal(0, Integer),
    ).where(ExtraAttempt.assignment_id.in_(assignment_ids))
    return [tries, extra]
