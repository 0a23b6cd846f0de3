"""The picture that a chat app shows beside a link: what it leads to, on terraces at sunrise."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw

from literasi.pdf.emblem import draw_emblem
from literasi.pdf.lettering import Style, draw_text, fit
from literasi.pdf.papers import Preview

SIZE = WIDTH, HEIGHT = 1200, 630  # pixels; what chat apps ask for
EDGE = 72
ROOM = WIDTH - 2 * EDGE
TITLE_ROOM = 900  # left of the sun
FINE = 3  # the ground is drawn this many times larger, then made smaller, which smooths it

# The day's sea and paddy of static/css/tokens.css, and the slopes between sea and deep sea.
SEA, DEEP, PADDY, WHITE = "#0d5a5f", "#083f43", "#d99a1c", "#ffffff"
SUN, FAR, NEAR = "#f0bd4f", "#0b4e53", "#06302f"

BRAND = Style(44, bold=True, colour=WHITE)
KINDS = tuple((Style(size, bold=True, colour=SUN), 1) for size in (34, 30, 27))
TITLES = tuple(  # with the lines that it may take
    (Style(size, bold=True, colour=WHITE), lines)
    for size, lines in ((84, 1), (76, 2), (64, 3), (54, 3), (46, 3))
)
NOTES = tuple((Style(size, bold=False, colour=WHITE), 1) for size in (32, 28, 25))
KIND_LINE, TITLE_TOP, NOTE_LINE = 204, 226, 596  # where letters stand, or may begin


def preview_picture(preview: Preview) -> bytes:
    """A palette PNG of 1200 by 630 pixels. A title that is too long is drawn smaller, on up to
    three lines, and what is longer still is cut with "…"."""
    picture = _ground().copy()
    draw = ImageDraw.Draw(picture)
    _line(draw, preview.kind, KINDS, KIND_LINE)
    style, lines = fit(preview.title, TITLES, TITLE_ROOM)
    for number, line in enumerate(lines):
        place = (EDGE, TITLE_TOP + style.size * (1 + 1.2 * number))
        draw_text(draw, place, line, style)
    _line(draw, preview.note, NOTES, NOTE_LINE)
    target = BytesIO()
    picture.quantize(palette=_palette(), dither=Image.Dither.NONE).save(
        target, "PNG", optimize=True
    )
    return target.getvalue()


def _line(
    draw: ImageDraw.ImageDraw, text: str, choices: tuple[tuple[Style, int], ...], y: float
) -> None:
    style, (line,) = fit(text, choices, ROOM)
    draw_text(draw, (EDGE, y), line, style)


@lru_cache(maxsize=1)
def _ground() -> Image.Image:
    """Whatever all pictures share: sea, a rising sun, terraces, and whose picture it is."""
    picture = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), SEA)
    draw = ImageDraw.Draw(picture)
    centre, radius = (WIDTH - 112) * FINE, 104 * FINE
    top = 468 * FINE
    draw.ellipse((centre - radius, top - radius, centre + radius, top + radius), fill=SUN)
    for crest, swing, shift, colour in ((440, 34, 0.4, FAR), (492, 26, 2.6, DEEP)):
        _slope(draw, crest, swing, shift, colour)
    for crest in (520, 534):
        draw.line(list(_crest(crest, 18, 4.3)), fill=PADDY, width=3 * FINE, joint="curve")
    _slope(draw, 546, 14, 4.3, NEAR)
    draw_emblem(draw, ((EDGE - 8) * FINE, 56 * FINE), 84 * FINE, SUN, WHITE)
    ground = picture.reduce(FINE)
    draw_text(ImageDraw.Draw(ground), (EDGE + 88, 116), "Literasi", BRAND)
    return ground


def _slope(
    draw: ImageDraw.ImageDraw, crest: float, swing: float, shift: float, colour: str
) -> None:
    """A hillside down to the lower edge."""
    edge = _crest(crest, swing, shift)
    draw.polygon([(0, HEIGHT * FINE), *edge, (WIDTH * FINE, HEIGHT * FINE)], fill=colour)


def _crest(crest: float, swing: float, shift: float) -> Iterator[tuple[float, float]]:
    """A hill's outline around a height, in pixels of the large drawing."""
    for x in range(0, WIDTH + 1, 2):
        y = crest + swing * math.sin(x / 210 + shift) + swing / 3 * math.sin(x / 83 + 2 * shift)
        yield x * FINE, y * FINE


@lru_cache(maxsize=1)
def _palette() -> Image.Image:
    """At most 32 colours: the plain ones, and the shades that smooth their edges."""
    colours = [SEA, FAR, DEEP, NEAR, PADDY, SUN, WHITE]
    pairs = ((SEA, WHITE), (SEA, SUN), (NEAR, WHITE), (FAR, SUN), (DEEP, PADDY))
    colours += [_between(*pair, share) for pair in pairs for share in (0.2, 0.4, 0.6, 0.8)]
    colours += [_between(*pair, 0.5) for pair in ((SEA, FAR), (FAR, DEEP), (NEAR, PADDY))]
    palette = Image.new("P", (1, 1))
    palette.putpalette(bytes.fromhex("".join(colours).replace("#", "")))
    return palette


def _between(ground: str, other: str, share: float) -> str:
    """The ground with a share of the other colour."""
    ends = zip(bytes.fromhex(ground[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + bytes(round(one + (two - one) * share) for one, two in ends).hex()
