"""What a certificate's QR says besides the address, where there is somebody to sign it."""

from __future__ import annotations

from typing import Protocol

from literasi.domain.statement import Statement, StatementError, body_of, digits_of, message
from literasi.pdf.document import CertificateDocument


class Signer(Protocol):
    """`key_id` is "" for whoever signs nothing."""

    @property
    def key_id(self) -> str: ...

    def state(self, message: bytes) -> bytes: ...


def signed_digits(document: CertificateDocument, signer: Signer) -> str:
    """Empty for a specimen, without a signer, and for what is too long: the QR is the address."""
    if document.specimen or not signer.key_id:
        return ""
    stated = Statement(
        kind=document.kind,
        name=document.name,
        number=document.number,
        title=document.course_title,
        issuer=document.issuer_name,
        issued_on=document.issued_on,
        expires_on=document.expires_on,
    )
    try:
        body = body_of(stated, signer.key_id)
    except StatementError:
        return ""
    return digits_of(body, signer.state(message(document.verification_url, body)))
