"""The main job from the course to the statement, with a keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from literasi.database import write
from literasi.domain.codec import make_bank
from literasi.domain.course import Course, Lesson, Practice
from literasi.domain.question import Choice, Matching, Number, Ordering, Question, Several
from literasi.learning.operations import store_banks
from literasi.web.clock import now
from literasi.web.prepared import Prepared
from tests.journeys.conftest import PHONE
from tests.journeys.keyboard import Keyboard
from tests.journeys.own_site import OwnSite

pytestmark = pytest.mark.journey
FORMS = (Choice, Several, Number, Ordering, Matching)


@pytest.fixture
def course(app: Flask) -> Course:
    """One module, whose only lesson has a practice of every form, and its quiz a question."""
    site = app.extensions["literasi"]
    first, *others = site.catalogue.courses
    asked = [question for module in first.modules for question in module.bank.questions]
    questions = [next(one for one in asked if isinstance(one, form)) for form in FORMS]
    module = first.modules[0]
    lesson: Lesson = replace(module.lessons[0], blocks=tuple(Practice(one) for one in questions))
    module = replace(module, bank=make_bank(len(FORMS), questions), lessons=(lesson,))
    course: Course = replace(first, modules=(module,), tests=())
    catalogue = replace(site.catalogue, courses=(course, *others))
    site.prepared = Prepared("for a keyboard", catalogue, {})
    with app.app_context(), write():
        store_banks(catalogue, now())
    return course


@pytest.fixture
def page(app: Flask, course: Course, browser: Browser) -> Iterator[Page]:
    site = OwnSite(app)
    # Nothing moves, so that what is measured stands still.
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{site.port}", viewport=PHONE, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()
    site.stop()


def test_the_main_job_needs_no_finger(page: Page, course: Course) -> None:
    keys = Keyboard(page)
    page.goto("/kursus")
    keys.link(course.title)
    expect(page.locator("h1")).to_have_text(course.title)
    _read(keys, course)
    _take_the_quiz(keys, course.modules[0].bank.questions)
    _register(keys)
    keys.link("Minta surat keterangan")
    keys.press(page.get_by_role("checkbox"), "Space")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Surat keterangan")
    keys.to(page.get_by_role("link", name="Unduh surat (PDF)"))
    keys.link("Lihat halaman keaslian")
    expect(page.locator(".verdict")).to_contain_text("ASLI")


def _read(keys: Keyboard, course: Course) -> None:
    """The skip link leads past the top; each practice is answered and explained."""
    page, module = keys.page, course.modules[0]
    keys.link(module.lessons[0].title)
    expect(page.locator("h1")).to_have_text(module.lessons[0].title)
    keys.tab()
    expect(page.locator(".skip")).to_be_in_viewport()
    keys.link("Langsung ke isi")
    keys.tab()
    assert page.locator("main :focus").count() == 1
    fields = page.locator("fieldset.practice")
    for field, block in zip(fields.all(), module.lessons[0].practice, strict=True):
        keys.answer(field, block.question)
        check = field.get_by_role("button", name="Periksa")
        if isinstance(block.question, Choice):
            # What the arrows pass is not yet an answer.
            page.keyboard.press("Tab")
        elif isinstance(block.question, Number):
            page.keyboard.press("Enter")
        else:
            keys.press(check)
        expect(field.get_by_role("status")).to_have_text("Tepat.")
        expect(field.locator("details > .explain")).to_be_visible()
    keys.button("Selesai, lanjut ke kuis")


def _take_the_quiz(keys: Keyboard, questions: tuple[Question, ...]) -> None:
    """Enter in a field sends the sheet. What is missing has the focus, and leads to its place."""
    page, known = keys.page, {question.key: question for question in questions}
    expect(page.locator("h1")).to_contain_text("Kuis:")
    keys.press(page.get_by_role("textbox"))
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(len(FORMS))
    keys.link("Soal 1")
    for place, field in enumerate(page.locator("fieldset.question").all()):
        key = (field.get_attribute("id") or "").removeprefix("soal-")
        if not place:
            keys.tab()
            assert field.locator(":focus").count() == 1
        keys.answer(field, known[key])
    keys.button("Kirim jawaban")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kamu lulus")
    expect(page).to_have_title(
        f"Kamu lulus. {page.locator('.score .place').inner_text()} · Literasi"
    )


def _register(keys: Keyboard) -> None:
    """The field that is wrong has the focus, and says what is wrong with it."""
    page = keys.page
    keys.link("Simpan hasilku")
    name, consent = page.get_by_label("Namamu"), page.get_by_role("checkbox")
    keys.press(name)
    expect(name).to_be_focused()
    expect(name).to_have_accessible_description("Tulis namamu dulu.")
    keys.page.keyboard.type("Siti Nur'aini")
    page.keyboard.press("Enter")
    expect(consent).to_be_focused()
    expect(name).to_have_value("Siti Nur'aini")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ini hasilmu?")).to_be_visible()
    keys.button("Ya, ini hasilku")
    expect(page.get_by_role("heading", name="Halo, Siti Nur'aini")).to_be_visible()


def test_no_page_holds_the_focus_fast(page: Page) -> None:
    """Tab goes through every page and comes to its beginning again."""
    for address in ("/", "/kursus", "/masuk", "/daftar", "/verifikasi", "/simpanan", "/glosarium"):
        page.goto(address)
        for _ in range(400):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.foot li:last-child a')"):
                break
        else:
            raise AssertionError(f"{address}: the last link is out of reach")
