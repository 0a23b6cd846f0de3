"""A trainer types in what three people wrote on paper, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests import staff
from tests.classroom import make_paper
from tests.journeys.conftest import DESK
from tests.people import Employee, Fields, Reader
from tests.training.paper.test_entering import answers

pytestmark = pytest.mark.journey
NAMES = ("Ani", "Budi", "Citra")


@pytest.fixture(scope="module")
def trainer(office: Flask) -> Employee:
    return staff.employ(office, "kertas@bp3mi.test", "trainer", "kalimantan-barat").sign_in()


@pytest.fixture(scope="module")
def address(office: Flask, trainer: Employee) -> str:
    """A class of three, and of one whose seat nobody took."""
    made = trainer.make_class()
    trainer.paste(made, "Dewi Belum Datang")
    door = trainer.open_door(made)
    for name in NAMES:
        assert Reader(office).register(name).post(f"/gabung/{door}").status_code == 303
    return made


@pytest.fixture
def desk(browser: Browser, site: str, trainer: Employee) -> Iterator[Page]:
    context = browser.new_context(base_url=site, viewport=DESK)
    names = ("literasi_masuk", "literasi_hp")
    context.add_cookies([{"name": one, "value": trainer.cookie(one), "url": site} for one in names])
    yield context.new_page()
    context.close()


def type_sheet(desk: Page, sheet: Fields, code: str = "") -> None:
    """A sheet, from its code to the last answer, as fingers do it that never leave the keys."""
    expect(desk.get_by_label("Kode lembar")).to_be_focused()
    for text in (code or sheet["kode"], *(text for name, text in sheet.items() if name != "kode")):
        desk.keyboard.type(text)
        desk.keyboard.press("Enter")


def test_three_sheets_are_typed_with_keys_alone_and_the_marks_show(
    office: Flask, trainer: Employee, address: str, desk: Page
) -> None:
    paper = make_paper(trainer, address)
    sheets = [answers(office, paper, letter, wrong) for letter, wrong in (("A", 0), ("B", 1))]
    desk.goto(paper)
    expect(desk.get_by_role("link", name="Kursi belum diambil")).to_have_count(1)
    desk.get_by_role("link", name="Isi jawaban").first.press("Enter")

    # A sheet of another quiz: nothing is stored, and what was typed stays.
    type_sheet(desk, sheets[0], code="9Z")
    expect(desk.get_by_text("Kode kuis kertas ini 1A atau 1B.")).to_be_visible()
    expect(desk.get_by_label("1", exact=True)).to_have_value(sheets[0]["j1"])
    desk.get_by_label("Kode lembar").fill(sheets[0]["kode"])
    desk.get_by_role("button", name="Simpan").press("Enter")
    expect(desk.get_by_text("Tersimpan: Ani, 8 dari 8 soal tepat, nilai 100.")).to_be_visible()

    # Called away half-way through the second: whoever comes back goes on with the second.
    expect(desk.get_by_role("heading", name="Budi")).to_be_visible()
    desk.keyboard.type(sheets[1]["kode"])
    desk.keyboard.press("Enter")
    desk.keyboard.type(sheets[1]["j1"])
    desk.goto(f"{address}/pertemuan")
    desk.goto(paper)
    expect(desk.get_by_role("link", name="Nilai 100")).to_have_count(1)
    expect(desk.get_by_role("link", name="Isi jawaban")).to_have_count(2)
    desk.get_by_role("link", name="Isi jawaban").first.press("Enter")
    type_sheet(desk, sheets[1])
    expect(desk.get_by_text("Tersimpan: Budi, 7 dari 8 soal tepat, nilai 87.")).to_be_visible()
    type_sheet(desk, sheets[0])

    # The last one was typed: the quiz shows all three, and so does the class.
    expect(desk.get_by_role("link", name="Nilai 100")).to_have_count(2)
    expect(desk.get_by_role("link", name="Nilai 87")).to_have_count(1)
    desk.goto(address)
    expect(desk.locator(".matrix td.lulus.kertas")).to_have_count(3)
    desk.get_by_role("link", name="Budi").click()
    expect(desk.get_by_text("Dari kertas, diketik Kertas")).to_be_visible()
