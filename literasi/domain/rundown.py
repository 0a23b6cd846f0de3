"""What happens in a class and when, by its office's clock: read, put in order, checked, drafted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise

MOST = 60
TOPIC_LENGTH, SPEAKER_LENGTH = 120, 80
# A day of class as the draft fills it: before and after the midday break.
HALVES = ((time(8), time(12)), (time(13), time(16)))
_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})(?:[.:]00)?")


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """From `begins` up to `until` on one day. Slots sort by when they begin."""

    day: date
    begins: time
    until: time
    topic: str
    speaker: str = ""


def read_clock(text: str) -> time | None:
    """`08.30`, `8:30` or `08:30`; None for anything else."""
    found = _CLOCK.fullmatch(text.strip())
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))


def collisions(slots: Sequence[Slot]) -> Iterator[tuple[Slot, Slot]]:
    """Neighbours of a sorted rundown of which the second begins before the first is over."""
    for before, after in pairwise(slots):
        if before.day == after.day and after.begins < before.until:
            yield before, after


def draft(days: Sequence[date], sessions: Iterable[tuple[str, int]]) -> list[Slot]:
    """The sessions (topic, minutes) one after the other, none across the midday break or past
    the end of a day. What finds no room in `days` is left out, for the trainer to place; a session
    longer than half a day never finds any."""
    halves = [(day, *half) for day in days for half in HALVES]
    place, used, found = 0, 0, []
    longest = max(_length(*half) for half in HALVES)
    for topic, minutes in sessions:
        if minutes > longest:
            continue
        while place < len(halves) and used + minutes > _length(*halves[place][1:]):
            place, used = place + 1, 0
        if place == len(halves):
            break
        day, opens, _ = halves[place]
        found.append(Slot(day, _after(opens, used), _after(opens, used + minutes), topic))
        used += minutes
    return found


def _length(begins: time, until: time) -> int:
    return (until.hour - begins.hour) * 60 + until.minute - begins.minute


def _after(begins: time, minutes: int) -> time:
    whole = begins.hour * 60 + begins.minute + minutes
    return time(whole // 60, whole % 60)
