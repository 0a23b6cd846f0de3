"""Until when a certificate holds. The day is that of whoever issued it, and the last one counts."""

from __future__ import annotations

from datetime import datetime, timedelta

from literasi.accounts.staff_models import Office
from literasi.certificates.models import Certificate
from literasi.database import db
from literasi.domain.dates import end_of

ZONE = "Asia/Jakarta"  # of statements, which come from no office


def ends_at(certificate: Certificate) -> datetime | None:
    """The first moment at which it holds no more; None for one that never expires."""
    if certificate.expires_on is None:
        return None
    office = certificate.office_id and db.session.get(Office, certificate.office_id)
    return end_of(certificate.expires_on, office.zone if office else ZONE)


def last_moment(certificate: Certificate) -> datetime | None:
    """The last second of its last day; None for one that never expires."""
    end = ends_at(certificate)
    return end - timedelta(seconds=1) if end else None


def has_expired(certificate: Certificate, now: datetime) -> bool:
    end = ends_at(certificate)
    return end is not None and end <= now


def is_renewal(old: Certificate, new: Certificate) -> bool:
    """Whether `new` took the place of one that had expired; else its name was wrong."""
    return old.expires_on is not None and old.expires_on < new.issued_on
