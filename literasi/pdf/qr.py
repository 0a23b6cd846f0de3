"""A QR code as one vector path: no picture to decode, nothing kept in an image cache."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import segno

QUIET_ZONE = 4  # modules of white on each side, as ISO/IEC 18004 asks


@dataclass(frozen=True, slots=True)
class QrPath:
    """`d` is an SVG path, to be stroked one unit (one module) wide, in a square of `size`
    units with the quiet zone included. Strokes are half the work of rectangles."""

    d: str
    size: int


def qr_path(text: str) -> QrPath:
    """The code for `text` at error level M (15 % may be soiled) or better where it fits."""
    matrix = segno.make_qr(text, error="m").matrix
    rows = [
        _run(QUIET_ZONE + x, QUIET_ZONE + y, width)
        for y, row in enumerate(matrix)
        for x, width in _dark_runs(row)
    ]
    return QrPath("".join(rows), len(matrix) + 2 * QUIET_ZONE)


def _dark_runs(row: bytearray) -> list[tuple[int, int]]:
    """(start, length) of every unbroken run of dark modules in a row."""
    runs, start = [], 0
    for dark, modules in groupby(row):
        length = sum(1 for _ in modules)
        if dark:
            runs.append((start, length))
        start += length
    return runs


def _run(x: int, y: int, width: int) -> str:
    return f"M{x} {y + 0.5}h{width}"
