"""A module as one file, as a phone keeps it: the server is gone, and no script runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PHONE, serving
from tests.journeys.test_accessibility import assert_accessible

pytestmark = pytest.mark.journey

COURSE, MODULE = "aman-dari-penipuan", "kenali-tanda"


@pytest.fixture(scope="module", params=["", "/en"], ids=["id", "en"])
def file(
    request: pytest.FixtureRequest,
    browser: Browser,
    data_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """The address of a file that was fetched by its link, from a server that has stopped since."""
    with serving(data_folder) as site:
        context = browser.new_context(base_url=site, viewport=PHONE, accept_downloads=True)
        page = context.new_page()
        page.goto(f"{request.param}/kursus/{COURSE}")
        with page.expect_download() as download:
            page.locator(f'a[href="{request.param}/kursus/{COURSE}/{MODULE}/modul.html"]').click()
        path = tmp_path_factory.mktemp("storage") / download.value.suggested_filename
        download.value.save_as(path)
        context.close()
    return path.as_uri()


@pytest.fixture(params=["light", "dark"])
def phone_page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport=PHONE,
        color_scheme=request.param,
        java_script_enabled=False,
        # Nobody waits for a place to scroll by.
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


def test_it_opens_from_storage_without_script_and_fetches_nothing(
    phone_page: Page, file: str
) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    phone_page.on("request", lambda request: asked.append(request.url))
    phone_page.on("console", lambda message: complaints.append(message.text))
    phone_page.goto(file)
    practice = phone_page.locator(".practice").first
    explanation = practice.locator(".explain").first
    assert not explanation.is_visible()
    practice.locator("summary").click()
    expect(explanation).to_be_visible()
    assert practice.evaluate("one => getComputedStyle(one).borderTopWidth") == "2px"
    box = phone_page.locator(".drawing svg").first.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) > 100
    assert (asked, complaints) == ([file], [])


def test_its_contents_lead_to_each_lesson_and_to_the_quiz(phone_page: Page, file: str) -> None:
    phone_page.goto(file)
    for link in phone_page.locator(".contents a").all():
        link.click()
        place = phone_page.locator(f"[id='{phone_page.url.partition('#')[2]}']")
        expect(place).to_be_in_viewport()
    quiz = phone_page.locator("main a.button").last
    assert str(quiz.get_attribute("href")).endswith(f"/kursus/{COURSE}/{MODULE}/kuis")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_it(browser: Browser, file: str, scheme: str) -> None:
    context = browser.new_context(viewport=PHONE, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(file)
    assert_accessible(page)
    for summary in page.locator("summary").all():
        summary.click()
    assert_accessible(page)
    context.close()
