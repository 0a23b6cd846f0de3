"""The pre-test and post-test of a course: who gets which form, when, and what changed.

Forms A and B ask for the same outcomes, item by item. Half of the learners begin with each and
get the other at the end, so nobody answers a question twice and an easier form helps neither
side. A repeat, 30 to 60 days after the post-test, asks the first form again. No result decides
anything: progress, passing and certificates never look here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from literasi.domain.course import Bank, Course, Module

FORMS = ("A", "B")
REPEAT_FROM, REPEAT_UNTIL = timedelta(days=30), timedelta(days=60)


class Moment(StrEnum):
    """When a form is answered: before the course, at its end, and once more a month later."""

    BEFORE = "awal"
    AFTER = "akhir"
    AGAIN = "ulang"


class Gate(StrEnum):
    """Whether a test may be begun. EARLY: modules are still to be passed. LATE: a module is
    passed, or the days of the repeat are over. WAIT: the days of the repeat have not come."""

    OPEN = "open"
    SAT = "sat"
    EARLY = "early"
    LATE = "late"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Sat:
    """A test that was answered: its form, and how many of its items were right."""

    form: str
    right: int
    total: int
    at: datetime


Tests = Mapping[Moment, Sat]


def bank_of(form: str, course: Course) -> Bank:
    """The questions of a form; the course has tests."""
    return course.tests[FORMS.index(form)]


def form_by_place(place: int) -> str:
    """Whoever was first, third, fifth … to take a seat of a class begins with A."""
    return FORMS[(place - 1) % 2]


def form_by_uid(uid: UUID) -> str:
    """The form with which somebody in no class begins; the last bit of a uid is chance."""
    return FORMS[uid.int & 1]


def form_for(moment: Moment, sat: Tests, assigned: str) -> str:
    """The form to ask now. What was answered before decides; `assigned` only where nothing was:
    a class joined later changes no form."""
    if Moment.BEFORE in sat:
        first = sat[Moment.BEFORE].form
    elif Moment.AFTER in sat:
        first = _other(sat[Moment.AFTER].form)
    else:
        first = assigned
    return _other(first) if moment is Moment.AFTER else first


def _other(form: str) -> str:
    return FORMS[1 - FORMS.index(form)]


def gate(moment: Moment, sat: Tests, passed: int, modules: int, now: datetime) -> Gate:
    """Whether the test of this moment may be begun by somebody who passed so many modules."""
    if moment in sat:
        return Gate.SAT
    if moment is Moment.BEFORE:
        return Gate.LATE if passed or Moment.AFTER in sat else Gate.OPEN
    if moment is Moment.AFTER:
        return Gate.OPEN if passed == modules else Gate.EARLY
    return _repeat_gate(sat, now)


def _repeat_gate(sat: Tests, now: datetime) -> Gate:
    if Moment.AFTER not in sat:
        return Gate.EARLY
    waited = now - sat[Moment.AFTER].at
    if waited < REPEAT_FROM:
        return Gate.WAIT
    return Gate.OPEN if waited <= REPEAT_UNTIL else Gate.LATE


def offered(course: Course, sat: Tests, passed: int, begun: bool, now: datetime) -> Moment | None:
    """The test that a learner's home offers: before anything was read, when every module is
    passed, or when the days of the repeat have come."""
    if not course.tests:
        return None
    moments = [moment for moment in Moment if moment is not Moment.BEFORE or not begun]
    modules = len(course.modules)
    return next((one for one in moments if gate(one, sat, passed, modules, now) is Gate.OPEN), None)


@dataclass(frozen=True, slots=True)
class Item:
    """One answered question: module and outcome by the slugs of the day, and whether it was
    right."""

    module: str
    outcome: str
    right: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One outcome. `text` is what the course says of it today, else the module's title; `marks`
    are the items of each moment that asked for it, right or not."""

    module: str
    text: str
    marks: Mapping[Moment, tuple[bool, ...]]


def compare(course: Course, items: Mapping[Moment, Iterable[Item]]) -> list[Line]:
    """What each moment's answers say of each outcome, in the order of the first moment's items.

    Old names of modules count as the present ones. An outcome that is gone keeps its line.
    """
    found: dict[tuple[str, str], dict[Moment, tuple[bool, ...]]] = {}
    for moment, answered in items.items():
        for item in answered:
            module = _module(course, item.module)
            marks = found.setdefault((module.slug if module else item.module, item.outcome), {})
            marks[moment] = (*marks.get(moment, ()), item.right)
    return [
        Line(module, _text(course, module, outcome), marks)
        for (module, outcome), marks in found.items()
    ]


def missed_modules(course: Course, items: Iterable[Item]) -> list[Module]:
    """The modules that teach what was not right yet, in course order."""
    wrong = {item.module for item in items if not item.right}
    return [module for module in course.modules if wrong & {module.slug, *module.aliases}]


def _module(course: Course, slug: str) -> Module | None:
    return next((one for one in course.modules if slug in (one.slug, *one.aliases)), None)


def _text(course: Course, slug: str, outcome: str) -> str:
    module = course.module(slug)
    if module is None:
        return slug
    return next((one.text for one in module.outcomes if one.key == outcome), module.title)


@dataclass(frozen=True, slots=True)
class Means:
    """A class's tests: how many people answered each, and how many both. The means are right
    answers of `total` with one decimal, of those who answered both; while there is nobody,
    `before` is that of all who began, and `after` None."""

    befores: int
    afters: int
    both: int
    total: int
    before: Decimal | None
    after: Decimal | None


def means(people: Iterable[Tests]) -> Means:
    """Of those who answered both, because other people's pre-tests would only blur the change."""
    known = list(people)
    befores = [sat[Moment.BEFORE] for sat in known if Moment.BEFORE in sat]
    afters = [sat[Moment.AFTER] for sat in known if Moment.AFTER in sat]
    pairs = [
        (sat[Moment.BEFORE], sat[Moment.AFTER])
        for sat in known
        if Moment.BEFORE in sat and Moment.AFTER in sat
    ]
    return Means(
        befores=len(befores),
        afters=len(afters),
        both=len(pairs),
        total=max((one.total for one in (*befores, *afters)), default=0),
        before=_mean([before for before, _ in pairs] or befores),
        after=_mean([after for _, after in pairs]),
    )


def _mean(sat: list[Sat]) -> Decimal | None:
    """Rounded half up, in whole numbers so that no binary fraction comes between."""
    if not sat:
        return None
    tenths = (20 * sum(one.right for one in sat) + len(sat)) // (2 * len(sat))
    return Decimal(tenths) / 10
