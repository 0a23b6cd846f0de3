"""A full or emptied phone, a cut sheet, a broken queue: no answer is lost, none holds others up."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from literasi.domain.course import Course
from tests.cut_proxy import CutProxy
from tests.journeys.keeping import until
from tests.journeys.phone_fixtures import course, handset, home, line, page, start_phone
from tests.journeys.quiz import fill_in
from tests.journeys.test_phones import register, sign_out
from tests.journeys.test_saving_goes_wrong import set_quota
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


def fill_up(page: Page, line: CutProxy) -> Page:
    """Leave no room for anything more, while the page that is returned holds the room."""
    holder = page.context.new_page()
    set_quota(holder, line.address, 1)
    return holder


def test_a_full_phone_says_so_at_the_tap_and_keeps_the_answers_on_the_page(
    app: Flask, line: CutProxy, browser: Browser, course: Course, tmp_path: Path
) -> None:
    # Chromium remembers for half a minute how much room there was, unless it is started anew.
    phone = start_phone(browser, tmp_path / "phone", line.address)
    page = phone.new_page()
    register(page, "Siti Aminah")
    prepare(page, course)
    phone.close()
    phone = start_phone(browser, tmp_path / "phone", line.address)
    page = phone.new_page()
    holder = fill_up(page, line)
    open_kept(page, course)
    fill_in(page, course.modules[0], True)
    line.cut_before("/kirim")
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.locator("[data-waiting-full]")).to_be_visible()
    expect(page.locator("[data-waiting-form]")).to_be_visible()
    assert kept(page, "antrean") == []
    set_quota(holder, line.address, None)
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.locator("[data-queue]")).to_contain_text(WAITING)
    expect(page.locator("[data-waiting-full]")).to_be_hidden()
    line.mend()
    send_now(page)
    expect(page.locator("[data-queue]")).to_contain_text("nilai 100")
    assert len(attempts(app)) == 1
    phone.close()


def test_on_a_full_phone_a_quiz_is_not_called_ready_and_counts_with_a_signal(
    app: Flask, line: CutProxy, page: Page, course: Course
) -> None:
    register(page, "Siti Aminah")
    page.goto(quiz_of(course))
    fill_up(page, line)
    place = page.locator("[data-prepare]")
    place.get_by_role("button").click()
    expect(place.get_by_role("status")).to_contain_text("Memori HP penuh")
    expect(page.locator("[data-ready]")).to_be_hidden()
    fill_in(page, course.modules[0], True)
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_role("heading", name="Kamu lulus")).to_be_visible()
    assert len(attempts(app)) == 1


@pytest.mark.parametrize("after", [0, 150, 900], ids=["no answer", "in its head", "in its body"])
def test_a_sheet_that_arrives_cut_is_not_kept(
    line: CutProxy, page: Page, course: Course, after: int
) -> None:
    register(page, "Siti Aminah")
    page.goto(quiz_of(course))
    line.cut("/lembar", after)
    place = page.locator("[data-prepare]")
    place.get_by_role("button").click()
    expect(place.get_by_role("status")).to_contain_text("Coba lagi saat ada sinyal")
    assert kept(page, "lembar") == []
    line.mend()
    place.get_by_role("button").click()
    expect(page.locator("[data-ready]")).to_be_visible()
    assert len(kept(page, "lembar")) == 1


# Asked again and again: in the moment of clearing, the browser may never answer.
IS_EMPTY = """Promise.race([
  indexedDB.databases().then((all) => !all.length),
  new Promise((resolve) => setTimeout(resolve, 500)),
])"""


def test_a_store_that_the_phone_threw_away_is_made_anew_under_an_open_sheet(
    app: Flask, line: CutProxy, page: Page, course: Course
) -> None:
    register(page, "Siti Aminah")
    prepare(page, course)
    open_kept(page, course)
    fill_in(page, course.modules[0], True)
    session = page.context.new_cdp_session(page)
    everything = {"origin": line.address, "storageTypes": "indexeddb,cache_storage"}
    session.send("Storage.clearDataForOrigin", everything)
    until(page, IS_EMPTY)
    line.cut_before("/kirim")
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.locator("[data-queue]")).to_contain_text(WAITING)
    line.mend()
    send_now(page)
    expect(page.locator("[data-queue]")).to_contain_text("nilai 100")
    assert len(attempts(app)) == 1


BROKEN = """[
  { kirim: "https://jahat.example/kirim" }, { kirim: 7 }, { kirim: "/glosarium" },
  { isian: "x" }, { isian: [["undian"]] }, { isian: [] },
]"""


def break_copies(page: Page) -> None:
    """Put broken copies of the one item that waits before it, as whoever holds the phone may."""
    page.evaluate(
        """(changes) => new Promise((resolve) => {
          const request = indexedDB.open("literasi-kuis");
          request.onsuccess = () => {
            const writing = request.result.transaction("antrean", "readwrite");
            const store = writing.objectStore("antrean");
            store.getAll().onsuccess = ({ target: { result: [item] } }) => {
              changes.forEach((change, n) => store.put({ ...item, ...change, kunci: `!${n}` }));
            };
            writing.oncomplete = () => { request.result.close(); resolve(); };
          };
        })""",
        page.evaluate(BROKEN),
    )


def test_broken_items_hold_up_no_other(
    app: Flask, line: CutProxy, page: Page, course: Course
) -> None:
    register(page, "Siti Aminah")
    prepare(page, course)
    line.cut_before("/kirim")
    open_kept(page, course)
    answer(page, course)
    expect(page.locator("[data-queue]")).to_contain_text(WAITING)
    break_copies(page)
    line.mend()
    send_now(page)
    expect(page.locator("[data-queue]")).to_contain_text("nilai 100")
    assert len(attempts(app)) == 1
    # What nobody can answer yes or no goes on waiting; the others are refused and said so.
    assert [one["kirim"] for one in kept(page, "antrean")] == ["/glosarium"]
    expect(page.get_by_text("lembarnya rusak")).to_have_count(5)


def test_what_another_account_sends_again_after_the_commit_changes_nothing(
    app: Flask, line: CutProxy, page: Page, course: Course
) -> None:
    register(page, "Siti Aminah")
    prepare(page, course)
    open_kept(page, course)
    line.cut("/kirim", 0)
    answer(page, course, right=False)
    row = wait_for_attempts(app, 1)[0]
    owner = kept(page, "antrean")[0]["pemilik"]
    line.cut_before("/kirim")
    sign_out(page)
    register(page, "Budi Santoso")
    page.goto("/kuis-luring")
    rewrite(page, "(i) => ({ ...i, pemilik: Queue.owner() })")
    line.mend()
    page.reload()
    wait_until_sent(page)
    assert [(one["pemilik"], one.get("nilai")) for one in kept(page, "hasil")] == [(owner, None)]
    assert [(one.id, one.learner_id) for one in attempts(app)] == [(row.id, row.learner_id)]
    page.goto("/saya")
    expect(page.locator("main")).not_to_contain_text("Nilai terbaik")


@pytest.mark.parametrize(
    "lease", ["Date.now() + 3 * 365 * 24 * 3600e3", "Date.now() - 1", "Date.now() + 4500"]
)
def test_a_lease_of_a_clock_years_ahead_or_a_dead_tab_stops_nobody(
    app: Flask, page: Page, course: Course, lease: str
) -> None:
    page.add_init_script("Object.defineProperty(Navigator.prototype, 'locks', { get: () => null })")
    register(page, "Siti Aminah")
    prepare(page, course)
    open_kept(page, course)
    page.evaluate(
        """(until) => new Promise((resolve) => {
          const request = indexedDB.open("literasi-kuis");
          request.onsuccess = () => {
            const writing = request.result.transaction("sewa", "readwrite");
            writing.objectStore("sewa").put(until, "literasi-kuis");
            writing.oncomplete = () => { request.result.close(); resolve(); };
          };
        })""",
        page.evaluate(lease),
    )
    answer(page, course)
    expect(page.locator("[data-queue]")).to_contain_text("nilai 100")
    assert len(attempts(app)) == 1
