"""A stranger's picture is drawn anew, small and bare, or refused in words."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from literasi.photos import LARGEST_FILE, PhotoError
from literasi.photos.reading import read_photo

GPS, ORIENTATION, MAKE = 0x8825, 0x0112, 0x010F
TURNED = 6  # the camera was held upright: what it wrote lies on its side


def file_of(picture: Image.Image, kind: str = "JPEG", **more: Any) -> bytes:
    target = BytesIO()
    picture.save(target, kind, **more)
    return target.getvalue()


def from_a_phone() -> bytes:
    """Red above blue, as a phone writes it that is held upright, with where it was and whose."""
    lying = Image.new("RGB", (2400, 1800), "blue")
    lying.paste("red", (0, 0, 1200, 1800))
    about = Image.Exif()
    about[ORIENTATION], about[MAKE] = TURNED, "Telepon Bu Sari"
    about.get_ifd(GPS)[1] = "S"
    return file_of(lying, exif=about, comment=b"rumah Bu Sari")


def shown(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_a_photograph_comes_out_upright_small_and_with_nothing_but_its_pixels() -> None:
    photo = read_photo(from_a_phone())
    full, small = shown(photo.full), shown(photo.small)
    assert (photo.width, photo.height) == full.size == (1200, 1600)
    assert small.size == (240, 320)
    top, bottom = full.getpixel((600, 100)), full.getpixel((600, 1500))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 200 > 50 > top[2]
    assert bottom[2] > 200 > 50 > bottom[0]
    for one in (full, small):
        assert dict(one.getexif()) == {}
        assert set(one.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"Sari" not in photo.full + photo.small


def test_the_same_file_gives_the_same_photograph() -> None:
    assert read_photo(from_a_phone()).hash == read_photo(from_a_phone()).hash


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_is_transparent_becomes_paper(kind: str) -> None:
    photo = read_photo(file_of(Image.new("RGBA", (80, 40)), kind))
    assert shown(photo.full).getpixel((40, 20)) == (255, 255, 255)
    assert (photo.width, photo.height) == (80, 40)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16"])
def test_every_kind_of_png_can_be_read(mode: str) -> None:
    assert shown(read_photo(file_of(Image.new(mode, (40, 20)), "PNG")).full).mode == "RGB"


def test_printers_colours_become_those_of_a_screen() -> None:
    assert shown(read_photo(file_of(Image.new("CMYK", (40, 20)))).full).mode == "RGB"


def test_a_large_photograph_of_a_phone_is_taken() -> None:
    photo = read_photo(file_of(Image.new("RGB", (8000, 6000)), progressive=True))
    assert (photo.width, photo.height) == (1600, 1200)


def test_a_few_bytes_that_unfold_to_a_huge_picture_are_refused_unread() -> None:
    for side in (6000, 60_000):
        head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
        bomb = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(b"0"))
        with pytest.raises(PhotoError, match="terlalu besar"):
            read_photo(bomb)


def test_a_file_above_ten_megabytes_is_refused() -> None:
    with pytest.raises(PhotoError, match="lebih dari 10 MB"):
        read_photo(bytes(LARGEST_FILE + 1))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"%PDF-1.7 bukan foto", id="document"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="drawing"),
        pytest.param(file_of(Image.new("RGB", (9, 9)), "GIF"), id="gif"),
        pytest.param(file_of(Image.new("RGB", (9, 9)), "BMP"), id="bmp"),
        pytest.param(b"\xff\xd8\xff\xe0" + bytes(60), id="head alone"),
    ],
)
def test_what_is_no_photograph_is_refused(content: bytes) -> None:
    with pytest.raises(PhotoError, match=r"bukan foto|rusak"):
        read_photo(content)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_half_a_photograph_is_refused(kind: str) -> None:
    whole = file_of(Image.effect_noise((400, 300), 60).convert("RGB"), kind)
    with pytest.raises(PhotoError, match=r"rusak|bukan foto"):
        read_photo(whole[: len(whole) // 2])


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check
