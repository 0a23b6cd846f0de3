"""Pre-test, modules, post-test, and both side by side, on a phone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from literasi.config import ROOT
from literasi.content import load
from literasi.domain.course import Course
from tests.conftest import SETUP_DAY, make_settings, set_up
from tests.journeys.conftest import serving
from tests.journeys.quiz import fill_in, fill_in_questions

pytestmark = pytest.mark.journey

# The course with the fewest modules.
SLUG = "aman-dari-penipuan"
ITEMS = 8


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped courses; the one of this journey has a test of its own."""
    folder = tmp_path_factory.mktemp("courses") / "courses"
    shutil.copytree(ROOT / "courses", folder)
    # The journey is in Indonesian: a test of its own would need a sibling in each language too.
    for path in [folder / SLUG / "pretest.md", *(folder / SLUG).rglob("*.en.md")]:
        path.unlink(missing_ok=True)
    course = course_in(folder)
    text = f"## Bentuk A\n{_form(course, 'a')}\n## Bentuk B\n{_form(course, 'b')}"
    (folder / SLUG / "pretest.md").write_text(text, "utf-8")
    return folder


def _form(course: Course, letter: str) -> str:
    items = []
    for number in range(ITEMS):
        module = course.modules[number % len(course.modules)]
        key = f"tes-{letter}-{number} module:{module.slug} lesson:{module.lessons[0].slug}"
        outcome = module.outcomes[number // len(course.modules)].key
        items.append(
            f"### Cerita {number + 1} bentuk {letter}: apa langkah pertamanya? "
            f"{{#{key} outcome:{outcome}}}\n"
            "- [ ] Uang dikirim dulu\n- [x] Bertanya dulu\n- [ ] Diam saja di rumah\n\n"
            f"> Alasan {letter}{number}: bertanya tidak butuh biaya.\n"
        )
    return "\n".join(items)


def course_in(folder: Path) -> Course:
    loaded = load(folder, SETUP_DAY.date())
    assert loaded.catalogue is not None, loaded.problems
    course = loaded.catalogue.course(SLUG)
    assert course is not None
    return course


@pytest.fixture(scope="module")
def course(courses: Path) -> Course:
    return course_in(courses)


@pytest.fixture(scope="module")
def data_folder(tmp_path_factory: pytest.TempPathFactory, courses: Path) -> Path:
    folder = tmp_path_factory.mktemp("tested")
    set_up(make_settings(folder, LITERASI_COURSES=str(courses)))
    return folder


@pytest.fixture(scope="module")
def site(data_folder: Path, courses: Path) -> Iterator[str]:
    with serving(data_folder, LITERASI_COURSES=str(courses)) as address:
        yield address


def test_a_learner_sees_what_changed_between_the_first_day_and_the_last(
    any_page: Page, course: Course
) -> None:
    page = any_page
    _register_on_the_way_to_the_test(page)
    _answer(page, course, right=3)
    expect(page.locator("h1")).to_have_text("Terima kasih, sudah tersimpan")
    expect(page.locator(".score")).to_contain_text("3 dari 8")
    expect(page.locator("main")).not_to_contain_text("Alasan")
    page.get_by_role("link", name="Mulai: ").click()
    expect(page.locator("h1")).to_have_text(course.modules[0].lessons[0].title)
    _pass(page, course)
    page.goto("/saya")
    page.get_by_role("link", name="Apa yang berubah?").click()
    _answer(page, course, right=7)
    expect(page.locator("h1")).to_have_text("Sebelum dan sesudah belajar")
    expect(page.locator("main")).to_contain_text("Sesudahnya 7 dari 8.")
    expect(page.locator(".bars rect.f-paddy")).to_have_count(3 + 7)
    for name, count in (("Tes awal: 8 soal", 3), ("Tes akhir: 8 soal", 7)):
        part = page.locator("details", has=page.get_by_text(name, exact=True))
        part.locator("summary").click()
        expect(part.locator(".verdict-line.right")).to_have_count(count)
        expect(part.locator(".explain").first).to_be_visible()
    page.goto("/saya")
    expect(page.get_by_role("link", name="Hasil tes awal dan tes akhir")).to_be_visible()


def test_the_pages_of_a_test_are_accessible_and_no_wider_than_the_phone(
    page: Page, course: Course
) -> None:
    def check() -> None:
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wide, page.url
        violations = Axe().run(page).response["violations"]
        assert violations == [], page.url

    page.goto(f"/kursus/{SLUG}/tes-awal")
    check()
    _register_on_the_way_to_the_test(page)
    check()
    _answer(page, course, right=3)
    check()
    page.goto(f"/kursus/{SLUG}/tes-akhir")
    check()
    _pass(page, course)
    page.goto(f"/kursus/{SLUG}/tes-akhir")
    check()
    _answer(page, course, right=7)
    check()


def _register_on_the_way_to_the_test(page: Page) -> None:
    page.goto(f"/kursus/{SLUG}")
    page.get_by_role("link", name="Tes awal").click()
    expect(page.get_by_role("heading", name="Ini bukan ujian")).to_be_visible()
    page.get_by_role("link", name="Daftar dengan namaku").click()
    page.get_by_label("Namamu").fill("Bu Sari")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("h1")).to_have_text("Tes awal: 8 soal")


def _answer(page: Page, course: Course, right: int) -> None:
    known = [question for bank in course.tests for question in bank.questions]
    fill_in_questions(page, known, right)
    page.get_by_role("button", name="Kirim jawaban").click()


def _pass(page: Page, course: Course) -> None:
    for module in course.modules:
        page.goto(f"/kursus/{course.slug}/{module.slug}/kuis")
        fill_in(page, module, right=True)
        page.get_by_role("button", name="Kirim jawaban").click()
        expect(page.get_by_role("heading", name="Kamu lulus")).to_be_visible()
