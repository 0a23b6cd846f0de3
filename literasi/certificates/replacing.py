"""A certificate with a wrong name: a new one takes its place. Each flushes; its view commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from literasi.certificates.expiry import has_expired, is_renewal
from literasi.certificates.models import Certificate
from literasi.certificates.operations import (
    Issue,
    flush_numbers,
    hand_over,
    keep_name,
    lock_numbers,
    next_numbers,
    refuse_taken,
)
from literasi.certificates.status import assign
from literasi.database import db
from literasi.domain.certificate import statement_number

# A guard against going round for ever; a name is mended once or twice.
MOST_REPLACEMENTS = 100


class NotInForceError(Exception):
    """The certificate was replaced or withdrawn, has expired, or its person's data is gone."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A class certificate anew under another name. `series` and `number_pattern` as in
    `ClassIssue`, `code` 26 random characters, `number` as in `Recipient`."""

    name: str
    code: str
    series: str
    number_pattern: str
    issued_on: date
    now: datetime
    number: str = ""


def reissue_class(old: Certificate, order: Replacement) -> Certificate:
    """The same certificate with another name, code, number and day; `old` points to it.

    Raises NotInForceError, NumbersTakenError. Two at once: the second waits for the counter, and
    then finds it done.
    """
    counter = lock_numbers(f"{order.series}-{order.issued_on.year}")
    _refuse_replaced(old, "class", order.now)
    new_number = order.number
    refuse_taken([new_number] if new_number else [])
    if not new_number:
        (new_number,) = next_numbers(counter, order.number_pattern, order.issued_on, 1)
    return _replace(old, order.name, order.code, new_number, order.issued_on, order.now)


def reissue_statement(old: Certificate, order: Issue) -> Certificate:
    """The learner puts the name on their own statement right, once; `order.issuer` is not used.

    Raises NotInForceError, also for one that took the place of another already.
    """
    number = lock_numbers(f"statement-{order.issued_on.year}")
    _refuse_replaced(old, "statement", order.now)
    if took_a_place(old):
        raise NotInForceError(old.code)
    number.last += 1
    new_number = statement_number(number.last, order.issued_on.year)
    made = _replace(old, order.name, order.code, new_number, order.issued_on, order.now)
    if made.learner_id is not None:
        keep_name(made.learner_id, made.name or "")
    db.session.flush()
    return made


def took_a_place(certificate: Certificate) -> bool:
    """Whether it was issued for one whose name was wrong."""
    before = select(Certificate).where(
        Certificate.learner_id == certificate.learner_id,
        Certificate.superseded_by_id == certificate.id,
    )
    return any(not is_renewal(one, certificate) for one in db.session.scalars(before))


def replacements_of(certificate: Certificate) -> list[Certificate]:
    """What replaced it, in turn; the last is the one that counts. Empty where nothing did."""
    found: list[Certificate] = []
    last = certificate
    while last.superseded_by_id is not None and len(found) < MOST_REPLACEMENTS:
        last = db.session.get_one(Certificate, last.superseded_by_id)
        found.append(last)
    return found


def _refuse_replaced(old: Certificate, kind: str, now: datetime) -> None:
    """Locks it. Raises NotInForceError."""
    db.session.refresh(old, with_for_update=True)
    gone = not old.is_in_force or old.learner_id is None or has_expired(old, now)
    if gone or old.kind != kind:
        raise NotInForceError(old.code)


def _replace(
    old: Certificate, name: str, code: str, number: str, issued_on: date, now: datetime
) -> Certificate:
    made = Certificate(
        code=code,
        kind=old.kind,
        number=number,
        course=old.course,
        edition=old.edition,
        name=name,
        title=old.title,
        modules=old.modules,
        issuer=old.issuer,
        cohort_uid=old.cohort_uid,
        office_id=old.office_id,
        details=old.details,
        issued_on=issued_on,
        expires_on=old.expires_on,
        created_at=now,
    )
    db.session.add(made)
    flush_numbers([number])
    hand_over(made, old.learner_id, old)
    assign([made])
    return made
