"""What an issued certificate was dressed in, from its snapshot and the picture that this names."""

from __future__ import annotations

from dataclasses import replace

from literasi.certificates.models import Certificate
from literasi.files import FolderStore
from literasi.pdf import PdfError
from literasi.pdf.document import CertificateDocument, Dress, Signatory

FOLDER = "logos"  # of the document store
# How statements of self-study look, which no office issues.
OF_STATEMENTS = Dress(look="framed")


def logo_key(office_id: int, hash_: str) -> str:
    return f"{FOLDER}/{office_id}/{hash_}"


def dressed(
    document: CertificateDocument, certificate: Certificate, files: FolderStore
) -> CertificateDocument:
    """Raises PdfError when its logo is lost: a paper without it would differ from the others."""
    if certificate.kind == "statement":
        return replace(document, dress=OF_STATEMENTS)
    kept = certificate.details.get("design")
    if not kept:
        return document
    logo = b""
    if kept["logo"]:
        found = files.get(logo_key(certificate.office_id or 0, kept["logo"]))
        if found is None:
            raise PdfError("the logo of its office is not in the document store")
        logo = found
    dress = Dress(
        look=kept["look"],
        accent=kept["accent"],
        logo=logo,
        logo_alt=logo_words(certificate.issuer),
        beside=Signatory(**kept["beside"]) if kept["beside"] else None,
        by_hand=kept["by_hand"],
        english=kept["english"],
        english_title=kept.get("english_title", ""),
    )
    return replace(document, dress=dress)


def logo_words(issuer: str) -> str:
    """What a screen reader says for the picture."""
    return f"Logo {issuer}"
