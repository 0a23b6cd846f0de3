"""A class's work as its trainer sees it: what, for whom, until when, and how far they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from literasi.domain.assignment import Given, ModuleKey, held_by, used
from literasi.domain.course import Catalogue
from literasi.domain.progress import ModuleState
from literasi.training.assignments.models import Assignment
from literasi.training.assignments.standing import counts_of
from literasi.training.progress import ClassView, Member, Taught


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of work: `people` are those whom it concerns, `done` how many of them passed all
    of it."""

    row: Assignment
    given: Given
    taught: tuple[Taught, ...]
    people: tuple[Member, ...]
    done: int
    opens_at: datetime | None
    due_at: datetime | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class Spent:
    """Somebody who used up their attempts at a module without passing."""

    member: Member
    module: Taught
    used: int


def lines(view: ClassView, rows: Iterable[Assignment], zone: str, now: datetime) -> list[Line]:
    """What is due next comes first."""
    given = {one.id: one for one in view.given}
    found = [_line(view, row, given[row.id], zone, now) for row in rows if row.id in given]
    far = datetime.max.replace(tzinfo=now.tzinfo)
    return sorted(found, key=lambda one: (one.due_at or far, one.row.id))


def spent(view: ClassView, given: Given, catalogue: Catalogue) -> Iterator[Spent]:
    """Who waits for the trainer, by name."""
    if given.attempts is None:
        return
    people = [one for one in view.members if one.learner_id is not None]
    counts = counts_of([one.learner_id or 0 for one in people], [given], catalogue)
    for member in people:
        mine = held_by(view.given, member.seat.id)
        for taught, state in zip(view.taught, member.modules, strict=True):
            if mine.get(taught.key) is not given or state is None or member.learner_id is None:
                continue
            extra = counts.extra.get((given.id, member.seat.id, taught.found_at), 0)
            tries = counts.tries.get((member.learner_id, taught.found_at), [])
            made = used(tries, max(given.given_at, member.seat.claimed_at or given.given_at))
            if state.state is not ModuleState.PASSED and made >= (given.limit(extra) or 0):
                yield Spent(member, taught, made)


def _line(view: ClassView, row: Assignment, given: Given, zone: str, now: datetime) -> Line:
    by_key = {one.key: one for one in view.taught}
    people = tuple(one for one in view.members if not given.seats or one.seat.id in given.seats)
    due_at = given.span.due_at(zone)
    return Line(
        row=row,
        given=given,
        taught=tuple(by_key[key] for key in given.modules if key in by_key),
        people=people,
        done=sum(_is_done(view, given.modules, one) for one in people),
        opens_at=given.span.opens_at(zone),
        due_at=due_at,
        is_over=due_at is not None and due_at < now,
    )


def _is_done(view: ClassView, modules: Sequence[ModuleKey], member: Member) -> bool:
    return all(
        one is not None and one.state is ModuleState.PASSED
        for taught, one in zip(view.taught, member.modules, strict=True)
        if taught.key in modules
    )
