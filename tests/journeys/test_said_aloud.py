"""What a screen reader has to say: who asks what, what just happened, and in which language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from literasi.domain.course import Course
from literasi.domain.question import Choice, Number
from tests.cut_proxy import CutProxy
from tests.journeys.keeping import KEPT, wait_for_shell
from tests.journeys.phone_fixtures import address, course, handset, home, line, page
from tests.journeys.quiz import fill_in
from tests.journeys.waiting import WAITING, open_kept, prepare, quiz_of

__all__ = ["course", "handset", "home", "line", "page"]
pytestmark = pytest.mark.journey


def remember_live_parts(page: Page) -> None:
    """Only what comes into a part that was there before is read aloud."""
    page.evaluate(
        "for (const one of document.querySelectorAll('[role=status]'))"
        " one.wasThere = one.checkVisibility()"
    )


def expect_said(status: Locator, text: str) -> None:
    expect(status).to_contain_text(text)
    assert status.evaluate("one => one.wasThere")
    expect(status).to_have_role("status")


def test_a_question_says_its_place_and_what_it_asks(page: Page, course: Course) -> None:
    page.goto(quiz_of(course))
    total = course.modules[0].bank.draw
    for number, field in enumerate(page.locator("fieldset.question").all(), 1):
        group = page.get_by_role("group", name=f"Soal {number} dari {total}", exact=True)
        expect(group).to_have_attribute("id", field.get_attribute("id") or "")
        asked = " ".join(field.locator(".prompt").inner_text().split())
        expect(group).to_have_accessible_description(asked)
    for control in page.locator("form[data-waits] :is(input:not([type=hidden]), select)").all():
        expect(control).not_to_have_accessible_name("")
    keyboards = page.locator("form[data-waits] input[type=text]")
    for field in keyboards.all():
        expect(field).to_have_attribute("inputmode", "decimal")


def test_a_practice_says_whether_the_answer_is_right(page: Page, course: Course) -> None:
    module, lesson, question = next(
        (module, lesson, one.question)
        for module, lesson in course.steps()
        for one in lesson.practice
        if isinstance(one.question, Choice | Number)
    )
    page.goto(f"/kursus/{course.slug}/{module.slug}/{lesson.slug}")
    remember_live_parts(page)
    practice = page.locator(f'[aria-describedby="latihan-{question.key}-tanya"]')
    if isinstance(question, Choice):
        practice.locator("input[data-right]").check()
    else:
        practice.get_by_role("textbox").fill("1")
        practice.get_by_role("button", name="Periksa").click()
    expect_said(practice.get_by_role("status"), "epat.")


def test_keeping_a_module_is_said(page: Page, course: Course) -> None:
    page.goto(f"/kursus/{course.slug}")
    place = page.locator("[data-save]").first
    expect(place.get_by_role("button", name="Simpan modul ini")).to_be_visible()
    wait_for_shell(page)
    remember_live_parts(page)
    place.get_by_role("button", name="Simpan modul ini").click()
    expect_said(place.get_by_role("status"), KEPT)


def test_what_waits_for_a_signal_is_said_and_so_is_what_is_missing(
    page: Page, line: CutProxy, course: Course
) -> None:
    prepare(page, course)
    open_kept(page, course)
    remember_live_parts(page)
    send = page.get_by_role("button", name="Kirim jawaban")
    send.click()
    first = page.locator("[data-waiting-fields] fieldset").first
    expect(first.locator(":focus")).to_have_count(1)
    asked = " ".join(first.locator(".prompt").inner_text().split())
    expect(first).to_have_accessible_description(f"{asked} Jawab dulu soal ini.")
    fill_in(page, course.modules[0], right=True)
    line.cut_before("/kirim")
    send.click()
    expect_said(page.locator("[data-queue]").get_by_role("status"), WAITING)
    expect(page.locator("[data-waiting-said]")).to_be_focused()
    line.mend()
    page.get_by_role("button", name="Kirim sekarang").click()
    expect_said(page.locator("[data-queue]").get_by_role("status"), "nilai 100")


def test_each_part_is_said_in_its_own_language(page: Page, course: Course) -> None:
    """This course is in Indonesian alone; the page around it is English."""
    page.goto(f"/en{address(course, 0, 0)}")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    module = course.modules[0]
    for title in (course.title, module.title, *(lesson.title for lesson in module.lessons)):
        for found in page.locator("body").get_by_text(title).all():
            spoken = found.evaluate("one => one.closest('[lang]').lang")
            assert spoken == "id", found.evaluate("one => one.outerHTML")
    ours = page.locator("article :is(summary, button, [role=status])")
    assert ours.count() > 1
    for found in ours.all():
        assert found.evaluate("one => one.closest('[lang]').lang") == "en"
