"""What a class asks of its learners, until when, and which of their attempts count for it.

Days and clock times are those of the class's office; `zone` is an IANA name. A module that was
assigned to somebody by name is theirs on those terms, whatever the whole class has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from uuid import UUID
from zoneinfo import ZoneInfo

ModuleKey = tuple[str, str]
NEAR = 14  # days within which a due day is said as "in 3 days"


class DueKind(Enum):
    """How near a deadline is, by the reader's calendar. LATE_TODAY passed earlier today, FAR is
    said as a date."""

    NONE = "none"
    LATE = "late"
    LATE_YESTERDAY = "late_yesterday"
    LATE_TODAY = "late_today"
    TODAY = "today"
    TOMORROW = "tomorrow"
    DAYS = "days"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Due:
    """`days` from today, counted without a sign."""

    kind: DueKind
    days: int = 0

    @property
    def is_late(self) -> bool:
        return self.kind in (DueKind.LATE, DueKind.LATE_YESTERDAY, DueKind.LATE_TODAY)


class Gate(Enum):
    """Whether the quiz is open for the class. NOT_YET waits for its day, IN_TURN for the module
    before it, SPENT for the trainer, because the attempts are used up."""

    OPEN = "open"
    NOT_YET = "not_yet"
    IN_TURN = "in_turn"
    SPENT = "spent"


@dataclass(frozen=True, slots=True)
class Span:
    """When work opens and when it is due: local days, each with a clock time or for the whole
    day. Either may be None."""

    opens_on: date | None = None
    opens_time: time | None = None
    due_on: date | None = None
    due_time: time | None = None

    def opens_at(self, zone: str) -> datetime | None:
        """The first moment at which it is open."""
        if self.opens_on is None:
            return None
        return begin_of(self.opens_on, self.opens_time or time(), zone)

    def due_at(self, zone: str) -> datetime | None:
        """The last moment that is in time: of a whole day, its last second."""
        if self.due_on is None:
            return None
        if self.due_time is None:
            next_day = begin_of(self.due_on + timedelta(days=1), time(), zone)
            return next_day - timedelta(seconds=1)
        return end_of(self.due_on, self.due_time, zone)


NO_DAYS = Span()


@dataclass(frozen=True, slots=True)
class Given:
    """Modules given on the same terms, in their order. `seats` are those of the chosen ones,
    none for the whole class. `pass_mark` is a whole percentage, None for the course's own;
    `attempts` how many count for the class, None for all."""

    id: int
    modules: tuple[ModuleKey, ...]
    given_at: datetime
    span: Span = NO_DAYS
    seats: frozenset[int] = frozenset()
    in_order: bool = False
    pass_mark: int | None = None
    attempts: int | None = None

    @property
    def has_own_rules(self) -> bool:
        """Whether passing for the class may be something else than passing the course's quiz."""
        return self.pass_mark is not None or self.attempts is not None

    def limit(self, extra: int = 0) -> int | None:
        """How many attempts count, with those that the trainer added."""
        return None if self.attempts is None else self.attempts + extra


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt: when it arrived, its whole percentage, and the mark that passed then."""

    at: datetime
    percent: int
    pass_mark: int


@dataclass(frozen=True, slots=True)
class QuizTerms:
    """The terms on which somebody takes a quiz, set by the class `set_by`. `before` names what
    comes first: course, module and its title. `limit` is None where every attempt counts."""

    set_by: str
    group_uid: UUID
    gate: Gate
    pass_mark: int
    passed: bool
    used: int
    limit: int | None
    opens_at: datetime | None
    zone: str
    reader_zone: str | None
    before: tuple[str, str, str] | None = None

    @property
    def left(self) -> int:
        """How many attempts still count; 0 where there is no limit."""
        return max((self.limit or 0) - self.used, 0)


def begin_of(day: date, clock: time, zone: str) -> datetime:
    """When the clock first shows that time on that day. A time that the clock leaves out is as
    long after the jump as it would be after the time before it."""
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)


def end_of(day: date, clock: time, zone: str) -> datetime:
    """When the clock last shows that time on that day, to the advantage of whoever is late."""
    local = datetime.combine(day, clock, ZoneInfo(zone))
    return max(local.astimezone(UTC), local.replace(fold=1).astimezone(UTC))


def due(deadline: datetime | None, now: datetime, zone: str) -> Due:
    """How near the last moment is for somebody whose calendar is that of `zone`."""
    if deadline is None:
        return Due(DueKind.NONE)
    there = ZoneInfo(zone)
    days = (deadline.astimezone(there).date() - now.astimezone(there).date()).days
    if now > deadline:
        kind = {0: DueKind.LATE_TODAY, -1: DueKind.LATE_YESTERDAY}.get(days, DueKind.LATE)
    elif days <= NEAR:
        kind = {0: DueKind.TODAY, 1: DueKind.TOMORROW}.get(days, DueKind.DAYS)
    else:
        kind = DueKind.FAR
    return Due(kind, abs(days))


def held_by(given: Iterable[Given], seat: int) -> dict[ModuleKey, Given]:
    """What somebody has to do: each module on the terms given to them by name, else on those of
    the class. Of two that are alike the later one holds."""
    mine = [one for one in given if not one.seats or seat in one.seats]
    mine.sort(key=lambda one: (bool(one.seats), one.given_at, one.id))
    return {module: one for one in mine for module in one.modules}


def overlap(one: Given, other: Given) -> list[ModuleKey]:
    """The modules that both would give to the same people in the same way."""
    if bool(one.seats) is not bool(other.seats):
        return []
    if one.seats and not one.seats & other.seats:
        return []
    return [module for module in one.modules if module in other.modules]


def that_count(tries: Iterable[Try], since: datetime, limit: int | None) -> list[Try]:
    """Those that count: all from before `since`, when nobody counted yet, and the first `limit`
    of the later ones."""
    ordered = sorted(tries, key=lambda one: one.at)
    earlier = [one for one in ordered if one.at < since]
    later = [one for one in ordered if one.at >= since]
    return earlier + (later if limit is None else later[:limit])


def used(tries: Iterable[Try], since: datetime) -> int:
    """How many attempts have been made since they are counted."""
    return sum(one.at >= since for one in tries)


def passes(tries: Iterable[Try], pass_mark: int | None) -> bool:
    """Whether one of them reaches the class's mark; without one, the mark of its own day."""
    return any(one.percent >= (pass_mark or one.pass_mark) for one in tries)


def first_unpassed(modules: Sequence[ModuleKey], passed: Iterable[ModuleKey]) -> ModuleKey | None:
    """Whose turn it is where modules follow one another; None when all are passed."""
    done = set(passed)
    return next((module for module in modules if module not in done), None)


def in_order_of_need(
    work: Iterable[tuple[bool, datetime | None, int]],
) -> list[int]:
    """The places (the third value) of work that is passed or not and due at some moment: overdue
    first, then what is due next, then what has no day, what is done last."""
    far = datetime.max.replace(tzinfo=UTC)
    ordered = sorted(work, key=lambda one: (one[0], one[1] is None, one[1] or far, one[2]))
    return [place for _, _, place in ordered]
