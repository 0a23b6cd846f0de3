"""What a learner's home says of their certificates, read in one query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select

from literasi.accounts.operations import ids_of
from literasi.accounts.staff_models import Office
from literasi.certificates.expiry import ZONE
from literasi.certificates.models import Certificate
from literasi.database import read
from literasi.domain.course import Course
from literasi.domain.dates import end_of


@dataclass(frozen=True, slots=True)
class Held:
    """One certificate. `edition` belongs to `course`, a slug; a class's has "" and 0."""

    code: str
    kind: str
    course: str
    edition: int
    title: str
    issued_on: date
    is_withdrawn: bool
    is_expired: bool


# Built once: a statement costs more to put together than to run.
_HELD = (
    select(
        Certificate.code,
        Certificate.kind,
        Certificate.course,
        Certificate.edition,
        Certificate.title,
        Certificate.issued_on,
        Certificate.withdrawn_at.is_not(None),
        Certificate.expires_on,
        Office.zone,
    )
    .outerjoin(Office, Office.id == Certificate.office_id)
    .where(Certificate.learner_id.in_(ids_of(bindparam("learner_id"))))
    .where(Certificate.superseded_by_id.is_(None))
    .order_by(Certificate.id.desc())
)


def held_by(learner_id: int, now: datetime) -> list[Held]:
    """A learner's certificates, newest first; of one that was replaced the newest alone."""
    found = read().execute(_HELD, {"learner_id": learner_id})
    return [Held(*row[:-2], is_expired=_is_over(*row[-2:], now)) for row in found]


def _is_over(last_day: date | None, zone: str | None, now: datetime) -> bool:
    return last_day is not None and end_of(last_day, zone or ZONE) <= now


def certified(certificates: Iterable[Held], courses: Iterable[Course]) -> set[str]:
    """The slugs of those courses whose present edition one of the certificates states."""
    in_force = {
        (one.course, one.edition)
        for one in certificates
        if one.kind == "statement" and not one.is_withdrawn
    }
    return {
        course.slug
        for course in courses
        if any((slug, course.edition) in in_force for slug in (course.slug, *course.aliases))
    }
