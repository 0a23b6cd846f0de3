"""Every lesson is for everybody, as every kind of page is (test_every_page.py).

`assert_accessible` is a quick look for journeys that come to a page which nobody else looks at.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from literasi.config import ROOT
from literasi.content import load
from tests.conftest import SETUP_DAY
from tests.journeys import looks
from tests.journeys.conftest import PHONE

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


@pytest.mark.parametrize("place", range(4))
def test_every_lesson_is_for_everybody(browser: Browser, site: str, place: int) -> None:
    catalogue = load(ROOT / "courses", SETUP_DAY.date()).catalogue
    assert catalogue is not None
    assert len(catalogue.courses) == 4
    course = catalogue.courses[place]
    context = browser.new_context(base_url=site, viewport=PHONE)
    page = context.new_page()
    for module, lesson in course.steps():
        page.goto(f"/kursus/{course.slug}/{module.slug}/{lesson.slug}")
        looks.unfold(page)
        faults = looks.faults_in_every_look(page) + looks.small_targets(page)
        assert not faults, "\n".join([page.url, *faults])
    context.close()
