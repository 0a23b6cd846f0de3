"""The acts on certificates: issue, find, withdraw. Each flushes; its view commits."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from literasi.accounts.models import Learner
from literasi.accounts.operations import ids_of
from literasi.certificates.expiry import ends_at, has_expired
from literasi.certificates.models import Certificate, NumberCounter
from literasi.certificates.status import assign
from literasi.database import db, insert_once
from literasi.domain.certificate import class_number, statement_number
from literasi.domain.course import Course
from literasi.domain.progress import is_complete
from literasi.learning.anew import record_since
from literasi.learning.record import Record, record_of


class NumbersTakenError(Exception):
    """Certificates have these numbers already; nothing was issued."""

    def __init__(self, numbers: frozenset[str]) -> None:
        super().__init__(len(numbers))
        self.numbers = numbers


class NotEligibleError(Exception):
    """The learner has not passed every module of the course."""


@dataclass(frozen=True, slots=True)
class Issue:
    """What decides a certificate besides what was learned; `code` is 26 random characters."""

    name: str
    code: str
    issuer: str
    issued_on: date
    now: datetime


def issue_statement(learner_id: int, course: Course, issue: Issue) -> Certificate:
    """Issue the self-study statement, or give the one already in force. One that has expired
    points to the new one.

    Raises NotEligibleError unless every module is passed at this moment.
    """
    number = lock_numbers(f"statement-{issue.issued_on.year}")
    before = find_statement(learner_id, course)
    if before is not None and not has_expired(before, issue.now):
        return before
    record = record_for(learner_id, before)
    if not is_complete(course, record.passed_in(course)):
        raise NotEligibleError(course.slug)
    number.last += 1
    certificate = Certificate(
        code=issue.code,
        kind="statement",
        number=statement_number(number.last, issue.issued_on.year),
        course=course.slug,
        edition=course.edition,
        name=issue.name,
        title=course.title,
        modules=_module_lines(course, record.marks_in(course)),
        issuer=issue.issuer,
        issued_on=issue.issued_on,
        expires_on=course.holds_until(issue.issued_on),
        created_at=issue.now,
    )
    hand_over(certificate, learner_id, before)
    keep_name(learner_id, issue.name)
    db.session.flush()
    assign([certificate])
    return certificate


def record_for(learner_id: int, before: Certificate | None) -> Record:
    """What counts for a statement: everything ever done, or what was done after the one `before`
    had expired."""
    end = ends_at(before) if before else None
    return record_since(learner_id, end) if end else record_of(learner_id)


def hand_over(made: Certificate, learner_id: int | None, before: Certificate | None) -> None:
    """Make a new certificate somebody's, in the place of the one `before`, which points to it."""
    # At no moment does anybody hold two in force: it is theirs once the old one points to it.
    db.session.add(made)
    db.session.flush()
    if before is not None:
        before.superseded_by_id, made.hidden_at = made.id, before.hidden_at
        db.session.flush()
    made.learner_id = learner_id
    db.session.flush()


@dataclass(frozen=True, slots=True)
class ClassIssue:
    """What all certificates of one class share. `series` names the office whose numbers they
    take, by `number_pattern`; `details` as `Certificate.details` holds them, without `jp`."""

    cohort_uid: UUID
    office_id: int
    series: str
    number_pattern: str
    title: str
    issuer: str
    details: dict[str, Any]
    issued_on: date
    expires_on: date | None
    now: datetime


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets one: `modules` as `Certificate.modules` holds them, `jp` the hours attended or
    None where the office enters none, `code` 26 random characters, `number` that of the office's
    own register, "" where its numbers are counted here."""

    learner_id: int
    name: str
    modules: list[dict[str, Any]]
    jp: int | None
    code: str
    number: str = ""


def issue_class(issue: ClassIssue, recipients: Sequence[Recipient]) -> list[Certificate]:
    """A certificate for each recipient who has none in force from this class.

    Two trainers at once: the second waits for the counter, and then finds them issued. Raises
    NumbersTakenError for numbers from a register that were given before.
    """
    counter = lock_numbers(f"{issue.series}-{issue.issued_on.year}")
    have = {one.learner_id for one in class_certificates(issue.cohort_uid)}
    wanted = {one.learner_id: one for one in recipients if one.learner_id not in have}
    typed = [one.number for one in wanted.values() if one.number]
    refuse_taken(typed)
    many = len(wanted) - len(typed)
    counted = iter(next_numbers(counter, issue.number_pattern, issue.issued_on, many))
    made = [_class_certificate(issue, one, one.number or next(counted)) for one in wanted.values()]
    db.session.add_all(made)
    flush_numbers(typed)
    assign(made)
    return made


def next_numbers(counter: NumberCounter, pattern: str, issued_on: date, many: int) -> list[str]:
    """So many numbers on from the locked counter; one that was typed from a register before is
    passed over."""
    found: list[str] = []
    while len(found) < many:
        places = range(counter.last + 1, counter.last + 1 + many - len(found))
        numbers = [class_number(pattern, place, issued_on) for place in places]
        taken = taken_numbers(numbers)
        counter.last += len(numbers)
        found += [number for number in numbers if number not in taken]
    return found


def taken_numbers(numbers: Sequence[str]) -> frozenset[str]:
    """Those that a certificate has already, of whatever office."""
    if not numbers:
        return frozenset()
    found = select(Certificate.number).where(Certificate.number.in_(numbers))
    return frozenset(db.session.scalars(found))


def refuse_taken(numbers: Sequence[str]) -> None:
    """Raises NumbersTakenError."""
    if taken := taken_numbers(numbers):
        raise NumbersTakenError(taken)


def flush_numbers(typed: Sequence[str]) -> None:
    """Two offices that type one number at the same moment: the second reads that it is taken.
    Raises NumbersTakenError."""
    try:
        db.session.flush()
    except IntegrityError as error:
        if not typed:
            raise
        raise NumbersTakenError(frozenset(typed)) from error


def class_certificates(cohort_uid: UUID) -> list[Certificate]:
    """Those of a class that are in force, each with what is known of its file (`item`)."""
    found = _class_in_force(cohort_uid).options(joinedload(Certificate.item))
    return list(db.session.scalars(found))


def find_class_certificate(cohort_uid: UUID, uid: UUID) -> Certificate | None:
    """One in force of this class."""
    return db.session.scalar(_class_in_force(cohort_uid).where(Certificate.uid == uid))


def find_of_class(cohort_uid: UUID, uid: UUID) -> Certificate | None:
    """One of this class, whatever became of it."""
    found = select(Certificate).where(Certificate.cohort_uid == cohort_uid, Certificate.uid == uid)
    return db.session.scalar(found.execution_options(populate_existing=True))


def _class_in_force(cohort_uid: UUID) -> Select[Certificate]:
    return select(Certificate).where(
        Certificate.cohort_uid == cohort_uid,
        Certificate.withdrawn_at.is_(None),
        Certificate.superseded_by_id.is_(None),
    )


def _class_certificate(issue: ClassIssue, recipient: Recipient, number: str) -> Certificate:
    return Certificate(
        code=recipient.code,
        kind="class",
        number=number,
        learner_id=recipient.learner_id,
        # The programme may take modules from several courses; its modules say what was taught.
        course="",
        edition=0,
        name=recipient.name,
        title=issue.title,
        modules=recipient.modules,
        issuer=issue.issuer,
        cohort_uid=issue.cohort_uid,
        office_id=issue.office_id,
        details={**issue.details, "jp": recipient.jp},
        issued_on=issue.issued_on,
        expires_on=issue.expires_on,
        created_at=issue.now,
    )


def find_statement(learner_id: int, course: Course) -> Certificate | None:
    """The statement in force for the course's present edition, under whatever name it was
    issued: a renamed course is the same course."""
    return db.session.scalar(_statement_in_force(learner_id, course))


def find_certificate(code: str) -> Certificate | None:
    """By its code in canonical form (see `domain.certificate.parse_code`)."""
    return db.session.scalar(select(Certificate).where(Certificate.code == code))


def withdraw(certificate: Certificate, reason: str, now: datetime) -> None:
    """Withdraw for a stated reason. ValueError without one, or when it is not in force any more."""
    if not reason.strip():
        raise ValueError("a withdrawal needs a reason")
    if certificate.withdrawn_at is not None:
        raise ValueError("this certificate is withdrawn already")
    if certificate.superseded_by_id is not None:
        raise ValueError("this certificate was replaced: withdraw the one that replaced it")
    certificate.withdrawn_at = now
    certificate.withdrawn_reason = " ".join(reason.split())[:300]
    db.session.flush()


def record_file(certificate_id: int, content: bytes) -> None:
    """Remember the SHA-256 of the stored PDF, unless one is known."""
    certificate = db.session.get(Certificate, certificate_id)
    if certificate is not None and not certificate.file_hash:
        certificate.file_hash = hashlib.sha256(content).hexdigest()
        db.session.flush()


def _statement_in_force(learner_id: int, course: Course) -> Select[Certificate]:
    return select(Certificate).where(
        Certificate.learner_id.in_(ids_of(learner_id)),
        Certificate.course.in_((course.slug, *course.aliases)),
        Certificate.edition == course.edition,
        Certificate.kind == "statement",
        Certificate.withdrawn_at.is_(None),
        Certificate.superseded_by_id.is_(None),
    )


def lock_numbers(series: str) -> NumberCounter:
    """A series' counter, locked until the commit: whoever else issues waits here, and then
    sees what was issued. So nothing is issued twice and no number is skipped."""
    insert_once(NumberCounter, series=series, last=0)
    locked = select(NumberCounter).where(NumberCounter.series == series).with_for_update()
    return db.session.scalars(locked, execution_options={"populate_existing": True}).one()


def _module_lines(course: Course, marks: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "title": module.title,
            "minutes": module.minutes,
            "mark": marks.get(module.slug, 0),
        }
        for module in course.modules
    ]


def keep_name(learner_id: int, name: str) -> None:
    """How its owner confirmed it, for whatever is issued next."""
    learner = db.session.get(Learner, learner_id)
    if learner is not None:
        learner.certificate_name = name
