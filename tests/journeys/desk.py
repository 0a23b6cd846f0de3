"""Staff at a desk, in a real browser."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyotp
from flask import Flask
from playwright.sync_api import Page, expect

from tests.journeys.quiz import fill_in
from tests.people import Employee

NEW_PASSPHRASE = "perahu merah minum teh"


def sign_in(page: Page, who: Employee) -> None:
    page.goto("/petugas/masuk")
    page.get_by_label("E-mail atau nomor pegawai").fill(who.login)
    page.get_by_label("Kalimat sandi").fill(who.passphrase)
    page.get_by_label("Kode dari HP").fill(who.code())
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", name="Kelas", exact=True)).to_be_visible()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def read_codes(picture: Path) -> list[str]:
    """What the QR codes of a picture say, as a telephone reads them."""
    done = subprocess.run(["zbarimg", "-q", "--raw", picture], capture_output=True, text=True)
    return done.stdout.split()


def pages_of(pdf: Path) -> list[Path]:
    """Each page as a picture, in their order."""
    subprocess.run(["pdftoppm", "-r", "200", "-png", pdf, pdf.with_suffix("")], check=True)
    return sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))


def first_page(pdf: Path) -> Path:
    stem = pdf.with_suffix("")
    command = ["pdftoppm", "-r", "200", "-png", "-f", "1", "-l", "1", "-singlefile", pdf, stem]
    subprocess.run(command, check=True)
    return stem.with_suffix(".png")


def download(page: Page, file: Path, start: Callable[[], None]) -> Path:
    with page.expect_download() as waiting:
        start()
    waiting.value.save_as(file)
    return file


def claim(page: Page) -> None:
    """Consent on one's own phone, and sit down."""
    expect(page.get_by_role("heading", name=re.compile("Ini kartu .*"))).to_be_visible()
    press(page, "Ambil kursi")
    expect(page.get_by_role("alert").first).to_be_visible()
    page.get_by_role("checkbox").check()
    press(page, "Ambil kursi")
    expect(page.get_by_role("heading", name="Pelajaran dari kelas")).to_be_visible()


def pass_the_quiz(page: Page, office: Flask) -> None:
    course = office.extensions["literasi"].catalogue.courses[0]
    page.goto(f"/kursus/{course.slug}/{course.modules[0].slug}/kuis")
    fill_in(page, course.modules[0], right=True)
    press(page, "Kirim jawaban")
    expect(page.get_by_role("heading", name="Kamu lulus")).to_be_visible()


def accept_invitation(page: Page, code: str, folder: Path) -> str:
    """Become one of the staff with the code of an invitation; returns what the telephone keeps."""
    page.goto("/petugas")
    page.get_by_role("link", name="Pakai kode undangan").click()
    page.get_by_label("Kode undangan").fill(code)
    press(page, "Lanjut")
    page.locator(".qr").screenshot(path=folder / "qr.png")
    (address,) = read_codes(folder / "qr.png")
    telephone = pyotp.parse_uri(address)
    assert isinstance(telephone, pyotp.TOTP)
    page.get_by_label("Kalimat sandi baru").fill(NEW_PASSPHRASE)
    page.get_by_label("Ketik sekali lagi").fill(NEW_PASSPHRASE)
    page.get_by_label("Kode yang muncul di HP").fill(telephone.now())
    press(page, "Buat akun")
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="Sudah kusimpan").click()
    expect(page.locator("main")).to_contain_text("Belum ada kelas.")
    return telephone.secret
