"""Who in a class needs its trainer next, and why.

A reason stands for something a trainer can do: explain what was not understood, ask after whoever
is overdue or has not been seen, give a card to whoever has no seat. Whoever has passed everything
needs nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

FAILED_OFTEN = 2  # attempts at one quiz, none of which passed
AWAY_DAYS = 7  # calendar days without a sign


class Reason(IntEnum):
    """In the order in which they are looked after: whoever tried twice is here and stuck, whoever
    took no seat may never come."""

    FAILED = 1
    LATE = 2
    AWAY = 3
    FREE = 4


@dataclass(frozen=True, slots=True)
class Need:
    """`amount` is how many modules were failed or are overdue, or how many days somebody has been
    away; 0 for a seat that nobody took. `places` are those modules, in the programme from 0."""

    reason: Reason
    amount: int = 0
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """A module of somebody's programme: how often its quiz was tried, and whether its day is
    over."""

    passed: bool
    tries: int = 0
    overdue: bool = False


def needs(work: Sequence[Work], seen_on: date | None, today: date) -> list[Need]:
    """The reasons to look after somebody who sits in the class, the first one first. `seen_on`
    is the day of the last sign of them, None where there is none to count from."""
    if all(one.passed for one in work):
        return []
    failed = _places(not one.passed and one.tries >= FAILED_OFTEN for one in work)
    late = _places(not one.passed and one.overdue for one in work)
    away = (today - seen_on).days if seen_on is not None else 0
    found = [
        Need(Reason.FAILED, len(failed), failed),
        Need(Reason.LATE, len(late), late),
        Need(Reason.AWAY, away if away >= AWAY_DAYS else 0),
    ]
    return [one for one in found if one.amount]


def _places(marked: Iterable[bool]) -> tuple[int, ...]:
    return tuple(place for place, one in enumerate(marked) if one)


NO_SEAT = (Need(Reason.FREE),)


def urgency(found: Sequence[Need], done: bool) -> tuple[int, int, int]:
    """Sorts people: the gravest first reason first, of equals who has more of them, then the larger
    amount. Whoever is on their way comes after those, whoever is `done` last."""
    if not found:
        return (len(Reason) + (2 if done else 1), 0, 0)
    return (found[0].reason, -len(found), -found[0].amount)
