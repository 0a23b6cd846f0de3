"""The courses that ship: free of problems, and fit to be learned from."""

from __future__ import annotations

from datetime import date

import pytest

from literasi.config import ROOT
from literasi.content import load
from literasi.domain.course import Catalogue, Lesson, Module, Practice, Prose
from literasi.domain.question import Choice, Matching, Number, Ordering, Reflection, Several

FORMS = {Choice, Several, Number, Ordering, Matching}
COURSES = ROOT / "courses"
# The courses in the order of the catalogue, and how many modules each may have.
MODULES = {
    "uang-kiriman": range(6, 13),
    "mendirikan-koperasi": range(6, 13),
    "aman-dari-penipuan": range(3, 5),
    "panduan-pelatih": range(6, 13),
}
# Read from the folders, so that a failing test names the one to open.
PLACES = sorted(
    file.parent.relative_to(COURSES).as_posix() for file in COURSES.glob("*/*/module.md")
)
of_each_module = pytest.mark.parametrize("place", PLACES)


def has_drawing(lesson: Lesson) -> bool:
    return any("<svg" in block.html for block in lesson.blocks if isinstance(block, Prose))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    loaded = load(COURSES, date(2026, 11, 24))
    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.catalogue is not None
    return loaded.catalogue


@pytest.fixture
def module(place: str, catalogue: Catalogue) -> Module:
    """The module of a folder such as `uang-kiriman/01-uang-bocor`."""
    course, _, folder = place.partition("/")
    found = catalogue.course(course)
    assert found, place
    taught = found.module(folder.partition("-")[2])
    assert taught, place
    return taught


def test_the_four_courses_are_there_in_order(catalogue: Catalogue) -> None:
    assert [course.slug for course in catalogue.courses] == list(MODULES)


@pytest.mark.parametrize("slug", MODULES)
def test_a_course_has_as_many_modules_as_its_readers_can_finish(
    catalogue: Catalogue, slug: str
) -> None:
    course = catalogue.course(slug)
    assert course
    assert len(course.modules) in MODULES[slug]
    folders = [place for place in PLACES if place.startswith(f"{slug}/")]
    assert len(course.modules) == len(folders), "a folder is no module, or a module has no folder"


@pytest.mark.parametrize("slug", MODULES)
def test_a_course_has_a_test_before_and_a_test_after(catalogue: Catalogue, slug: str) -> None:
    course = catalogue.course(slug)
    assert course
    assert [len(test.questions) for test in course.tests] == [8, 8]


@of_each_module
def test_a_module_has_three_or_four_lessons(module: Module) -> None:
    assert len(module.lessons) in (3, 4), [lesson.slug for lesson in module.lessons]


@of_each_module
def test_every_lesson_has_a_drawing(module: Module) -> None:
    without = [lesson.slug for lesson in module.lessons if not has_drawing(lesson)]
    assert without == []


@of_each_module
def test_a_quiz_draws_eight_of_at_least_fourteen(module: Module) -> None:
    assert module.bank.draw == 8
    assert len(module.bank.questions) >= 14


@of_each_module
def test_a_module_is_taken_home(module: Module) -> None:
    talk = module.family_talk
    wanted = (talk.question, talk.from_home, talk.from_abroad)
    assert all(text.strip() for text in wanted), "its family talk is not whole"
    assert len(set(wanted)) == 3, "its family talk says the same twice"
    assert module.week_step, "its last lesson ends without Langkah minggu ini"


@of_each_module
def test_a_module_can_be_taught_from_a_plan(module: Module) -> None:
    assert module.plan, "it has no plan.md"
    assert module.plan.class_minutes in (90, 135)


def test_every_course_uses_every_form_of_question(catalogue: Catalogue) -> None:
    for course in catalogue.courses:
        forms = {type(q) for module in course.modules for q in module.bank.questions}
        assert forms == FORMS, course.slug


def test_every_outcome_is_tested_by_three_questions(catalogue: Catalogue) -> None:
    for course in catalogue.courses:
        for module in course.modules:
            tested = [question.outcome for question in module.bank.questions]
            for outcome in module.outcomes:
                assert tested.count(outcome.key) >= 3, (module.slug, outcome.key)


def test_every_graded_question_names_the_lesson_to_read_again(catalogue: Catalogue) -> None:
    for course in catalogue.courses:
        for module in course.modules:
            for question in module.bank.questions:
                assert module.lesson(question.lesson), question.key


def test_the_first_lesson_asks_about_the_readers_own_life(catalogue: Catalogue) -> None:
    first = catalogue.courses[0].modules[0].lessons[0]
    practice = [block.question for block in first.blocks if isinstance(block, Practice)]
    assert any(isinstance(question, Reflection) for question in practice)


def test_every_fact_has_a_source_and_a_date_to_check_again(catalogue: Catalogue) -> None:
    for fact in catalogue.facts:
        assert fact.source_url.startswith("https://"), fact.key
        assert fact.check_again > fact.as_of, fact.key


def test_the_glossary_has_the_words_of_the_courses(catalogue: Catalogue) -> None:
    files = COURSES.glob("*/**/*.md")
    said = "\n".join(path.read_text("utf-8") for path in files).lower()
    assert len(catalogue.terms) >= 120
    for term in catalogue.terms:
        assert any(form.lower() in said for form in (term.term, *term.forms)), term.key


def test_the_page_for_reporting_fraud_has_its_contacts(catalogue: Catalogue) -> None:
    template = (ROOT / "templates" / "portal" / "report_fraud.html").read_text("utf-8")
    wanted = template.partition("for key in (")[2].partition(")")[0]
    keys = [key.strip().strip("'") for key in wanted.split(",")]
    assert set(keys) <= {fact.key for fact in catalogue.facts}


def test_every_course_has_a_test_in_two_forms(catalogue: Catalogue) -> None:
    for course in catalogue.courses:
        assert [len(bank.questions) for bank in course.tests] == [8, 8], course.slug
