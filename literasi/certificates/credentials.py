"""Certificates as signed credentials, and the list that says which do not hold any more."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from literasi.certificates.expiry import last_moment
from literasi.certificates.models import Certificate
from literasi.certificates.status import assign, find_status, withdrawn_places
from literasi.database import db
from literasi.domain.credential import Award, Document, credential, salt_of
from literasi.domain.status_list import FRESH_FOR, status_credential
from literasi.sealing.credentials import sign
from literasi.sealing.keys import SealKeys


def may_have_credential(certificate: Certificate) -> bool:
    """Not one that was made to try the site out, and none that is nobody's any more."""
    return not certificate.details.get("specimen") and certificate.name is not None


def has_place(certificate: Certificate) -> bool:
    return find_status(certificate) is not None


def give_place(certificate: Certificate) -> None:
    """To one that an older release issued."""
    assign([certificate])
    db.session.flush()


def signed_credential(
    certificate: Certificate, base: str, seal: SealKeys, now: datetime
) -> Document:
    """Raises ValueError without an https base address, and for one that has no place yet."""
    return sign(
        credential(award_of(certificate, base)),
        seal.signing_ed25519.private,
        seal.signing_ed25519.id,
        now,
    )


def signed_list(number: int, base: str, seal: SealKeys, now: datetime) -> Document:
    """What is true at this moment. Whoever keeps it for as long as they may finds it valid still.

    Raises ValueError without an https base address."""
    until = now + timedelta(seconds=2 * FRESH_FOR)
    document = status_credential(base, number, withdrawn_places(number), now, until)
    return sign(document, seal.signing_ed25519.private, seal.signing_ed25519.id, now)


def text_of(document: Document) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def award_of(certificate: Certificate, base: str) -> Award:
    status = find_status(certificate)
    if status is None or certificate.name is None:
        raise ValueError("this certificate can have no credential")
    number, place = status
    return Award(
        base=base,
        code=certificate.code,
        kind=certificate.kind,
        number=certificate.number,
        name=certificate.name,
        title=certificate.title,
        modules=tuple((line["title"], line["minutes"]) for line in certificate.modules),
        issuer=certificate.issuer,
        issued_on=certificate.issued_on,
        valid_from=certificate.created_at,
        list=number,
        index=place,
        salt=salt_of(certificate.code),
        expires=last_moment(certificate),
    )
