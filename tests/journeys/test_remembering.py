"""What is asked again: at a module's beginning, and on the home some days after a pass."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from literasi.config import ROOT
from literasi.content import load
from literasi.domain.course import Catalogue
from literasi.domain.question import Choice
from tests.conftest import SETUP_DAY
from tests.journeys.quiz import fill_in
from tests.journeys.test_accessibility import assert_accessible, page

pytestmark = pytest.mark.journey

__all__ = ["page"]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    loaded = load(ROOT / "courses", SETUP_DAY.date()).catalogue
    assert loaded is not None
    return loaded


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def pass_first_module(page: Page, catalogue: Catalogue, data: Path, days: int) -> None:
    """Register, and pass the first module so many days ago."""
    course = catalogue.courses[0]
    page.goto("/daftar")
    page.get_by_label("Namamu").fill("Siti Aminah")
    page.get_by_role("checkbox").check()
    tap(page, "Simpan")
    page.goto(f"/kursus/{course.slug}/{course.modules[0].slug}/kuis")
    fill_in(page, course.modules[0], right=True)
    tap(page, "Kirim jawaban")
    expect(page.get_by_text("Kamu lulus")).to_be_visible()
    with sqlite3.connect(data / "literasi.sqlite3") as database:
        database.execute(
            "UPDATE attempt SET submitted_at = datetime('now', ?) || '.000000'"
            " WHERE learner_id = (SELECT max(id) FROM learner)",
            (f"-{days} days",),
        )


def unfold_everything(page: Page) -> None:
    for summary in page.locator("summary").all():
        summary.click()


def test_the_home_offers_a_few_questions_and_leaves_one_in_peace_after_them(
    page: Page, catalogue: Catalogue, data_folder: Path
) -> None:
    pass_first_module(page, catalogue, data_folder, 7)
    page.goto("/saya")
    offer = page.get_by_role("link", name="Ingat lagi", exact=True)
    expect(page.get_by_role("button", name="Tidak sekarang")).to_be_visible()
    # One quiet line: both stand side by side.
    tops = [
        one.bounding_box() for one in (offer, page.get_by_role("button", name="Tidak sekarang"))
    ]
    assert len({box["y"] for box in tops if box}) == 1
    unfold_everything(page)
    assert_accessible(page)
    offer.click()
    unfold_everything(page)
    expect(page.get_by_role("link", name="Baca lagi").first).to_be_visible()
    assert_accessible(page)
    tap(page, "Sudah")
    expect(page.get_by_role("heading", name="Halo, Siti Aminah")).to_be_visible()
    expect(offer).to_have_count(0)


def test_a_question_of_an_opener_is_explained_at_once(page: Page, catalogue: Catalogue) -> None:
    course = catalogue.courses[0]
    module = next(
        one
        for one in course.modules
        if any(isinstance(recall.question, Choice) for recall in one.opener)
    )
    recall = next(one for one in module.opener if isinstance(one.question, Choice))
    page.goto(f"/kursus/{course.slug}/{module.slug}/{module.lessons[0].slug}")
    asked = page.locator(f'fieldset[aria-describedby$="-{recall.question.key}-tanya"]')
    asked.locator("input[data-right]").check()
    expect(asked.get_by_role("status")).to_have_text("Tepat.")
    again = asked.get_by_role("link", name=f"Baca lagi: {recall.title}")
    expect(again).to_be_visible()
    again.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(recall.title)
