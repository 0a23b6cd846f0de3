"""The terms on which a class gives work, and how its rows hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from literasi.accounts.audit import Act
from literasi.database import db
from literasi.domain.assignment import NO_DAYS, Given, ModuleKey, Span
from literasi.domain.dates import short_date
from literasi.training.assignments.models import AssignedModule, Assignment, AssignmentSeat
from literasi.training.models import Cohort


@dataclass(frozen=True, slots=True)
class Terms:
    """What a trainer decides about one piece of work: `seats` are the ids of the chosen ones,
    none for the whole class."""

    modules: tuple[ModuleKey, ...]
    span: Span = NO_DAYS
    seats: frozenset[int] = frozenset()
    in_order: bool = False
    pass_mark: int | None = None
    attempts: int | None = None


def terms_of(assignment: Assignment) -> Terms:
    """The work as it stands."""
    modules = db.session.execute(
        select(AssignedModule.course, AssignedModule.module)
        .where(AssignedModule.assignment_id == assignment.id)
        .order_by(AssignedModule.place)
    )
    seats = select(AssignmentSeat.seat_id).where(AssignmentSeat.assignment_id == assignment.id)
    return Terms(
        modules=tuple((row[0], row[1]) for row in modules),
        span=Span(
            assignment.opens_on, assignment.opens_time, assignment.due_on, assignment.due_time
        ),
        seats=frozenset(db.session.scalars(seats)),
        in_order=assignment.in_order,
        pass_mark=assignment.pass_mark,
        attempts=assignment.attempts,
    )


def terms_from(given: Given) -> Terms:
    return Terms(
        given.modules, given.span, given.seats, given.in_order, given.pass_mark, given.attempts
    )


def in_force(cohort_id: int) -> Sequence[Assignment]:
    """An own row for each piece of work that was not withdrawn."""
    return db.session.scalars(
        select(Assignment)
        .where(Assignment.cohort_id == cohort_id, Assignment.withdrawn_at.is_(None))
        .execution_options(populate_existing=True)
    ).all()


def withdrawn_of(cohort_id: int) -> Sequence[Assignment]:
    """What was withdrawn, the newest first."""
    return db.session.scalars(
        select(Assignment)
        .where(Assignment.cohort_id == cohort_id, Assignment.withdrawn_at.is_not(None))
        .order_by(Assignment.withdrawn_at.desc())
    ).all()


def make(cohort: Cohort, uid: UUID, terms: Terms, act: Act) -> None:
    """The rows of new work."""
    assignment = Assignment(
        uid=uid,
        cohort_id=cohort.id,
        given_by_id=act.staff_id,
        given_at=act.now,
        **columns_of(terms),
    )
    db.session.add(assignment)
    db.session.flush()
    write_parts(assignment.id, terms)


def columns_of(terms: Terms) -> dict[str, Any]:
    """The columns of `Assignment` that terms decide."""
    return {
        "opens_on": terms.span.opens_on,
        "opens_time": terms.span.opens_time,
        "due_on": terms.span.due_on,
        "due_time": terms.span.due_time,
        "in_order": terms.in_order,
        "pass_mark": terms.pass_mark,
        "attempts": terms.attempts,
    }


def write_parts(assignment_id: int, terms: Terms) -> None:
    """The rows beside the work's own; whatever was there before is gone."""
    _empty(assignment_id)
    db.session.add_all(
        AssignedModule(assignment_id=assignment_id, course=course, module=module, place=place)
        for place, (course, module) in enumerate(terms.modules)
    )
    db.session.add_all(
        AssignmentSeat(assignment_id=assignment_id, seat_id=seat) for seat in terms.seats
    )
    db.session.flush()


def _empty(assignment_id: int) -> None:
    for table in (AssignedModule, AssignmentSeat):
        db.session.execute(delete(table).where(table.assignment_id == assignment_id))
    db.session.expire_all()


def about(terms: Terms) -> str:
    """How the log says it."""
    until = f"sampai {short_date(terms.span.due_on)}" if terms.span.due_on else "tanpa batas waktu"
    who = f", {len(terms.seats)} orang" if terms.seats else ""
    return f"{len(terms.modules)} modul, {until}{who}"
