"""A class's Kartu Peserta on paper: eight to a sheet of A4, to be cut apart and handed out."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from literasi.domain.card import grouped, typed_address
from literasi.pdf.lettering import Style, fit
from literasi.pdf.rendering import qr_drawing, write_pdf
from literasi.pdf.templates import template

TO_A_PAGE = 8
NAME_ROOM = 80  # mm
FINE = 4  # a name is measured at this many times its size, because pixels are whole
# The name's sizes in points with the lines it may take, as in print-cards.css.
NAMES = {"l": (15, 1), "m": (12, 2), "s": (10, 2), "xs": (9, 2)}


@dataclass(frozen=True, slots=True)
class SheetCard:
    """`code` has 16 digits; `address` is what its QR says, and ends with `#` and the code. A
    spare has no name, and gets a line to write one on and its number among the class's spares. An
    empty `class_code` is left out."""

    name: str
    code: str
    address: str
    class_code: str = ""
    spare_no: int | None = None

    @property
    def code_grouped(self) -> str:
        return grouped(self.code)

    @property
    def typed_address(self) -> str:
        return typed_address(self.address)


@dataclass(frozen=True, slots=True)
class CardSheet:
    """`title` names the class, `office` who hands the cards out."""

    title: str
    office: str
    cards: tuple[SheetCard, ...]

    @property
    def pages(self) -> list[tuple[SheetCard, ...]]:
        starts = range(0, len(self.cards), TO_A_PAGE)
        return [self.cards[start : start + TO_A_PAGE] for start in starts]


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
