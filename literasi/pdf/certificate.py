"""A certificate as PDF/A-3a and PDF/UA-1, rendered from its document alone."""

from __future__ import annotations

from literasi.pdf.archival import Parts, write_archival
from literasi.pdf.document import CertificateDocument
from literasi.pdf.rendering import qr_drawing
from literasi.pdf.seal_field import Room
from literasi.pdf.templates import template

LARGE_NAME, MIDDLE_NAME = 26, 40  # characters that fit on a line at each size
COURSE_LINE = 58  # characters of a course title that fit on a line
WIDE_ROWS = 13  # modules that the second page has room for; more stand in narrower rows


def render(
    document: CertificateDocument, credential: bytes | None = None, seal_room: int = 0
) -> bytes:
    """The PDF of a document with its credential attached, as PDF/A-3a and PDF/UA-1; `seal_room`
    is how many digits it keeps free for the seal that it will have, and tells of. Raises PdfError
    for anything WeasyPrint complains of.
    """
    html = template(
        "certificate.html",
        document=document,
        sealed=bool(seal_room),
        size=_name_size(document.name),
        name_lines=_lines(document.name, MIDDLE_NAME),
        course_lines=_lines(document.course_title, COURSE_LINE),
        qr=qr_drawing(document.verification_url, "Kode QR menuju halaman cek keaslian"),
        most_in_wide_rows=WIDE_ROWS,
    )
    room = Room(seal_room, document.verification_url) if seal_room else None
    return write_archival(html, "print.css", Parts(document.issued_on, credential, room))


def _name_size(name: str) -> str:
    if len(name) <= LARGE_NAME:
        return "l"
    return "m" if len(name) <= MIDDLE_NAME else "s"


def _lines(text: str, longest: int) -> tuple[str, ...]:
    """What is longer than a line in two of about the same length, not one word left alone."""
    spaces = [at for at, character in enumerate(text) if character == " "]
    if len(text) <= longest or not spaces:
        return (text,)
    middle = min(spaces, key=lambda at: abs(2 * at - len(text)))
    return text[:middle], text[middle + 1 :]
