"""The picture beside a link: any title stays in its place, in few bytes."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from literasi.pdf.preview_picture import (
    EDGE,
    KIND_LINE,
    SIZE,
    TITLE_ROOM,
    TITLE_TOP,
    Preview,
    preview_picture,
)

TITLES = [
    "Utang",
    "Anggaran dasar, anggaran rumah tangga, dan rapat pendirian koperasi kita",
    "Pertanggungjawaban" * 6,
    "kata " * 80,
    "汇款回家的钱怎么管理",
    "إدارة الأموال المرسلة إلى الأسرة",
]
TERRACES = 520  # where the lines of the terraces begin


def opened(picture: bytes) -> Image.Image:
    return Image.open(BytesIO(picture))


def changed(preview: Preview, without: Preview) -> tuple[int, int, int, int] | None:
    """Where two pictures differ."""
    one, other = (opened(preview_picture(each)).convert("RGB") for each in (preview, without))
    return ImageChops.difference(one, other).getbbox()


def test_it_is_a_png_of_1200_by_630_under_60_kb() -> None:
    picture = preview_picture(Preview("Modul 1 dari 8: Uang", "Ke mana uang pergi", "4 pelajaran"))
    assert opened(picture).size == SIZE == (1200, 630)
    assert (opened(picture).format, opened(picture).mode) == ("PNG", "P")
    assert len(picture) < 20_000


@pytest.mark.parametrize("title", TITLES)
def test_a_title_stays_between_what_stands_above_and_the_terraces(title: str) -> None:
    box = changed(Preview("", title, ""), Preview("", "", ""))
    assert box is not None
    left, top, right, bottom = box
    assert EDGE - 8 <= left < right <= EDGE + TITLE_ROOM + 8
    assert KIND_LINE < top < bottom <= TERRACES
    assert top >= TITLE_TOP
    assert len(preview_picture(Preview("", title, ""))) < 40_000


@pytest.mark.parametrize("words", ["Modul 1", "Kursus yang panjang sekali namanya " * 5])
def test_lines_above_and_below_stay_on_the_picture(words: str) -> None:
    for preview in (Preview(words, "", ""), Preview("", "", words)):
        box = changed(preview, Preview("", "", ""))
        assert box is not None
        assert box[0] >= EDGE - 8
        assert box[2] <= SIZE[0] - EDGE + 8
        assert box[3] < SIZE[1] - 10


def test_the_same_words_give_the_same_bytes() -> None:
    preview = Preview("Kursus", "Dana darurat", "8 modul")
    assert preview_picture(preview) == preview_picture(preview)
