"""A poster for the door of a class: one page of A4 that says how to join."""

from __future__ import annotations

from markupsafe import Markup

from literasi.pdf.lettering import Style, fit
from literasi.pdf.papers import Poster
from literasi.pdf.rendering import qr_drawing, write_pdf
from literasi.pdf.templates import template

NAME_ROOM = 178  # mm
FINE = 4  # a name is measured at this many times its size, because pixels are whole
# The name's sizes in points with the lines it may take, as in print-poster.css.
NAMES = {"l": (44, 1), "m": (32, 2), "s": (22, 2)}


def render(poster: Poster) -> bytes:
    """The PDF, as PDF/UA-1. Raises PdfError for anything WeasyPrint complains of."""
    qr = qr_drawing(poster.address, f"Kode QR untuk bergabung ke kelas {poster.name}")
    html = template("poster.html", poster=poster, heading=_name(poster.name), qr=Markup(qr))
    return write_pdf(html, "print-poster.css")


def _name(name: str) -> tuple[str, list[str]]:
    """The size at which the name fits, and its lines."""
    styles = {
        Style(points * FINE, bold=True, colour=""): size for size, (points, _) in NAMES.items()
    }
    choices = zip(styles, (most for _, most in NAMES.values()), strict=True)
    style, lines = fit(name, list(choices), NAME_ROOM * FINE * 72 / 25.4)
    return styles[style], lines
