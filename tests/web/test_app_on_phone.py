"""The site can be put among a phone's apps, and its worker comes from the root, always fresh."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from literasi.web.assets import asset_url
from literasi.web.saving import assets_of
from tests.people import Reader


def icon(reader: Reader, purpose: str, sizes: str) -> Image.Image:
    icons = reader.get("/manifest.webmanifest").get_json(force=True)["icons"]
    found = [one for one in icons if (one.get("purpose"), one["sizes"]) == (purpose, sizes)]
    answer = reader.get(found[0]["src"])
    assert answer.content_type == found[0]["type"] == "image/png"
    assert len(answer.data) < 10_000
    return Image.open(BytesIO(answer.data))


def test_the_card_of_the_app_says_what_a_phone_needs(reader: Reader) -> None:
    answer = reader.get("/manifest.webmanifest")
    assert answer.content_type.startswith("application/manifest+json")
    card = answer.get_json(force=True)
    assert (card["id"], card["start_url"], card["scope"]) == ("/", "/", "/")
    assert (card["short_name"], card["display"]) == ("Literasi", "standalone")
    assert all(reader.get(one["src"]).status_code == 200 for one in card["icons"])


@pytest.mark.parametrize(
    ("purpose", "side"), [("any", 192), ("any", 512), ("maskable", 512)], ids=str
)
def test_an_icon_is_as_large_as_it_says(reader: Reader, purpose: str, side: int) -> None:
    assert icon(reader, purpose, f"{side}x{side}").size == (side, side)


def test_a_phone_may_cut_the_maskable_icon_to_any_shape(reader: Reader) -> None:
    drawn = icon(reader, "maskable", "512x512").convert("RGBA")
    # Beyond the circle that is always shown there is the ground and nothing else.
    edges = ((0, 0), (511, 0), (0, 511), (511, 511), (70, 70), (441, 70), (70, 441), (256, 30))
    ground = {drawn.getpixel(place) for place in edges}
    assert len(ground) == 1
    assert ground.pop()[3] == 255


def test_the_worker_is_asked_for_anew_each_time(reader: Reader) -> None:
    answer = reader.get("/sw.js")
    assert answer.content_type.startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    again = reader.get("/sw.js", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_every_page_allows_the_worker_and_names_the_card(app: Flask, reader: Reader) -> None:
    policy = reader.get("/").headers["Content-Security-Policy"]
    assert "worker-src 'self';" in policy
    for address, page in app.extensions["literasi"].pages().items():
        if b"<html" in page.plain:
            assert b'<link rel="manifest" href="/manifest.webmanifest">' in page.plain, address


def test_all_script_of_a_page_takes_at_most_12_kb_and_a_trainer_s_20(
    app: Flask,
) -> None:
    pages = app.extensions["literasi"].pages()
    worker = len(pages["/sw.js"].brotlied)
    for address, page in pages.items():
        if b"<html" in page.plain:
            scripts = [one for one in assets_of(pages, [address]) if ".js?" in one]
            assert asset_url("literasi.js") in scripts
            # What a trainer carries to where there is no signal does more than show a page.
            most = 20_000 if address.startswith("/petugas/") else 12_000
            # Whoever checks no papers pays for no decoder of QR.
            most = 35_000 if address.endswith("/verifikasi/luring") else most
            assert worker + sum(len(pages[one].brotlied) for one in scripts) <= most, address
