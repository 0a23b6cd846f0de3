"""The owner of a statement on their phone: its link, who sees its page, and leaving for good."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, expect

from tests.accounts.test_locks import DIGITS, guard
from tests.journeys.conftest import Phone
from tests.journeys.keeping import until
from tests.journeys.test_accessibility import assert_accessible
from tests.journeys.waiting import kept, prepare
from tests.people import Reader

pytestmark = pytest.mark.journey


def take_along(context: BrowserContext, reader: Reader, site: str) -> None:
    """The phone holds somebody's session."""
    cookies = reader.client._cookies.values()
    context.add_cookies([{"name": c.key, "value": c.value, "url": site} for c in cookies])


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_its_owner_hides_the_page_and_whoever_scans_reads_no_name(
    office: Flask, site: str, new_phone: Phone, script: bool
) -> None:
    owner = Reader(office).register("Kartini Rahayu").pass_course()
    code = owner.issue_statement("Kartini Rahayu")
    page, other = new_phone(script), new_phone(script)
    take_along(page.context, owner, site)
    page.goto(f"/sertifikat/{code}")
    field = page.get_by_label("Tautan untuk disalin")
    expect(field).to_have_value(f"{site}/verifikasi/{code}")
    if script:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Salin tautan").click()
        expect(page.get_by_role("status")).to_have_text("Tersalin. Tempelkan di pesanmu.")
        assert page.evaluate("navigator.clipboard.readText()") == field.input_value()
    else:
        expect(page.get_by_role("button", name="Salin tautan")).to_be_hidden()
    other.goto(f"/verifikasi/{code}")
    expect(other.locator("main")).to_contain_text("Kartini Rahayu")
    page.get_by_role("button", name="Sembunyikan halaman ini").click()
    expect(page.get_by_role("button", name="Tampilkan lagi")).to_be_visible()
    expect(page.get_by_role("link", name="Bagikan lewat WhatsApp")).to_be_hidden()
    other.reload()
    expect(other.locator(".verdict .word")).to_have_text("ASLI")
    expect(other.locator("main")).to_contain_text("Minta ia menunjukkan suratnya")
    expect(other.locator("main")).not_to_contain_text("Kartini")
    if script:
        for one in (page, other):
            assert_accessible(one)
    page.get_by_role("button", name="Tampilkan lagi").click()
    expect(page.get_by_role("button", name="Sembunyikan halaman ini")).to_be_visible()
    other.reload()
    expect(other.locator("main")).to_contain_text("Kartini Rahayu")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_somebody_deletes_their_account_and_the_paper_is_still_checked(
    office: Flask, site: str, new_phone: Phone, script: bool
) -> None:
    owner = guard(Reader(office).register("Melati Ningrum").pass_course(), 5)
    code = owner.issue_statement("Melati Ningrum")
    assert owner.get(f"/sertifikat/{code}.pdf").status_code == 200
    page, other = new_phone(script), new_phone(script)
    take_along(page.context, owner, site)
    page.goto("/saya")
    page.get_by_role("link", name="Hapus akun dan semua hasilku").click()
    expect(page.get_by_role("heading", name="Hapus akunmu?")).to_be_visible()
    if script:
        assert_accessible(page)
    page.get_by_label("Angka kuncimu").fill(DIGITS)
    page.get_by_role("button", name="Hapus akunku").click()
    expect(page.get_by_text("Belum ada yang dihapus.")).to_be_visible()
    expect(page.get_by_label("Ketik kata HAPUS")).to_be_focused()
    page.get_by_label("Angka kuncimu").fill(DIGITS)
    page.get_by_label("Ketik kata HAPUS").fill("hapus")
    page.get_by_role("button", name="Hapus akunku").click()
    expect(page.get_by_role("heading", name="Akunmu sudah dihapus")).to_be_visible()
    page.goto("/masuk")
    expect(page.locator("main")).not_to_contain_text("Melati")
    other.goto(f"/verifikasi/{code}")
    expect(other.locator(".verdict .word")).to_have_text("ASLI")
    expect(other.locator("main")).to_contain_text("Data orangnya sudah dihapus")
    expect(other.locator("main")).not_to_contain_text("Melati")


def test_every_phone_throws_away_what_it_kept_of_whoever_left(
    office: Flask, site: str, new_phone: Phone
) -> None:
    """Another one at its next contact: the account was deleted elsewhere."""
    owner = Reader(office).register("Melur Ningrum")
    here, there = new_phone(True), new_phone(True)
    for page in (here, there):
        take_along(page.context, owner, site)
        prepare(page, owner.course)
        assert len(kept(page, "lembar")) == 1
    here.goto("/saya/hapus")
    here.get_by_label("Ketik kata HAPUS").fill("HAPUS")
    here.get_by_role("button", name="Hapus akunku").click()
    expect(here.get_by_role("heading", name="Akunmu sudah dihapus")).to_be_visible()
    there.goto(f"/kursus/{owner.course.slug}")
    until(there, "document.cookie.includes('literasi_ada=0')")
    there.goto("/masuk")
    for page in (here, there):
        until(page, "!document.cookie.includes('literasi_ada')")
        assert kept(page, "lembar") == []
