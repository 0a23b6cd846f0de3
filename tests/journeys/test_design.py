"""The head of an office designs its certificate and sees it while typing, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from tests import staff
from tests.classroom import confirm_names
from tests.designing import ADDRESS, logo
from tests.journeys.conftest import PHONE
from tests.journeys.desk import sign_in
from tests.journeys.keeping import wait_until
from tests.journeys.test_accessibility import assert_accessible
from tests.people import Employee, Reader

pytestmark = pytest.mark.journey
OFFICE = "sumatera-utara"
WIDE = {"width": 1200, "height": 900}
Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Open]:
    contexts = []

    def make(who: Employee, script: bool = True, wide: bool = False) -> Page:
        context = browser.new_context(
            base_url=site, viewport=WIDE if wide else PHONE, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        sign_in(page, who)
        page.goto(ADDRESS)
        expect(page.get_by_role("heading", name="Rupa sertifikat", exact=True)).to_be_visible()
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def token() -> str:
    """Another one whenever a journey is tried, also for the second time."""
    return uuid4().hex[:6]


def hire(office: Flask, token: str, role: str) -> Employee:
    return staff.employ(office, f"{role}-{token}@bp3mi.test", role, OFFICE).sign_in()


def first_page(page: Page) -> str:
    return page.locator("img.paper").first.get_attribute("src") or ""


@pytest.mark.parametrize("wide", [False, True], ids=["phone", "desk"])
def test_the_example_follows_what_is_typed_and_is_saved_once_asked_for(
    office: Flask, open_page: Open, wide: bool, token: str, tmp_path: Path
) -> None:
    page = open_page(hire(office, token, "head"), wide=wide)
    expect(page.get_by_alt_text("Halaman kedua sertifikat contoh")).to_be_visible()
    before = first_page(page)
    page.get_by_label("Sederhana: tanpa bingkai").check()
    page.get_by_label("Kop surat").fill(f"Kementerian Contoh\nBalai Contoh {token}")
    page.get_by_label("Nama dan gelar", exact=True).fill("Dra. Sri Contoh")
    wait_until(page, lambda: first_page(page) not in ("", before))
    expect(page.get_by_text("Contoh sudah sesuai isian.")).to_be_visible()
    page.get_by_label("Warna lain", exact=True).check()
    page.get_by_label("Warna lain (#").fill("#ffee88")
    expect(page.locator(".checks .amiss")).to_contain_text("terlalu pucat")
    if not wide:
        assert_accessible(page)
    page.get_by_label("Biru tua").check()
    expect(page.locator(".checks .amiss")).to_have_count(0)
    (tmp_path / "logo.png").write_bytes(logo())
    page.get_by_label("Gambar PNG atau JPEG").set_input_files(tmp_path / "logo.png")
    page.get_by_role("button", name="Unggah logo").click()
    expect(page.get_by_text("Logonya sudah diunggah.")).to_be_visible()
    expect(page.get_by_label("Kop surat")).to_have_value(
        f"Kementerian Contoh\nBalai Contoh {token}"
    )
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Tersimpan. Sertifikat yang terbit mulai sekarang")).to_be_visible()
    expect(page.get_by_label("Biru tua")).to_be_checked()
    expect(page.get_by_label("Tanpa logo")).to_be_visible()


def test_without_a_script_a_button_shows_the_example(
    office: Flask, open_page: Open, token: str
) -> None:
    page = open_page(hire(office, token, "head"), script=False)
    expect(page.locator("img.paper")).to_have_count(0)
    page.get_by_label("Kop surat").fill("Kop yang Belum Disimpan")
    page.get_by_label("Contoh untuk").select_option("jawa")
    page.get_by_role("button", name="Lihat contoh").click()
    expect(page.get_by_alt_text("Halaman pertama sertifikat contoh")).to_be_visible()
    expect(page.get_by_label("Kop surat")).to_have_value("Kop yang Belum Disimpan")
    expect(page.get_by_label("Contoh untuk")).to_have_value("jawa")


def test_a_trainer_sees_the_design_and_types_the_register_s_numbers(
    office: Flask, open_page: Open, token: str
) -> None:
    head, trainer = hire(office, token, "head"), hire(office, token, "trainer")
    page = open_page(head)
    page.get_by_label("Diketik dari buku register").check()
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Tersimpan.")).to_be_visible()
    address = trainer.make_class()
    door = trainer.open_door(address)
    for name in ("Ani Lestari", "Budi Santoso"):
        one = Reader(office).register(name)
        assert one.post(f"/gabung/{door}").status_code == 303
        one.take_quiz()
    confirm_names(trainer, address)
    desk = open_page(trainer)
    expect(desk.get_by_label("Kop surat")).to_be_disabled()
    desk.goto(f"{address}/sertifikat")
    desk.get_by_role("button", name="Terbitkan 2 sertifikat").click()
    expect(desk.get_by_text("Belum ada sertifikat yang terbit")).to_be_visible()
    desk.get_by_text("Isi sekaligus").click()
    desk.get_by_label("Nomor pertama").fill(f"0041/{token}/XI/2026")
    desk.get_by_role("button", name="Isikan ke daftar").click()
    expect(desk.get_by_label("Budi Santoso", exact=True)).to_have_value(f"0042/{token}/XI/2026")
    assert_accessible(desk)
    desk.get_by_role("button", name="Terbitkan 2 sertifikat").click()
    expect(desk.get_by_text("2 sertifikat terbit sekarang.")).to_be_visible()
    expect(desk.get_by_text(f"0042/{token}/XI/2026").first).to_be_visible()
