"""HP pinjaman: who has left is nowhere on the phone, and yet no answer of theirs is lost."""

from __future__ import annotations

from contextlib import suppress

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Error, Page, expect

from literasi.domain.course import Course
from tests.accounts.test_loans import card_of
from tests.cut_proxy import CutProxy
from tests.journeys.keeping import index_of, keep, kept_texts, until
from tests.journeys.phone_fixtures import course, handset, home, line, page
from tests.journeys.test_leaving import leave_lying
from tests.journeys.waiting import (
    answer,
    attempts,
    kept,
    open_kept,
    prepare,
    wait_for_attempts,
    wait_until_sent,
)
from tests.lending import lend_phones
from tests.people import Reader

__all__ = ["course", "handset", "home", "line", "page"]
pytestmark = pytest.mark.journey

TOKEN = "the-phone-of-an-office-in-a-class"
SITI, BUDI = "Siti Aminah", "Budi Santoso"


@pytest.fixture(autouse=True)
def lent(app: Flask, handset: BrowserContext, line: CutProxy) -> None:
    lend_phones(app, [TOKEN])
    cookie = {"name": "literasi_hp", "value": TOKEN, "url": line.address}
    handset.add_cookies([cookie])  # type: ignore[list-item]


@pytest.fixture
def cards(app: Flask) -> dict[str, str]:
    """The codes on the learners' cards."""
    return {name: card_of(Reader(app).register(name)).replace(" ", "") for name in (SITI, BUDI)}


def enter(page: Page, name: str, code: str) -> None:
    """Scan a card, also where the page that takes it is open already."""
    page.goto(f"/masuk#{code}")
    page.get_by_role("button", name="Ya, masuk").click()
    expect(page.get_by_role("heading", name=f"Halo, {name}")).to_be_visible()


def hand_on(page: Page) -> None:
    page.goto("/saya")
    page.get_by_role("button", name="Ganti peserta").first.click()
    expect(page.get_by_role("heading", name="Masuk", exact=True)).to_be_visible()


def leave_one_answer_waiting(page: Page, line: CutProxy, course: Course) -> str:
    """A mark, a sheet, and an answer that the line does not take; the uid of whoever left them."""
    for module in (1, 2, 3):
        prepare(page, course, module)
    open_kept(page, course, 1)
    answer(page, course, 1)
    wait_until_sent(page)
    open_kept(page, course, 2)
    line.cut_before("/kirim")
    answer(page, course, 2)
    expect(page.locator("[data-queue]")).to_contain_text("1 jawaban menunggu sinyal")
    owner: str = kept(page, "antrean")[0]["pemilik"]
    assert [one["nilai"] for one in kept(page, "hasil")] == [100]
    assert {one["pemilik"] for one in kept(page, "lembar")} == {owner}
    return owner


def assert_nothing_is_left_of(page: Page, name: str, owner: str) -> None:
    """Look into everything that a phone has, and walk back to where they were."""
    expect(page.locator("body")).not_to_contain_text(name)
    until(page, "!document.cookie.includes('literasi_ada')")
    assert kept(page, "hasil") == []
    assert kept(page, "lembar") == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("indexedDB.databases().then((all) => all.map(({ name }) => name))") == [
        "literasi-kuis"
    ]
    texts = [text for text in kept_texts(page).values() if name in text or owner in text]
    assert texts == []
    for _ in range(12):
        # The page that answered a form is not there any more.
        with suppress(Error):
            page.go_back()
        if page.url == "about:blank":
            return
        expect(page.locator("html")).not_to_contain_text(name)


def test_ganti_peserta_leaves_an_unsent_answer_and_nothing_else(
    app: Flask, line: CutProxy, page: Page, course: Course, cards: dict[str, str]
) -> None:
    enter(page, SITI, cards[SITI])
    keep(page, course.slug)
    owner = leave_one_answer_waiting(page, line, course)
    hand_on(page)
    assert [one["pemilik"] for one in kept(page, "antrean")] == [owner]
    assert_nothing_is_left_of(page, SITI, owner)
    assert len(attempts(app)) == 1
    # What was kept for the class, which is nobody's, is still there.
    page.goto("/masuk")
    kept_titles = [entry.get("judul") for entry in index_of(page)["isi"].values()]
    assert course.modules[0].title in kept_titles
    # Nobody reads: the ticket sends it, and tells nobody here how it went.
    line.mend()
    page.reload()
    wait_until_sent(page)
    assert len({one.learner_id for one in wait_for_attempts(app, 2)}) == 1
    assert [one.get("nilai") for one in kept(page, "hasil")] == [None]
    enter(page, BUDI, cards[BUDI])
    page.goto("/kuis-luring")
    expect(page.locator("[data-waiting-none]")).to_be_visible()
    expect(page.locator("[data-queue]")).to_be_hidden()


def test_a_card_on_the_open_phone_of_another_sends_theirs_in_no_session(
    app: Flask, line: CutProxy, page: Page, course: Course, cards: dict[str, str]
) -> None:
    enter(page, SITI, cards[SITI])
    owner = leave_one_answer_waiting(page, line, course)
    cookies: list[str | None] = []
    page.on(
        "request",
        lambda one: (
            cookies.append(one.all_headers().get("cookie")) if one.url.endswith("/kirim") else None
        ),
    )
    line.mend()
    line.cut_before("/kirim")
    enter(page, BUDI, cards[BUDI])
    page.goto("/kuis-luring")
    line.mend()
    page.reload()
    wait_until_sent(page)
    assert cookies
    assert not any(cookies)
    assert [one["pemilik"] for one in kept(page, "hasil")] == [owner]
    assert [one.get("nilai") for one in kept(page, "hasil")] == [None]
    assert kept(page, "lembar") == []
    expect(page.locator("[data-queue]")).to_be_hidden()
    first, second = wait_for_attempts(app, 2)
    assert first.learner_id == second.learner_id
    page.goto("/saya")
    expect(page.locator("main")).not_to_contain_text("Nilai terbaik")


def test_a_phone_left_lying_shows_no_mark_and_removes_it_at_the_door(
    app: Flask, line: CutProxy, page: Page, course: Course, cards: dict[str, str]
) -> None:
    enter(page, SITI, cards[SITI])
    owner = leave_one_answer_waiting(page, line, course)
    page.goto("/saya")
    expect(page.locator("[data-queue]")).to_contain_text("nilai 100")
    leave_lying(app, 11)
    # Nothing has told the phone yet.
    line.cut_before("/saya/ringkas")
    page.goto("/")
    expect(page.locator("[data-queue]")).to_contain_text("hasilnya ada di halaman pemiliknya")
    expect(page.locator("body")).not_to_contain_text("nilai 100")
    line.mend()
    page.goto("/saya")
    expect(page.get_by_role("heading", name="Masuk", exact=True)).to_be_visible()
    until(page, "!document.cookie.includes('literasi_ada')")
    wait_until_sent(page)
    assert [one.get("nilai") for one in kept(page, "hasil")] == [None]
    assert {one["pemilik"] for one in kept(page, "hasil")} == {owner}
    assert len(wait_for_attempts(app, 2)) == 2
