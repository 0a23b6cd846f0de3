"""A lesson read aloud in a real browser, with a stand-in voice since Debian's Chromium has none."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.keeping import until
from tests.journeys.listening import (
    BOTH,
    LESSON,
    MARKED,
    finish,
    give_voices,
    listen,
    speaking,
)

pytestmark = pytest.mark.journey


def test_a_lesson_is_read_sentence_by_sentence_with_the_spoken_one_marked(page: Page) -> None:
    give_voices(page, *BOTH)
    page.goto(LESSON)
    assert page.evaluate("standIn.said") == []
    page.get_by_role("link", name="Dengarkan", exact=True).click()
    assert speaking(page) == page.locator("h1").inner_text()
    assert page.evaluate("standIn.said[0]") | {"text": ""} == {
        "text": "",
        "rate": 1,
        "lang": "id-ID",
        "voice": "id-ID",
    }
    sentences = page.evaluate("Listen.sentences().map((one) => one.text)")
    assert len(sentences) > 15
    for sentence in sentences[1:6]:
        finish(page)
        assert page.evaluate(MARKED) == sentence
    assert page.evaluate("standIn.said.length") == 6


def test_pausing_goes_on_with_the_same_sentence_and_stopping_clears_everything(page: Page) -> None:
    give_voices(page, *BOTH)
    listen(page, LESSON)
    speaking(page)
    second = finish(page)
    page.get_by_role("button", name="Jeda").click()
    assert page.evaluate("standIn.speaking") is None
    page.wait_for_timeout(200)
    assert page.evaluate("standIn.said.length") == 2
    page.get_by_role("button", name="Lanjutkan").click()
    assert speaking(page) == second
    page.get_by_role("button", name="Berhenti").click()
    assert page.evaluate("standIn.speaking") is None
    assert page.evaluate(MARKED) == ""
    expect(page.locator(".player")).to_have_count(0)
    expect(page.get_by_role("link", name="Dengarkan", exact=True)).to_be_focused()


def test_another_speed_says_the_sentence_again_and_holds_from_then_on(page: Page) -> None:
    give_voices(page, *BOTH)
    listen(page, LESSON)
    first = speaking(page)
    for label, rate in (("Pelan (0,8)", 0.8), ("Cepat (1,2)", 1.2)):
        page.get_by_label("Kecepatan").select_option(label)
        until(page, f"standIn.said.at(-1).rate === {rate}")
        assert speaking(page) == first
    finish(page)
    assert page.evaluate("standIn.said.at(-1).rate") == 1.2


def test_the_end_is_said_and_a_tap_begins_again(page: Page) -> None:
    give_voices(page, *BOTH)
    listen(page, LESSON)
    title = speaking(page)
    for _ in range(page.evaluate("Listen.sentences().length") - 1):
        finish(page)
    page.evaluate("standIn.finish()")
    expect(page.get_by_role("status").filter(has_text="Selesai dibacakan.")).to_be_visible()
    assert page.evaluate(MARKED) == ""
    page.get_by_role("button", name="Ulangi").click()
    assert speaking(page) == title


def test_the_keyboard_alone_starts_pauses_and_ends_it(page: Page) -> None:
    give_voices(page, *BOTH)
    page.goto(LESSON)
    page.get_by_role("link", name="Dengarkan", exact=True).focus()
    page.keyboard.press("Enter")
    speaking(page)
    expect(page.get_by_role("button", name="Jeda")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Lanjutkan")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Berhenti")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Kecepatan")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".player")).to_have_count(0)


def test_two_taps_in_a_hurry_make_one_player(page: Page) -> None:
    give_voices(page, *BOTH)
    page.goto(LESSON)
    page.evaluate(
        "() => { const it = document.querySelector('[data-listen]'); it.click(); it.click(); }"
    )
    speaking(page)
    page.wait_for_timeout(300)
    expect(page.locator(".player")).to_have_count(1)
    assert page.evaluate("standIn.said.length") == 1


def test_nothing_of_it_is_fetched_before_the_first_tap(page: Page) -> None:
    give_voices(page, *BOTH)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(LESSON)
    assert not any("dengar" in address or "suara" in address for address in asked)
    page.get_by_role("link", name="Dengarkan", exact=True).click()
    speaking(page)
    fetched = [address.rpartition("/")[2].partition("?")[0] for address in asked[-3:]]
    assert sorted(fetched) == ["dengar", "dengar.css", "dengar.js"]


def test_an_english_page_is_read_by_an_english_voice(page: Page) -> None:
    give_voices(page, *BOTH)
    page.goto(f"/en{LESSON}")
    page.get_by_role("link", name="Listen", exact=True).click()
    assert speaking(page) == page.locator("h1").inner_text()
    assert page.evaluate("standIn.said[0].voice") == "en-US"
    expect(page.get_by_role("button", name="Pause")).to_be_focused()


def test_an_indonesian_lesson_under_an_english_address_is_read_in_indonesian(page: Page) -> None:
    give_voices(page, *BOTH)
    page.goto("/en/kursus/uang-kiriman/uang-bocor/ke-mana-perginya-uang")
    page.get_by_role("link", name="Listen", exact=True).click()
    speaking(page)
    assert page.evaluate("standIn.said[0].voice") == "id-ID"


def test_an_old_android_that_calls_indonesian_in_is_understood(page: Page) -> None:
    give_voices(page, ["en_US", True], ["in_ID", True])
    listen(page, LESSON)
    assert speaking(page) == page.locator("h1").inner_text()
    assert page.evaluate("standIn.said[0].voice") == "in_ID"


def test_a_browser_that_marks_no_part_of_a_text_marks_the_paragraph(page: Page) -> None:
    give_voices(page, *BOTH)
    page.add_init_script("delete window.Highlight")
    listen(page, LESSON)
    speaking(page)
    expect(page.locator("h1")).to_have_class("heard")
    finish(page)
    expect(page.locator(".heard")).to_have_count(1)
    expect(page.locator("h1")).not_to_have_class("heard")


def test_the_page_follows_the_voice_until_the_reader_scrolls_away(page: Page) -> None:
    give_voices(page, *BOTH)
    page.emulate_media(reduced_motion="reduce")
    listen(page, LESSON)
    speaking(page)
    for _ in range(10):
        finish(page)
    there = page.evaluate("scrollY")
    assert there > 0
    page.mouse.wheel(0, -there)
    until(page, "scrollY === 0")
    finish(page)
    finish(page)
    assert page.evaluate("scrollY") == 0


def test_a_saved_lesson_is_read_aloud_with_no_signal(phone: BrowserContext, page: Page) -> None:
    give_voices(page, *BOTH)
    page.goto("/kursus/aman-dari-penipuan")
    page.get_by_role("button", name="Simpan modul ini").first.click()
    until(page, "document.querySelector('main').innerText.includes('Tersimpan. Modul')")
    phone.set_offline(True)
    listen(page, LESSON)
    assert speaking(page) == page.locator("h1").inner_text()
    expect(page.get_by_role("button", name="Jeda")).to_be_focused()
    until(page, "getComputedStyle(document.querySelector('.player')).borderTopWidth === '2px'")
    phone.set_offline(False)
