"""The courses that ship: free of problems, and fit to be learned from."""

from __future__ import annotations

from datetime import date

import pytest

from literasi.config import ROOT
from literasi.content import load
from literasi.domain.course import Catalogue, Practice
from literasi.domain.question import Choice, Matching, Number, Ordering, Reflection, Several

FORMS = {Choice, Several, Number, Ordering, Matching}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    loaded = load(ROOT / "courses", date(2026, 11, 24))
    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.catalogue is not None
    return loaded.catalogue


def test_both_courses_are_there_in_order(catalogue: Catalogue) -> None:
    slugs = [course.slug for course in catalogue.courses]
    assert slugs[:2] == ["uang-kiriman", "mendirikan-koperasi"]


def test_every_module_has_its_lessons_a_pool_and_a_family_talk(catalogue: Catalogue) -> None:
    for course in catalogue.courses:
        assert len(course.modules) >= 2
        for module in course.modules:
            assert len(module.lessons) >= 3, module.slug
            assert len(module.bank.questions) >= 10 > module.bank.draw, module.slug
            assert module.family_talk.question, module.slug


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


def test_the_glossary_has_sixty_words_that_the_courses_use(catalogue: Catalogue) -> None:
    files = (ROOT / "courses").glob("*/**/*.md")
    said = "\n".join(path.read_text("utf-8") for path in files).lower()
    assert len(catalogue.terms) >= 60
    for term in catalogue.terms:
        assert any(form.lower() in said for form in (term.term, *term.forms)), term.key


def test_the_page_for_reporting_fraud_has_its_contacts(catalogue: Catalogue) -> None:
    template = (ROOT / "templates" / "portal" / "report_fraud.html").read_text("utf-8")
    wanted = template.partition("for key in (")[2].partition(")")[0]
    keys = [key.strip().strip("'") for key in wanted.split(",")]
    assert set(keys) <= {fact.key for fact in catalogue.facts}
