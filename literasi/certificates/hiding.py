"""Whether anybody who has the code sees what a certificate says, which its owner decides."""

from __future__ import annotations

from datetime import datetime

from literasi.certificates.models import Certificate
from literasi.certificates.replacing import replacements_of
from literasi.database import db


def present(certificate: Certificate) -> Certificate:
    """The one that counts: itself, or the last of what took its place. That one's owner decides
    about the pages of all of them."""
    newer = replacements_of(certificate)
    return newer[-1] if newer else certificate


def is_hidden(certificate: Certificate) -> bool:
    return present(certificate).hidden_at is not None


def hide(certificate: Certificate, now: datetime) -> None:
    """Hiding twice changes nothing."""
    last = present(certificate)
    last.hidden_at = last.hidden_at or now
    db.session.flush()


def show(certificate: Certificate) -> None:
    present(certificate).hidden_at = None
    db.session.flush()
