"""The place of each certificate in a public list of withdrawn ones. Flushes; its caller commits.

A place is drawn at random, so that it says neither when a certificate was issued nor whose lies
beside it; and a list counts as full at half, so that a draw seldom meets a taken place.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from sqlalchemy import func, or_, select

from literasi.certificates.models import Certificate
from literasi.certificates.status_models import CredentialStatus
from literasi.database import db, insert_once, read
from literasi.domain.status_list import BITS

FULL = BITS // 2


def assign(certificates: Iterable[Certificate]) -> None:
    """Give each a place, unless it has one. Two at once: a place that is taken is drawn again."""
    number = _open_list()
    for certificate in certificates:
        while not _draw(certificate, number):
            pass


def find_status(certificate: Certificate) -> tuple[int, int] | None:
    """(list, place). Leaves no transaction open, since a file may be rendered next."""
    columns = select(CredentialStatus.list_number, CredentialStatus.place)
    found = columns.where(CredentialStatus.certificate_id == certificate.id)
    row = read().execute(found).first()
    return (row[0], row[1]) if row else None


def has_list(number: int) -> bool:
    """The first list is there from the beginning, and empty."""
    return 1 <= number <= _last_list()


def withdrawn_places(number: int) -> list[int]:
    """Places in a list whose certificates hold no more: withdrawn, or replaced by another."""
    rows = (
        select(CredentialStatus.place)
        .join(Certificate, Certificate.id == CredentialStatus.certificate_id)
        .where(
            CredentialStatus.list_number == number,
            or_(Certificate.withdrawn_at.is_not(None), Certificate.superseded_by_id.is_not(None)),
        )
    )
    return list(db.session.scalars(rows))


def _draw(certificate: Certificate, number: int) -> bool:
    place = secrets.randbelow(BITS)
    new = insert_once(
        CredentialStatus, certificate_id=certificate.id, list_number=number, place=place
    )
    return new or find_status(certificate) is not None


def _open_list() -> int:
    last = _last_list()
    taken = select(func.count()).where(CredentialStatus.list_number == last)
    return last + 1 if (db.session.scalar(taken) or 0) >= FULL else last


def _last_list() -> int:
    return db.session.scalar(select(func.max(CredentialStatus.list_number))) or 1
