"""The operators that draw a page, with other lines and another QR in their places."""

from __future__ import annotations

from literasi.pdf.lines import Drawn, Line, UnfitError
from literasi.pdf.pressing import stream
from literasi.pdf.qr import Rows, qr_operators


class PageDrawing:
    """The operators of a page, and where those of its changing lines stand among them. Raises
    UnfitError when they are not drawn as expected."""

    def __init__(self, number: int, operators: list[bytes], lines: list[Line]) -> None:
        self.number = number
        self._operators = operators
        drawn = [line.drawn() for line in lines]
        self._places = [self._place(one) for one in drawn]
        self._fonts = [one.font for one in drawn]
        self._qr, self._scale = slice(0, 0), 0

    def _place(self, drawn: Drawn) -> tuple[int, int]:
        """Of the operators that place and show a line; the font's may stand between."""
        found = [at for at, one in enumerate(self._operators) if one == drawn.place]
        if len(found) == 1:
            for at in (found[0] + 1, found[0] + 2):
                if self._operators[at] == drawn.show:
                    return found[0], at
        raise UnfitError("a line is not drawn as expected")

    def find_qr(self, rows: Rows) -> None:
        scale, lines = qr_operators(rows)
        for at in (at for at, one in enumerate(self._operators) if one == lines[0]):
            if self._operators[at : at + len(lines)] == lines:
                self._qr = slice(at, at + len(lines))
                self._scale = max(
                    (place for place, one in enumerate(self._operators[:at]) if one == scale),
                    default=0,
                )
        if not self._scale:
            raise UnfitError("the QR is not drawn as expected")

    def with_lines(self, drawn: list[Drawn], rows: Rows = ()) -> bytes:
        operators = list(self._operators)
        for (place, show), font, one in zip(self._places, self._fonts, drawn, strict=True):
            if one.font != font:
                raise UnfitError("another font")
            operators[place], operators[show] = one.place, one.show
        if rows:
            operators[self._scale], operators[self._qr] = qr_operators(rows)
        return stream(b"\n".join(operators), {})
