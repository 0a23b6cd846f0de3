"""The trainer issues a class's certificates and sees the files being made, in a real browser."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from literasi.config import Settings
from tests import staff
from tests.classroom import confirm_names
from tests.conftest import make_settings
from tests.journeys.conftest import PHONE
from tests.journeys.desk import sign_in
from tests.journeys.test_accessibility import assert_accessible
from tests.making import make_files, working
from tests.people import Employee, Reader

pytestmark = pytest.mark.journey
NAMES = ("Wayan Sudarma", "Ani Lestari", "Budi Santoso")


@pytest.fixture(scope="module")
def settings_of_site(data_folder: Path) -> Settings:
    return make_settings(data_folder)


@pytest.fixture
def trainer(office: Flask, request: pytest.FixtureRequest) -> Employee:
    login = f"{request.node.name[5:25].strip('_')}@bp3mi.test"
    return staff.employ(office, login, "trainer", "kalimantan-selatan").sign_in()


@pytest.fixture
def address(office: Flask, trainer: Employee) -> str:
    """A class of three who may have the certificate."""
    made = trainer.make_class()
    door = trainer.open_door(made)
    for name in NAMES:
        one = Reader(office).register(name)
        assert one.post(f"/gabung/{door}").status_code == 303
        one.take_quiz()
    confirm_names(trainer, made)
    return made


@pytest.fixture
def desk(browser: Browser, site: str, trainer: Employee) -> Iterator[Page]:
    context = browser.new_context(base_url=site, viewport=PHONE, accept_downloads=True)
    page = context.new_page()
    sign_in(page, trainer)
    yield page
    context.close()


def press(page: Page, address: str) -> None:
    page.goto(f"{address}/sertifikat")
    page.get_by_role("button", name="Terbitkan 3 sertifikat").click()
    expect(page.get_by_text("3 sertifikat terbit sekarang.")).to_be_visible()


def test_the_files_are_counted_until_all_are_there_and_taken_away_at_once(
    desk: Page, settings_of_site: Settings, address: str, tmp_path: Path
) -> None:
    press(desk, address)
    part = desk.locator("#berkas")
    expect(part).to_contain_text("0 dari 3 berkas jadi")
    assert_accessible(desk)
    with working(settings_of_site):
        expect(part).to_contain_text("3 dari 3 berkas jadi", timeout=90_000)
    # Whoever does not see the bar hears that it is full.
    expect(part.locator("[aria-live]")).to_have_text("Semua 3 berkas sudah jadi.")
    assert_accessible(desk)
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Unduh semua (zip)").click()
    download.value.save_as(tmp_path / "semua.zip")
    names = zipfile.ZipFile(tmp_path / "semua.zip").namelist()
    assert [name.split("-")[1] for name in names] == ["ani", "budi", "wayan"]
    with desk.expect_download() as whole:
        desk.get_by_role("button", name="Unduh semua (PDF, urut daftar)").click()
    assert whole.value.suggested_filename.endswith(".pdf")


def test_the_count_stands_on_the_page_after_a_reload_and_without_script(
    browser: Browser, site: str, office: Flask, trainer: Employee, address: str
) -> None:
    context = browser.new_context(base_url=site, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, trainer)
    press(page, address)
    part = page.locator("#berkas")
    expect(part).to_contain_text("0 dari 3 berkas jadi")
    make_files(office)
    page.get_by_role("link", name="Perbarui").click()
    expect(part).to_contain_text("3 dari 3 berkas jadi")
    context.close()
