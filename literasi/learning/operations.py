"""The acts of learning: answer a quiz, finish a lesson, hold a family talk, adopt an attempt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from literasi.accounts.models import Learner
from literasi.database import add_once, db
from literasi.domain.codec import bank_from_json, bank_to_json
from literasi.domain.course import Bank, Catalogue
from literasi.domain.draw import draw
from literasi.domain.grading import Score, is_right
from literasi.domain.question import Answer
from literasi.learning.models import Attempt, FamilyTalkHeld, LessonRead, StoredBank
from literasi.learning.tickets import Ticket


class ChangedBodyError(Exception):
    """The ticket was used before, with other answers; `attempt` is what counts."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt


class UnknownBankError(Exception):
    """The questions that a ticket names were never stored here."""


@dataclass(frozen=True, slots=True)
class Submission:
    """What arrived with a ticket: answers by question key, in canonical positions, as they
    are kept (`raw`), and the hash of the whole body."""

    ticket: Ticket
    answers: Mapping[str, Answer]
    raw: Mapping[str, Any]
    body_hash: bytes


def store_banks(catalogue: Catalogue, now: datetime) -> None:
    """Keep every module's questions under their hash. What is there already stays."""
    for course in catalogue.courses:
        for module in course.modules:
            add_once(
                StoredBank(
                    hash=module.bank.hash,
                    course=course.slug,
                    module=module.slug,
                    body=bank_to_json(module.bank),
                    stored_at=now,
                ),
                select(StoredBank).where(StoredBank.hash == module.bank.hash),
            )


def find_bank(catalogue: Catalogue, course: str, module: str, bank_hash: str) -> Bank:
    """The questions under that hash: today's, else as they were. Raises UnknownBankError."""
    found = catalogue.course(course)
    current = found.module(module) if found else None
    if current is not None and current.bank.hash == bank_hash:
        return current.bank
    body = db.session.scalar(select(StoredBank.body).where(StoredBank.hash == bank_hash))
    if body is None:
        raise UnknownBankError(bank_hash)
    return bank_from_json(body)


def submit(submission: Submission, bank: Bank, pass_mark: int, now: datetime) -> Attempt:
    """Grade and keep an attempt, once for each ticket.

    The same body again gives the same attempt; another body raises ChangedBodyError.
    """
    ticket = submission.ticket
    attempt, new = add_once(
        _grade(submission, bank, pass_mark, now),
        select(Attempt).where(Attempt.idempotency_key == ticket.key),
    )
    if not new and attempt.body_hash != submission.body_hash:
        raise ChangedBodyError(attempt)
    return attempt


def _grade(submission: Submission, bank: Bank, pass_mark: int, now: datetime) -> Attempt:
    ticket = submission.ticket
    keys = draw(bank, ticket.seed).questions
    by_key = {question.key: question for question in bank.questions}
    right = sum(is_right(by_key[key], submission.answers.get(key)) for key in keys)
    learner_id = _learner_id(ticket)
    return Attempt(
        learner_id=learner_id,
        device_hash=None if learner_id else ticket.device_hash,
        course=ticket.course,
        module=ticket.module,
        bank_hash=ticket.bank_hash,
        seed=ticket.seed,
        answers=dict(submission.raw),
        right_count=right,
        total=len(keys),
        pass_mark=pass_mark,
        idempotency_key=ticket.key,
        body_hash=submission.body_hash,
        drawn_at=ticket.drawn_at or now,
        submitted_at=now,
    )


def _learner_id(ticket: Ticket) -> int | None:
    if ticket.learner is None:
        return None
    # None for a learner whose data was deleted meanwhile: then it is the device's attempt.
    return db.session.scalar(select(Learner.id).where(Learner.uid == ticket.learner))


def score_of(attempt: Attempt) -> Score:
    return Score(attempt.right_count, attempt.total)


def attempts_to_adopt(device: bytes) -> list[Attempt]:
    """What somebody unknown did on this device, newest first."""
    return list(
        db.session.scalars(
            select(Attempt)
            .where(Attempt.device_hash == device, Attempt.learner_id.is_(None))
            .order_by(Attempt.submitted_at.desc(), Attempt.id.desc())
        )
    )


def adopt(attempts: Iterable[Attempt], learner_id: int, now: datetime) -> None:
    """Give a device's attempts to the learner who said they are theirs."""
    for attempt in attempts:
        attempt.learner_id = learner_id
        attempt.adopted_at = now
    db.session.flush()


def disown(attempts: Iterable[Attempt]) -> None:
    """Somebody said that a device's attempts are not theirs: they are kept for nobody."""
    for attempt in attempts:
        db.session.delete(attempt)
    db.session.flush()


def finish_lesson(learner_id: int, course: str, module: str, lesson: str, now: datetime) -> None:
    """Record that a lesson was read; reading it again changes nothing."""
    add_once(
        LessonRead(learner_id=learner_id, course=course, module=module, lesson=lesson, read_at=now),
        select(LessonRead).where(
            LessonRead.learner_id == learner_id,
            LessonRead.course == course,
            LessonRead.module == module,
            LessonRead.lesson == lesson,
        ),
    )


def hold_family_talk(learner_id: int, course: str, module: str, now: datetime) -> None:
    """Record that the family talked about the module's question."""
    add_once(
        FamilyTalkHeld(learner_id=learner_id, course=course, module=module, held_at=now),
        select(FamilyTalkHeld).where(
            FamilyTalkHeld.learner_id == learner_id,
            FamilyTalkHeld.course == course,
            FamilyTalkHeld.module == module,
        ),
    )
