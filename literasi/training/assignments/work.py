"""Work as it was given, read for a class or for one learner in all of theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Select, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from literasi.accounts.models import Learner
from literasi.accounts.operations import ids_of
from literasi.accounts.staff_models import Office
from literasi.database import db, read
from literasi.domain.assignment import Given, Span
from literasi.training.assignments.models import AssignedModule, Assignment, AssignmentSeat
from literasi.training.models import Cohort, ProgrammeModule, Seat

_TERMS = (
    Assignment.id,
    Assignment.given_at,
    Assignment.opens_on,
    Assignment.opens_time,
    Assignment.due_on,
    Assignment.due_time,
    Assignment.in_order,
    Assignment.pass_mark,
    Assignment.attempts,
    AssignedModule.course,
    AssignedModule.module,
    AssignedModule.place,
)
# Only where a join must find something: one whose two tables stand on the far side of an outer
# join is made for the whole country by SQLite before a row of it is used.
_GIVEN = AssignedModule.__table__.join(
    Assignment.__table__, Assignment.id == AssignedModule.assignment_id
)


@dataclass(frozen=True, slots=True)
class Place:
    """A learner's seat in a class with the work of that class. `zone` is the office's, `ends_on`
    the class's last day there."""

    seat_id: int
    since: datetime
    class_uid: UUID
    class_name: str
    ends_on: date
    office: str
    zone: str
    given: tuple[Given, ...]


def programme_and_work(cohort_id: int) -> tuple[list[ProgrammeModule], list[Given]]:
    """A class's modules in their order and the work in force, in one query."""
    found = (
        select(ProgrammeModule, *_TERMS, AssignmentSeat.seat_id)
        .outerjoin(
            Assignment,
            (Assignment.cohort_id == ProgrammeModule.cohort_id) & Assignment.withdrawn_at.is_(None),
        )
        .outerjoin(
            AssignedModule,
            (AssignedModule.assignment_id == Assignment.id)
            & (AssignedModule.course == ProgrammeModule.course)
            & (AssignedModule.module == ProgrammeModule.module),
        )
        .outerjoin(AssignmentSeat, AssignmentSeat.assignment_id == AssignedModule.assignment_id)
        .where(ProgrammeModule.cohort_id == cohort_id)
        .order_by(ProgrammeModule.place)
    )
    rows = db.session.execute(found).all()
    programme = list(dict.fromkeys(row[0] for row in rows))
    return programme, given_from(row[1:] for row in rows)


def given_of(cohort_id: int) -> list[Given]:
    """The work of a class that is in force, also of modules that left the programme."""
    found = (
        select(*_TERMS, AssignmentSeat.seat_id)
        .select_from(_GIVEN)
        .outerjoin(AssignmentSeat, AssignmentSeat.assignment_id == Assignment.id)
        .where(Assignment.cohort_id == cohort_id, Assignment.withdrawn_at.is_(None))
        .order_by(Assignment.id)
    )
    return given_from(db.session.execute(found))


def given_from(rows: Iterable[Sequence[Any]]) -> list[Given]:
    """Work from rows of `_TERMS` and a seat: one for each module and each chosen person. A row
    without a module tells of no work."""
    terms: dict[int, Sequence[Any]] = {}
    modules: dict[int, dict[tuple[str, str], int]] = {}
    seats: dict[int, set[int]] = {}
    for *row, seat_id in rows:
        if row[9] is None:
            continue
        terms[row[0]] = row
        modules.setdefault(row[0], {})[row[9], row[10]] = row[11]
        seats.setdefault(row[0], set()).update([seat_id] if seat_id is not None else [])
    return [
        Given(
            id=key,
            modules=tuple(sorted(modules[key], key=modules[key].__getitem__)),
            given_at=row[1],
            span=Span(*row[2:6]),
            seats=frozenset(seats[key]),
            in_order=row[6],
            pass_mark=row[7],
            attempts=row[8],
        )
        for key, row in terms.items()
    ]


def with_places(statement: Select[Any]) -> Select[Any]:
    """Add to a statement about the learner `:learner_id` a row for each piece of work in each of
    their classes, the newest class first; `places_from` reads the last columns."""
    chosen, mine = aliased(AssignmentSeat), aliased(AssignmentSeat)
    of_some = exists().where(chosen.assignment_id == Assignment.id)
    of_this = exists().where(mine.assignment_id == Assignment.id, mine.seat_id == Seat.id)
    ids = ids_of(bindparam("learner_id", type_=Integer))
    return (
        statement.add_columns(
            Seat.id,
            Seat.claimed_at,
            Cohort.uid,
            Cohort.name,
            Cohort.ends_on,
            Office.name,
            Office.zone,
            *_TERMS,
            of_some,
        )
        .outerjoin(Seat, Seat.learner_id.in_(ids) & Seat.left_at.is_(None))
        .outerjoin(Cohort, Cohort.id == Seat.cohort_id)
        .outerjoin(Office, Office.id == Cohort.office_id)
        .outerjoin(
            Assignment,
            (Assignment.cohort_id == Cohort.id)
            & Assignment.withdrawn_at.is_(None)
            & or_(~of_some, of_this),
        )
        .outerjoin(AssignedModule, AssignedModule.assignment_id == Assignment.id)
        .where(Learner.id == bindparam("learner_id", type_=Integer))
        .order_by(Cohort.starts_on.desc(), Cohort.id.desc())
    )


WIDTH = 7 + len(_TERMS) + 1  # columns that `with_places` adds


def places_from(rows: Iterable[Sequence[Any]]) -> list[Place]:
    """The learner's places, from the last columns of `with_places`."""
    of_seat: dict[int, list[Sequence[Any]]] = {}
    for row in rows:
        if row[-WIDTH] is not None:
            of_seat.setdefault(row[-WIDTH], []).append(row[-WIDTH:])
    places = []
    for seat_id, mine in of_seat.items():
        # Work for some is here because it is for this one.
        terms = [(*row[7:-1], seat_id if row[-1] else None) for row in mine]
        _, since, uid, name, ends_on, office, zone = mine[0][:7]
        given = tuple(given_from(terms))
        places.append(Place(seat_id, since, uid, name, ends_on, office, zone, given))
    return places


# Built once: a statement costs more to put together than to run.
_PLACES = with_places(select(Learner.zone).select_from(Learner))


def places_of(learner_id: int) -> tuple[str | None, list[Place]]:
    """The learner's own zone, and their classes with all work, in one query."""
    rows = read().execute(_PLACES, {"learner_id": learner_id}).all()
    return (rows[0][0] if rows else None), places_from(rows)
