"""What an import would do to a class: who is new, who changed, who stands there already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from literasi.domain.participant import FIELDS, Details
from literasi.domain.roster_sheet import Entry


class Standing(Enum):
    """TWICE: the same person seems to stand in the file once more. ANSWERED: the file says
    something new of somebody who has spoken for themselves, and that holds."""

    NEW = "new"
    TWICE = "twice"
    CHANGED = "changed"
    ANSWERED = "answered"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody of the class. `key` is their name as names are compared; `answered` when they said
    themselves what may be kept of them."""

    uid: str
    key: str
    details: Details
    answered: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file, the seat that it is about (None: a new one), and what that seat's
    details would be. `like_row` is an earlier row with the same name."""

    entry: Entry
    standing: Standing
    seat: Seated | None
    details: Details
    like_row: int | None = None

    @property
    def changes(self) -> tuple[tuple[str, object, object], ...]:
        """(field, value now, value then) of all that would change at the seat."""
        before = self.seat.details if self.seat else Details()
        pairs = ((name, getattr(before, name), getattr(self.details, name)) for name in FIELDS)
        return tuple((name, old, new) for name, old, new in pairs if old != new)


def plan(
    entries: Sequence[Entry], seats: Sequence[Seated], key: Callable[[str], str]
) -> tuple[Line, ...]:
    """A line for each entry, in order. `key` gives the form in which names are compared.

    People of one name are told apart by their details; so the same file once more finds everybody.
    """
    waiting, free = defaultdict(list), defaultdict(list)
    for entry in entries:
        waiting[key(entry.name)].append(entry)
    for seat in seats:
        free[seat.key].append(seat)
    lines = [line for name, namesakes in waiting.items() for line in _among(namesakes, free[name])]
    return tuple(sorted(lines, key=lambda line: line.entry.row))


def _among(entries: Sequence[Entry], seats: Sequence[Seated]) -> list[Line]:
    """Entries and seats of one name: the best pairs first, then the rest are new."""
    pairs = sorted(
        (_distance(entry.details, seat.details), place, number)
        for place, entry in enumerate(entries)
        for number, seat in enumerate(seats)
    )
    seat_of: dict[int, int] = {}
    for _, place, number in pairs:
        if place not in seat_of and number not in seat_of.values():
            seat_of[place] = number
    return [
        _with_seat(entry, seats[seat_of[place]])
        if place in seat_of
        else _without_seat(entry, entries[:place])
        for place, entry in enumerate(entries)
    ]


def _distance(mine: Details, theirs: Details) -> tuple[int, int]:
    """Contradictions, then what only one of them says."""
    pairs = [(getattr(mine, name), getattr(theirs, name)) for name in FIELDS]
    against = sum(None not in pair and pair[0] != pair[1] for pair in pairs)
    return against, sum((one is None) != (other is None) for one, other in pairs)


def _with_seat(entry: Entry, seat: Seated) -> Line:
    details = seat.details.filled_from(entry.details)
    if details == seat.details:
        return Line(entry, Standing.SAME, seat, details)
    if seat.answered:
        return Line(entry, Standing.ANSWERED, seat, seat.details)
    return Line(entry, Standing.CHANGED, seat, details)


def _without_seat(entry: Entry, before: Sequence[Entry]) -> Line:
    """New; but the same name with nothing that tells the two apart is likely one person twice."""
    if not before:
        return Line(entry, Standing.NEW, None, entry.details)
    alike = [one for one in before if not one.details.contradicts(entry.details)]
    standing = Standing.TWICE if alike else Standing.NEW
    return Line(entry, standing, None, entry.details, (alike or before)[0].row)
