"""A stranger's file becomes a photograph: decoded within limits and drawn anew, so that nothing
else of the file is kept, neither where it was taken nor when or with what.

`read_photo` is all that touches those bytes, bytes in and a value out: it can move to a process of
its own as it is.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageFile, ImageOps

from literasi.photos import (
    LARGEST_FILE,
    LARGEST_LOGO,
    LARGEST_SIDE,
    LOGO_TOO_LARGE,
    SMALL_SIDE,
    TOO_LARGE,
    Photo,
    PhotoError,
)

# A JPEG is decoded at the size that is needed; the others take all their pixels into memory.
MOST_PIXELS = {"JPEG": 50_000_000, "MPO": 50_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
FORMATS = ("JPEG", "PNG", "WEBP")
FULL_QUALITY, SMALL_QUALITY = 82, 75
# Colours that stand for an entry of a list are no colours that can be mixed.
LISTED = frozenset({"1", "P", "PA"})

TOO_MANY_PIXELS = (
    "Foto ini terlalu besar, {} juta titik. Kecilkan dulu, misalnya kirim ke dirimu sendiri lewat "
    "WhatsApp, lalu unggah yang itu."
)
NO_PHOTO = "Ini bukan foto yang bisa dibaca. Pilih foto JPEG, PNG, atau WebP."
BROKEN = "Foto ini rusak atau belum lengkap. Pilih yang lain, atau salin lagi dari HP."

# A logo is printed some three centimetres high.
LOGO_FORMATS = ("PNG", "JPEG")
LOGO_SIDE, MOST_LOGO_PIXELS = 500, 20_000_000
LARGE_DRAWING = 60_000  # bytes
NO_LOGO = "Ini bukan gambar yang bisa dipakai. Pilih logo PNG atau JPEG."
ANIMATED = "Gambar ini bergerak atau berlapis. Pilih logo yang diam."


def read_photo(content: bytes) -> Photo:
    """The same file always gives the same bytes. Raises PhotoError."""
    if len(content) > LARGEST_FILE:
        raise PhotoError(TOO_LARGE)
    picture = _opened(content)
    pixels = picture.width * picture.height
    if pixels > MOST_PIXELS.get(picture.format or "", 0):
        raise PhotoError(TOO_MANY_PIXELS.format(pixels // 1_000_000))
    try:
        with _whole_files_alone():
            return _drawn_anew(picture)
    except Exception as error:  # whatever a decoder may raise about a stranger's file
        raise PhotoError(BROKEN) from error


def read_logo(content: bytes) -> bytes:
    """A picture for paper, drawn anew: PNG, or JPEG where that would be large. The same file always
    gives the same bytes. Raises PhotoError."""
    if len(content) > LARGEST_LOGO:
        raise PhotoError(LOGO_TOO_LARGE)
    picture = _opened(content, LOGO_FORMATS, NO_LOGO)
    pixels = picture.width * picture.height
    if pixels > MOST_LOGO_PIXELS:
        raise PhotoError(TOO_MANY_PIXELS.format(pixels // 1_000_000))
    if getattr(picture, "is_animated", False):
        raise PhotoError(ANIMATED)
    try:
        with _whole_files_alone():
            return _logo_drawn_anew(picture)
    except Exception as error:  # whatever a decoder may raise about a stranger's file
        raise PhotoError(BROKEN) from error


def _logo_drawn_anew(picture: Image.Image) -> bytes:
    if picture.mode in LISTED:
        picture = picture.convert("RGBA")
    drawn = _opaque(ImageOps.exif_transpose(_shrunk(picture, LOGO_SIDE)))
    bare, target = Image.new("RGB", drawn.size), BytesIO()
    bare.paste(drawn)
    bare.save(target, "PNG", optimize=True)
    # It goes into every certificate: what is no drawing is kept as what photographs are.
    plain = target.getvalue()
    return plain if len(plain) <= LARGE_DRAWING else _jpeg(bare, FULL_QUALITY)


def _opened(
    content: bytes, formats: tuple[str, ...] = FORMATS, refusal: str = NO_PHOTO
) -> Image.Image:
    """Only its head is read. Raises PhotoError."""
    with warnings.catch_warnings():
        # Our own limits are lower than the one that Pillow warns of.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            return Image.open(BytesIO(content), formats=formats)
        except Image.DecompressionBombError as error:
            raise PhotoError(TOO_MANY_PIXELS.format("lebih dari 100")) from error
        except Exception as error:
            raise PhotoError(refusal) from error


@contextmanager
def _whole_files_alone() -> Iterator[None]:
    """WeasyPrint, once imported, has Pillow fill up in grey whatever a file lacks."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _drawn_anew(picture: Image.Image) -> Photo:
    if picture.mode in LISTED:
        picture = picture.convert("RGBA")
    # Of a JPEG no more is decoded than this needs.
    full = _shrunk(picture, LARGEST_SIDE)
    full = _opaque(ImageOps.exif_transpose(full))
    small = _shrunk(full.copy(), SMALL_SIDE)
    return Photo(_jpeg(full, FULL_QUALITY), _jpeg(small, SMALL_QUALITY), full.width, full.height)


def _shrunk(picture: Image.Image, side: int) -> Image.Image:
    """The same picture, no longer than `side` on its longer side."""
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    return picture


def _opaque(picture: Image.Image) -> Image.Image:
    """What is transparent becomes paper."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    paper = Image.new("RGB", layer.size, "white")
    paper.paste(layer, mask=layer)
    return paper


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    """Its pixels alone: what else an image knows of its file stays behind."""
    bare, target = Image.new("RGB", picture.size), BytesIO()
    bare.paste(picture)
    bare.save(target, "JPEG", quality=quality, optimize=True)
    return target.getvalue()
