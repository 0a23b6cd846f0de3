"""A certificate's file, from its document to the bytes that are handed out."""

from __future__ import annotations

from typing import Protocol

from literasi.pdf import apart
from literasi.pdf.document import CertificateDocument


class Seal(Protocol):
    """What `literasi.sealing` offers, as far as a file is concerned."""

    @property
    def room(self) -> int: ...

    def sign(self, file: bytes) -> bytes: ...


def make_file(document: CertificateDocument, seal: Seal, attachment: bytes | None = None) -> bytes:
    """The PDF/A-3a and PDF/UA-1 of a document, with its credential attached, sealed as a whole.

    Raises PdfError when it cannot be rendered as it should be, SealError when it cannot be sealed.
    """
    return seal.sign(apart.certificate(document, attachment, seal.room))
