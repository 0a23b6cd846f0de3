"""A class where there is no network, and a clock, a store, a ticket or an account that fails."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import staff
from tests.accounts.test_staff_accounts import uid_of
from tests.classroom import make_paper, meetings, seat_of
from tests.cut_proxy import CutProxy
from tests.journeys import afield, waiting
from tests.journeys.afield import kept, open_list, open_sheet, packs, prepare, type_sheet
from tests.journeys.keeping import wait_until
from tests.journeys.phone_fixtures import handset, home, line, page, start_phone
from tests.journeys.test_afield import NEWS, address, away, marks, nothing_waits, rina, wayan
from tests.journeys.test_saving_goes_wrong import set_quota
from tests.people import Employee, Fields
from tests.training.paper.test_entering import answers, stored

__all__ = ["address", "handset", "home", "line", "page", "rina", "wayan"]
pytestmark = pytest.mark.journey

WHY = {"alasan": "Pindah tugas"}


def wait_for_news(page: Page, said: str) -> None:
    expect(page.locator(NEWS)).to_contain_text(said)


def rewrite(page: Page, store: str, change: str) -> None:
    waiting.rewrite(page, change, store, "literasi-kelas")


@pytest.mark.parametrize("years", [-3, 3])
def test_a_clock_that_is_years_off_loses_nothing_that_was_filled_in(
    line: CutProxy, page: Page, rina: Employee, address: str, years: int
) -> None:
    prepare(page, rina, address)
    away(page, line)
    open_list(page, address)
    afield.mark(page, "Budi", "Hadir")
    wait_for_news(page, "1 tanda hadir")
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=365 * years))
    page.goto(f"{address}/luring")
    wait_for_news(page, "1 tanda hadir")
    if years > 0:
        expect(page.locator("[data-af=belum]")).to_contain_text("Kalau jamnya salah, betulkan")
        expect(page.locator("[data-af=kelas]")).to_be_hidden()
    else:
        open_list(page, address)
        afield.mark(page, "Cici", "Sakit")
        wait_for_news(page, "2 tanda hadir")
    line.come_back()
    page.goto(f"{address}/luring")
    wait_until(page, lambda: nothing_waits(page))
    expected = {"Budi": "present"} | ({"Cici": "sick"} if years < 0 else {})
    assert marks(rina, address) == expected


def test_a_full_device_says_so_at_the_tap_and_stores_it_at_the_next(
    browser: Browser, line: CutProxy, rina: Employee, address: str, tmp_path: Path
) -> None:
    # Chromium remembers for half a minute how much room there was, unless it is started anew.
    device = start_phone(browser, tmp_path / "device", line.address)
    prepare(device.new_page(), rina, address)
    device.close()
    device = start_phone(browser, tmp_path / "device", line.address)
    page, holder = device.new_page(), device.new_page()
    set_quota(holder, line.address, 1)
    line.go_away()
    open_list(page, address)
    afield.mark(page, "Budi", "Hadir")
    expect(page.get_by_text("Memori perangkat penuh")).to_be_visible()
    expect(page.get_by_role("radiogroup", name="Budi").get_by_label("Hadir")).to_be_checked()
    set_quota(holder, line.address, None)
    afield.mark(page, "Cici", "Izin")
    wait_for_news(page, "2 tanda hadir")
    expect(page.get_by_text("Memori perangkat penuh")).to_be_hidden()
    line.come_back()
    page.goto(f"{address}/luring")
    wait_until(page, lambda: nothing_waits(page))
    assert marks(rina, address) == {"Budi": "present", "Cici": "excused"}
    device.close()


def test_a_store_that_the_browser_threw_away_is_said_and_prepared_again(
    line: CutProxy, page: Page, rina: Employee, address: str
) -> None:
    prepare(page, rina, address)
    away(page, line)
    page.goto(f"{address}/luring")
    page.evaluate("indexedDB.deleteDatabase('literasi-kelas')")
    page.goto(f"{address}/luring")
    expect(page.get_by_text("Kelas ini belum disiapkan di perangkat ini")).to_be_visible()
    line.come_back()
    page.goto(f"{address}/luring")
    page.get_by_role("button", name="Siapkan tanpa sinyal").click()
    expect(page.locator("[data-af=orang] tr")).to_have_count(3)


def test_a_damaged_ticket_is_healed_by_itself(
    app: Flask, line: CutProxy, page: Page, rina: Employee, address: str
) -> None:
    paper = make_paper(rina, address)
    prepare(page, rina, address)
    away(page, line)
    open_sheet(page, address, "Siti Aminah")
    type_sheet(page, answers(app, paper, "A"))
    wait_for_news(page, "1 lembar kuis")
    damage = "([n, v]) => [n, n === 'tiket' ? 'x' : v]"
    rewrite(page, "antrean", f"(i) => ({{ ...i, isian: i.isian.map({damage}) }})")
    open_list(page, address)
    afield.mark(page, "Budi", "Hadir")
    wait_for_news(page, "1 tanda hadir")
    rewrite(page, "lembar", "(i) => ({ ...i, tiket: 'x' })")
    line.come_back()
    page.goto(f"{address}/luring")
    # A sheet comes back to whoever typed it; it is all there.
    wait_for_news(page, "1 lembar kuis belum selesai")
    assert marks(rina, address) == {"Budi": "present"}
    open_sheet(page, address, "Siti Aminah")
    expect(page.locator("[data-af=periksa]")).to_contain_text("Kirim sekali lagi")
    page.get_by_role("button", name="Simpan, lalu").click()
    wait_until(page, lambda: nothing_waits(page))
    assert [one.right_count for one in stored(app)] == [8]


def test_whoever_was_disabled_keeps_no_list_and_sends_nothing(
    app: Flask, line: CutProxy, page: Page, rina: Employee, address: str
) -> None:
    manager = staff.employ(app, "made@bp3mi.test", "office").sign_in()
    prepare(page, rina, address)
    away(page, line)
    open_list(page, address)
    afield.mark(page, "Budi", "Hadir")
    wait_for_news(page, "1 tanda hadir")
    assert manager.post(f"/petugas/orang/{uid_of(app, rina)}/nonaktif", WHY).status_code == 303
    line.come_back()
    page.evaluate("dispatchEvent(new Event('online'))")
    wait_for_news(page, "akunmu tidak aktif")
    wait_for_news(page, "1 tanda hadir")
    assert packs(page) == []
    assert "Budi" not in str(kept(page, "lembar"))
    assert marks(manager, address) == {}


def test_a_session_that_ran_out_takes_nothing_away_and_asks_to_sign_in(
    line: CutProxy, handset: BrowserContext, page: Page, rina: Employee, address: str
) -> None:
    prepare(page, rina, address)
    away(page, line)
    open_list(page, address)
    afield.mark(page, "Budi", "Hadir")
    wait_for_news(page, "1 tanda hadir")
    handset.clear_cookies(name="literasi_masuk")
    line.come_back()
    page.evaluate("dispatchEvent(new Event('online'))")
    wait_for_news(page, "Sesimu sudah berakhir")
    expect(page.get_by_role("radiogroup", name="Budi").get_by_label("Hadir")).to_be_checked()
    page.get_by_role("link", name="Masuk", exact=True).click()
    page.get_by_label("E-mail atau nomor pegawai").fill(rina.login)
    page.get_by_label("Kalimat sandi").fill(rina.passphrase)
    page.get_by_label("Kode dari HP").fill(rina.code())
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(f"**{address}/luring")
    wait_until(page, lambda: nothing_waits(page))
    wait_until(page, lambda: marks(rina, address) == {"Budi": "present"})


def test_a_class_that_changed_meanwhile_loses_no_word(
    app: Flask, line: CutProxy, page: Page, rina: Employee, wayan: Employee, address: str
) -> None:
    paper = make_paper(rina, address)
    prepare(page, rina, address)
    away(page, line)
    open_list(page, address)
    afield.mark(page, "Budi", "Hadir")
    wait_for_news(page, "1 tanda hadir")
    # Nobody took this seat yet: the sheet waits for them.
    open_sheet(page, address, "Cici")
    expect(page.locator("[data-af=kursi-kosong]")).to_be_visible()
    type_sheet(page, answers(app, paper, "A"))
    wait_for_news(page, "1 tanda hadir dan 1 lembar kuis")
    meeting = meetings(wayan, address)[0]
    assert wayan.post(f"{meeting}/hapus").status_code == 303
    budi = seat_of(wayan, address, "Budi")
    assert wayan.post(f"{budi}/keluarkan", WHY).status_code == 303
    wayan.paste(address, "Dewi Baru")
    line.come_back()
    page.goto(f"{address}/luring")
    expect(page.locator("[data-af=hasil]")).to_contain_text("seorang peserta Hadir")
    wait_for_news(page, "1 lembar kuis belum selesai")
    expect(page.locator("[data-af=orang]")).to_contain_text("Dewi Baru")
    page.get_by_role("button", name="Mengerti").click()
    expect(page.locator("[data-af=hasil]")).to_be_empty()
    open_sheet(page, address, "Cici")
    expect(page.locator("[data-af=periksa]")).to_contain_text("belum diambil")
    expect(page.get_by_label("Kode lembar")).to_have_value("1A")


def test_what_cannot_be_an_answer_is_said_while_the_paper_is_in_hand(
    app: Flask, line: CutProxy, page: Page, rina: Employee, address: str
) -> None:
    paper = make_paper(rina, address)
    prepare(page, rina, address)
    away(page, line)
    right: Fields = answers(app, paper, "B")
    open_sheet(page, address, "Siti Aminah")
    type_sheet(page, {**right, "kode": "7C"})
    expect(page.locator("#kode-salah")).to_contain_text("1A atau 1B")
    page.get_by_label("Kode lembar").fill("b")
    page.locator("#j2").fill("zz")
    page.locator("#j5").fill("")
    page.get_by_role("button", name="Simpan, lalu").click()
    expect(page.locator("#j2-salah")).to_contain_text("ketik -")
    expect(page.locator("#j5-salah")).to_contain_text("Belum diisi")
    expect(page.locator("#j2")).to_be_focused()
    assert kept(page, "antrean") == []
    # What was typed is there when the page is opened anew.
    page.reload()
    expect(page.locator("#j2")).to_have_value("zz")
    page.locator("#j2").fill(str(right["j2"]))
    page.locator("#j5").fill(str(right["j5"]))
    page.get_by_role("button", name="Simpan, lalu").click()
    wait_for_news(page, "1 lembar kuis tersimpan")


def test_sixty_people_are_marked_and_sent_at_once(
    line: CutProxy, page: Page, rina: Employee, address: str
) -> None:
    rina.paste(address, "\n".join(f"Peserta {number:02d}" for number in range(57)))
    prepare(page, rina, address)
    away(page, line)
    open_list(page, address)
    page.get_by_role("button", name="Sisanya hadir").click()
    wait_for_news(page, "60 tanda hadir")
    line.come_back()
    page.goto(f"{address}/luring")
    wait_until(page, lambda: nothing_waits(page))
    assert set(marks(rina, address).values()) == {"present"}
    assert len(marks(rina, address)) == 60
    assert sum("/luring/pertemuan" in one for one in line.asked) == 1


def test_after_seven_days_a_list_is_shown_no_more_and_goes_at_the_next_page_of_staff(
    line: CutProxy, page: Page, rina: Employee, address: str
) -> None:
    prepare(page, rina, address)
    away(page, line)
    page.goto(f"{address}/luring")
    for days, shown in ((6, True), (8, False)):
        past = f"(p) => ({{ ...p, diambil: Date.now() - {days} * 864e5 }})"
        rewrite(page, "lembar", past)
        page.goto(f"{address}/luring")
        expect(page.locator("[data-af=kelas]")).to_be_visible(visible=shown)
        expect(page.locator("[data-af=kosong]")).to_be_visible(visible=not shown)
    # The page asks for the class anew, which would make it young; it must have failed to.
    page.wait_for_load_state("networkidle")
    line.come_back()
    page.goto(address)
    wait_until(page, lambda: packs(page) == [])
