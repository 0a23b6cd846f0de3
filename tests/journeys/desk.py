"""Staff at a desk, in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.people import Employee

DESK = {"width": 1280, "height": 800}


def sign_in(page: Page, who: Employee) -> None:
    page.goto("/petugas/masuk")
    page.get_by_label("E-mail atau nomor pegawai").fill(who.login)
    page.get_by_label("Kalimat sandi").fill(who.passphrase)
    page.get_by_label("Kode dari HP").fill(who.code())
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", name="Kelas", exact=True)).to_be_visible()
