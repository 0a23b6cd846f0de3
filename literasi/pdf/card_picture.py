"""The Kartu Peserta as a picture, to keep among the photos of a phone."""

from __future__ import annotations

import math
from io import BytesIO

import segno
from PIL import Image, ImageDraw

from literasi.domain.card import grouped, typed_address
from literasi.pdf.emblem import draw_emblem
from literasi.pdf.lettering import Style, draw_text, fit

SIZE = WIDTH, HEIGHT = 800, 500  # pixels
QUIET_ZONE = 4  # modules around a QR, as its standard asks
EDGE = 36
QR_ROOM = 328
# From the top: where the band's waves end, the line under the name, and where the note begins.
BAND, RULE, NOTE = 84, 220, 412
QR_LEFT = WIDTH - QR_ROOM - EDGE // 2
TEXT_ROOM = QR_LEFT - EDGE  # left of the QR, whose quiet zone keeps the distance
BLEED = 4  # by which a letter may lean out of its line
FINE = 4  # curves are drawn this many times larger, then made smaller, which smooths them

# The day's colours of static/css/tokens.css.
CARD, SOFT, INK, SEA, PADDY = "#fffdf8", "#e3efec", "#1d2b2a", "#0d5a5f", "#d99a1c"
WHITE, BLACK = "#ffffff", "#000000"

TITLE = Style(36, bold=True, colour=WHITE)
NAMES = tuple(  # with the lines that it may take
    (Style(size, bold=True, colour=INK), lines)
    for size, lines in ((40, 1), (36, 1), (32, 2), (27, 3))
)
PLACES = tuple((Style(size, bold=False, colour=INK), 1) for size in (23, 20, 17))
DIGITS = Style(66, bold=True, colour=SEA)
ADVICE = Style(26, bold=True, colour=SEA)
WARNING = Style(26, bold=False, colour=INK)


def card_picture(name: str, code: str, address: str) -> bytes:
    """A palette PNG of 800 by 500 pixels: title, name, the 16 digits of `code` in four groups,
    where to type them, and a QR of `address`, which ends with `#` and the code.

    A name that is too long is drawn smaller, on up to three lines, and what is longer still is
    cut with "…".
    """
    picture = Image.new("RGB", SIZE, CARD)
    picture.paste(_band(), (0, 0))
    qr = _qr(address)
    picture.paste(qr, (QR_LEFT + (QR_ROOM - qr.width) // 2, BAND + (NOTE - BAND - qr.height) // 2))
    picture.paste(_name(name), (EDGE - BLEED, BAND))
    _write(ImageDraw.Draw(picture), grouped(code), typed_address(address))
    target = BytesIO()
    picture.quantize(palette=_palette(), dither=Image.Dither.NONE).save(
        target, "PNG", optimize=True
    )
    return target.getvalue()


def _name(name: str) -> Image.Image:
    """On a ground of its own, which cuts off what stacked accents would draw elsewhere."""
    ground = Image.new("RGB", (TEXT_ROOM + 2 * BLEED, RULE - BAND), CARD)
    style, lines = fit(name, NAMES, TEXT_ROOM)
    for number, line in enumerate(lines):
        place = (BLEED, 22 + style.size * (1 + 1.3 * number))
        draw_text(ImageDraw.Draw(ground), place, line, style)
    return ground


def _write(draw: ImageDraw.ImageDraw, code: str, place: str) -> None:
    draw_text(draw, (106, 53), "Kartu Peserta Literasi", TITLE)
    draw.rectangle((EDGE, RULE, EDGE + 90, RULE + 3), fill=PADDY)
    style, (line,) = fit(f"Ketik di {place}", PLACES, TEXT_ROOM)
    draw_text(draw, (EDGE, 258), line, style)
    draw_text(draw, (EDGE, 322), code[:9], DIGITS)
    draw_text(draw, (EDGE, 392), code[10:], DIGITS)
    draw.rectangle((0, NOTE, WIDTH, HEIGHT), fill=SOFT)
    draw_text(draw, (EDGE, NOTE + 38), "Simpan seperti kartu ATM.", ADVICE)
    draw_text(draw, (EDGE, NOTE + 72), "Petugas tidak pernah menanyakan angka kunci.", WARNING)


def _qr(address: str) -> Image.Image:
    """Black on white with its quiet zone, as large as the room allows in whole pixels."""
    rows = list(segno.make(address, error="m").matrix_iter(border=QUIET_ZONE))
    side = len(rows)
    modules = Image.new("1", (side, side))
    modules.putdata([0 if dark else 255 for row in rows for dark in row])
    scale = QR_ROOM // side
    return modules.resize((side * scale, side * scale), Image.Resampling.NEAREST)


def _palette() -> Image.Image:
    """At most sixteen colours, so that a pixel takes half a byte: the plain ones, and the
    shades that smooth their edges."""
    colours = [*(CARD, WHITE, SOFT, BLACK, INK, SEA, PADDY), _shade(PADDY, 0.5)]
    colours += [_shade(colour, share) for colour in (INK, SEA) for share in (0.25, 0.5, 0.75)]
    palette = Image.new("P", (1, 1))
    palette.putpalette(bytes.fromhex("".join(colours).replace("#", "")))
    return palette


def _shade(colour: str, share: float) -> str:
    """The colour with a share of the card's."""
    ends = zip(bytes.fromhex(colour[1:]), bytes.fromhex(CARD[1:]), strict=True)
    return "#" + bytes(round(own + (other - own) * share) for own, other in ends).hex()


def _band() -> Image.Image:
    """The sea with its lower edge in waves, and the emblem: paddy above a wave."""
    width, height = WIDTH * FINE, BAND * FINE
    band = Image.new("RGB", (width, height), CARD)
    draw = ImageDraw.Draw(band)
    edge = [(x, (BAND - 4 + 3 * math.sin(x / FINE / 16)) * FINE) for x in range(0, width + 1, FINE)]
    draw.polygon([(0, 0), *edge, (width, 0)], fill=SEA)
    draw_emblem(draw, (EDGE * FINE, 12 * FINE), 56 * FINE, PADDY, WHITE)
    return band.reduce(FINE)
