"""What whoever cannot be read to is offered instead, and that all of it is accessible.

The voices are a stand-in, since Debian's Chromium has none; the recording is a real one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from literasi.audio import speak
from literasi.files import FolderStore
from tests.conftest import make_settings
from tests.journeys.conftest import PHONE
from tests.journeys.keeping import until
from tests.journeys.listening import (
    BOTH,
    FOLDER,
    LESSON,
    MARKED,
    OTHER,
    give_voices,
    listen,
)

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module", autouse=True)
def recorded(data_folder: Path) -> Iterator[bytes]:
    """One lesson has a recording: three words of a real one."""
    content = speak("Satu dua tiga.", "id")
    store = FolderStore(make_settings(data_folder).files)
    store.put_once(f"{FOLDER}/mesin-abc.opus", content)
    yield content
    store.remove(f"{FOLDER}/mesin-abc.opus")


@pytest.mark.parametrize(
    "voices",
    [[], [["en-US", True]], [["ms-MY", True]], [["id-ID", False]]],
    ids=["none", "english", "malay", "not on the phone"],
)
def test_without_a_fitting_voice_on_the_phone_the_recording_is_offered_with_its_size(
    page: Page, voices: list[list[Any]], recorded: bytes
) -> None:
    give_voices(page, *voices)
    sent: list[str] = []
    page.on("request", lambda r: sent.append(r.method) if r.url.endswith(".opus") else None)
    listen(page, LESSON)
    expect(page.get_by_text("HP ini belum punya suara")).to_be_visible()
    button = page.get_by_role("button", name=f"Putar rekaman ({-(-len(recorded) // 1000)} kB)")
    expect(button).to_be_focused()
    assert sent == ["HEAD"]
    assert page.evaluate("standIn.said") == []
    button.click()
    until(page, "document.querySelector('.player audio').currentTime > 0.2")
    assert "GET" in sent


def test_without_voice_and_recording_the_reader_learns_what_to_do(page: Page) -> None:
    give_voices(page)
    listen(page, OTHER)
    expect(page.get_by_text("Rekaman pelajaran ini belum ada")).to_be_visible()
    expect(page.locator(".player audio")).to_be_hidden()
    page.get_by_role("link", name="Cara memasang suara di HP").click()
    expect(page.get_by_role("heading", name="Kalau HP belum punya suara")).to_be_in_viewport()
    page.go_back()


@pytest.mark.parametrize("fault", ["hangs", "breaks"])
def test_a_voice_that_does_not_start_gives_way_to_the_recording(page: Page, fault: str) -> None:
    give_voices(page, *BOTH)
    page.goto(LESSON)
    page.evaluate(f"standIn.{fault} = true")
    page.get_by_role("link", name="Dengarkan", exact=True).click()
    expect(page.get_by_text("Suara di HP ini tidak mau mulai.")).to_be_visible()
    expect(page.get_by_role("button", name="Putar rekaman")).to_be_visible()
    assert page.evaluate(MARKED) == ""
    page.get_by_role("button", name="Tutup").click()
    expect(page.get_by_role("link", name="Dengarkan", exact=True)).to_be_focused()


def test_what_cannot_be_fetched_leads_to_the_page_of_the_recording(page: Page) -> None:
    give_voices(page, *BOTH)
    page.goto(LESSON)
    link = page.get_by_role("link", name="Dengarkan", exact=True)
    link.evaluate("it => { it.dataset.player = '/tidak-ada'; }")
    link.click()
    expect(page.get_by_role("heading", name="Rekaman pelajaran")).to_be_visible()


def test_without_script_the_recording_can_be_played(any_page: Page) -> None:
    any_page.goto(f"{LESSON}/suara")
    expect(any_page.locator("audio")).to_be_visible()
    expect(any_page.get_by_text("besarnya")).to_be_visible()


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("voices", [BOTH, []], ids=["player", "recording"])
def test_the_player_is_accessible_large_enough_and_fits_a_narrow_phone(
    browser: Browser, site: str, colours: Any, voices: list[list[Any]]
) -> None:
    context = browser.new_context(
        base_url=site, viewport={**PHONE, "width": 320}, color_scheme=colours
    )
    page = context.new_page()
    give_voices(page, *voices)
    listen(page, LESSON)
    expect(page.locator(".player button:visible").first).to_be_focused()
    page.wait_for_load_state("networkidle")
    found = Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for control in page.locator(".player :is(button, select):visible").all():
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= 48
    context.close()


@pytest.mark.parametrize("path", ["/dengar", f"{LESSON}/suara", f"{OTHER}/suara"])
def test_pages_about_listening_are_accessible_and_fit_a_narrow_phone(page: Page, path: str) -> None:
    page.set_viewport_size({**PHONE, "width": 320})
    page.goto(path)
    found = Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
