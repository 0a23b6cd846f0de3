"""What a family's phone keeps of a quiz when its owner signs out, or leaves it until it locks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from literasi.domain.course import Course
from tests.cut_proxy import CutProxy
from tests.journeys.conftest import CHROMIUM, FLAGS, PHONE
from tests.journeys.keeping import until, wait_until
from tests.journeys.own_site import OwnSite
from tests.journeys.phone_fixtures import address, course, handset, home, line, page
from tests.journeys.quiz import fill_in
from tests.journeys.test_leaving import choose_lock, leave_lying
from tests.journeys.test_phones import DIGITS, register, set_key_number, sign_out
from tests.journeys.waiting import (
    WAITING,
    answer,
    attempts,
    kept,
    open_kept,
    prepare,
    wait_for_attempts,
    wait_until_sent,
)

__all__ = ["course", "handset", "home", "line", "page"]
pytestmark = pytest.mark.journey

SITI, BUDI = "Siti Aminah", "Budi Santoso"


def come_back(page: Page, name: str) -> None:
    """Tap one's name, also while another is signed in."""
    page.goto("/masuk")
    page.get_by_role("button", name=name).click()
    page.get_by_label("4 angka").fill(DIGITS)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", name=f"Halo, {name}")).to_be_visible()


def meet(page: Page, name: str) -> str:
    """Somebody new on this phone, with an angka kunci; the uid by which the phone knows them."""
    register(page, name)
    set_key_number(page, DIGITS)
    found: str = page.evaluate("document.cookie.match(/literasi_ada=1[.](\\w+)/)[1]")
    return found


def test_signing_out_takes_along_sheets_and_marks_and_nothing_of_others(
    page: Page, course: Course
) -> None:
    siti = meet(page, SITI)
    sign_out(page)
    budi = meet(page, BUDI)
    prepare(page, course, 0)
    come_back(page, SITI)
    for module in (0, 1):
        prepare(page, course, module)
    open_kept(page, course, 0)
    answer(page, course, 0)
    wait_until_sent(page)
    assert [(one["pemilik"], one["nilai"]) for one in kept(page, "hasil")] == [(siti, 100)]
    assert sorted(one["pemilik"] for one in kept(page, "lembar")) == sorted([siti, budi])
    sign_out(page)
    until(page, "!document.cookie.includes('literasi_ada')")
    assert kept(page, "hasil") == []
    assert [one["pemilik"] for one in kept(page, "lembar")] == [budi]
    page.goto("/kuis-luring")
    expect(page.locator("[data-waiting-none]")).to_be_visible()


def test_a_sheet_that_was_begun_waits_for_its_owner(page: Page, course: Course) -> None:
    meet(page, SITI)
    prepare(page, course)
    open_kept(page, course)
    fill_in(page, course.modules[0], True)
    before = page.evaluate("[...new FormData(document.querySelector('[data-waiting-form]'))]")
    # A field counts as changed once it is left; then the phone writes it down.
    page.locator("h1").click()
    wait_until(page, lambda: [one.get("isian") for one in kept(page, "lembar")] == [before])
    sign_out(page)
    until(page, "!document.cookie.includes('literasi_ada')")
    assert [one["isian"] for one in kept(page, "lembar")] == [before]
    page.goto("/kuis-luring")
    expect(page.locator("[data-waiting-none]")).to_be_visible()
    come_back(page, SITI)
    open_kept(page, course)
    after = page.evaluate("[...new FormData(document.querySelector('[data-waiting-form]'))]")
    assert after == before


def test_a_locked_phone_sends_what_waits_and_shows_no_mark(
    app: Flask, line: CutProxy, page: Page, course: Course
) -> None:
    meet(page, SITI)
    choose_lock(page, 5)
    until(page, "document.cookie.includes('.k')")
    for module in (0, 1):
        prepare(page, course, module)
    open_kept(page, course, 0)
    answer(page, course, 0)
    expect(page.locator("[data-queue]")).to_contain_text("hasilnya ada di halaman pemiliknya")
    page.goto("/saya")
    expect(page.locator("[data-queue]")).to_contain_text("nilai 100")
    open_kept(page, course, 1)
    line.cut_before("/kirim")
    answer(page, course, 1)
    expect(page.locator("[data-queue]")).to_contain_text(WAITING)
    leave_lying(app, 6)
    line.mend()
    page.goto("/")
    expect(page.get_by_role("link", name="Buka kunci")).to_be_visible()
    wait_until_sent(page)
    assert len({one.learner_id for one in wait_for_attempts(app, 2)}) == 1
    for path in ("/", "/kuis-luring", "/simpanan", f"/kursus/{course.slug}"):
        page.goto(path)
        expect(page.get_by_role("link", name="Buka kunci")).to_be_visible()
        expect(page.locator("body")).not_to_contain_text("nilai 100")
        expect(page.locator("body")).not_to_contain_text(SITI)
    page.goto("/kuis-luring")
    page.locator("[data-queue] a", has_text=course.modules[0].title).click()
    page.get_by_label(f"Angka kunci {SITI}").fill(DIGITS)
    page.get_by_role("button", name="Buka kunci").click()
    expect(page.get_by_role("heading", name="Kamu lulus")).to_be_visible()
    page.goto("/saya")
    expect(page.locator("main").get_by_text("Nilai terbaik 100, lulus")).to_have_count(2)
    assert len(attempts(app)) == 2


SEEN_AT_COMING_OUT = """addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  const seen = JSON.parse(sessionStorage.seen || "[]");
  const shown = document.body.getClientRects().length > 0;
  seen.push([location.pathname, shown ? document.body.innerText : ""]);
  sessionStorage.seen = JSON.stringify(seen);
})"""


@pytest.fixture
def keeping_phone(browser: Browser, home: OwnSite) -> Iterator[BrowserContext]:
    """A browser that keeps whole pages for its back button, as those on phones do."""
    own = browser.browser_type.launch(
        executable_path=CHROMIUM,
        args=FLAGS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    context = own.new_context(base_url=f"http://127.0.0.1:{home.port}", viewport=PHONE)
    context.add_init_script(SEEN_AT_COMING_OUT)
    yield context
    own.close()


def test_pages_that_the_browser_kept_whole_come_out_without_who_left(
    keeping_phone: BrowserContext, course: Course
) -> None:
    page = keeping_phone.new_page()
    meet(page, SITI)
    prepare(page, course, 0)
    prepare(page, course, 1)
    open_kept(page, course, 0)
    answer(page, course, 0)
    expect(page.locator("[data-queue]")).to_contain_text("nilai 100")
    page.goto("/")
    expect(page.locator("[data-queue]")).to_contain_text("nilai 100")
    page.goto(address(course, 0, 0))
    expect(page.locator(".top")).to_contain_text(SITI)
    open_kept(page, course, 1)
    title = page.locator("h1").inner_text()
    sign_out(page)
    for _ in range(12):
        page.evaluate("history.back()")
        page.wait_for_timeout(400)
        if page.url == "about:blank":
            break
        expect(page.locator(".foot")).to_be_visible()
        if "/masuk" not in page.url:  # which names whom the phone knows
            expect(page.locator("body")).not_to_contain_text(SITI)
        expect(page.locator("body")).not_to_contain_text("nilai 100")
    page.goto("/")
    seen = page.evaluate("JSON.parse(sessionStorage.seen)")
    # Which pages a browser keeps is its own affair; without two the test would say nothing.
    assert len({"/kuis-luring", "/", address(course, 0, 0)} & {path for path, _ in seen}) >= 2
    assert [path for path, text in seen if SITI in text or "nilai 100" in text] == []
    assert [path for path, text in seen if title in text] == []
