"""The acts on work: give, change, withdraw, one more attempt. Each flushes and is noted."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from literasi.accounts.audit import Act, note
from literasi.database import db, insert_once
from literasi.domain.assignment import Given, ModuleKey, overlap
from literasi.training.assignments.models import Assignment, ExtraAttempt
from literasi.training.assignments.terms import (
    Terms,
    about,
    columns_of,
    make,
    terms_of,
    write_parts,
)
from literasi.training.assignments.work import given_of
from literasi.training.models import Cohort, Seat
from literasi.training.operations import FormUsedError


class GivenAlreadyError(Exception):
    """The same people have `modules` already, by other work in force."""

    def __init__(self, modules: Sequence[ModuleKey]) -> None:
        super().__init__(modules)
        self.modules = modules


class WorkChangedError(Exception):
    """A colleague changed the work since the form was shown; `stored` is how it stands now."""

    def __init__(self, stored: Terms) -> None:
        self.stored = stored


class WorkGoneError(Exception):
    """The work was withdrawn a moment ago."""


def give(cohort: Cohort, uid: UUID, terms: Terms, act: Act) -> None:
    """New work. The same terms under the same `uid` are the same tap.

    Raises FormUsedError for others, GivenAlreadyError.
    """
    if before := _find(uid):
        if before.cohort_id != cohort.id or terms_of(before) != terms:
            raise FormUsedError
        return
    _refuse_double(cohort, terms)
    make(cohort, uid, terms, act)
    note(act, "assignment.give", _subject(uid), f"{cohort.name}: {about(terms)}")


def change(
    cohort: Cohort, assignment: Assignment, terms: Terms, version: int, act: Act, why: str
) -> None:
    """`version` is that of the form. The same terms again change nothing.

    Raises WorkGoneError, WorkChangedError, GivenAlreadyError.
    """
    if assignment.withdrawn_at is not None:
        raise WorkGoneError
    stored = terms_of(assignment)
    if stored == terms:
        return
    if version != assignment.version:
        raise WorkChangedError(stored)
    _refuse_double(cohort, terms, assignment.id)
    for name, value in columns_of(terms).items():
        setattr(assignment, name, value)
    assignment.version += 1
    write_parts(assignment.id, terms)
    noted = f"{cohort.name}: {about(terms)}"
    note(act, "assignment.change", _subject(assignment.uid), noted, why)


def withdraw(cohort: Cohort, assignment: Assignment, act: Act, why: str) -> None:
    """Nobody is asked for it any more; what they did stays theirs. Twice is once."""
    if assignment.withdrawn_at is not None:
        return
    noted = f"{cohort.name}: {about(terms_of(assignment))}"
    assignment.withdrawn_at, assignment.withdrawn_reason = act.now, why
    note(act, "assignment.withdraw", _subject(assignment.uid), noted, why)


def give_extra(
    assignment: Assignment, seat: Seat, module: ModuleKey, uid: UUID, act: Act, why: str
) -> None:
    """One more attempt that counts. Raises FormUsedError when `uid` gave another one."""
    values = {"assignment_id": assignment.id, "seat_id": seat.id}
    values_of = {**values, "course": module[0], "module": module[1]}
    new = insert_once(
        ExtraAttempt,
        uid=uid,
        **values_of,
        reason=why,
        given_by_id=act.staff_id,
        given_at=act.now,
    )
    if new:
        noted = f"{seat.name}: {'/'.join(module)}"
        note(act, "assignment.extra", _subject(assignment.uid), noted, why)
        return
    before = db.session.scalars(select(ExtraAttempt).where(ExtraAttempt.uid == uid)).one()
    if any(getattr(before, name) != value for name, value in values_of.items()):
        raise FormUsedError


def _find(uid: UUID) -> Assignment | None:
    return db.session.scalar(select(Assignment).where(Assignment.uid == uid))


def _refuse_double(cohort: Cohort, terms: Terms, but: int = 0) -> None:
    wanted = Given(0, terms.modules, cohort.created_at, seats=terms.seats)
    twice = [
        module for one in given_of(cohort.id) if one.id != but for module in overlap(wanted, one)
    ]
    if twice:
        raise GivenAlreadyError(twice)


def _subject(uid: UUID) -> str:
    return f"assignment:{uid}"
