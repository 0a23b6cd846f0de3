"""From a certificate's row to its PDF: rendered once, stored, and served from the store."""

from __future__ import annotations

from datetime import date
from typing import Any

from literasi.certificates.credential_jobs import attachment_of
from literasi.certificates.design.clothes import dressed
from literasi.certificates.models import Certificate
from literasi.domain.certificate import grouped
from literasi.files import FileStoreError, FolderStore
from literasi.pdf.document import CertificateDocument, ModuleLine, Signatory
from literasi.pdf.making import make_file
from literasi.sealing.signing import NoSeal, Seal

FOLDER = "certificates"  # of the document store
PROGRAMME = "Belajar keuangan dan koperasi untuk keluarga Pekerja Migran Indonesia"


class NobodysError(FileStoreError):
    """There is no file of it, and there never will be: its person deleted their account."""


def stored_pdf(certificate: Certificate, files: FolderStore, base_url: str, seal: Seal) -> bytes:
    """The stored PDF, made from the snapshot and sealed if there is none yet; the first stored
    wins. What was made to try the site out is not sealed.

    Raises FileStoreError when it is nobody's or cannot be kept: what is not stored is not handed
    out, because the next download would differ from it. Raises PdfError when it cannot be
    rendered as it should be, for instance because a font is missing, and SealError
    or KeyFileError.
    """
    if certificate.name is None:
        raise NobodysError(certificate.code)
    content = stored_file(certificate, files)
    if content is None:
        content = files.put_once(
            key_of(certificate.code), made_pdf(certificate, files, base_url, seal)
        )
    return content


def stored_file(certificate: Certificate, files: FolderStore) -> bytes | None:
    """The stored PDF, or None while there is none."""
    return files.get(key_of(certificate.code))


def key_of(code: str) -> str:
    """Where the PDF of a certificate lies in the document store."""
    return f"{FOLDER}/{code}.pdf"


def made_pdf(certificate: Certificate, files: FolderStore, base_url: str, seal: Seal) -> bytes:
    """A PDF made now; nothing is stored. Raises PdfError and SealError, as `stored_pdf` does."""
    is_specimen = certificate.details.get("specimen", False)
    document = dressed(document_of(certificate, base_url), certificate, files)
    return make_file(document, NoSeal() if is_specimen else seal, attachment_of(certificate))


STATEMENT_TITLE = "Surat Keterangan Selesai Belajar Mandiri"
CLASS_TITLE = "Sertifikat Pelatihan"


def document_of(certificate: Certificate, base_url: str) -> CertificateDocument:
    """The document of a certificate whose person still has their data here."""
    return CertificateDocument(
        kind="class" if certificate.kind == "class" else "statement",
        title=CLASS_TITLE if certificate.kind == "class" else STATEMENT_TITLE,
        name=certificate.name or "",
        course_title=certificate.title,
        modules=tuple(
            ModuleLine(line["title"], line["minutes"], line["mark"]) for line in certificate.modules
        ),
        number=certificate.number,
        issued_on=certificate.issued_on,
        issuer_name=certificate.issuer,
        issuer_lines=(PROGRAMME,),
        code=certificate.code,
        code_grouped=grouped(certificate.code),
        verification_url=f"{base_url}/verifikasi/{certificate.code}",
        edition=certificate.edition,
        expires_on=certificate.expires_on,
        **_class_parts(certificate.details),
    )


def _class_parts(details: dict[str, Any]) -> dict[str, Any]:
    """What only a class certificate says; nothing for a statement."""
    if not details:
        return {}
    return {
        "letterhead": tuple(details["letterhead"]),
        "place": details["place"],
        "signed_in": details["city"],
        "starts_on": date.fromisoformat(details["starts_on"]),
        "ends_on": date.fromisoformat(details["ends_on"]),
        "jp": details["jp"],
        "signatory": Signatory(**details["signatory"]),
        "specimen": details["specimen"],
    }
