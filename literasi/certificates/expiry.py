"""Until when a certificate holds. The day is that of whoever issued it, and the last one counts."""

from __future__ import annotations

from datetime import datetime, timedelta

from literasi.accounts.staff_models import Office
from literasi.certificates.models import Certificate
from literasi.database import db
from literasi.domain.dates import start_of

ZONE = "Asia/Jakarta"  # of statements, which come from no office


def last_moment(certificate: Certificate) -> datetime | None:
    """The last second of its last day; None for one that never expires."""
    if certificate.expires_on is None:
        return None
    after = start_of(certificate.expires_on + timedelta(days=1), _zone(certificate))
    return after - timedelta(seconds=1)


def has_expired(certificate: Certificate, now: datetime) -> bool:
    last = last_moment(certificate)
    return last is not None and now >= last + timedelta(seconds=1)


def is_renewal(old: Certificate, new: Certificate) -> bool:
    """Whether `new` took the place of one that had expired; else its name was wrong."""
    return old.expires_on is not None and old.expires_on < new.issued_on


def _zone(certificate: Certificate) -> str:
    office = certificate.office_id and db.session.get(Office, certificate.office_id)
    return office.zone if office else ZONE
