"""A badge with a credential inside is still a picture, and gives the credential back."""

from __future__ import annotations

import json
import re
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from literasi.config import ROOT
from literasi.domain.baking import NAMESPACE, into_png, into_svg

PICTURES = ROOT / "static" / "img"
CREDENTIAL = '{"name":"Siti ]]> \\"Ami\\" 陳 <b>"}'


def test_a_png_gives_back_what_was_baked() -> None:
    baked = into_png((PICTURES / "lencana.png").read_bytes(), CREDENTIAL)
    with Image.open(BytesIO(baked)) as picture:
        picture.verify()
    with Image.open(BytesIO(baked)) as picture:
        picture.load()
        assert str(picture.info["openbadgecredential"]) == CREDENTIAL


def test_an_svg_gives_back_what_was_baked() -> None:
    baked = into_svg((PICTURES / "lencana.svg").read_text("utf-8"), CREDENTIAL)
    found = ElementTree.fromstring(baked)[0]
    assert found.tag == f"{{{NAMESPACE}}}credential"
    assert json.loads(found.text or "") == json.loads(CREDENTIAL)


def test_the_drawing_is_small_and_says_what_it_shows() -> None:
    drawing = (PICTURES / "lencana.svg").read_text("utf-8")
    assert len(drawing) < 4000
    assert re.search(r'role="img" aria-labelledby="t"><title id="t">Lencana Literasi', drawing)


@pytest.mark.parametrize("picture", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n" + b"\0" * 20])
def test_what_is_no_png_is_refused(picture: bytes) -> None:
    with pytest.raises(ValueError, match="not a PNG"):
        into_png(picture, CREDENTIAL)


def test_nothing_is_baked_twice() -> None:
    png = into_png((PICTURES / "lencana.png").read_bytes(), CREDENTIAL)
    with pytest.raises(ValueError, match="already"):
        into_png(png, CREDENTIAL)
    svg = into_svg((PICTURES / "lencana.svg").read_text("utf-8"), CREDENTIAL)
    for drawing in (svg, "<html>"):
        with pytest.raises(ValueError, match="not an SVG"):
            into_svg(drawing, CREDENTIAL)
