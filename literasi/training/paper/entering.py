"""Answers from paper become the same attempts as those of a phone. Flushes and is noted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from literasi.accounts.audit import Act, note
from literasi.accounts.models import Learner
from literasi.accounts.operations import ids_of
from literasi.database import db
from literasi.domain.assignment import Gate
from literasi.domain.course import Bank, Course, Module
from literasi.domain.grading import Score
from literasi.domain.paper import variant_code
from literasi.learning.models import Attempt
from literasi.learning.operations import NOBODY, Kept, Submission, score_of, submit
from literasi.learning.tickets import Ticket
from literasi.training.assignments.quiz import quiz_terms
from literasi.training.models import Cohort, Seat
from literasi.training.paper.forms import EntryForm
from literasi.training.paper.models import PaperQuiz, PaperVariant
from literasi.training.paper.operations import variants_of


class UnclaimedError(Exception):
    """Nobody took the seat yet: there is no learner whose attempt it could be."""


class EnteredBeforeError(Exception):
    """This quiz was entered for this person before, with `score`."""

    def __init__(self, score: Score) -> None:
        self.score = score


class SpentError(Exception):
    """The class gave so many attempts, and they are used up."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed variant with its questions, and the course and module as they are today."""

    quiz: PaperQuiz
    variant: PaperVariant
    bank: Bank
    course: Course
    module: Module


def enter(cohort: Cohort, seat: Seat, sheet: Sheet, form: EntryForm, act: Act) -> Kept:
    """Grade and keep what somebody wrote on paper, by the questions that were printed. The same
    form again gives the same attempt. The class is locked. Raises UnclaimedError,
    EnteredBeforeError unless the form says that it is another one, SpentError, and
    ChangedBodyError when the form was used for something else."""
    if seat.learner_id is None or form.key is None:
        raise UnclaimedError
    known = select(Attempt.id).where(Attempt.idempotency_key == form.key.bytes)
    is_new = db.session.scalar(known) is None
    if is_new:
        _refuse(seat.learner_id, sheet, form, act)
    submission = _submission(seat, seat.learner_id, sheet, form, act)
    kept = submit(submission, sheet.bank, sheet.course.pass_mark, act.now)
    if is_new:
        code = variant_code(sheet.quiz.number, sheet.variant.letter)
        marks = f"{kept.right_count} dari {kept.total}"
        note(act, "paper.enter", f"seat:{seat.uid}", f"{cohort.name}: {seat.name}, {code}, {marks}")
    return kept


def entered(quiz: PaperQuiz, learner_ids: Iterable[int]) -> dict[int, Attempt]:
    """What was entered of a quiz last, by learner."""
    seeds = [one.seed for one in variants_of(quiz.id)]
    found = (
        select(Attempt)
        .where(Attempt.learner_id.in_(list(learner_ids)), Attempt.entered_by_id.is_not(None))
        .where(Attempt.bank_hash == quiz.bank_hash, Attempt.seed.in_(seeds))
        .order_by(Attempt.id)
    )
    return {one.learner_id: one for one in db.session.scalars(found) if one.learner_id}


def _refuse(learner_id: int, sheet: Sheet, form: EntryForm, act: Act) -> None:
    mine = db.session.scalars(ids_of(learner_id)).all()
    before = list(entered(sheet.quiz, mine).values())
    if before and not form.again:
        raise EnteredBeforeError(score_of(before[-1]))
    terms = quiz_terms(learner_id, sheet.course, sheet.module, act.now)
    if terms and terms.gate is Gate.SPENT:
        raise SpentError


def _submission(seat: Seat, learner_id: int, sheet: Sheet, form: EntryForm, act: Act) -> Submission:
    ticket = Ticket(
        learner=db.session.get_one(Learner, learner_id).uid,
        device_hash=NOBODY,
        course=sheet.quiz.course,
        module=sheet.quiz.module,
        bank_hash=sheet.quiz.bank_hash,
        seed=sheet.variant.seed,
        key=form.key.bytes if form.key else b"",
    )
    return Submission(
        ticket=ticket,
        learner_id=learner_id,
        drawn=form.drawn,
        answers=form.answers,
        raw=form.raw,
        body_hash=_body_hash(seat.uid, sheet.variant, form),
        entered_by=act.staff_id,
    )


def _body_hash(seat: UUID, variant: PaperVariant, form: EntryForm) -> bytes:
    body = [str(seat), variant.quiz_id, variant.letter, sorted(form.raw.items())]
    return hashlib.sha256(json.dumps(body).encode()).digest()
