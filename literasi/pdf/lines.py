"""Lines of text in a document that is laid out: where they stand, and another text in their place.

This is the one file that looks inside WeasyPrint (its boxes and its drawing of text); the tests of
stamping compare what comes of it with a whole rendering, operator by operator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint import Document
from weasyprint.draw.text import draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream
from weasyprint.text.line_break import split_first_line

_GLYPHS = re.compile(rb"<([0-9a-f]*)>")
_SHIFT = {"center": 0.5, "right": 1.0, "end": 1.0}  # of what a line is narrower, to the right
TOLERANCE = 1e-6


class UnfitError(Exception):
    """A text cannot take another's place: it is too long, or has other fonts or glyphs."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The operators that place, choose the font of, and show a line; its left edge and width."""

    place: bytes
    font: bytes
    show: bytes
    left: float
    width: float

    @property
    def glyphs(self) -> set[str]:
        digits = b"".join(_GLYPHS.findall(self.show)).decode()
        return {digits[at : at + 4] for at in range(0, len(digits), 4)}


@dataclass(frozen=True, slots=True)
class Line:
    """A text of a document, alone on its line or at the line's end. `room` is the width it has."""

    box: Any
    room: float
    document: Document

    @property
    def text(self) -> str:
        return str(self.box.text)

    def drawn(self, text: str | None = None) -> Drawn:
        """Its operators, or those of another text in its place. Raises UnfitError."""
        box = self.box
        if text is not None:
            box = self.box.copy_with_text(text)
            layout, _, rest, width, _, _ = split_first_line(text, box.style, None, None, 0)
            if rest is not None or width > self.room:
                raise UnfitError(text)
            box.pango_layout, box.width = layout, width
            shift = _SHIFT.get(box.style["text_align_all"], 0.0)
            box.position_x = self.box.position_x + (self.box.width - width) * shift
        stream = scrap(self.document)
        draw_text(stream, box, 0, "clip", "none")
        return _operators(box, [as_bytes(one) for one in stream.stream])


def scrap(document: Document) -> Stream:
    """Something to draw on that is thrown away; the document learns the glyphs that are drawn."""
    return Stream(
        document.fonts,
        (0, 0, 0, 0),
        {"ExtGState": {}},
        {},
        None,
        document.color_profiles,
        document.output_intent,
    )


def as_bytes(operator: Any) -> bytes:
    """An operator as WeasyPrint's stream will write it."""
    if isinstance(operator, bytes):
        return operator
    return operator.data if hasattr(operator, "data") else str(operator).encode("ascii")


@dataclass(frozen=True, slots=True)
class Block:
    """An element with class names, and where it stands on its page, in pixels of CSS. `rows` are
    its lines of text; `is_too_wide` when one of them is wider than it."""

    names: frozenset[str]
    top: float
    bottom: float
    rows: int
    is_too_wide: bool


def blocks_of(document: Document, page: int) -> Iterator[Block]:
    """Every element of a page that has a class, in the order of reading."""
    yield from _blocks(document.pages[page]._page_box)


def _blocks(box: Any) -> Iterator[Block]:
    box = getattr(box, "_box", box)
    names = box.element.get("class", "") if getattr(box, "element", None) is not None else ""
    if names and isinstance(box, boxes.BlockBox) and box.height != "auto":
        lines = [one for one in box.children if isinstance(one, boxes.LineBox)]
        top = box.position_y + box.margin_top
        yield Block(
            frozenset(names.split()),
            top,
            top + box.border_height(),
            len(lines),
            any(line.width > box.width + TOLERANCE for line in lines),
        )
    for child in getattr(box, "children", ()):
        yield from _blocks(child)


def lines_of(document: Document, page: int) -> Iterator[Line]:
    """Every text of a page, in the order of reading."""
    yield from _lines(document.pages[page]._page_box, None, document)


def _lines(box: Any, around: Any, document: Document) -> Iterator[Line]:
    box = getattr(box, "_box", box)  # what is placed absolutely is wrapped
    if isinstance(box, boxes.TextBox):
        alone = box.style["text_align_all"] not in _SHIFT
        left = box.position_x - around.content_box_x() if alone else 0
        yield Line(box, around.width - left + TOLERANCE, document)
        return
    if isinstance(box, boxes.BlockBox):
        around = box
    for child in getattr(box, "children", ()):
        yield from _lines(child, around, document)


def _operators(box: Any, operators: list[bytes]) -> Drawn:
    """UnfitError unless one font shows all of it at once."""
    places = [one for one in operators if one.endswith(b" Tm")]
    fonts = [one for one in operators if one.endswith(b" Tf")]
    shows = [one for one in operators if one.endswith(b" TJ")]
    if not len(places) == len(fonts) == len(shows) == 1:
        raise UnfitError(str(box.text))
    return Drawn(places[0], fonts[0], shows[0], box.position_x, box.width)
