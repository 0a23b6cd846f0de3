"""The acts around a course's test: answer a form once, and read what one person answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from literasi.accounts.operations import ids_of
from literasi.database import db, insert_once
from literasi.domain.course import Bank, Course
from literasi.domain.grading import is_right
from literasi.domain.pretest import FORMS, Item, Moment
from literasi.learning.models import Sitting
from literasi.learning.operations import Submission
from literasi.learning.review import Reviewed


class SatBeforeError(Exception):
    """This person answered this test already, with another ticket or other answers."""


class TooLateError(Exception):
    """The pre-test of somebody who has answered the post-test would compare nothing."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a ticket for a test names where that of a quiz names its module. No slug has a
    stroke, so neither can be used for the other."""

    moment: Moment
    form: str

    def __str__(self) -> str:
        return f"{self.moment}/{self.form}"


def marks(moment: Moment) -> dict[str, Mark]:
    """What tickets for this moment's test may name."""
    return {str(mark): mark for mark in (Mark(moment, form) for form in FORMS)}


def sit(
    submission: Submission, learner_id: int, mark: Mark, course: Course, bank: Bank, now: datetime
) -> None:
    """Grade and keep a test, once for each person and moment, once for each ticket.

    The same body again changes nothing. Raises SatBeforeError, TooLateError.
    """
    # What this person sat comes first: a row of our own ticket in it is then found below, too.
    sat = sittings_of(learner_id, course)
    if _is_kept(submission):
        return
    if mark.moment in sat:
        raise SatBeforeError
    if mark.moment is Moment.BEFORE and Moment.AFTER in sat:
        raise TooLateError
    values = _grade(submission, learner_id, mark, bank, now)
    # Another request of this person may have come between our look and our row.
    if not insert_once(Sitting, **values) and not _is_kept(submission):
        raise SatBeforeError


def sittings_of(learner_id: int, course: Course) -> dict[Moment, Sitting]:
    """One person's tests by moment, in their order. Two records of one person may hold one
    twice: the earlier counts, as it does in the record."""
    found: dict[Moment, Sitting] = {}
    named = select(Sitting).where(Sitting.course.in_((course.slug, *course.aliases)))
    theirs = named.where(Sitting.learner_id.in_(ids_of(learner_id)))
    for row in db.session.scalars(theirs.order_by(Sitting.submitted_at, Sitting.id)):
        found.setdefault(Moment(row.moment), row)
    return {moment: found[moment] for moment in Moment if moment in found}


def items_of(reviewed: list[Reviewed]) -> list[Item]:
    return [Item(one.question.module, one.question.outcome, one.right) for one in reviewed]


def _is_kept(submission: Submission) -> bool:
    """Whether this ticket's row is there; SatBeforeError when it holds other answers."""
    same_ticket = Sitting.idempotency_key == submission.ticket.key
    kept = db.session.scalar(select(Sitting.body_hash).where(same_ticket))
    if kept not in (None, submission.body_hash):
        raise SatBeforeError
    return kept is not None


def _grade(
    submission: Submission, learner_id: int, mark: Mark, bank: Bank, now: datetime
) -> Mapping[str, Any]:
    """The columns of the sitting's row."""
    ticket, answers = submission.ticket, submission.answers
    return {
        "uid": uuid4(),
        "learner_id": learner_id,
        "course": ticket.course,
        "moment": mark.moment.value,
        "form": mark.form,
        "bank_hash": ticket.bank_hash,
        "answers": dict(submission.raw),
        "right_count": sum(is_right(one, answers.get(one.key)) for one in bank.questions),
        "total": len(bank.questions),
        "idempotency_key": ticket.key,
        "body_hash": submission.body_hash,
        "drawn_at": ticket.drawn_at or now,
        "submitted_at": now,
    }
