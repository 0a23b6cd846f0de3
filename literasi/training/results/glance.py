"""The class as a matrix: a row for each of its people, those who need their trainer first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from literasi.domain.assignment import Given, ModuleKey, held_by
from literasi.domain.attention import NO_SEAT, Need, Work, needs, urgency
from literasi.domain.dates import local_date
from literasi.domain.progress import ModuleState
from literasi.training.progress import ClassView, Member
from literasi.training.results.activity import Activity


class Order(StrEnum):
    """How the rows are sorted; the values stand in the address."""

    NEED = "bantuan"
    NAME = "nama"
    PASSED = "lulus"


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody of the class and why they need help; nothing when they do not."""

    member: Member
    needs: Sequence[Need]

    @property
    def urgency(self) -> tuple[int, int, int]:
        return urgency(self.needs, self.member.passed == len(self.member.modules))


@dataclass(frozen=True, slots=True)
class Choice:
    """What a trainer wants to see. `only` is `Choice.HELP` for whoever needs help, the name of a
    module ("course/module") for whoever has not passed it, "" for all."""

    order: Order = Order.NEED
    only: str = ""

    HELP: ClassVar[str] = "bantuan"


def read_choice(order: str, only: str, view: ClassView) -> Choice:
    """From the address; what it does not know is as if it were not there."""
    known = {Choice.HELP, *(one.name for one in view.taught)}
    chosen = Order(order) if order in set(Order) else Order.NEED
    return Choice(chosen, only if only in known else "")


def rows_of(view: ClassView, activity: dict[int, Activity], zone: str, now: datetime) -> list[Row]:
    """Everybody, by name; `zone` is the office's."""
    overdue = {one.id for one in view.given if _is_over(one, zone, now)}
    return [_row(view, one, activity, overdue, zone, now) for one in view.members]


def arrange(rows: Iterable[Row], choice: Choice, view: ClassView) -> list[Row]:
    """The rows that were chosen, sorted; of equals the name decides."""
    names = [one.name for one in view.taught]
    place = names.index(choice.only) if choice.only in names else None
    shown = [one for one in rows if _is_wanted(one, choice, place)]
    if choice.order is Order.NEED:
        shown.sort(key=lambda one: one.urgency)
    elif choice.order is Order.PASSED:
        shown.sort(key=lambda one: one.member.passed)
    return shown


def _is_wanted(row: Row, choice: Choice, place: int | None) -> bool:
    if place is not None:
        return not _passed(row.member, place)
    return bool(row.needs) if choice.only == Choice.HELP else True


def _row(
    view: ClassView,
    member: Member,
    activity: dict[int, Activity],
    overdue: set[int],
    zone: str,
    now: datetime,
) -> Row:
    if member.learner_id is None:
        return Row(member, NO_SEAT)
    one = activity.get(member.learner_id, Activity())
    one.see(member.seat.claimed_at)
    seen_on = local_date(one.seen_at, zone) if one.seen_at else None
    work = _work(view, member, one, overdue)
    return Row(member, needs(work, seen_on, local_date(now, zone)))


def _work(view: ClassView, member: Member, one: Activity, overdue: set[int]) -> list[Work]:
    terms: dict[ModuleKey, Given] = held_by(view.given, member.seat.id) if overdue else {}
    late = {key for key, given in terms.items() if given.id in overdue}
    return [
        Work(_passed(member, place), one.tries.get(taught.found_at, 0), taught.key in late)
        for place, taught in enumerate(view.taught)
    ]


def _passed(member: Member, place: int) -> bool:
    module = member.modules[place]
    return module is not None and module.state is ModuleState.PASSED


def _is_over(given: Given, zone: str, now: datetime) -> bool:
    due_at = given.span.due_at(zone)
    return due_at is not None and now > due_at
