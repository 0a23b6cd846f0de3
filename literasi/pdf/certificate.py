"""A certificate as PDF/A-3a and PDF/UA-1, rendered from its document alone."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TypeVar

from literasi.pdf import PdfError
from literasi.pdf.archival import Parts, write_archival
from literasi.pdf.clothing import pictures, tint
from literasi.pdf.document import COLOUR, CertificateDocument
from literasi.pdf.lines import UnfitError
from literasi.pdf.qr import qr_drawing, qr_of
from literasi.pdf.rendering import alone_and_loud, laid_out
from literasi.pdf.seal_field import Room
from literasi.pdf.stamping import Design, shared, stamped
from literasi.pdf.templates import template

STYLE = "print.css"
LARGE_NAME, MIDDLE_NAME = 26, 40  # characters that fit on a line at each size
COURSE_LINE = 58  # characters of a course title that fit on a line
WIDE_ROWS = 13  # modules that the second page has room for; more stand in narrower rows
SEAL_ROWS = 2  # the room of which the words about a seal take
MOST_DESIGNS = 16  # kept at a time; one has about two megabytes


def render(
    document: CertificateDocument, credential: bytes | None = None, seal_room: int = 0
) -> bytes:
    """The PDF of a document with its credential attached, as PDF/A-3a and PDF/UA-1; `seal_room`
    is how many digits it keeps free for the seal that it will have, and tells of. Raises PdfError
    for anything WeasyPrint complains of.

    From the third of a design on, it is stamped; what does not fit in there is rendered whole.
    """
    try:
        return _designs.press(document, _parts(document, credential, seal_room))
    except (UnfitError, PdfError):
        return render_whole(document, credential, seal_room)


def render_whole(
    document: CertificateDocument, credential: bytes | None = None, seal_room: int = 0
) -> bytes:
    """What `render` gives, laid out and drawn for this document alone."""
    parts = _parts(document, credential, seal_room)
    html = certificate_html(document, bool(seal_room))
    return write_archival(html, STYLE, parts, pictures(document.dress))


@dataclass(frozen=True, slots=True)
class _Key:
    """What documents must have in common to be of one design."""

    shared: CertificateDocument
    size: str
    lines: int
    credential: bool
    room: int


class _Designs:
    """Those used last: a design after its first document, None after it had none that serves."""

    def __init__(self) -> None:
        self._made: OrderedDict[_Key, Design | None] = OrderedDict()
        self._seen: OrderedDict[_Key, None] = OrderedDict()

    def press(self, document: CertificateDocument, parts: Parts) -> bytes:
        """Raises UnfitError when the document has to be rendered whole, PdfError for complaints."""
        lines = _lines(document.name, MIDDLE_NAME)
        room = parts.room.digits if parts.room else 0
        credential = parts.credential is not None
        key = _Key(shared(document), _name_size(document.name), len(lines), credential, room)
        with alone_and_loud():
            design = self._design(key, document, parts)
            title, description = _about(document)
            return design.press(stamped(document, lines), parts, title, description)

    def _design(self, key: _Key, document: CertificateDocument, parts: Parts) -> Design:
        if key not in self._made:
            if key not in self._seen:  # many a design is used once: it costs as much as a rendering
                _remember(self._seen, key, None)
                raise UnfitError("the first of its design")
            words = stamped(document, _lines(document.name, MIDDLE_NAME))
            if not words.plain:
                raise UnfitError("no example for others")
            html = certificate_html(document, parts.room is not None)
            laid = laid_out(html, STYLE, pictures(document.dress))
            _remember(self._made, key, None)
            self._made[key] = Design(laid, words, parts)
        self._made.move_to_end(key)
        design = self._made[key]
        if design is None:
            raise UnfitError("a design that nobody can stamp")
        return design


Value = TypeVar("Value")


def _remember(among: OrderedDict[_Key, Value], key: _Key, value: Value) -> None:
    among[key] = value
    while len(among) > MOST_DESIGNS:
        among.popitem(last=False)


_designs = _Designs()


def _parts(document: CertificateDocument, credential: bytes | None, seal_room: int) -> Parts:
    room = Room(seal_room, document.verification_url) if seal_room else None
    return Parts(document.issued_on, credential, room)


def _about(document: CertificateDocument) -> tuple[str, str]:
    """Title and description, as PDF readers show them."""
    subject = f"{document.title}, {document.course_title}, nomor {document.number}"
    return f"{document.title}: {document.name}", subject


def certificate_html(document: CertificateDocument, sealed: bool) -> str:
    """What is laid out for a document, with the words about its seal if it has one."""
    title, description = _about(document)
    return template(
        "certificate.html",
        document=document,
        title=title,
        description=description,
        sealed=sealed,
        accent=document.dress.accent or COLOUR,
        house=COLOUR,
        tint=tint(document.dress.accent or COLOUR),
        size=f"{_name_size(document.name)}{' tall' if _is_tall(document.name) else ''}",
        name_lines=_lines(document.name, MIDDLE_NAME),
        course_lines=_lines(document.course_title, COURSE_LINE),
        qr=qr_drawing(
            qr_of(document.verification_url, document.statement),
            "Kode QR menuju halaman cek keaslian",
        ),
        most_in_wide_rows=WIDE_ROWS - SEAL_ROWS * sealed,
    )


def _name_size(name: str) -> str:
    if len(name) <= LARGE_NAME:
        return "l"
    return "m" if len(name) <= MIDDLE_NAME else "s"


def _is_tall(name: str) -> bool:
    """Whether letters of it reach far below their line, as Javanese ones do."""
    return any("\ua980" <= letter <= "\ua9df" for letter in name)


def _lines(text: str, longest: int) -> tuple[str, ...]:
    """What is longer than a line in two of about the same length, not one word left alone."""
    spaces = [at for at, character in enumerate(text) if character == " "]
    if len(text) <= longest or not spaces:
        return (text,)
    middle = min(spaces, key=lambda at: abs(2 * at - len(text)))
    return text[:middle], text[middle + 1 :]
