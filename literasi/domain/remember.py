"""Asking again: the questions that open a module, and those offered days after it was passed.

They are the practices of earlier lessons, which anybody may read with their answers. A quiz's
questions are never among them, because its key stays on the server. Reflections have no right
answer to remember, so they are left out, and so is what its author marks with `ulang:tidak`.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice, zip_longest

from literasi.domain.course import Course, Module, Recall
from literasi.domain.question import Reflection

OPENER = 3  # questions from earlier modules at the beginning of a module
STAGES = (2, 7, 30)  # days after passing a module on which it is asked about again
LET_GO = 60  # days after passing; then its stages are not asked about any more
SET = 4  # questions of one set, which take about two minutes


@dataclass(frozen=True, slots=True)
class Passed:
    """A module by its present slugs, and the local date on which it was first passed."""

    course: str
    module: str
    on: date


def due(
    passed: Iterable[Passed], answered: date | None, transfer_day: int | None, today: date
) -> tuple[Passed, ...]:
    """The modules to ask about today in one set, in the order given; none when nothing is due.

    A stage falls due 2, 7 and 30 days after its module was passed, and stays due until a set is
    done or put off on that day or later: `answered` is the last such day. One answer clears
    whatever fell due until then, of every module, so missed stages never pile up. Sixty days
    after passing, what is left of a module is let go: whoever comes back after months is asked
    nothing about it, except on the day of the transfer. That day asks about everything passed
    before it, until it is answered.
    """
    if answered is not None and answered >= today:
        return ()
    before = [one for one in passed if one.on < today]
    if is_transfer_day(transfer_day, today):
        return tuple(before)
    return tuple(one for one in before if _is_due(one, answered, today))


def is_transfer_day(day: int | None, today: date) -> bool:
    """Whether `day` of the month is today; a month that is too short uses its last day."""
    if day is None:
        return False
    return today.day == min(day, monthrange(today.year, today.month)[1])


def recall_set(courses: Iterable[Course], asked: Iterable[Passed], seed: str) -> tuple[Recall, ...]:
    """Up to four questions about these modules; the same seed and modules give the same ones.

    Modules take turns, in an order that the seed decides, so that every one of up to four is
    asked about.
    """
    wanted = {(one.course, one.module) for one in asked}
    pools = [
        sorted(practices(course, module), key=lambda recall: _chance(seed, recall.question.key))
        for course in courses
        for module in course.modules
        if (course.slug, module.slug) in wanted
    ]
    pools.sort(key=lambda pool: [_chance(seed, f"{one.course}/{one.module}") for one in pool[:1]])
    turns = (recall for turn in zip_longest(*pools) for recall in turn if recall is not None)
    return tuple(islice(turns, SET))


def _is_due(one: Passed, answered: date | None, today: date) -> bool:
    if today > one.on + timedelta(days=LET_GO):
        return False
    days = (one.on + timedelta(days=stage) for stage in STAGES)
    return any(day <= today and (answered is None or answered < day) for day in days)


def _chance(seed: str, name: str) -> bytes:
    """A place in an order that only the seed decides, the same on every Python."""
    return sha256(f"{seed}\n{name}".encode()).digest()


def with_openers(course: Course) -> Course:
    """The course with three questions from earlier modules before each module but its first.

    They follow from the course's content alone, so public pages are the same for everybody.
    Neighbouring modules ask different ones as long as the earlier modules have enough.
    """
    modules: list[Module] = []
    times: Counter[str] = Counter()
    before: frozenset[str] = frozenset()
    for place, module in enumerate(course.modules):
        opener = _opener(course, place, before, times)
        before = frozenset(recall.question.key for recall in opener)
        times.update(before)
        modules.append(replace(module, opener=opener))
    return replace(course, modules=tuple(modules))


def practices(course: Course, module: Module) -> Iterator[Recall]:
    """The module's practices that can be asked again, in reading order."""
    for lesson in module.lessons:
        for practice in lesson.practice:
            if practice.again and not isinstance(practice.question, Reflection):
                yield Recall(course.slug, module.slug, lesson.slug, lesson.title, practice.question)


def _opener(
    course: Course, place: int, before: frozenset[str], times: Counter[str]
) -> tuple[Recall, ...]:
    """The questions before the module at `place`; `before` are those of its neighbour, `times`
    says how often each was asked so far."""
    left = [
        (number, recall)
        for number, module in enumerate(course.modules[:place])
        for recall in practices(course, module)
    ]
    picked: list[Recall] = []
    for source in _sources(place):
        lessons = {(recall.module, recall.lesson) for recall in picked}

        def rank(
            one: tuple[int, Recall], source: int = source, lessons: set[tuple[str, str]] = lessons
        ) -> tuple[bool, int, bool, int, bytes]:
            number, recall = one
            key = recall.question.key
            told = (recall.module, recall.lesson) in lessons
            return key in before, abs(number - source), told, times[key], _chance(str(place), key)

        if left:
            best = min(left, key=rank)
            left.remove(best)
            picked.append(best[1])
    return tuple(picked)


def _sources(place: int) -> tuple[int, ...]:
    """From which modules the one at `place` asks: the latest, one from the middle, an early one.
    Early ones take turns."""
    if place == 0:
        return ()
    middle = (place - 1) // 2
    return place - 1, middle, place % middle if middle else 0
