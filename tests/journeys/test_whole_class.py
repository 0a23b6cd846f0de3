"""One class in a real browser, from the trainer's invitation to the report in a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from literasi.config import Settings
from tests import staff
from tests.conftest import make_settings
from tests.journeys.conftest import Phone
from tests.journeys.desk import (
    NEW_PASSPHRASE,
    accept_invitation,
    claim,
    download,
    pages_of,
    pass_the_quiz,
    press,
    read_codes,
    sign_in,
)
from tests.making import working
from tests.people import Employee, office_day
from tests.sheets.workbooks import roster
from tests.training.paper.test_entering import answers

pytestmark = pytest.mark.journey
OFFICE, CLASS = "kalimantan-utara", "Nunukan Angkatan 2"
PEOPLE = 30


def invite_trainer(office: Flask, desk: Page, new_phone: Phone, folder: Path) -> Employee:
    """The office's administrator invites; the trainer accepts on a telephone."""
    sign_in(desk, staff.employ(office, "kepala.tu@bp3mi.test", "office", OFFICE))
    desk.get_by_role("link", name="Petugas", exact=True).click()
    desk.get_by_label("Nama").fill("Theresia Lim")
    desk.get_by_label("E-mail atau nomor pegawai").fill("theresia@bp3mi.test")
    press(desk, "Buat undangan")
    code = desk.locator(".code.big").inner_text()
    secret = accept_invitation(new_phone(True), code, folder)
    press(desk, "Keluar")
    expect(desk.get_by_role("heading", name="Masuk sebagai petugas")).to_be_visible()
    return Employee(office, "theresia@bp3mi.test", NEW_PASSPHRASE, secret)


def make_class(desk: Page) -> str:
    """A class of today with the first module; returns its address."""
    desk.get_by_role("link", name="Buat kelas").click()
    desk.get_by_label("Nama kelas").fill(CLASS)
    desk.get_by_label("Tempat").fill("Balai Kelurahan Nunukan Timur")
    desk.locator("input[name=modul]").first.check()
    desk.locator("summary", has_text="Penandatangan sertifikat").click()
    desk.get_by_label("Jabatan", exact=True).fill("Kepala BP3MI Kalimantan Utara")
    desk.get_by_label("Nama", exact=True).fill("Maria Goreti, S.H.")
    press(desk, "Buat kelas")
    return desk.url.rpartition("/")[0]


def import_roster(desk: Page) -> None:
    desk.get_by_role("link", name="Impor daftar").first.click()
    file = {"name": "peserta.xlsx", "mimeType": "application/zip", "buffer": roster(PEOPLE)}
    desk.get_by_label("File Excel atau CSV").set_input_files(file)  # type: ignore[arg-type]
    press(desk, "Unggah dan lihat dulu")
    expect(desk.locator("main")).to_contain_text(f"{PEOPLE} baru")
    desk.get_by_role("button", name="Impor yang dicentang").first.click()
    desk.get_by_role("link", name="Peserta", exact=True).click()
    expect(desk.get_by_role("heading", name=f"{PEOPLE} peserta")).to_be_visible()


def print_cards(desk: Page, folder: Path) -> list[str]:
    """What the QR of each card says, read from the printed sheets as a telephone would."""
    desk.get_by_label("Kartu cadangan tanpa nama").fill("0")
    cards = download(desk, folder / "kartu.pdf", lambda: press(desk, "Cetak kartu (PDF)"))
    sheets = pages_of(cards)
    assert len(sheets) == 4
    codes = [code for sheet in sheets for code in read_codes(sheet)]
    assert len(set(codes)) == PEOPLE
    return codes


def take_seat(phone: Page, card: str) -> str:
    """Scan a card and sit down; returns whose card it is."""
    phone.goto(card)
    whose = phone.get_by_role("heading", name=re.compile("Ini kartu ")).inner_text()
    claim(phone)
    return whose.removeprefix("Ini kartu ").rstrip("?.")


def give_work(desk: Page) -> None:
    desk.get_by_role("link", name="Pelajaran", exact=True).click()
    desk.locator("input[name=modul]").first.check()
    desk.get_by_label("Batas waktu").fill((office_day() + timedelta(days=7)).isoformat())
    press(desk, "Tugaskan")
    expect(desk.locator(".work")).to_contain_text("0 dari 30 sudah lulus semuanya")


def print_quiz(desk: Page) -> str:
    """The class's first module on paper; returns the quiz's path."""
    desk.get_by_role("link", name="Kuis di kertas").click()
    desk.get_by_label("Berapa varian").fill("2")
    press(desk, "Buat kuis kertas")
    sheet = desk.get_by_role("link", name="Lembar soal (PDF)").get_attribute("href")
    assert desk.request.get(sheet or "").body().startswith(b"%PDF-")
    return urlsplit(desk.url).path


def type_in(desk: Page, office: Flask, paper: str, name: str) -> None:
    """What somebody answered on paper, with keys alone."""
    desk.goto(paper)
    desk.get_by_role("row", name=name).get_by_role("link", name="Isi jawaban").click()
    typed = answers(office, paper, "A")
    desk.get_by_label(re.compile("^Kode lembar")).press_sequentially(typed.pop("kode"))
    for answer in typed.values():
        desk.keyboard.press("Enter")
        desk.keyboard.type(answer)
    desk.keyboard.press("Enter")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("nilai 100")


def hold_meeting(desk: Page, present: Sequence[str]) -> None:
    desk.get_by_role("link", name="Pertemuan", exact=True).click()
    desk.get_by_label("Tanggal").first.fill(office_day().isoformat())
    desk.get_by_label("Jam pelajaran (JP)").first.fill("6")
    press(desk, "Buat, lalu isi daftar hadir")
    for name in present:
        row = desk.locator(".marks li", has_text=name)
        row.locator("label", has_text="Hadir").click()
    desk.locator("button[value=alpa]").click()
    expect(desk.get_by_role("status")).to_contain_text(f"{len(present)} dari {PEOPLE} hadir")


def issue_all(desk: Page, settings: Settings, folder: Path) -> Path:
    """Names confirmed, certificates issued, files made by the worker; all of them as one PDF."""
    desk.get_by_role("link", name="Penutupan", exact=True).click()
    press(desk, "Semua nama cocok, pastikan semuanya")
    expect(desk.locator("main")).to_contain_text("26 belum bisa")
    press(desk, "Terbitkan 4 sertifikat")
    expect(desk.get_by_role("status")).to_contain_text("4 sertifikat terbit sekarang")
    with working(settings):
        expect(desk.locator("#berkas")).to_contain_text("4 dari 4 berkas jadi", timeout=90_000)
    whole = folder / "semua.pdf"
    return download(desk, whole, lambda: press(desk, "Unduh semua (PDF, urut daftar)"))


def check_certificates(page: Page, papers: Path, names: Sequence[str]) -> None:
    """Somebody scans what was printed: each certificate is genuine, and whose it says."""
    fronts = pages_of(papers)[::2]
    for front, name in zip(fronts, sorted(names), strict=True):
        (address,) = read_codes(front)
        page.goto(address)
        expect(page.locator(".verdict")).to_contain_text("ASLI")
        expect(page.locator("main")).to_contain_text(name)


def read_report(desk: Page, folder: Path) -> openpyxl.Workbook:
    """The report of the class, as a spreadsheet's reader opens it."""
    desk.get_by_role("link", name=re.compile("^Berkas penutupan")).click()
    desk.get_by_label("Nomor surat").fill("B.12/BP3MI-KALTARA/2026")
    press(desk, "Simpan isian")
    expect(desk.get_by_role("status").first).to_contain_text("Isian tersimpan")
    paper = download(desk, folder / "laporan.pdf", lambda: press(desk, "Unduh PDF"))
    assert paper.read_bytes().startswith(b"%PDF-")
    book = download(desk, folder / "laporan.xlsx", lambda: press(desk, "Unduh Excel"))
    return openpyxl.load_workbook(book)


def test_a_class_goes_from_the_trainer_s_invitation_to_a_report_in_a_spreadsheet(
    office: Flask, desk: Page, new_phone: Phone, data_folder: Path, tmp_path: Path
) -> None:
    trainer = invite_trainer(office, desk, new_phone, tmp_path)
    sign_in(desk, trainer)
    make_class(desk)
    import_roster(desk)
    cards = print_cards(desk, tmp_path)
    give_work(desk)
    paper = print_quiz(desk)
    phones = [new_phone(True) for _ in range(4)]
    names = [take_seat(phone, card) for phone, card in zip(phones, cards, strict=False)]
    for phone in phones[:3]:
        pass_the_quiz(phone, office)
    type_in(desk, office, paper, names[3])
    hold_meeting(desk, names)
    papers = issue_all(desk, make_settings(data_folder), tmp_path)
    check_certificates(new_phone(True), papers, names)
    book = read_report(desk, tmp_path)
    said = {row[0]: row[1] for row in book["Ringkasan"].iter_rows(values_only=True)}
    assert said["Nomor laporan"] == "B.12/BP3MI-KALTARA/2026"
    assert said["Sertifikat belum terbit"] == PEOPLE - len(names)
    people = [row for row in book["Peserta"].iter_rows(min_row=2, values_only=True) if row[1]]
    assert len(people) == PEOPLE
    assert [row[1] for row in people if "/BP3MI-KALTARA/" in str(row)] == sorted(names)
