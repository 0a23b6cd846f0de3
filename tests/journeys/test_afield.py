"""A class where there is no network: every tap is kept, and arrives once, whatever befalls."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import staff
from tests.afield import take_along
from tests.classroom import joined, make_paper, mark, meetings, plan_meeting
from tests.cut_proxy import CutProxy
from tests.journeys import afield
from tests.journeys.afield import kept, open_list, open_sheet, packs, prepare, type_sheet
from tests.journeys.desk import sign_in
from tests.journeys.keeping import until, wait_until
from tests.journeys.own_site import OwnSite
from tests.journeys.phone_fixtures import handset, home, line, page, start_phone
from tests.journeys.test_accessibility import assert_accessible
from tests.journeys.test_waiting_quiz import kill
from tests.people import Employee, Fields, Reader
from tests.training.paper.test_entering import answers, stored
from tests.training.paper.test_printing import notes

__all__ = ["handset", "home", "line", "page"]
pytestmark = pytest.mark.journey

NEWS = "[data-af=kabar]"


@pytest.fixture
def rina(app: Flask) -> Employee:
    return staff.employ(app, "rina@bp3mi.test", "trainer").sign_in()


@pytest.fixture
def wayan(app: Flask) -> Employee:
    return staff.employ(app, "wayan@bp3mi.test", "trainer").sign_in()


@pytest.fixture
def address(app: Flask, rina: Employee) -> str:
    """A class of Siti, who took her seat, and of Budi and Cici, with an empty list."""
    address = joined(rina, Reader(app).register("Siti Aminah"))
    rina.paste(address, "Budi\nCici")
    assert plan_meeting(rina, address).status_code == 303
    return address


def marks(who: Employee, address: str) -> dict[str, str]:
    """By name, what the server has."""
    packed = take_along(who, address)
    names = {one["kursi"]: one["nama"] for one in packed["orang"]}
    return {names[seat]: value for seat, value in packed["pertemuan"][0]["tanda"].items()}


def nothing_waits(page: Page) -> bool:
    return not kept(page, "antrean") and len(kept(page, "lembar")) == len(packs(page))


def test_prepare_drive_out_mark_and_type_lose_the_device_and_find_all_of_it_sent_once(
    app: Flask, home: OwnSite, browser: Browser, rina: Employee, address: str, tmp_path: Path
) -> None:
    paper = make_paper(rina, address)
    profile = tmp_path / "laptop"
    where = profile, f"http://127.0.0.1:{home.port}"
    device = start_phone(browser, *where)
    prepare(device.new_page(), rina, address)
    # Chromium writes cookies to disk within half a minute, or when it is closed.
    device.close()
    home.stop()
    _fill_in(start_phone(browser, *where).new_page(), address, answers(app, paper, "B", wrong=1))
    kill(profile)
    page = start_phone(browser, *where).new_page()
    # The list of the meeting opens at the address that it has at a desk.
    page.goto(meetings(rina, address)[0])
    expect(page.get_by_role("radiogroup", name="Budi").get_by_label("Hadir")).to_be_checked()
    expect(page.locator(NEWS)).to_contain_text("3 tanda hadir dan 1 lembar kuis")
    home.start()
    page.goto(f"{address}/luring")
    expect(page.locator(NEWS)).to_contain_text("Semua isian sudah terkirim")
    assert marks(rina, address) == {"Budi": "present", "Cici": "absent", "Siti Aminah": "absent"}
    (attempt,) = stored(app)
    assert (attempt.right_count, attempt.entered_by_id is not None) == (7, True)
    assert len(notes(app, "attendance.mark")) == 1
    assert nothing_waits(page)
    page.context.close()


def _fill_in(page: Page, address: str, sheet: Fields) -> None:
    """Read the roster, mark everybody and type a sheet, where there is no network."""
    page.goto(address)
    expect(page.get_by_role("heading", name="Praya Angkatan 3")).to_be_visible()
    expect(page.locator("[data-af=orang] tr")).to_have_count(3)
    assert_accessible(page)
    open_list(page, address)
    afield.mark(page, "Budi", "Hadir")
    page.get_by_role("button", name="Sisanya alpa").click()
    expect(page.locator(NEWS)).to_contain_text("3 tanda hadir tersimpan di perangkat ini")
    assert_accessible(page)
    open_sheet(page, address, "Siti Aminah")
    type_sheet(page, sheet)
    expect(page.locator(NEWS)).to_contain_text("3 tanda hadir dan 1 lembar kuis")
    assert_accessible(page)


def away(page: Page, line: CutProxy) -> None:
    """The network goes, without the browser knowing."""
    line.go_away()
    page.wait_for_timeout(100)


@pytest.mark.parametrize("fault", ["before", "after", "middle"])
def test_a_line_cut_anywhere_stores_marks_once(
    app: Flask, line: CutProxy, page: Page, rina: Employee, address: str, fault: str
) -> None:
    prepare(page, rina, address)
    open_list(page, address)
    if fault == "before":
        line.cut_before("/luring/pertemuan")
    else:
        line.cut("/luring/pertemuan", 0 if fault == "after" else 120)
    afield.mark(page, "Budi", "Hadir")
    wait_until(page, lambda: any("/luring/pertemuan" in one for one in line.asked))
    expect(page.locator(NEWS)).to_contain_text("1 tanda hadir")
    # Tapped while the first one is on its way: it goes by itself, after it.
    afield.mark(page, "Budi", "Sakit")
    # Both lie on the device. No hand is faster than that, but a page that is left by a script is.
    expect(page.locator(NEWS)).to_contain_text("2 tanda hadir")
    line.mend()
    page.goto(f"{address}/luring")
    wait_until(page, lambda: nothing_waits(page))
    page.reload()
    wait_until(page, lambda: marks(rina, address) == {"Budi": "sick"})
    assert len(notes(app, "attendance.mark")) == 2
    assert kept(page, "hasil") == []


def test_whom_a_colleague_marked_meanwhile_is_shown_and_the_trainer_chooses(
    line: CutProxy, page: Page, rina: Employee, wayan: Employee, address: str
) -> None:
    prepare(page, rina, address)
    away(page, line)
    open_list(page, address)
    for name, said in (("Budi", "Sakit"), ("Cici", "Izin"), ("Siti Aminah", "Hadir")):
        afield.mark(page, name, said)
    expect(page.locator(NEWS)).to_contain_text("3 tanda hadir")
    mark(wayan, meetings(wayan, address)[0], Budi="absent", Cici="present")
    line.come_back()
    page.goto(f"{address}/luring")
    clashes = page.locator("[data-af=hasil] li")
    expect(clashes).to_have_count(2)
    expect(clashes.first).to_contain_text("tersimpan Alpa, tandamu Sakit")
    assert marks(rina, address)["Siti Aminah"] == "present"
    assert_accessible(page)
    # It is still there when the page is opened anew.
    page.reload()
    expect(clashes).to_have_count(2)
    clashes.first.get_by_role("button", name="Pakai tandaku").click()
    expect(clashes).to_have_count(1)
    expect(clashes.first).to_contain_text("tersimpan Hadir, tandamu Izin")
    clashes.first.get_by_role("button", name="Biarkan").click()
    expect(clashes).to_have_count(0)
    wait_until(page, lambda: nothing_waits(page))
    expected = {"Budi": "sick", "Cici": "present", "Siti Aminah": "present"}
    wait_until(page, lambda: marks(rina, address) == expected)
    assert kept(page, "hasil") == []


def test_two_tabs_keep_each_others_taps_and_send_everything_once(
    app: Flask, line: CutProxy, handset: BrowserContext, page: Page, rina: Employee, address: str
) -> None:
    paper = make_paper(rina, address)
    prepare(page, rina, address)
    other = handset.new_page()
    away(page, line)
    for tab in (page, other):
        open_list(tab, address)
    for tab, name, said, count in ((page, "Budi", "Hadir", 1), (other, "Cici", "Sakit", 2)):
        afield.mark(tab, name, said)
        expect(tab.locator(NEWS)).to_contain_text(f"{count} tanda hadir")
    for tab in (page, other):
        open_sheet(tab, address, "Siti Aminah")
    type_sheet(page, answers(app, paper, "A"))
    expect(page.locator(NEWS)).to_contain_text("2 tanda hadir dan 1 lembar kuis")
    type_sheet(other, answers(app, paper, "A", wrong=3))
    expect(other.locator(NEWS)).to_contain_text("2 tanda hadir dan 1 lembar kuis")
    line.come_back()
    for tab in (page, other):
        tab.evaluate("dispatchEvent(new Event('online'))")
    wait_until(page, lambda: not kept(page, "antrean"))
    assert marks(rina, address) == {"Budi": "present", "Cici": "sick"}
    assert [one.right_count for one in stored(app)] == [8]
    assert len(notes(app, "attendance.mark")) == 1


def test_whoever_signs_out_is_warned_takes_the_list_away_and_finds_what_waited(
    line: CutProxy, page: Page, rina: Employee, wayan: Employee, address: str
) -> None:
    prepare(page, rina, address)
    open_list(page, address)
    line.cut_before("/luring/pertemuan")
    afield.mark(page, "Budi", "Hadir")
    expect(page.locator(NEWS)).to_contain_text("1 tanda hadir")
    page.goto(address)
    expect(page.locator("[data-unsent]")).to_contain_text("belum terkirim: 1 tanda hadir")
    page.get_by_role("button", name="Keluar", exact=True).click()
    expect(page.locator("[data-unsent]")).to_contain_text("Tekan sekali lagi untuk keluar")
    assert len(packs(page)) == 1
    page.get_by_role("button", name="Keluar", exact=True).click()
    expect(page.get_by_role("heading", name="Masuk sebagai petugas")).to_be_visible()
    assert packs(page) == []
    line.mend()
    # Nothing is sent in a colleague's session, and no name is left for them to see.
    sign_in(page, wayan)
    page.goto(f"{address}/luring")
    expect(page.get_by_role("button", name="Siapkan tanpa sinyal")).to_be_visible()
    assert "Budi" not in str([kept(page, store) for store in ("lembar", "antrean", "hasil")])
    assert marks(wayan, address) == {}
    page.get_by_role("button", name="Keluar", exact=True).click()
    expect(page.get_by_role("heading", name="Masuk sebagai petugas")).to_be_visible()
    sign_in(page, rina)
    page.get_by_role("link", name="Buka dan kirim").click()
    # Whatever ends last says so.
    expect(page.locator(NEWS)).to_contain_text(re.compile("Siap: kelas ini|sudah terkirim"))
    wait_until(page, lambda: nothing_waits(page))
    assert marks(rina, address) == {"Budi": "present"}


def test_the_page_can_be_worked_with_a_keyboard(
    line: CutProxy, page: Page, rina: Employee, address: str
) -> None:
    prepare(page, rina, address)
    away(page, line)
    open_list(page, address)
    assert until(page, "document.activeElement.tagName === 'H2'")
    page.get_by_role("radiogroup", name="Budi").get_by_label("Belum").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(NEWS)).to_contain_text("1 tanda hadir")
    expect(page.get_by_role("radiogroup", name="Budi").get_by_label("Hadir")).to_be_focused()
