"""What a phone still shows of somebody who signed out, was followed by another, or left it lying.

Steps back are real ones, and fetch anew here: the browser that tests drive keeps no whole pages
for its back button. What the browser of a phone tells a page before it is kept and after it comes
out, the tests tell it themselves.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select, update

from literasi.accounts.models import SignIn
from literasi.database import db, write
from tests.journeys.conftest import PHONE
from tests.journeys.quiz import fill_in
from tests.journeys.test_accessibility import assert_accessible
from tests.journeys.test_phones import DIGITS, register, set_key_number, sign_out

pytestmark = pytest.mark.journey
LESSON = "/kursus/uang-kiriman/uang-bocor"


def choose_lock(page: Page, minutes: int) -> None:
    page.goto("/saya/angka-kunci")
    page.get_by_label("Minta angka kunci lagi").select_option(str(minutes))
    page.get_by_label("Angka kunci sekarang").fill(DIGITS)
    assert_accessible(page)
    page.get_by_role("button", name="Simpan waktu kunci").click()
    expect(page.get_by_label("Minta angka kunci lagi")).to_have_value(str(minutes))


def leave_lying(office: Flask, minutes: int) -> None:
    with office.app_context(), write():
        for row in db.session.scalars(select(SignIn).where(SignIn.seen_at.is_not(None))).all():
            seen = row.seen_at - timedelta(minutes=minutes) if row.seen_at else None
            db.session.execute(update(SignIn).where(SignIn.id == row.id).values(seen_at=seen))


def told(page: Page, event: str) -> None:
    """Tell the page that the browser keeps it whole, or that it comes out as it was."""
    page.evaluate(f"dispatchEvent(new PageTransitionEvent('{event}', {{ persisted: true }}))")


def test_a_page_that_the_browser_keeps_whole_goes_there_blank_and_comes_out_anew(
    page: Page,
) -> None:
    register(page, "Ningsih Wulan")
    page.goto(LESSON)
    expect(page.locator(".top")).to_contain_text("Ningsih Wulan")
    own = page.context.new_page()
    own.goto("/saya")
    told(page, "pagehide")
    told(own, "pagehide")
    assert "Ningsih Wulan" not in page.content()
    assert own.locator("body").bounding_box() is None
    page.request.post("/keluar", headers={"Origin": page.evaluate("origin")})
    told(page, "pageshow")
    told(own, "pageshow")
    expect(own.get_by_role("heading", name="Masuk", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Halaman saya")).to_be_visible()


def test_after_signing_out_the_back_button_shows_nothing_of_who_left(page: Page) -> None:
    register(page, "Ningsih Wulan")
    page.goto(LESSON)
    expect(page.locator(".top")).to_contain_text("Ningsih Wulan")
    page.goto("/kursus")
    expect(page.locator(".top")).to_contain_text("Ningsih Wulan")
    page.goto("/saya")
    page.get_by_role("button", name="Keluar", exact=True).click()
    expect(page.get_by_role("heading", name="Masuk", exact=True)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Masuk", exact=True)).to_be_visible()
    for _ in range(2):
        page.go_back()
        expect(page.get_by_role("link", name="Halaman saya")).to_be_visible()
        assert "Ningsih Wulan" not in page.content()


def test_after_changing_learners_the_back_button_shows_the_second_one_only(page: Page) -> None:
    register(page, "Ningsih Wulan")
    set_key_number(page, DIGITS)
    page.goto(LESSON)
    expect(page.locator(".top")).to_contain_text("Ningsih Wulan")
    page.goto("/kursus/uang-kiriman/uang-bocor/kuis")
    page.goto("/saya")
    sign_out(page)
    register(page, "Rahmat Hidayat")
    for _ in range(8):
        page.go_back()
        if page.url == "about:blank":
            break
        if not page.url.endswith("/masuk"):  # which names whom the phone knows
            assert "Ningsih Wulan" not in page.content(), page.url
    assert page.request.get("/saya/ringkas").json()["nama"] == "Rahmat Hidayat"


def test_nothing_personal_stands_in_the_browsers_cache(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, viewport=PHONE)
    page = context.new_page()
    register(page, "Ningsih Wulan")
    page.goto(LESSON)
    expect(page.locator(".top")).to_contain_text("Ningsih Wulan")
    sign_out(page)
    found = page.evaluate(
        """async () => {
          const kept = [];
          for (const path of ["/saya", "/saya/ringkas", "/saya/angka-kunci"]) {
            const answer = await fetch(path, { cache: "only-if-cached", mode: "same-origin" })
              .catch(() => null);
            if (answer?.ok) kept.push(path);
          }
          for (const name of await caches.keys())
            for (const one of await (await caches.open(name)).keys())
              if (/Ningsih/.test(await (await caches.match(one)).text())) kept.push(one.url);
          return kept;
        }"""
    )
    assert found == []
    context.close()


def test_a_page_left_lying_is_covered_and_keeps_what_was_typed(page: Page) -> None:
    register(page, "Ningsih Wulan")
    set_key_number(page, DIGITS)
    choose_lock(page, 5)
    page.clock.install()
    page.goto("/saya/angka-kunci")
    page.get_by_label("Angka kunci baru").fill("82")
    page.clock.fast_forward("05:10")
    expect(page.get_by_role("heading", name="Halamanmu terkunci")).to_be_visible()
    expect(page.locator("#isi")).to_be_hidden()
    assert_accessible(page)
    page.get_by_label("4 angka", exact=True).fill("0000")
    page.get_by_role("button", name="Buka kunci").click()
    expect(page.get_by_role("alert")).to_contain_text("belum tepat")
    page.get_by_label("4 angka", exact=True).fill(DIGITS)
    page.get_by_role("button", name="Buka kunci").click()
    expect(page.get_by_label("Angka kunci baru")).to_have_value("82")


def test_a_quiz_filled_in_slowly_counts_and_one_returns_to_its_result(
    page: Page, office: Flask
) -> None:
    register(page, "Ningsih Wulan")
    set_key_number(page, DIGITS)
    choose_lock(page, 5)
    module = office.extensions["literasi"].catalogue.courses[0].modules[0]
    page.goto(f"/kursus/uang-kiriman/{module.slug}/kuis")
    fill_in(page, module, right=True)
    leave_lying(office, 6)
    page.get_by_role("button", name="Kirim").click()
    expect(page.get_by_role("heading", name="Halamanmu terkunci")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Angka kunci Ningsih Wulan").fill(DIGITS)
    page.get_by_role("button", name="Buka kunci").click()
    page.wait_for_url("**/kuis/*")
    expect(page.locator("main")).to_contain_text("100")


def test_a_locked_phone_reads_on_and_offers_to_unlock(page: Page, office: Flask) -> None:
    register(page, "Ningsih Wulan")
    set_key_number(page, DIGITS)
    choose_lock(page, 5)
    leave_lying(office, 6)
    page.goto(LESSON)
    page.get_by_role("link", name="Buka kunci").click()
    expect(page.get_by_label("Angka kunci Ningsih Wulan")).to_be_visible()
    expect(page.locator(".top")).not_to_contain_text("Ningsih Wulan")
    page.get_by_label("Angka kunci Ningsih Wulan").fill(DIGITS)
    page.get_by_role("button", name="Buka kunci").click()
    page.wait_for_url(f"**{LESSON}/**")
    expect(page.locator(".top")).to_contain_text("Ningsih Wulan")
