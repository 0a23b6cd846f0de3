"""The page's script and the job that makes audio say every lesson in the same words."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from literasi.config import ROOT
from literasi.content import load
from literasi.content.aloud import passages
from literasi.domain.course import Catalogue
from literasi.domain.languages import ENGLISH, INDONESIAN, LANGUAGES
from literasi.domain.spoken import spoken
from tests.conftest import SETUP_DAY
from tests.domain.test_spoken import SAID
from tests.journeys.listening import (
    BOTH,
    LESSON,
    give_voices,
    listen,
    speaking,
)

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    found = load(ROOT / "courses", SETUP_DAY.date()).catalogue
    assert found is not None
    return found


def test_page_and_recording_say_every_lesson_in_the_same_words(
    page: Page, catalogue: Catalogue
) -> None:
    """The script gathers and words each lesson as the job that makes audio does."""
    give_voices(page, *BOTH)
    listen(page, LESSON)
    speaking(page)
    script = page.evaluate("document.querySelector('script[src*=\"dengar.js\"]').src")
    heard = 0
    for language in LANGUAGES:
        for course in catalogue.in_language(language).courses:
            if course.language != language.code:
                continue
            for module, lesson in course.steps():
                page.goto(f"{language.prefix}/kursus/{course.slug}/{module.slug}/{lesson.slug}")
                page.add_script_tag(url=script)
                said = page.evaluate(
                    "lang => Listen.passages().map(one => Spoken(one.text, lang))", language.code
                )
                expected = [spoken(one, language) for one in passages(lesson, language)]
                assert said == expected, (course.slug, module.slug, lesson.slug)
                whole = page.evaluate("Listen.sentences().map(one => one.text).join(' ')")
                assert whole == " ".join(passages(lesson, language))
                heard += 1
    assert heard > 100


def test_page_and_server_word_every_sample_alike(page: Page) -> None:
    give_voices(page, *BOTH)
    listen(page, LESSON)
    speaking(page)
    for language in (INDONESIAN, ENGLISH):
        said = page.evaluate(
            "([texts, lang]) => texts.map(text => Spoken(text, lang))", [SAID, language.code]
        )
        assert said == [spoken(text, language) for text in SAID]
