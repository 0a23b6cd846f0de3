"""A kept module opens with no signal, also after the phone was off; what is not kept says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from literasi.domain.course import Course
from literasi.domain.question import Choice
from tests.cut_proxy import CutProxy
from tests.journeys.keeping import (
    NOT_KEPT,
    index_of,
    keep,
    kept_texts,
    set_last_check,
    wait_for_shell,
    wait_for_version,
    wait_until,
)
from tests.journeys.own_site import OwnSite
from tests.journeys.phone_fixtures import (
    address,
    course,
    handset,
    home,
    line,
    page,
    start_phone,
)
from tests.journeys.test_accessibility import assert_accessible
from tests.journeys.test_phones import register

__all__ = ["course", "handset", "home", "line", "page"]
pytestmark = pytest.mark.journey


def test_kept_lessons_open_with_the_server_gone_and_the_browser_started_anew(
    home: OwnSite, browser: Browser, course: Course, tmp_path: Path
) -> None:
    where = tmp_path / "phone", f"http://127.0.0.1:{home.port}"
    phone = start_phone(browser, *where)
    keep(phone.new_page(), course.slug)
    phone.close()
    home.stop()
    phone = start_phone(browser, *where)
    page = phone.new_page()
    for place, lesson in enumerate(course.modules[0].lessons):
        page.goto(address(course, 0, place) + "?fbclid=from-a-chat")
        expect(page.locator("h1")).to_have_text(lesson.title)
        assert (
            page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgba(0, 0, 0, 0)"
        )
    page.get_by_role("button", name="Selesai, lanjut").scroll_into_view_if_needed()
    page.goto("/glosarium")
    expect(page.locator("h1")).to_have_text("Arti kata")
    page.goto(address(course, 1, 0))
    expect(page.locator("h1")).to_have_text(NOT_KEPT)
    page.get_by_role("link", name=course.modules[0].title).click()
    expect(page.locator("h1")).to_have_text(course.modules[0].lessons[0].title)
    phone.close()


def test_practice_is_explained_with_no_signal(page: Page, line: CutProxy, course: Course) -> None:
    module, lesson, question = next(
        (module, lesson, practice.question)
        for module, lesson in course.steps()
        for practice in lesson.practice
        if isinstance(practice.question, Choice)
    )
    keep(page, course.slug, course.modules.index(module))
    line.go_away()
    page.goto(f"/kursus/{course.slug}/{module.slug}/{lesson.slug}")
    practice = page.locator(".practice", has=page.locator(f"#latihan-{question.key}-tanya"))
    practice.locator("input[data-right]").check()
    expect(practice.locator("[data-verdict]")).to_have_text("Tepat.")
    expect(practice.locator("details")).to_have_attribute("open", "")


def test_what_is_not_kept_says_so_in_its_language_and_comes_back_by_itself(
    page: Page, line: CutProxy, course: Course
) -> None:
    page.goto("/en/")
    wait_for_shell(page)
    line.go_away()
    page.goto(f"/en/kursus/{course.slug}")
    expect(page.locator("h1")).to_have_text("This page is not kept on the phone")
    expect(page.locator("main")).to_contain_text("No module is kept yet")
    assert_accessible(page)
    line.come_back()
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("h1")).not_to_have_text("This page is not kept on the phone")
    assert page.url.endswith(f"/en/kursus/{course.slug}")


def test_a_kept_page_waits_for_no_network(page: Page, line: CutProxy, course: Course) -> None:
    keep(page, course.slug)
    line.hang()
    page.goto(address(course, 0, 1), timeout=5_000)
    expect(page.locator("h1")).to_have_text(course.modules[0].lessons[1].title)
    page.goto("/simpanan", timeout=5_000)
    expect(page.get_by_role("link", name=course.modules[0].title)).to_be_visible()


def test_kept_modules_are_listed_measured_and_removed(page: Page, course: Course) -> None:
    keep(page, course.slug)
    keep(page, course.slug, module=1)
    page.goto("/simpanan")
    titles = [one.title for one in course.modules[:2]]
    for title in titles:
        expect(page.get_by_role("link", name=title)).to_be_visible()
    expect(page.locator("[data-saved-used]")).to_contain_text("B")
    assert_accessible(page)
    before = len(kept_texts(page))
    row = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=titles[0]))
    row.get_by_role("button", name="Hapus dari HP").click()
    expect(page.locator("[data-saved-status]")).to_contain_text(titles[0])
    expect(page.get_by_role("link", name=titles[0])).to_have_count(0)
    wait_until(page, lambda: len(kept_texts(page)) < before)
    page.goto(f"/kursus/{course.slug}")
    button = page.get_by_role("button", name="Simpan modul ini")
    expect(button.first).to_be_visible()
    expect(page.locator("[data-save]").nth(1).get_by_role("button")).to_be_hidden()


@pytest.mark.parametrize("hours_away", [-2, 3 * 365 * 24], ids=["an hour later", "clock set back"])
def test_an_update_comes_quietly_and_only_in_what_changed(
    page: Page, home: OwnSite, line: CutProxy, course: Course, hours_away: int
) -> None:
    keep(page, course.slug)
    keep(page, course.slug, module=1)
    changed, title = address(course, 0, 1), course.modules[0].lessons[1].title
    home.rewrite(changed, title, "Judul yang baru")
    home.publish()
    page.goto(changed)
    expect(page.locator("h1")).to_have_text(title)
    line.asked.clear()
    set_last_check(page, hours_away)
    page.goto(changed)
    expect(page.locator("h1")).to_have_text(title)
    name = f"/kursus/{course.slug}/{course.modules[0].slug}"
    told = home.app.test_client().get(f"{name}/simpan.json").get_json()
    wait_for_version(page, name, told["versi"])
    wait_for_version(page, f"/kursus/{course.slug}/{course.modules[1].slug}", told["versi"])
    pages = [one for one in line.asked if not one.endswith(("simpan.json", "/sw.js"))]
    # Titles stand in the menus of the module's lessons and in the course's page as they did.
    assert pages == [changed]
    line.go_away()
    page.goto(changed)
    expect(page.locator("h1")).to_have_text("Judul yang baru")


def test_within_the_hour_nothing_is_asked(page: Page, line: CutProxy, course: Course) -> None:
    keep(page, course.slug)
    page.goto(address(course, 0, 0))
    line.asked.clear()
    page.goto(address(course, 0, 1))
    page.wait_for_timeout(1500)
    assert [one for one in line.asked if one != "/sw.js"] == []


def test_nothing_of_a_learner_is_ever_in_the_store(page: Page, course: Course) -> None:
    register(page, "Siti Aminah")
    keep(page, course.slug)
    for path in ("/saya", "/kartu", "/saya/ringkas", f"/kursus/{course.slug}", "/verifikasi/x"):
        page.goto(path)
    page.goto(f"/kursus/{course.slug}/{course.modules[0].slug}/kuis")
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.locator(".error").first).to_be_visible()
    texts = kept_texts(page)
    assert len(texts) > 5
    assert [place for place, text in texts.items() if "Aminah" in text] == []
    addresses = {one for entry in index_of(page)["isi"].values() for one in entry["alamat"]}
    assert [one for one in addresses if one.startswith(("/saya", "/kartu"))] == []
    assert not [one for one in addresses if one.endswith("/kuis")]
