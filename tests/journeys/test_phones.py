"""The same learner on two phones, and two learners on one, in a real browser."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import PHONE
from tests.journeys.test_accessibility import assert_accessible

pytestmark = pytest.mark.journey
DIGITS = "4739"


def register(page: Page, name: str) -> None:
    page.goto("/daftar")
    page.get_by_label("Namamu").fill(name)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("heading", name=f"Halo, {name}")).to_be_visible()


def set_key_number(page: Page, digits: str) -> None:
    page.goto("/saya/angka-kunci")
    assert_accessible(page)
    page.get_by_label("Angka kunci baru").fill(digits)
    page.get_by_label("Ketik sekali lagi").fill(digits)
    page.get_by_role("button", name="Simpan angka kunci").click()
    expect(page.get_by_role("heading", name="Halo,")).to_be_visible()


def sign_out(page: Page) -> None:
    page.goto("/saya")
    page.get_by_role("button", name="Keluar", exact=True).click()
    expect(page.get_by_role("heading", name="Masuk", exact=True)).to_be_visible()


def test_a_scanned_card_asks_first_and_then_lets_in(
    page: Page, browser: Browser, site: str
) -> None:
    register(page, "Siti Aminah")
    page.goto("/kartu")
    page.get_by_role("button", name="Buat Kartu Peserta").click()
    assert_accessible(page)
    code = page.locator(".learner-card .code").inner_text().replace(" ", "")
    set_key_number(page, DIGITS)
    with_context = browser.new_context(base_url=site, viewport=PHONE)
    other = with_context.new_page()
    other.goto(f"/masuk#{code}")
    expect(other.get_by_role("heading", name="Masuk sebagai Siti Aminah?")).to_be_visible()
    assert code not in other.url
    assert_accessible(other)
    other.get_by_label("Angka kunci").fill(DIGITS)
    other.get_by_role("button", name="Ya, masuk").click()
    expect(other.get_by_role("heading", name="Halo, Siti Aminah")).to_be_visible()
    page.goto("/saya")
    expect(page.locator("main")).to_contain_text("HP lain masuk sebagai kamu")
    page.get_by_role("button", name="Keluarkan HP lain").click()
    other.goto("/saya")
    expect(other.get_by_role("heading", name="Masuk", exact=True)).to_be_visible()
    with_context.close()


def test_the_card_is_saved_as_a_picture_whose_qr_leads_in(any_page: Page, tmp_path: Path) -> None:
    register(any_page, "Siti Aminah")
    any_page.goto("/kartu")
    any_page.get_by_role("button", name="Buat Kartu Peserta").click()
    code = any_page.locator(".learner-card .code").inner_text().replace(" ", "")
    base = any_page.url.removesuffix("/kartu")
    with any_page.expect_download() as download:
        any_page.get_by_role("link", name="Simpan gambar kartu").click()
    assert download.value.suggested_filename == "kartu-peserta.png"
    picture = tmp_path / "card.png"
    download.value.save_as(picture)
    command = ["zbarimg", "-q", "--raw", str(picture)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"{base}/masuk#{code}"
    assert any_page.get_by_role("img", name="Kartu Peserta Literasi").evaluate(
        "i => i.naturalWidth"
    )


def test_two_learners_on_one_phone_do_not_see_each_other(phone: BrowserContext) -> None:
    page = phone.new_page()
    register(page, "Bu Sari")
    set_key_number(page, DIGITS)
    sign_out(page)
    register(page, "Pak Darma")
    set_key_number(page, "8206")
    sign_out(page)
    page.get_by_role("button", name="Bu Sari").click()
    assert_accessible(page)
    page.get_by_label("4 angka").fill("8206")
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("belum tepat")
    page.get_by_label("4 angka").fill(DIGITS)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", name="Halo, Bu Sari")).to_be_visible()
    assert "Pak Darma" not in page.content()
    sign_out(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Masuk", exact=True)).to_be_visible()


def test_a_long_name_leaves_the_brand_readable(page: Page) -> None:
    register(page, "Siti Nurhaliza Wulandari Kusumaningrum Putri Rahayu Sulistyo")
    brand, me = (page.locator(f".top .{part}").bounding_box() for part in ("brand", "me"))
    assert brand is not None
    assert me is not None
    assert brand["x"] + brand["width"] < me["x"]
    assert me["x"] + me["width"] <= PHONE["width"]
    words = page.locator(".top .brand").evaluate("a => a.scrollWidth <= a.clientWidth")
    assert words
