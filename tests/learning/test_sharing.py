"""Passing a page on: its preview picture, the message to WhatsApp, and what a chat app reads."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

from flask import Flask
from PIL import Image

from literasi import create_app, previews
from literasi.config import Settings
from literasi.domain.course import Catalogue
from literasi.domain.languages import ENGLISH
from literasi.web.assets import asset_url
from tests.learning.conftest import BASE
from tests.people import Reader

LARGEST = 60_000  # bytes of a picture


def metas(text: str) -> dict[str, str]:
    found = re.findall(r'<meta property="(og:[a-z:_]+)" content="([^"]*)">', text)
    return {name: unescape(content) for name, content in found}


def message(link: str) -> list[str]:
    """The lines of the message that a link to WhatsApp carries."""
    address = urlsplit(link)
    assert (address.scheme, address.netloc, address.path) == ("https", "wa.me", "/")
    return parse_qs(address.query)["text"][0].split("\n")


def to_whatsapp(text: str) -> list[str]:
    """Where the page's links "Kirim lewat WhatsApp" lead, in their order."""
    found = re.findall(r'<a href="([^"]*)" rel="noreferrer">(?:Kirim lewat|Send by) WhatsApp', text)
    return [unescape(link) for link in found]


def path_of(reader: Reader, lesson: bool = True) -> str:
    place = f"/kursus/{reader.course.slug}/{reader.module.slug}"
    return f"{place}/{reader.module.lessons[0].slug}" if lesson else place


def test_every_course_and_module_has_a_small_picture_of_the_right_size(visitor: Reader) -> None:
    catalogue = visitor.catalogue
    paths = ["/pratinjau.png", "/en/pratinjau.png"]
    for prefix, one in (("", catalogue), ("/en", catalogue.in_language(ENGLISH))):
        for course in one.courses:
            paths.append(f"{prefix}/kursus/{course.slug}/pratinjau.png")
            paths += [
                f"{prefix}/kursus/{course.slug}/{module.slug}/pratinjau.png"
                for module in course.modules
            ]
    pictures = [visitor.get(path) for path in paths]
    for path, picture in zip(paths, pictures, strict=True):
        assert (picture.status_code, picture.mimetype) == (200, "image/png"), path
        assert len(picture.data) < LARGEST, path
        assert Image.open(BytesIO(picture.data)).size == (1200, 630)
    # Only a course that is not translated shares its picture between the languages.
    translated = sum(
        len(c.modules) + 1 for c in catalogue.courses if _is_english(catalogue, c.slug)
    )
    own = sum(len(course.modules) + 1 for course in catalogue.courses)
    assert len({picture.data for picture in pictures}) == 2 + own + translated
    assert translated > 0


def _is_english(catalogue: Catalogue, slug: str) -> bool:
    course = catalogue.in_language(ENGLISH).course(slug)
    return course is not None and course.language == ENGLISH.code


def test_a_picture_that_somebody_has_is_not_sent_again(visitor: Reader) -> None:
    path = f"{path_of(visitor, lesson=False)}/pratinjau.png"
    first = visitor.get(path)
    assert first.headers["Cache-Control"].startswith("public")
    assert "Set-Cookie" not in first.headers
    again = visitor.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert visitor.get("/kursus/tidak-ada/pratinjau.png").status_code == 404


def test_a_lesson_names_title_summary_and_its_modules_picture(visitor: Reader) -> None:
    lesson = visitor.module.lessons[0]
    named = metas(visitor.get(path_of(visitor)).text)
    assert named["og:title"] == lesson.title
    assert named["og:description"] == visitor.module.summary
    assert named["og:image"] == f"{BASE}{path_of(visitor, lesson=False)}/pratinjau.png"
    picture = visitor.get(urlsplit(named["og:image"]).path)
    size = Image.open(BytesIO(picture.data)).size
    assert size == (int(named["og:image:width"]), int(named["og:image:height"]))


def test_search_engines_hear_of_both_languages_by_whole_addresses_alone(
    visitor: Reader, reader: Reader
) -> None:
    path = path_of(visitor)
    for prefix in ("", "/en"):
        text = visitor.get(f"{prefix}{path}").text
        named = re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]*)">', text)
        assert named == [("id", f"{BASE}{path}"), ("en", f"{BASE}/en{path}")]
    # A site without a base address has no whole one to name.
    assert 'rel="alternate"' not in reader.get(path).text


def test_home_and_course_are_previewed_too(visitor: Reader) -> None:
    for path in ("/", "/en/", f"/kursus/{visitor.course.slug}", "/en/kursus/aman-dari-penipuan"):
        named = metas(visitor.get(path).text)
        assert named["og:title"]
        assert named["og:image"].startswith(f"{BASE}{path[:4] if path[:4] == '/en/' else '/'}")
        assert visitor.get(urlsplit(named["og:image"]).path).status_code == 200


def test_a_lesson_is_sent_with_two_lines_and_its_address(visitor: Reader) -> None:
    lesson, path = visitor.module.lessons[0], path_of(visitor)
    (link,) = to_whatsapp(visitor.get(path).text)
    first, second, address = message(link)
    assert lesson.title in first
    assert "tanpa mendaftar" in second
    assert address == f"{BASE}{path}"


def test_a_course_page_sends_the_course_and_each_module(visitor: Reader) -> None:
    for prefix in ("", "/en"):
        page = f"{prefix}/kursus/aman-dari-penipuan"
        course = visitor.catalogue.course("aman-dari-penipuan")
        assert course is not None
        links = to_whatsapp(visitor.get(page).text)
        addresses = [message(link)[2] for link in links]
        expected = [page, *(f"{page}/{module.slug}" for module in course.modules)]
        assert addresses == [BASE + path for path in expected]
        for path in expected:
            assert visitor.get(path, follow_redirects=True).status_code == 200
    assert message(links[1])[1].startswith("From Literasi.")


def test_a_title_is_sent_as_it_is_written(visitor: Reader) -> None:
    for course in visitor.catalogue.courses:
        for module, lesson in course.steps():
            path = f"/kursus/{course.slug}/{module.slug}/{lesson.slug}"
            (link,) = to_whatsapp(visitor.get(path).text)
            assert lesson.title in message(link)[0]


def test_a_lesson_with_its_preview_can_be_read_after_14_kb(visitor: Reader) -> None:
    pages = visitor.app.extensions["literasi"].pages()
    style = len(pages[asset_url("literasi.css")].brotlied)
    for course in visitor.catalogue.courses:
        for module, lesson in course.steps():
            for prefix in ("", "/en"):
                page = pages[f"{prefix}/kursus/{course.slug}/{module.slug}/{lesson.slug}"]
                assert "og:image" in page.plain.decode()
                assert len(page.brotlied) + style <= 14_000


def test_a_site_without_an_address_asks_the_request_for_it(reader: Reader) -> None:
    page = reader.get(path_of(reader)).text
    assert metas(page) == {}
    (link,) = to_whatsapp(page)
    assert link == path_of(reader).replace("/kursus/", "/kirim/")
    for path in (link, link.rpartition("/")[0], f"/en/kirim/{reader.course.slug}"):
        answer = reader.get(path, base_url="http://192.168.1.5:8000")
        assert answer.status_code == 302
        address = message(answer.location)[2]
        assert address == f"http://192.168.1.5:8000{path.replace('/kirim/', '/kursus/')}"
        # One asker's host is nobody else's.
        assert answer.headers["Cache-Control"] == "no-store, private"
    assert reader.get("/kirim/tidak-ada").status_code == 404


def test_pictures_are_drawn_once_and_only_what_changed_is_drawn_again(addressed: Settings) -> None:
    app: Flask = create_app(addressed)
    site = app.extensions["literasi"]
    names = {one.key for one in site.pictures.below("")}
    assert previews.build(app, site.prepared.catalogue, site.pictures) == 0
    site.pictures.remove(min(names))
    assert previews.build(app, site.prepared.catalogue, site.pictures) == 1
    assert {one.key for one in site.pictures.below("")} == names
    site.pictures.put_once("id/kursus-lama/abc.png", b"x")
    assert previews.build(app, site.prepared.catalogue, site.pictures) == 0
    assert {one.key for one in site.pictures.below("")} == names
