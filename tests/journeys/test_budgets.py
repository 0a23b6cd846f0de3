"""A lesson stays cheap: bytes that go over a phone's line, headers included. A kB is 1,000."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from urllib.parse import urlsplit

import brotli
import pytest
from playwright.sync_api import Browser, Page, Request

from literasi import create_app
from literasi.config import Settings
from literasi.domain.languages import LANGUAGES
from literasi.web.assets import asset_url
from literasi.web.public import StoredPage
from literasi.web.saving import assets_of
from literasi.web.site import Site
from tests.cut_proxy import CutProxy
from tests.journeys.conftest import PHONE, serving
from tests.learning.conftest import BASE, addressed

__all__ = ["addressed"]
pytestmark = pytest.mark.journey

COLD, COLD_REQUESTS = 25_000, 4
READABLE = 14_000  # page and style sheet, without which it cannot be read
NEXT = 6_000
AGAIN = 200
Pages = Mapping[str, StoredPage]


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes
    received: int


class Phone:
    """Asks for one thing after another on one connection, as a browser does."""

    def __init__(self, line: CutProxy) -> None:
        self._line = line
        self._connection = HTTPConnection("127.0.0.1", line.port, timeout=20)

    def get(self, path: str, coding: str = "br", etag: str = "") -> Answer:
        headers = {"Accept-Encoding": coding} | ({"If-None-Match": etag} if etag else {})
        self._connection.request("GET", path, headers=headers)
        answer = self._connection.getresponse()
        body = answer.read()
        return Answer(answer.status, answer.headers, body, self._line.exchanges[-1].received)

    def close(self) -> None:
        self._connection.close()


@pytest.fixture(scope="module")
def site(addressed: Settings) -> Iterator[str]:
    """A site as every public one is: its pages name its address, which costs bytes."""
    with serving(addressed.data, LITERASI_BASE_URL=BASE) as address:
        yield address


@pytest.fixture(scope="module")
def published(addressed: Settings) -> Site:
    found: Site = create_app(addressed).extensions["literasi"]
    return found


@pytest.fixture
def line(site: str) -> Iterator[CutProxy]:
    with CutProxy(urlsplit(site).port or 0) as line:
        yield line


@pytest.fixture
def phone(line: CutProxy) -> Iterator[Phone]:
    phone = Phone(line)
    yield phone
    phone.close()


@pytest.fixture
def stored(published: Site) -> Pages:
    return published.pages()


@pytest.fixture
def visitor(browser: Browser, line: CutProxy) -> Iterator[Page]:
    """A browser that knows nothing; what its worker keeps for later is no part of a page."""
    context = browser.new_context(base_url=line.address, viewport=PHONE, service_workers="block")
    yield context.new_page()
    context.close()


def lessons(published: Site) -> list[str]:
    """The address of every lesson, in each language."""
    courses = published.prepared.catalogue.courses
    found = [
        f"{language.prefix}/kursus/{course.slug}/{module.slug}/{lesson.slug}"
        for language in LANGUAGES
        for course in courses
        for module, lesson in course.steps()
    ]
    assert len(found) > 50
    return found


def costliest_with_a_next(published: Site) -> tuple[str, str]:
    """The largest lesson after which its module goes on, and the one that follows."""
    pairs = [
        (f"{module}/{one.slug}", f"{module}/{other.slug}")
        for course in published.prepared.catalogue.courses
        for of in course.modules
        for module in [f"/kursus/{course.slug}/{of.slug}"]
        for one, other in zip(of.lessons, of.lessons[1:], strict=False)
    ]
    return max(pairs, key=lambda pair: len(published.pages()[pair[0]].brotlied))


def test_a_browser_fetches_a_cold_lesson_in_few_requests_and_the_next_in_one(
    visitor: Page, line: CutProxy, published: Site
) -> None:
    asked: list[Request] = []
    visitor.on("request", lambda request: asked.append(request))
    lesson, following = costliest_with_a_next(published)
    visitor.goto(lesson, wait_until="networkidle")
    taken = {one.target: one.received for one in line.exchanges}
    needed = taken[lesson] + taken[asset_url("literasi.css")]
    assert 4000 < needed <= READABLE
    assert sum(taken.values()) <= COLD
    assert len(line.exchanges) <= COLD_REQUESTS
    line.exchanges.clear()
    visitor.get_by_role("button", name="Selesai, lanjut").click()
    visitor.wait_for_url(f"**{following}")
    visitor.wait_for_load_state("networkidle")
    assert [one.target for one in line.exchanges] == [following]
    assert 500 < line.exchanges[0].received <= NEXT
    elsewhere = [one.url for one in asked if not one.url.startswith((line.address, "data:"))]
    assert elsewhere == []
    assert {one.resource_type for one in asked} <= {"document", "stylesheet", "script", "image"}


def test_every_lesson_keeps_to_the_budgets(phone: Phone, published: Site, stored: Pages) -> None:
    sheet = asset_url("literasi.css")
    taken = {one: phone.get(one).received for one in stored if one.startswith("/aset/")}
    for address in lessons(published):
        page = phone.get(address)
        parts = [one for one in assets_of(stored, [address]) if _comes_along(stored, address, one)]
        images = stored[address].plain.count(b"<img")
        assert page.received <= NEXT, address
        assert page.received + taken[sheet] <= READABLE, address
        assert page.received + sum(taken[one] for one in parts) <= COLD, address
        assert 1 + len(parts) + images <= COLD_REQUESTS, address


def _comes_along(stored: Pages, address: str, asset: str) -> bool:
    """Whether a browser fetches an asset with the page; others wait for a tap."""
    return any(f'{name}="{asset}"'.encode() in stored[address].plain for name in ("href", "src"))


@pytest.mark.parametrize("coding", ["br", "gzip", "identity"])
def test_what_did_not_change_costs_200_bytes_at_most(
    phone: Phone, stored: Pages, coding: str
) -> None:
    for address in stored:
        first = phone.get(address, coding)
        again = phone.get(address, coding, first.headers["ETag"])
        assert (again.status, again.body) == (304, b""), address
        assert again.received <= AGAIN, address


def test_every_public_page_comes_compressed_and_fit_for_every_cache(
    phone: Phone, stored: Pages
) -> None:
    for address, page in stored.items():
        for coding, read in (("br", brotli.decompress), ("gzip", gzip.decompress)):
            answer = phone.get(address, coding)
            assert answer.headers["Content-Encoding"] == coding, address
            assert read(answer.body) == page.plain, address
            assert answer.headers["ETag"], address
            assert answer.headers["Vary"] == "Accept-Encoding", address
            assert answer.headers["Cache-Control"].startswith(("public, ", "no-cache")), address
            assert answer.headers["Set-Cookie"] is None, address
