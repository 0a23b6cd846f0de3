"""Two languages on a narrow phone: the switch keeps the page, and what was done counts in both."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from literasi.config import ROOT
from literasi.content import load
from literasi.domain.course import Course
from literasi.domain.languages import ENGLISH
from tests.conftest import SETUP_DAY
from tests.journeys.quiz import fill_in

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def courses() -> tuple[Course, Course]:
    """A course in the source language, and the same in English."""
    catalogue = load(ROOT / "courses", SETUP_DAY.date()).catalogue
    assert catalogue is not None
    english = next(c for c in catalogue.in_language(ENGLISH).courses if c.language == "en")
    source = catalogue.course(english.slug)
    assert source is not None
    return source, english


def test_the_switch_on_a_lesson_keeps_the_lesson(
    any_page: Page, courses: tuple[Course, Course]
) -> None:
    page, (source, english) = any_page, courses
    path = f"/kursus/{source.slug}/{source.modules[0].slug}/{source.modules[0].lessons[1].slug}"
    page.goto(path)
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(f"/en{path}$"))
    expect(page.locator("h1")).to_have_text(english.modules[0].lessons[1].title)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide
    page.get_by_role("link", name="Bahasa Indonesia").click()
    expect(page).to_have_url(re.compile(f"[0-9]{path}$"))
    expect(page.locator("h1")).to_have_text(source.modules[0].lessons[1].title)


def test_a_quiz_answered_in_english_counts_for_the_same_learner(
    any_page: Page, courses: tuple[Course, Course]
) -> None:
    page, (source, english) = any_page, courses
    page.goto("/en/daftar")
    page.get_by_label("Your name").fill("Maya Sari")
    page.get_by_text("Yes, I agree that this is stored.").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_have_text("Hello, Maya Sari")
    page.goto(f"/en/kursus/{english.slug}/{english.modules[0].slug}/kuis")
    fill_in(page, english.modules[0], right=True)
    page.get_by_role("button", name="Send the answers").click()
    expect(page.get_by_role("heading", name="You passed")).to_be_visible()
    page.get_by_role("link", name="Go on learning").click()
    total = len(source.modules)
    expect(page.locator("main")).to_contain_text(f"1 of {total} modules passed")
    page.get_by_role("link", name="Bahasa Indonesia").click()
    expect(page.locator("h1")).to_have_text("Halo, Maya Sari")
    expect(page.locator("main")).to_contain_text(f"1 dari {total} modul lulus")


def test_a_practice_and_the_first_page_speak_english(
    page: Page, courses: tuple[Course, Course]
) -> None:
    english = courses[1]
    page.goto(f"/en/kursus/{english.slug}/{english.modules[0].slug}/{_numbered(english)}")
    practice = page.locator(".practice:has(input[type=text])").first
    practice.get_by_role("button", name="Check").click()
    expect(practice.locator("[data-verdict]")).to_have_text("Answer first, then press Check.")
    practice.locator("input").fill("1")
    practice.get_by_role("button", name="Check").click()
    expect(practice.locator("[data-verdict]")).to_have_text("Not right yet. Read the reason.")


def _numbered(course: Course) -> str:
    """A lesson of the first module whose practice asks for a number."""
    return next(
        lesson.slug
        for lesson in course.modules[0].lessons
        if any(type(practice.question).__name__ == "Number" for practice in lesson.practice)
    )
