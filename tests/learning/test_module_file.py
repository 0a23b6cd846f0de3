"""A module as one file: whole, by itself, small, and without anything that a quiz asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from literasi.domain.course import Course, Fact, Module
from literasi.domain.languages import LANGUAGES, SOURCE
from literasi.domain.money import format_number
from tests.learning.conftest import BASE
from tests.people import Reader
from tests.web.test_markup import assert_sound

LARGEST = 300_000  # bytes
ANYWHERE = re.compile(r'href="([^"]*)"')
RUNS_OR_FETCHES = re.compile(
    r"<(?:script|link|img|iframe|object|embed|form|input|button|select|audio|video|base)\b"
    r"|\s(?:src|srcset|on[a-z]+|action)=|@import|url\(|javascript:",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Packed:
    path: str
    course: Course
    module: Module
    text: str


def files(visitor: Reader) -> Iterator[Packed]:
    """Every file of the site, in each language that its course is in."""
    for language in LANGUAGES:
        for course in visitor.catalogue.in_language(language).courses:
            for module in course.modules if course.language == language.code else ():
                path = f"{language.prefix}/kursus/{course.slug}/{module.slug}/modul.html"
                answer = visitor.get(path)
                assert answer.status_code == 200, path
                yield Packed(path, course, module, answer.text)


def test_every_module_is_one_small_file_that_needs_nothing_else(visitor: Reader) -> None:
    found = list(files(visitor))
    assert {one.course.language for one in found} == {language.code for language in LANGUAGES}
    for one in found:
        assert len(one.text.encode()) < LARGEST, one.path
        assert RUNS_OR_FETCHES.findall(one.text) == [], one.path
        assert "default-src 'none'" in one.text
        assert f'<html lang="{one.course.language}">' in one.text


def test_its_links_lead_to_a_place_in_it_or_to_a_whole_address(visitor: Reader) -> None:
    for one in files(visitor):
        page = assert_sound(one.text)
        for target in map(unescape, ANYWHERE.findall(one.text)):
            if target.startswith("#"):
                assert target[1:] in page.ids, (one.path, target)
            else:
                assert target.startswith(("https://", "mailto:", "tel:")), (one.path, target)


def test_addresses_of_the_site_in_it_are_there(visitor: Reader) -> None:
    own = {
        target.removeprefix(BASE).partition("#")[0]
        for one in files(visitor)
        for target in map(unescape, ANYWHERE.findall(one.text))
        if target.startswith(BASE)
    }
    assert len(own) > 30
    for path in own:
        assert visitor.get(path).status_code == 200, path


def test_all_lessons_are_in_it_and_every_practice_unfolds(visitor: Reader) -> None:
    for one in files(visitor):
        practices = len(one.module.opener)
        for lesson in one.module.lessons:
            assert f"{lesson.title}</h2>" in unescape(one.text)
            practices += len(lesson.practice)
            for practice in lesson.practice:
                # Its words stand as they are; only links in them may have become whole.
                prompt = practice.question.prompt
                assert "<a" in prompt or prompt in one.text
        assert one.text.count('class="practice"') == practices
        assert one.text.count("<details>") >= practices > 0


def test_nothing_of_a_graded_quiz_is_in_it(visitor: Reader) -> None:
    for one in files(visitor):
        for question in one.module.bank.questions:
            assert question.prompt not in one.text, (one.path, question.key)
            assert question.explanation not in one.text, (one.path, question.key)


def test_it_says_where_it_comes_from_and_ends_with_the_quiz(visitor: Reader) -> None:
    for one in files(visitor):
        assert one.course.title in unescape(one.text)
        word = "edisi" if one.course.language == SOURCE.code else "edition"
        assert f"{word} {one.course.edition}" in one.text
        assert re.search(r"(?:dibuat|made on) \d{1,2} [A-Z][a-z]+ \d{4}\.", one.text)
        in_main = ANYWHERE.findall(one.text.partition("</main>")[0])
        quiz = f"{BASE}{one.path.replace('modul.html', 'kuis')}"
        assert in_main[-1] == quiz
        assert visitor.get(quiz.removeprefix(BASE)).status_code == 200


def test_it_is_saved_under_a_plain_name(visitor: Reader) -> None:
    answer = visitor.get("/en/kursus/aman-dari-penipuan/kenali-tanda/modul.html")
    disposition = answer.headers["Content-Disposition"]
    assert disposition == "attachment; filename=literasi-kenali-tanda-en.html"


def test_its_size_stands_at_every_link_to_it(visitor: Reader) -> None:
    for one in files(visitor):
        bytes_ = len(one.text.encode())
        language = next(each for each in LANGUAGES if each.code == one.course.language)
        shown = f"{format_number(-(-bytes_ // 1000), language=language)} kB"
        place = one.path.removesuffix("/modul.html")
        lesson = f"{place}/{one.module.lessons[0].slug}"
        for page in (place.rpartition("/")[0], lesson):
            link = re.search(rf'<a href="{one.path}">([^<]*)</a>', visitor.get(page).text)
            assert link, page
            assert f"({shown})" in link[1], page


def test_a_course_in_one_language_has_one_file(visitor: Reader) -> None:
    english = visitor.catalogue.translations["en"]
    course = next(one for one in english.courses if one.language == SOURCE.code)
    path = f"/kursus/{course.slug}/{course.modules[0].slug}/modul.html"
    answer = visitor.get(f"/en{path}")
    assert (answer.status_code, answer.location) == (302, path)
    assert f'href="{path}"' in visitor.get(f"/en/kursus/{course.slug}").text


def test_it_names_the_source_of_every_figure(visitor: Reader) -> None:
    for one in files(visitor):
        facts: dict[str, Fact] = {
            fact.key: fact for lesson in one.module.lessons for fact in lesson.sources
        }
        for fact in facts.values():
            assert f"/sumber#{fact.key}" in one.text


def test_a_site_without_an_address_names_the_one_that_is_asked_for(reader: Reader) -> None:
    path = f"/kursus/{reader.course.slug}/{reader.module.slug}/modul.html"
    answer = reader.get(path, base_url="http://192.168.1.5:8000")
    assert f"http://192.168.1.5:8000{path.replace('modul.html', 'kuis')}" in answer.text
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert path not in reader.app.extensions["literasi"].pages()
