"""The acts of learning: answer a quiz, finish a lesson, tick what was done at home, adopt an
attempt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import RowMapping, delete, select, update

from literasi.accounts.models import Learner
from literasi.accounts.operations import ids_of
from literasi.database import db, insert_once
from literasi.domain.codec import bank_from_json, bank_to_json
from literasi.domain.course import Bank, Catalogue, Course, Module
from literasi.domain.grading import Score, is_right
from literasi.domain.question import Answer
from literasi.learning.models import (
    Attempt,
    FamilyTalkHeld,
    LessonRead,
    RecallAnswer,
    StoredBank,
    TransferDay,
    WeekStepDone,
)
from literasi.learning.tickets import Ticket

NOBODY = bytes(32)  # the hash of no device


class ChangedBodyError(Exception):
    """The ticket was used before, with other answers; `kept` is what counts."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept


class UnknownBankError(Exception):
    """The questions that a ticket names were never stored here."""


@dataclass(frozen=True, slots=True)
class OfflineNote:
    """The answers waited on the phone; `claimed_at` is when its clock says they were given,
    which nothing depends on, None if that is no time."""

    claimed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Submission:
    """What arrived with a ticket: whose it is, the keys of the questions it drew, answers
    by key in canonical positions and as they are kept (`raw`), the hash of the body.
    `entered_by` is the id of who of the staff typed it in from paper."""

    ticket: Ticket
    learner_id: int | None
    drawn: tuple[str, ...]
    answers: Mapping[str, Answer]
    raw: Mapping[str, Any]
    body_hash: bytes
    offline: OfflineNote | None = None
    entered_by: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a kept attempt is found, whose it is, and its marks."""

    uid: UUID
    course: str
    module: str
    learner_id: int | None
    device_hash: bytes | None
    right_count: int
    total: int
    pass_mark: int


def store_banks(catalogue: Catalogue, now: datetime) -> None:
    """Keep every module's and every test's questions under their hash, in every language. What
    is there already stays."""
    of_languages = (one.courses for one in (catalogue, *catalogue.translations.values()))
    for course in (course for courses in of_languages for course in courses):
        for module, bank in _banks(course):
            insert_once(
                StoredBank,
                hash=bank.hash,
                course=course.slug,
                module=module,
                body=bank_to_json(bank),
                stored_at=now,
            )


def find_bank(catalogue: Catalogue, course: str, bank_hash: str) -> Bank:
    """The questions under that hash: today's, else as they were. Raises UnknownBankError."""
    found = catalogue.course(course)
    for _, bank in _banks(found) if found else ():
        if bank.hash == bank_hash:
            return bank
    body = db.session.scalar(select(StoredBank.body).where(StoredBank.hash == bank_hash))
    if body is None:
        raise UnknownBankError(bank_hash)
    return bank_from_json(body)


def _banks(course: Course) -> Iterator[tuple[str, Bank]]:
    """Every bank of the course with its module, "" for a form of its test."""
    yield from ((module.slug, module.bank) for module in course.modules)
    yield from (("", bank) for bank in course.tests)


def submit(submission: Submission, bank: Bank, pass_mark: int, now: datetime) -> Kept:
    """Grade and keep an attempt, once for each ticket.

    The same body again gives the same attempt; another body raises ChangedBodyError.
    """
    values = _grade(submission, bank, pass_mark, now)
    if insert_once(Attempt, **values):
        return _kept(values)
    same_ticket = Attempt.__table__.c.idempotency_key == submission.ticket.key
    row = db.session.execute(select(Attempt.__table__).where(same_ticket)).one()._mapping
    if row["body_hash"] != submission.body_hash:
        raise ChangedBodyError(_kept(row))
    return _kept(row)


def _kept(values: Mapping[str, Any] | RowMapping) -> Kept:
    return Kept(**{field.name: values[field.name] for field in fields(Kept)})


def _grade(submission: Submission, bank: Bank, pass_mark: int, now: datetime) -> dict[str, Any]:
    """The columns of the attempt's row."""
    ticket = submission.ticket
    keys = submission.drawn
    by_key = {question.key: question for question in bank.questions}
    right = sum(is_right(by_key[key], submission.answers.get(key)) for key in keys)
    return {
        "uid": uuid4(),
        "learner_id": submission.learner_id,
        # A learner whose data was deleted meanwhile leaves an attempt of the device.
        "device_hash": None if submission.learner_id else ticket.device_hash,
        "course": ticket.course,
        "module": ticket.module,
        "bank_hash": ticket.bank_hash,
        "seed": ticket.seed,
        "answers": dict(submission.raw),
        "right_count": right,
        "total": len(keys),
        "pass_mark": pass_mark,
        "idempotency_key": ticket.key,
        "body_hash": submission.body_hash,
        "drawn_at": ticket.drawn_at or now,
        "submitted_at": now,
        "was_offline": submission.offline is not None,
        "claimed_at": submission.offline.claimed_at if submission.offline else None,
        "entered_by_id": submission.entered_by,
    }


def learner_of(ticket: Ticket) -> int | None:
    """The id of the learner whom a ticket names; None for a device's, or one who is gone."""
    if ticket.learner is None:
        return None
    return db.session.scalar(select(Learner.id).where(Learner.uid == ticket.learner))


def score_of(attempt: Attempt | Kept) -> Score:
    return Score(attempt.right_count, attempt.total)


def attempts_to_adopt(device: bytes, since: datetime | None = None) -> list[Attempt]:
    """What somebody unknown did on this device (since then), newest first."""
    found = select(Attempt).where(Attempt.device_hash == device, Attempt.learner_id.is_(None))
    if since is not None:
        found = found.where(Attempt.submitted_at > since)
    newest_first = found.order_by(Attempt.submitted_at.desc(), Attempt.id.desc())
    return list(db.session.scalars(newest_first))


def lock_attempts(device: bytes, uids: Iterable[UUID]) -> list[Attempt]:
    """Those of a device's attempts that were asked about and are still nobody's, locked until
    the commit: of two people who claim one at once, the second finds nothing left."""
    locked = (
        select(Attempt)
        .where(Attempt.device_hash == device, Attempt.learner_id.is_(None))
        .where(Attempt.uid.in_(list(uids)))
        .order_by(Attempt.id)
        .with_for_update()
    )
    return list(db.session.scalars(locked, execution_options={"populate_existing": True}))


def adopt(attempts: Iterable[Attempt], learner_id: int, now: datetime) -> None:
    """Give a device's attempts to the learner who said they are theirs."""
    for attempt in attempts:
        attempt.learner_id = learner_id
        attempt.adopted_at = now
    db.session.flush()


def disown(attempts: Iterable[Attempt]) -> None:
    """Somebody said that a device's attempts are not theirs: answers and device are emptied.

    The row stays, so that its ticket cannot be used a second time.
    """
    for attempt in attempts:
        attempt.device_hash, attempt.answers = NOBODY, {}
    db.session.flush()


def finish_lesson(learner_id: int, course: str, module: str, lesson: str, now: datetime) -> None:
    """Record that a lesson was read; reading it again changes nothing."""
    insert_once(
        LessonRead, learner_id=learner_id, course=course, module=module, lesson=lesson, read_at=now
    )


def hold_family_talk(learner_id: int, course: str, module: str, now: datetime) -> None:
    """Record that the family talked about the module's question."""
    insert_once(FamilyTalkHeld, learner_id=learner_id, course=course, module=module, held_at=now)


def do_week_step(learner_id: int, course: str, module: str, now: datetime) -> None:
    """Record that the module's step of the week was done; ticking again changes nothing."""
    insert_once(WeekStepDone, learner_id=learner_id, course=course, module=module, done_at=now)


def take_back(
    ticked: type[FamilyTalkHeld | WeekStepDone], learner_id: int, course: Course, module: Module
) -> None:
    """A tick was a mistake. It goes under whatever name or record of the person it was made."""
    db.session.execute(
        delete(ticked).where(
            ticked.learner_id.in_(ids_of(learner_id)),
            ticked.course.in_((course.slug, *course.aliases)),
            ticked.module.in_((module.slug, *module.aliases)),
        )
    )


def answer_recall(learner_id: int, on: date, done: bool, now: datetime) -> None:
    """The questions offered on that day were done, or put off. Again changes nothing, but who
    put them off may do them after all."""
    new = insert_once(
        RecallAnswer, learner_id=learner_id, answered_on=on, done=done, answered_at=now
    )
    if not new and done:
        the_day = (RecallAnswer.learner_id == learner_id) & (RecallAnswer.answered_on == on)
        db.session.execute(update(RecallAnswer).where(the_day).values(done=True))


def choose_transfer_day(learner_id: int, day: int | None, now: datetime) -> None:
    """Keep the day of the month (1 to 31) on which the family's transfer is, None for none."""
    chosen = {"day": day, "chosen_at": now}
    if not insert_once(TransferDay, learner_id=learner_id, **chosen):
        own = update(TransferDay).where(TransferDay.learner_id == learner_id)
        db.session.execute(own.values(**chosen))
