"""A class's Kartu Peserta on paper: eight to a sheet of A4, to be cut apart and handed out."""

from __future__ import annotations

from markupsafe import Markup

from literasi.pdf.lettering import Style, fit
from literasi.pdf.papers import CardSheet, SheetCard
from literasi.pdf.rendering import qr_drawing, write_pdf
from literasi.pdf.templates import template

NAME_ROOM = 80  # mm
FINE = 4  # a name is measured at this many times its size, because pixels are whole
# The name's sizes in points with the lines it may take, as in print-cards.css.
NAMES = {"l": (15, 1), "m": (12, 2), "s": (10, 2), "xs": (9, 2)}


def render(sheet: CardSheet) -> bytes:
    """The PDF of the cards in their order, as PDF/UA-1.

    Raises ValueError when there is no card, PdfError for anything WeasyPrint complains of.
    """
    if not sheet.cards:
        raise ValueError("a sheet of cards needs a card")
    html = template("cards.html", sheet=sheet, name_of=_name, qr_of=_qr)
    return write_pdf(html, "print-cards.css")


def _name(card: SheetCard) -> tuple[str, list[str]]:
    """The size at which the name fits, and its lines."""
    styles = {
        Style(points * FINE, bold=True, colour=""): size for size, (points, _) in NAMES.items()
    }
    choices = zip(styles, (most for _, most in NAMES.values()), strict=True)
    style, lines = fit(card.name, list(choices), NAME_ROOM * FINE * 72 / 25.4)
    return styles[style], lines


def _qr(card: SheetCard) -> Markup:
    return qr_drawing(card.address, f"Kode QR untuk masuk sebagai {card.name or 'pemilik kartu'}")
