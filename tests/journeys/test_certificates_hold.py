"""A class of forty is certified in the browser; its papers are checked as everybody checks them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, expect

from literasi.certificates.models import Certificate
from literasi.config import Settings
from literasi.domain.statement import read
from literasi.pdf.document import HOUSE, CertificateDocument, Look
from literasi.sealing.verify import Answer, verify
from tests.attached import attached, issued
from tests.classroom import confirm_names
from tests.journeys.checking import (
    PAGE,
    document,
    expect_verdict,
    fact,
    keep_page,
    paper,
    phone_that_sees,
    site_of,
)
from tests.journeys.conftest import PHONE
from tests.journeys.desk import download, read_codes, sign_in
from tests.journeys.own_site import OwnSite
from tests.journeys.phone_fixtures import home
from tests.making import make_files
from tests.people import Employee, Reader
from tests.photographed import CAREFUL, photograph
from tests.verifier import BASE, Verifier, online

__all__ = ["home"]
pytestmark = pytest.mark.journey
PEOPLE = 40
LOOKS: tuple[Look, ...] = ("framed", "plain")


@pytest.fixture
def address(app: Flask, trainer: Employee) -> str:
    """A class of forty who may have the certificate."""
    made = trainer.make_class(kapasitas=str(PEOPLE))
    door = trainer.open_door(made)
    for number in range(1, PEOPLE + 1):
        one = Reader(app).register(f"Peserta {number:02}")
        assert one.post(f"/gabung/{door}").status_code == 303
        one.take_quiz()
    confirm_names(trainer, made)
    return made


@pytest.fixture
def verifier(app: Flask, settings: Settings) -> Iterator[Verifier]:
    with online(settings) as there:
        yield Verifier(there)


@pytest.fixture
def desk(browser: Browser, home: OwnSite, trainer: Employee) -> Iterator[Page]:
    base = f"http://127.0.0.1:{home.port}"
    context = browser.new_context(base_url=base, viewport=PHONE, accept_downloads=True)
    page = context.new_page()
    sign_in(page, trainer)
    yield page
    context.close()


def issue_all(desk: Page, address: str, verifier: Verifier) -> None:
    desk.goto(f"{address}/sertifikat")
    desk.get_by_role("button", name=f"Terbitkan {PEOPLE} sertifikat").click()
    expect(desk.get_by_text(f"{PEOPLE} sertifikat terbit sekarang.")).to_be_visible()
    assert make_files(verifier.app) == PEOPLE
    expect(desk.locator("#berkas")).to_contain_text(f"{PEOPLE} dari {PEOPLE} berkas jadi")


def all_files(desk: Page, folder: Path) -> list[bytes]:
    button = desk.get_by_role("button", name="Unduh semua (zip)")
    with zipfile.ZipFile(download(desk, folder / "semua.zip", button.click)) as packed:
        return [packed.read(name) for name in packed.namelist()]


def withdraw(desk: Page, address: str, name: str) -> None:
    desk.goto(f"{address}/sertifikat")
    row = desk.get_by_role("row").filter(has=desk.get_by_role("rowheader", name=name))
    row.locator("summary").click()
    row.get_by_label("Alasan").fill("Nama orang lain")
    row.get_by_role("button", name="Cabut sertifikat").click()
    # Whoever has none any more may have another.
    expect(desk.get_by_role("button", name="Terbitkan 1 sertifikat")).to_be_visible()


def look_alike(app: Flask, one: CertificateDocument, name: str | None, folder: Path) -> Image.Image:
    """The paper in both looks, which differ and say the same; the plain one of them."""
    pictures = {}
    for look in LOOKS:
        pictures[look] = paper(app, replace(one, dress=replace(HOUSE, look=look)), folder)
        file = folder / f"{look}.png"
        pictures[look].save(file)
        (said,) = read_codes(file)
        where, signed = read(said)
        assert (where, signed.statement.name) == (one.verification_url, name)
    assert differ(pictures["framed"], pictures["plain"])
    return pictures["plain"]


def check_and_withdraw(
    home: OwnSite, phone: Page, desk: Page, address: str, first: Certificate
) -> None:
    """By camera with no network, before the paper is withdrawn and after."""
    keep_page(phone)
    home.stop()
    scan(phone, "asli")
    assert fact(phone, "name") == first.name
    home.start()
    withdraw(desk, address, str(first.name))
    home.stop()
    # Until the list is fetched again nobody can know.
    scan(phone, "asli")
    home.start()
    phone.goto(f"/verifikasi/{first.code}")
    expect(phone.locator(".verdict .word")).to_have_text("DICABUT")
    phone.goto(PAGE)
    phone.get_by_role("button", name="Perbarui daftar").click()
    expect(phone.locator("[data-check-news]")).to_contain_text("Daftar sudah diperbarui")
    home.stop()
    scan(phone, "dicabut")


def test_a_class_of_forty_holds_however_its_papers_are_checked(
    app: Flask,
    home: OwnSite,
    browser: Browser,
    desk: Page,
    address: str,
    verifier: Verifier,
    tmp_path: Path,
) -> None:
    issue_all(desk, address, verifier)
    files = all_files(desk, tmp_path)
    assert len(files) == PEOPLE
    keys = site_of(app).seal.public
    assert {verify(file, keys).answer for file in files} == {Answer.GENUINE}
    inside = [attached(file) for file in files]
    assert len({credential["id"] for credential in inside}) == PEOPLE
    assert all(verifier.verifies(one) and not verifier.is_withdrawn(one) for one in inside)
    first, base = issued(app)[0], f"http://127.0.0.1:{home.port}"
    seen = look_alike(app, document(app, first.code, BASE), first.name, tmp_path)
    with phone_that_sees(browser, photograph(seen, CAREFUL), base, tmp_path) as phone:
        check_and_withdraw(home, phone, desk, address, first)
    (withdrawn,) = [one for one in inside if verifier.is_withdrawn(one)]
    assert first.code in withdrawn["id"]


def scan(phone: Page, verdict: str) -> None:
    """With the camera, on a page that is opened without a network."""
    phone.goto(PAGE)
    phone.get_by_role("button", name="Pindai dengan kamera").click()
    expect_verdict(phone, verdict)


def differ(one: Image.Image, other: Image.Image) -> bool:
    return one.size == other.size and ImageChops.difference(one, other).getbbox() is not None
