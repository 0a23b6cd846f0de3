"""A learner's work in all their classes: what is due, what is open, what is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from literasi.domain.assignment import (
    Due,
    Gate,
    Given,
    due,
    first_unpassed,
    held_by,
    in_order_of_need,
)
from literasi.domain.course import Catalogue, Course, Module
from literasi.domain.dates import local_date
from literasi.learning.record import Record
from literasi.training.assignments.standing import Counts, Standing, Who, counts_of, standing
from literasi.training.assignments.work import Place
from literasi.training.catalogue import find_module


@dataclass(frozen=True, slots=True)
class Task:
    """A module that one of the learner's classes gave them. `before` is the module of
    `before_course` whose turn it is while the gate says IN_TURN. `reader_zone` is set where the
    reader's clock differs. Once it `is_past`, the class is over and nothing is due."""

    place: Place
    given: Given
    course: Course
    module: Module
    standing: Standing
    opens_at: datetime | None
    due_at: datetime | None
    due: Due
    gate: Gate
    is_past: bool
    before: Module | None
    before_course: Course | None
    reader_zone: str | None

    @property
    def passed(self) -> bool:
        return self.standing.passed

    @property
    def is_open(self) -> bool:
        return self.gate is Gate.OPEN

    @property
    def is_late(self) -> bool:
        return self.due.is_late and not self.passed

    @property
    def pass_mark(self) -> int:
        """What a quiz must reach to count for the class, in whole percent."""
        return self.given.pass_mark or self.course.pass_mark


def tasks_of(
    learner_id: int,
    places: Sequence[Place],
    own_zone: str | None,
    catalogue: Catalogue,
    record: Record,
    now: datetime,
) -> list[Task]:
    """In the order of need: overdue first, then what is due next, then what has no day, what is
    passed last. Modules that the catalogue has no more are left out. No query, but one where a
    class allows only so many attempts."""
    given = [one for place in places for one in place.given]
    counts = counts_of([learner_id], given, catalogue)
    tasks = [
        task
        for place in places
        for task in _tasks_in(place, learner_id, own_zone, catalogue, record, counts, now)
    ]
    order = in_order_of_need((task.passed, task.due_at, n) for n, task in enumerate(tasks))
    return [tasks[n] for n in order]


def _tasks_in(
    place: Place,
    learner_id: int,
    own_zone: str | None,
    catalogue: Catalogue,
    record: Record,
    counts: Counts,
    now: datetime,
) -> Iterator[Task]:
    who = Who(learner_id, place.seat_id, place.since)
    found = {}
    for key, given in held_by(place.given, place.seat_id).items():
        course, module = find_module(catalogue, *key)
        if course and module:
            found[key] = given, course, module, standing(who, given, course, module, record, counts)
    passed = {key for key, (*_, one) in found.items() if one.passed}
    for key, (given, course, module, one) in found.items():
        turn = first_unpassed([m for m in given.modules if m in found], passed)
        waits = given.in_order and turn is not None and turn != key
        opens_at, due_at = given.span.opens_at(place.zone), given.span.due_at(place.zone)
        past = _is_past(place, due_at, now)
        yield Task(
            place=place,
            given=given,
            course=course,
            module=module,
            standing=one,
            opens_at=opens_at,
            due_at=due_at,
            due=due(due_at, now, own_zone or place.zone),
            gate=Gate.OPEN if past else _gate(one, opens_at, waits, now),
            is_past=past,
            before=found[turn][2] if waits and turn else None,
            before_course=found[turn][1] if waits and turn else None,
            reader_zone=_other_clock(own_zone, place.zone, due_at or opens_at),
        )


def _is_past(place: Place, due_at: datetime | None, now: datetime) -> bool:
    if local_date(now, place.zone) <= place.ends_on:
        return False
    return due_at is None or now > due_at


def _gate(one: Standing, opens_at: datetime | None, waits: bool, now: datetime) -> Gate:
    """Whoever has passed may do the quiz again as often as they like."""
    if one.passed:
        return Gate.OPEN
    if opens_at is not None and now < opens_at:
        return Gate.NOT_YET
    if waits:
        return Gate.IN_TURN
    return Gate.SPENT if one.is_spent else Gate.OPEN


def _other_clock(own_zone: str | None, zone: str, moment: datetime | None) -> str | None:
    """The reader's own zone, where its clock shows another time at that moment."""
    if own_zone is None or moment is None:
        return None
    there, here = moment.astimezone(ZoneInfo(own_zone)), moment.astimezone(ZoneInfo(zone))
    return own_zone if there.utcoffset() != here.utcoffset() else None
