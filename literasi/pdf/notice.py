"""What a class still has to learn, on paper: one notice for the wall, or slips to cut apart."""

from __future__ import annotations

from literasi.pdf.papers import Notice
from literasi.pdf.rendering import qr_drawing, write_pdf
from literasi.pdf.templates import template

MOST_LINES = 5  # on a slip; more are counted


def render(notice: Notice) -> bytes:
    """The PDF, as PDF/UA-1. Raises ValueError when there is nothing to say, PdfError for anything
    WeasyPrint complains of."""
    if not any(slip.lines for slip in notice.slips):
        raise ValueError("a notice needs a line")
    html = template("notice.html", notice=notice, qr=_qr(notice), most=MOST_LINES)
    return write_pdf(html, "print-notice.css")


def _qr(notice: Notice) -> str:
    return qr_drawing(notice.address, "Kode QR menuju halaman peserta")
