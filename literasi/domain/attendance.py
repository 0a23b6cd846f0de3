"""Who was at a session of a class: the marks of a list, and how two hands on one list agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum


class Mark(Enum):
    PRESENT = "present"
    LATE = "late"
    EXCUSED = "excused"
    SICK = "sick"
    ABSENT = "absent"


# Whose lesson hours count.
COUNTED = frozenset({Mark.PRESENT, Mark.LATE})


class By(Enum):
    """What a minimum is a share of: lesson hours (jam pelajaran), or sessions."""

    HOURS = "jp"
    MEETINGS = "meetings"


@dataclass(frozen=True, slots=True)
class Minimum:
    """`percent` of what the class held, 1 to 100, rounded up to whole hours or sessions."""

    by: By
    percent: int

    def needed(self, held: int) -> int:
        return -(-held * self.percent // 100)

    def is_met(self, attended: int, held: int) -> bool:
        """Where nothing was held, nobody attended it."""
        return held > 0 and attended >= self.needed(held)


@dataclass(frozen=True, slots=True)
class Settled:
    """What to store; `clash` when somebody else marked this person otherwise meanwhile, and
    `mark` is theirs."""

    mark: Mark | None
    clash: bool = False


def settle(seen: Mark | None, wanted: Mark | None, stored: Mark | None) -> Settled:
    """A list showed `seen` of somebody, comes back with `wanted`, and `stored` is what there is
    by now. What was not touched changes nothing of what others did."""
    if wanted is seen or wanted is stored:
        return Settled(stored)
    if stored is seen:
        return Settled(wanted)
    return Settled(stored, clash=True)


def arrival(
    stored: Mark | None, now: datetime, begins_at: datetime | None, late_after: int | None
) -> Mark:
    """The mark of somebody who shows that they are there. `late_after` minutes after the
    beginning they are late, never where either is None. What a trainer marked stands, but that
    they were absent."""
    if stored is not None and stored is not Mark.ABSENT:
        return stored
    if begins_at is None or late_after is None:
        return Mark.PRESENT
    return Mark.LATE if now >= begins_at + timedelta(minutes=late_after) else Mark.PRESENT
