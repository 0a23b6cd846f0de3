"""A quiz with no signal: every tap has one effect, whatever befalls line, phone or store."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from literasi.domain.course import Course
from tests.cut_proxy import CutProxy
from tests.journeys.keeping import keep
from tests.journeys.own_site import OwnSite
from tests.journeys.phone_fixtures import course, handset, home, line, page, start_phone
from tests.journeys.quiz import fill_in
from tests.journeys.test_phones import register, set_key_number
from tests.journeys.waiting import (
    WAITING,
    answer,
    attempts,
    kept,
    open_kept,
    prepare,
    quiz_of,
    rewrite,
    send_now,
    wait_for_attempts,
    wait_until_sent,
)

__all__ = ["course", "handset", "home", "line", "page"]
pytestmark = pytest.mark.journey


def kill(profile: Path) -> None:
    """End the browser of this profile as an empty battery would."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if f"--user-data-dir={profile}" in command and "--type=" not in command:
            os.kill(int(process.name), signal.SIGKILL)


def test_save_go_offline_read_answer_lose_the_phone_and_find_the_result_once(
    app: Flask, home: OwnSite, browser: Browser, course: Course, tmp_path: Path
) -> None:
    profile = tmp_path / "phone"
    where = profile, f"http://127.0.0.1:{home.port}"
    phone = start_phone(browser, *where)
    page = phone.new_page()
    register(page, "Siti Aminah")
    with page.expect_response("**/kuis/lembar"):
        keep(page, course.slug)
    # Chromium writes cookies to disk within half a minute, or when it is closed.
    phone.close()
    home.stop()
    _read_and_answer(start_phone(browser, *where).new_page(), course)
    kill(profile)
    phone = start_phone(browser, *where)
    page = phone.new_page()
    page.goto("/kuis-luring")
    expect(page.locator("[data-queue]")).to_contain_text(WAITING)
    assert attempts(app) == []
    home.start()
    _find_the_result_once(page)
    assert [one.was_offline for one in attempts(app)] == [True]
    phone.close()


def _read_and_answer(page: Page, course: Course) -> None:
    module = course.modules[0]
    page.goto(f"/kursus/{course.slug}/{module.slug}/{module.lessons[0].slug}")
    expect(page.locator("h1")).to_have_text(module.lessons[0].title)
    page.goto(quiz_of(course))
    expect(page.locator("h1")).to_have_text(f"Kuis: {module.title}")
    answer(page, course)
    expect(page.locator("[data-queue]")).to_contain_text(WAITING)


def _find_the_result_once(page: Page) -> None:
    page.goto("/kuis-luring")
    expect(page.locator("[data-queue]")).to_contain_text("nilai 100")
    expect(page.locator("[data-queue] a")).to_have_count(1)
    page.locator("[data-queue] a").click()
    expect(page.get_by_role("heading", name="Kamu lulus")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Dikerjakan tanpa sinyal")
    page.goto("/kuis-luring")
    expect(page.locator("[data-queue]")).to_be_hidden()


@pytest.mark.parametrize("fault", ["before", "after", "middle"])
def test_a_line_cut_anywhere_gives_one_attempt(
    app: Flask, line: CutProxy, page: Page, course: Course, fault: str
) -> None:
    register(page, "Siti Aminah")
    prepare(page, course)
    open_kept(page, course)
    if fault == "before":
        line.cut_before("/kirim")
    else:
        line.cut("/kirim", 0 if fault == "after" else 120)
    answer(page, course)
    expect(page.locator("[data-queue]")).to_contain_text(WAITING)
    wait_for_attempts(app, 0 if fault == "before" else 1)
    line.mend()
    send_now(page)
    expect(page.locator("[data-queue]")).to_contain_text("nilai 100")
    assert len(attempts(app)) == 1
    assert kept(page, "antrean") == []


def test_on_the_quiz_page_too_a_cut_line_costs_nothing(
    app: Flask, line: CutProxy, page: Page, course: Course
) -> None:
    register(page, "Siti Aminah")
    prepare(page, course)
    page.goto(quiz_of(course))
    fill_in(page, course.modules[0], True)
    line.cut("/kirim", 0)
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.locator("h1")).to_have_text("Kuis tanpa sinyal")
    expect(page.locator("[data-queue]")).to_contain_text(WAITING)
    line.mend()
    send_now(page)
    expect(page.locator("[data-queue]")).to_contain_text("nilai 100")
    assert len(attempts(app)) == 1
    # The sheet that was prepared for later is still there.
    assert len(kept(page, "lembar")) == 1


def test_two_tabs_send_one_attempt_and_the_second_tap_adds_nothing(
    app: Flask, line: CutProxy, handset: BrowserContext, page: Page, course: Course
) -> None:
    register(page, "Siti Aminah")
    prepare(page, course)
    other = handset.new_page()
    for tab in (page, other):
        open_kept(tab, course)
    line.cut_before("/kirim")
    answer(page, course, right=True)
    answer(other, course, right=False)
    expect(other.locator("[data-waiting-twice]")).to_be_visible()
    line.mend()
    for tab in (page, other):
        tab.evaluate("dispatchEvent(new Event('online'))")
    for tab in (page, other):
        expect(tab.locator("[data-queue]")).to_contain_text("nilai 100")
    # The second tab answered everything wrongly: what counts is what was tapped first.
    assert [one.right_count == one.total for one in attempts(app)] == [True]
    assert kept(page, "lembar") == []


def leave(page: Page) -> None:
    page.goto("/saya")
    page.get_by_role("button", name="Keluar").click()


def come_back(page: Page, name: str, key_number: str) -> None:
    page.get_by_role("button", name=name).click()
    page.get_by_label("4 angka").fill(key_number)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", name=f"Halo, {name}")).to_be_visible()


def test_two_learners_on_one_phone_see_and_send_only_their_own(
    app: Flask, line: CutProxy, page: Page, course: Course
) -> None:
    register(page, "Siti Aminah")
    set_key_number(page, "2580")
    prepare(page, course, 1)
    prepare(page, course, 0)
    line.cut_before("/kirim")
    open_kept(page, course, 0)
    answer(page, course, 0)
    leave(page)
    register(page, "Budi Santoso")
    page.goto("/kuis-luring")
    line.mend()
    page.reload()
    expect(page.locator("[data-queue]")).to_contain_text("1 jawaban menunggu pemiliknya masuk")
    expect(page.locator("[data-queue]")).not_to_contain_text("menunggu sinyal")
    expect(page.locator("main")).not_to_contain_text(course.modules[0].title)
    page.goto("about:blank")
    page.goto(f"/kuis-luring#{quiz_of(course, 1)}")
    expect(page.locator("[data-waiting-instead]")).to_be_visible()
    expect(page.locator("[data-waiting-form]")).to_be_hidden()
    assert attempts(app) == []
    leave(page)
    # Nobody reads now, so the ticket may go.
    expect(page.get_by_role("heading", name="Masuk", exact=True)).to_be_visible()
    wait_until_sent(page)
    come_back(page, "Siti Aminah", "2580")
    page.goto("/kuis-luring")
    expect(page.locator("[data-queue]")).to_contain_text("sudah sampai")
    page.locator("[data-queue] a").click()
    expect(page.get_by_role("heading", name="Kamu lulus")).to_be_visible()
    assert len(attempts(app)) == 1
    page.goto("/saya")
    expect(page.locator("main")).to_contain_text("Nilai terbaik 100, lulus")


def test_an_item_moved_under_another_account_is_still_its_owners(
    app: Flask, line: CutProxy, page: Page, course: Course
) -> None:
    register(page, "Siti Aminah")
    prepare(page, course)
    open_kept(page, course)
    line.cut_before("/kirim")
    answer(page, course)
    expect(page.locator("[data-queue]")).to_contain_text(WAITING)
    owner = kept(page, "antrean")[0]["pemilik"]
    page.goto("/saya")
    page.get_by_role("button", name="Keluar").click()
    register(page, "Budi Santoso")
    page.goto("/kuis-luring")
    rewrite(
        page,
        "(i) => ({ ...i, pemilik: document.cookie.match(/literasi_ada=1[.](\\w+)/)[1] })",
    )
    line.mend()
    page.reload()
    wait_until_sent(page)
    assert [one["pemilik"] for one in kept(page, "hasil")] == [owner]
    expect(page.locator("[data-queue]")).to_be_hidden()
    page.goto("/saya")
    expect(page.locator("main")).not_to_contain_text("Nilai terbaik")
    assert len(attempts(app)) == 1


TAMPERED = {
    "(i) => ({ ...i, isian: [['undian', 'palsu']] })": "lembarnya rusak",
    "(i) => ({ ...i, kirim: i.kirim.replace(/[^/]*.kuis.kirim$/, 'x/kuis/kirim') })": "tidak ada",
}


@pytest.mark.parametrize("change", TAMPERED)
def test_a_tampered_item_is_refused_once_and_said_so(
    app: Flask, line: CutProxy, page: Page, course: Course, change: str
) -> None:
    register(page, "Siti Aminah")
    prepare(page, course)
    open_kept(page, course)
    line.cut_before("/kirim")
    answer(page, course)
    expect(page.locator("[data-queue]")).to_contain_text(WAITING)
    rewrite(page, change)
    line.mend()
    send_now(page)
    expect(page.locator("[data-queue]")).to_contain_text(TAMPERED[change])
    expect(page.locator("[data-queue]")).not_to_contain_text("menunggu")
    assert attempts(app) == []


def test_answers_that_were_made_unreadable_come_back_to_be_mended(
    app: Flask, line: CutProxy, page: Page, course: Course
) -> None:
    register(page, "Siti Aminah")
    prepare(page, course)
    open_kept(page, course)
    line.cut_before("/kirim")
    answer(page, course)
    expect(page.locator("[data-queue]")).to_contain_text(WAITING)
    rewrite(page, "(i) => ({ ...i, isian: i.isian.slice(0, 2) })")
    line.mend()
    send_now(page)
    wait_until_sent(page)
    open_kept(page, course)
    assert page.locator("fieldset.bad .error").count() > 0
    answer(page, course)
    expect(page.locator("[data-queue]")).to_contain_text("nilai 100")
    assert len(attempts(app)) == 1


def test_changed_answers_after_the_commit_are_refused_with_what_counts(
    app: Flask, line: CutProxy, page: Page, course: Course
) -> None:
    register(page, "Siti Aminah")
    prepare(page, course)
    open_kept(page, course)
    line.cut("/kirim", 0)
    answer(page, course, right=False)
    expect(page.locator("[data-queue]")).to_contain_text(WAITING)
    before = wait_for_attempts(app, 1)[0].right_count
    rewrite(
        page,
        "(i) => ({ ...i, isian: i.isian.map(([n, v]) => [n, { 0: '1', 1: '0' }[v] || v]) })",
    )
    line.mend()
    send_now(page)
    expect(page.locator("[data-queue]")).not_to_contain_text("menunggu")
    told = kept(page, "hasil") + kept(page, "lembar")
    assert [one.get("alasan") for one in told] in (["used"], [None])
    assert [one.right_count for one in attempts(app)] == [before]


def test_five_hundred_waiting_items_are_all_sent_once(
    app: Flask, page: Page, course: Course
) -> None:
    register(page, "Siti Aminah")
    prepare(page, course)
    open_kept(page, course)
    fill_in(page, course.modules[0], False)
    # Five hundred taps on sheets of which one ticket is good: the others are refused, none stops
    # the rest.
    page.evaluate(
        """async () => {
          const [sheet] = await Queue.sheets();
          const isian = [...new FormData(document.querySelector("[data-waiting-form]"))];
          for (let n = 0; n < 499; n += 1) {
            await Queue.put(sheet, isian.map(([k, v]) => [k, k === "undian" ? `${v}${n}` : v]));
          }
          await Queue.put(sheet, isian);
          Queue.send();
        }"""
    )
    wait_until_sent(page)
    assert len(attempts(app)) == 1
    assert len(kept(page, "hasil")) == 500
    expect(page.locator("[data-queue] a")).to_have_count(20)


@pytest.mark.parametrize("years", [-3, 3])
def test_a_clock_three_years_off_changes_nothing_but_the_note(
    app: Flask, line: CutProxy, page: Page, course: Course, years: int
) -> None:
    page.add_init_script(
        f"const now = Date.now; Date.now = () => now() + {years} * 365 * 24 * 3600e3;"
    )
    register(page, "Siti Aminah")
    prepare(page, course)
    open_kept(page, course)
    line.cut_before("/kirim")
    answer(page, course)
    expect(page.locator("[data-queue]")).to_contain_text(WAITING)
    line.mend()
    send_now(page)
    expect(page.locator("[data-queue]")).to_contain_text("nilai 100")
    row = attempts(app)[0]
    assert row.claimed_at is not None
    assert round((row.claimed_at - row.submitted_at).days / 365) == years


def test_without_locks_a_lease_in_the_store_does_it(
    app: Flask, line: CutProxy, page: Page, course: Course
) -> None:
    page.add_init_script("Object.defineProperty(Navigator.prototype, 'locks', { get: () => null })")
    register(page, "Siti Aminah")
    prepare(page, course)
    open_kept(page, course)
    answer(page, course)
    expect(page.locator("[data-queue]")).to_contain_text("nilai 100")
    assert kept(page, "sewa") == []
    assert len(attempts(app)) == 1
