"""A trainer in a real browser: from an empty office to certificates that anybody can check."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests import staff
from tests.journeys.conftest import DESK, Phone
from tests.journeys.desk import (
    NEW_PASSPHRASE,
    accept_invitation,
    claim,
    download,
    first_page,
    pass_the_quiz,
    press,
    read_codes,
    sign_in,
)
from tests.people import Employee

pytestmark = pytest.mark.journey
NAMES = "1.\tSiti Aminah\n2.\tRatna Nur'aini\n\n3.\tBaiq Rohani\n"


def make_class(desk: Page) -> None:
    """From the empty list to a class of today with the first module, and three names."""
    expect(desk.locator("main")).to_contain_text("Belum ada kelas.")
    desk.get_by_role("link", name="Buat kelas").click()
    desk.get_by_label("Nama kelas").fill("Malang Angkatan 1")
    desk.get_by_label("Tempat").fill("Malang")
    desk.locator("input[name=modul]").first.check()
    desk.locator("summary", has_text="Penandatangan sertifikat").click()
    desk.get_by_label("Jabatan", exact=True).fill("Kepala BP3MI Jawa Timur")
    desk.get_by_label("Nama", exact=True).fill("Sri Wahyuni, S.Sos.")
    press(desk, "Buat kelas")
    desk.get_by_label("Daftar nama").fill(NAMES)
    press(desk, "Tambahkan")
    expect(desk.get_by_role("heading", name="3 peserta")).to_be_visible()


def hold_door_open(desk: Page) -> str:
    """Open the door and put its code on the screen; returns the six digits."""
    press(desk, "Buka 1 jam")
    desk.get_by_role("link", name="Tampilkan di layar kelas").click()
    shown = desk.locator(".digits")
    box = shown.bounding_box()
    assert box is not None
    assert box["height"] > DESK["height"] / 7
    digits = shown.inner_text().replace(" ", "")
    assert re.fullmatch(r"\d{6}", digits)
    return digits


def type_card(page: Page, code: str) -> None:
    page.goto("/masuk")
    page.get_by_label("Kode kartu").fill(code)
    press(page, "Lanjut")


def join_by_door(page: Page, digits: str, name: str) -> None:
    page.goto("/masuk")
    page.get_by_role("link", name="Punya kode kelas?").click()
    page.get_by_label("Kode kelas dari pelatih").fill(f"{digits[:3]} {digits[3:]}")
    press(page, "Lanjut")
    page.get_by_role("link", name="Daftar, lalu gabung").click()
    page.get_by_label("Namamu").fill(name)
    page.get_by_role("checkbox").check()
    press(page, "Simpan")
    press(page, f"Ya, gabung sebagai {name}")
    expect(page.get_by_role("heading", name="Pelajaran dari kelas")).to_be_visible()


def test_a_class_goes_from_pasted_names_to_verified_certificates(
    office: Flask, desk: Page, new_phone: Phone, tmp_path: Path
) -> None:
    sign_in(desk, staff.employ(office, "dewi@bp3mi.test", "trainer", "jawa-timur"))
    make_class(desk)
    desk.get_by_label("Kartu cadangan tanpa nama").fill("0")
    cards = download(desk, tmp_path / "kartu.pdf", lambda: press(desk, "Cetak kartu (PDF)"))
    codes = read_codes(first_page(cards))
    assert len(codes) == 3
    by_card, typing, by_door, scriptless = (new_phone(on) for on in (True, False, True, False))
    by_card.goto(codes[0])
    claim(by_card)
    type_card(typing, codes[1].partition("#")[2])
    claim(typing)
    digits = hold_door_open(desk)
    join_by_door(by_door, digits, "Yanti Rahayu")
    join_by_door(scriptless, digits, "Wati Sulistyo")
    for phone in (by_card, scriptless):
        pass_the_quiz(phone, office)
    desk.get_by_role("link", name="Kembali ke Peserta").click()
    expect(desk.locator("main")).to_contain_text("diambil, kartu")
    expect(desk.locator("main")).to_contain_text("diambil, pintu")
    desk.get_by_role("link", name="Kemajuan").click()
    expect(desk.locator(".now")).to_contain_text("4 dari 5 sudah mengambil kursi")
    desk.get_by_role("link", name="Terbitkan sertifikat").click()
    press(desk, "Semua nama cocok, pastikan semuanya")
    press(desk, "Terbitkan 2 sertifikat")
    expect(desk.get_by_role("status")).to_contain_text("2 sertifikat terbit sekarang")
    row = desk.locator("tr", has_text="Wati Sulistyo")
    paper = download(desk, tmp_path / "sertifikat.pdf", row.get_by_role("link", name="PDF").click)
    (address,) = read_codes(first_page(paper))
    by_door.goto(address)
    expect(by_door.locator(".verdict")).to_contain_text("ASLI")
    expect(by_door.locator("main")).to_contain_text("Wati Sulistyo")


def test_an_invitation_becomes_an_account_with_the_code_of_a_telephone(
    office: Flask, desk: Page, new_phone: Phone, tmp_path: Path
) -> None:
    sign_in(desk, staff.employ(office, "made@bp3mi.test", "office", "bali"))
    desk.get_by_role("link", name="Petugas", exact=True).click()
    desk.get_by_label("Nama").fill("Ketut Sudarma")
    desk.get_by_label("E-mail atau nomor pegawai").fill("Ketut@BP3MI.test")
    press(desk, "Buat undangan")
    code = desk.locator(".code.big").inner_text()
    page = new_phone(False)
    secret = accept_invitation(page, code.lower(), tmp_path)
    press(page, "Keluar")
    expect(page.get_by_role("heading", name="Masuk sebagai petugas")).to_be_visible()
    again = Employee(office, "ketut@bp3mi.test", NEW_PASSPHRASE, secret)
    sign_in(page, again)
    desk.get_by_role("link", name="Petugas", exact=True).click()
    expect(desk.locator("tr", has_text="Ketut Sudarma")).to_contain_text("aktif")
