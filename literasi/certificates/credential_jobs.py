"""The credential that lies in a certificate's file. Where an older release gave the certificate no
place in a list, it is given first, in a transaction of its own: rendering is outside of any."""

from __future__ import annotations

from literasi.certificates.credentials import (
    give_place,
    has_place,
    may_have_credential,
    signed_credential,
    text_of,
)
from literasi.certificates.models import Certificate
from literasi.database import write
from literasi.domain.credential import did_of
from literasi.web.clock import now
from literasi.web.site import site


def attachment_of(certificate: Certificate) -> bytes | None:
    """None for one that can have none, and without an https base address of our own: nobody could
    ask there for the key. Raises KeyFileError."""
    base = site().settings.base_url
    if not did_of(base) or not may_have_credential(certificate):
        return None
    seal = site().seal
    if not has_place(certificate):
        with write():
            give_place(certificate)
    return text_of(signed_credential(certificate, base, seal, now())).encode()
