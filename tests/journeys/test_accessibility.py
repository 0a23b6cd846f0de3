"""axe finds nothing on any kind of page, in light and in dark, and nothing is cut off at 360 px."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from literasi.config import ROOT
from literasi.content import load
from tests.conftest import SETUP_DAY
from tests.journeys.conftest import PHONE
from tests.journeys.quiz import fill_in

pytestmark = pytest.mark.journey


@pytest.fixture(params=["light", "dark"])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site, viewport=PHONE, color_scheme=request.param)
    yield context.new_page()
    context.close()


def assert_accessible(page: Page) -> None:
    """The page as it stands: no violation, and no wider than the phone."""
    found = Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], page.url


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/kursus",
        "/privasi",
        "/lapor",
        "/sumber",
        "/glosarium",
        "/petugas",
        "/verifikasi",
        "/masuk",
        "/daftar",
        "/tidak-ada",
        "/verifikasi/00000000000000000000000000",
    ],
)
def test_a_page_that_anybody_opens(page: Page, path: str) -> None:
    page.goto(path)
    assert_accessible(page)


def test_course_lessons_quiz_and_what_follows(page: Page) -> None:
    catalogue = load(ROOT / "courses", SETUP_DAY.date()).catalogue
    assert catalogue is not None
    for course in catalogue.courses:
        page.goto(f"/kursus/{course.slug}")
        assert_accessible(page)
        for module, lesson in course.steps():
            page.goto(f"/kursus/{course.slug}/{module.slug}/{lesson.slug}")
            for summary in page.locator("summary").all():
                summary.click()
            assert_accessible(page)
    course = catalogue.courses[0]
    module = course.modules[0]
    page.goto(f"/kursus/{course.slug}/{module.slug}/kuis")
    page.get_by_role("button", name="Kirim jawaban").click()
    assert_accessible(page)
    fill_in(page, module, right=False)
    page.get_by_role("button", name="Kirim jawaban").click()
    assert_accessible(page)
    page.goto("/daftar")
    page.get_by_label("Namamu").fill("Siti")
    page.get_by_role("button", name="Simpan").click()
    assert_accessible(page)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Simpan").click()
    assert_accessible(page)
    page.goto("/saya")
    assert_accessible(page)
