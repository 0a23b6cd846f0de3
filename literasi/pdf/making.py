"""A certificate's file, from its document to the bytes that are handed out."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from literasi.pdf import apart
from literasi.pdf.document import CertificateDocument
from literasi.pdf.stating import Signer, signed_digits


class Seal(Signer, Protocol):
    """What `literasi.sealing` offers, as far as a file is concerned."""

    @property
    def room(self) -> int: ...

    def sign(self, file: bytes) -> bytes: ...


def make_file(document: CertificateDocument, seal: Seal, attachment: bytes | None = None) -> bytes:
    """The PDF/A-3a and PDF/UA-1 of a document, with its credential attached and a signed QR,
    sealed as a whole.

    Raises PdfError when it cannot be rendered as it should be, SealError when it cannot be sealed.
    """
    stated = replace(document, statement=signed_digits(document, seal))
    return seal.sign(apart.certificate(stated, attachment, seal.room))
