"""The operators that draw a page, with other lines and another QR in their places."""

from __future__ import annotations

import segno

from literasi.pdf.lines import Drawn, Line, UnfitError
from literasi.pdf.pressing import stream
from literasi.pdf.rendering import QUIET_ZONE


class PageDrawing:
    """The operators of a page, and where those of its changing lines stand among them. Raises
    UnfitError when they are not drawn as expected."""

    def __init__(self, number: int, operators: list[bytes], lines: list[Line]) -> None:
        self.number = number
        self._operators = operators
        drawn = [line.drawn() for line in lines]
        self._places = [self._place(one) for one in drawn]
        self._fonts = [one.font for one in drawn]
        self._qr, self._side = slice(0, 0), 0

    def _place(self, drawn: Drawn) -> tuple[int, int]:
        """Of the operators that place and show a line; the font's may stand between."""
        found = [at for at, one in enumerate(self._operators) if one == drawn.place]
        if len(found) == 1:
            for at in (found[0] + 1, found[0] + 2):
                if self._operators[at] == drawn.show:
                    return found[0], at
        raise UnfitError("a line is not drawn as expected")

    def find_qr(self, address: str) -> None:
        wanted = qr_lines(address)
        for at in (at for at, one in enumerate(self._operators) if one == wanted[0]):
            if self._operators[at : at + len(wanted)] == wanted:
                self._qr = slice(at, at + len(wanted))
                self._side = len(segno.make(address, error="m").matrix)
                return
        raise UnfitError("the QR is not drawn as expected")

    def with_lines(self, drawn: list[Drawn], address: str = "") -> bytes:
        operators = list(self._operators)
        for (place, show), font, one in zip(self._places, self._fonts, drawn, strict=True):
            if one.font != font:
                raise UnfitError("another font")
            operators[place], operators[show] = one.place, one.show
        if address:
            operators[self._qr] = qr_lines(address, self._side)
        return stream(b"\n".join(operators), {})


def qr_lines(address: str, side: int = 0) -> list[bytes]:
    """The lines of a QR as WeasyPrint draws those of the template's picture. Raises UnfitError
    when its modules are of another number than those of `side`."""
    code = segno.make(address, error="m")
    if side and len(code.matrix) != side:
        raise UnfitError("a QR of another size")
    operators = []
    for y, row in enumerate(code.matrix, QUIET_ZONE):
        runs = bytes(row).split(b"\x00")
        x = QUIET_ZONE
        for run in runs:
            if run:
                operators += [b"%d %d.5 m" % (x, y), b"%d %d.5 l" % (x + len(run), y)]
            x += len(run) + 1
    return operators
