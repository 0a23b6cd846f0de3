"""The main job in a real browser: from the first lesson to a verified statement."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from literasi.config import ROOT
from literasi.content import load
from literasi.domain.course import Catalogue
from tests.conftest import SETUP_DAY
from tests.journeys.quiz import fill_in

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    catalogue = load(ROOT / "courses", SETUP_DAY.date()).catalogue
    assert catalogue is not None
    return catalogue


def button(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def link(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).first.click()


def test_a_stranger_reads_fails_registers_passes_and_shows_a_verified_statement(
    any_page: Page, catalogue: Catalogue, tmp_path: Path
) -> None:
    page, course = any_page, catalogue.courses[0]
    first = course.modules[0]
    _read_the_first_lesson(page, first.lessons[0].title)
    link(page, "Coba kuis modul sekarang")
    fill_in(page, first, right=False)
    button(page, "Kirim jawaban")
    expect(page.get_by_role("heading", name="Belum lulus")).to_be_visible()
    _save_the_result(page)
    link(page, "Lanjutkan")
    expect(page.locator("h1")).to_have_text(first.lessons[0].title)
    for module in course.modules:
        page.goto(f"/kursus/{course.slug}/{module.slug}/kuis")
        fill_in(page, module, right=True)
        button(page, "Kirim jawaban")
        expect(page.get_by_role("heading", name="Kamu lulus")).to_be_visible()
    address = _get_the_statement(page, tmp_path)
    page.goto(address)
    expect(page.locator(".verdict")).to_contain_text("ASLI")
    expect(page.locator("main")).to_contain_text("Siti Nur'aini binti Ahmad")


def _read_the_first_lesson(page: Page, title: str) -> None:
    page.goto("/")
    link(page, "Mulai belajar: 4 menit, tanpa daftar")
    expect(page.locator("h1")).to_have_text(title)
    reflection = page.locator(".practice").first
    reflection.get_by_role("radio").first.check()
    if not reflection.locator("details[open]").count():
        reflection.locator("summary").click()
    expect(reflection.locator("details .explain")).to_be_visible()
    expect(page.locator(".prose strong").first).to_be_visible()


def _save_the_result(page: Page) -> None:
    link(page, "Simpan hasilku")
    button(page, "Simpan")
    expect(page.locator("main")).to_contain_text("Tulis namamu dulu.")
    page.get_by_label("Namamu").fill("Siti Nur'aini")
    page.get_by_role("checkbox").check()
    button(page, "Simpan")
    expect(page.get_by_role("heading", name="Ini hasilmu?")).to_be_visible()
    button(page, "Ya, ini hasilku")
    expect(page.get_by_role("heading", name="Halo, Siti Nur'aini")).to_be_visible()


def _get_the_statement(page: Page, folder: Path) -> str:
    """Confirm the name, download the PDF and read the address in its QR."""
    page.goto("/saya")
    link(page, "Minta surat keterangan")
    page.get_by_label("Nama di sertifikat").fill("Siti Nur'aini binti Ahmad")
    page.get_by_role("checkbox").check()
    button(page, "Buat surat keterangan")
    with page.expect_download() as waiting:
        link(page, "Unduh surat (PDF)")
    file = folder / "surat.pdf"
    waiting.value.save_as(file)
    subprocess.run(
        ["pdftoppm", "-r", "200", "-png", "-f", "1", "-l", "1", file, folder / "s"], check=True
    )
    picture = next(folder.glob("s*.png"))
    read = subprocess.run(["zbarimg", "-q", "--raw", picture], capture_output=True, text=True)
    assert re.fullmatch(
        r"http://127\.0\.0\.1:\d+/verifikasi/[0-9A-Z]{26}#[0-9]{300,}\n", read.stdout
    )
    return read.stdout.strip()


def test_a_returning_learner_is_greeted_on_the_public_home(page: Page) -> None:
    page.goto("/daftar")
    page.get_by_label("Namamu").fill("Bu Rini")
    page.get_by_role("checkbox").check()
    button(page, "Simpan")
    page.goto("/")
    expect(page.locator("[data-resume]")).to_contain_text("Bu Rini")
    expect(page.locator("[data-resume] a")).to_contain_text("Lanjutkan:")
    page.goto("/saya")
    button(page, "Keluar")
    page.goto("/")
    expect(page.locator("[data-resume]")).to_be_hidden()
    expect(page.locator("[data-me]")).to_have_text("Halaman saya")


def test_a_finished_lesson_bears_a_tick_for_its_reader(page: Page, catalogue: Catalogue) -> None:
    course = catalogue.courses[0]
    module = course.modules[0]
    page.goto("/daftar")
    page.get_by_label("Namamu").fill("Pak Yanto")
    page.get_by_role("checkbox").check()
    button(page, "Simpan")
    expect(page.get_by_role("heading", name="Halo, Pak Yanto")).to_be_visible()
    page.goto(f"/kursus/{course.slug}/{module.slug}/{module.lessons[0].slug}")
    button(page, f"Selesai, lanjut: {module.lessons[1].title}")
    expect(page.locator("h1")).to_have_text(module.lessons[1].title)
    expect(page.locator(".steps a.done")).to_have_count(1)
    with page.expect_response("**/saya/ringkas"):
        page.goto("/saya")
    expect(page.locator(".steps a.done .unseen")).to_have_text([" (sudah dibaca)"])


def test_a_practice_is_explained_at_once(page: Page, catalogue: Catalogue) -> None:
    page.goto("/")
    link(page, "Mulai belajar: 4 menit, tanpa daftar")
    practice = page.locator(".practice").first
    expect(practice.locator("details")).not_to_have_attribute("open", "")
    practice.get_by_role("radio").first.check()
    expect(practice.locator("details")).to_have_attribute("open", "")


def test_a_second_tap_while_sending_does_nothing(page: Page, catalogue: Catalogue) -> None:
    module = catalogue.courses[0].modules[0]
    page.goto(f"/kursus/{catalogue.courses[0].slug}/{module.slug}/kuis")
    fill_in(page, module, right=True)
    sent: list[str] = []
    page.on("request", lambda r: sent.append(r.url) if r.method == "POST" else None)
    page.get_by_role("button", name="Kirim jawaban").dblclick()
    expect(page.get_by_role("heading", name="Kamu lulus")).to_be_visible()
    assert len(sent) == 1
