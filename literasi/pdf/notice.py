"""What a class still has to learn, on paper: one notice for the wall, or slips to cut apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from literasi.pdf.rendering import qr_drawing, write_pdf
from literasi.pdf.templates import template

TO_A_PAGE = 4
MOST_LINES = 5  # on a slip; more are counted


@dataclass(frozen=True, slots=True)
class Slip:
    """`name` is "" for the whole class; `lines` say each module with its day."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """`address` is where the QR leads. One slip without a name is a notice for the wall."""

    office: str
    class_name: str
    printed_on: date
    address: str
    slips: tuple[Slip, ...]

    @property
    def is_for_all(self) -> bool:
        return len(self.slips) == 1 and not self.slips[0].name

    @property
    def pages(self) -> list[tuple[Slip, ...]]:
        starts = range(0, len(self.slips), TO_A_PAGE)
        return [self.slips[start : start + TO_A_PAGE] for start in starts]

    @property
    def short_address(self) -> str:
        return self.address.partition("://")[2]


def render(notice: Notice) -> bytes:
    """The PDF, as PDF/UA-1. Raises ValueError when there is nothing to say, PdfError for anything
    WeasyPrint complains of."""
    if not any(slip.lines for slip in notice.slips):
        raise ValueError("a notice needs a line")
    html = template("notice.html", notice=notice, qr=_qr(notice), most=MOST_LINES)
    return write_pdf(html, "print-notice.css")


def _qr(notice: Notice) -> str:
    return qr_drawing(notice.address, "Kode QR menuju halaman peserta")
