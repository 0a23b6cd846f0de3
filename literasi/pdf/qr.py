"""The QR of a certificate: the address, and the signed statement in digits if there is one.

The picture has one size whatever the number of modules, so that another QR can be put in its place.
"""

from __future__ import annotations

import segno
from markupsafe import Markup
from segno.consts import MODE_BYTE, MODE_NUMERIC

from literasi.domain.certificate import CODE_LENGTH
from literasi.pdf.rendering import QUIET_ZONE

WIDTH = 100  # of the picture, quiet zone included, in units of its own
LARGEST_SIDE = 89  # modules; with the quiet zone each is a third of a millimetre on paper
# The data are as good as random, so no mask is worse than another; trying all eight, as segno
# would, takes longer than all the rest of a stamped certificate.
MASK = 3

Rows = tuple[bytearray, ...]
Part = tuple[str, int | None]  # (text, mode of a QR, None for whatever suits it)


def qr_of(address: str, digits: str = "") -> Rows:
    """Its modules, row by row. Without the digits where they would make it too dense."""
    site, code = address[:-CODE_LENGTH], address[-CODE_LENGTH:]
    parts: list[Part] = [(site, MODE_BYTE), (code, None)]  # capitals and digits are packed closer
    if digits:
        rows = _made([*parts, ("#", MODE_BYTE), (digits, MODE_NUMERIC)])
        if len(rows) <= LARGEST_SIDE:
            return rows
    return _made(parts)


def _made(parts: list[Part]) -> Rows:
    return segno.make(parts, error="m", mask=MASK).matrix  # type: ignore[arg-type]


def qr_drawing(rows: Rows, title: str) -> Markup:
    """As inline SVG."""
    paths = "".join(f"M{x} {y}.5h{length}" for y, x, length in _runs(rows))
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {WIDTH}">'
        "<title>{title}</title>"
        f'<path fill="#fff" d="M0 0h{WIDTH}v{WIDTH}h-{WIDTH}z"/>'
        f'<g transform="scale({_scale(rows)})"><path stroke="#000" d="{paths}"/></g></svg>'
    )
    return Markup(picture).format(title=title)


def qr_operators(rows: Rows) -> tuple[bytes, list[bytes]]:
    """(the scale, the lines) as WeasyPrint draws those of the picture."""
    lines = []
    for y, x, length in _runs(rows):
        lines += [b"%d %d.5 m" % (x, y), b"%d %d.5 l" % (x + length, y)]
    scale = _scale(rows).encode()
    return b"%s 0 0 %s 0 0 cm" % (scale, scale), lines


def _runs(rows: Rows) -> list[tuple[int, int, int]]:
    """(y, x, length) of every stretch of dark modules."""
    found = []
    for y, row in enumerate(rows, QUIET_ZONE):
        x = QUIET_ZONE
        for run in bytes(row).split(b"\x00"):
            if run:
                found.append((y, x, len(run)))
            x += len(run) + 1
    return found


def _scale(rows: Rows) -> str:
    """With as many digits as WeasyPrint writes."""
    return f"{WIDTH / (len(rows) + 2 * QUIET_ZONE):.6f}".rstrip("0")
