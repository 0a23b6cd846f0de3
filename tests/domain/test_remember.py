"""What opens a module: practices of earlier modules, the same for everybody."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from literasi.domain.course import Course, Lesson, Module, Practice, Recall
from literasi.domain.question import Number, Option, Reflection
from literasi.domain.remember import OPENER, practices, with_openers
from tests.domain.samples import COMMON, course, module


def lesson(name: str, questions: int, again: bool = True) -> Lesson:
    blocks = [
        Practice(Number(key=f"{name}-{number}", **COMMON, answer=Decimal(1)), again)
        for number in range(questions)
    ]
    return Lesson(name, name.upper(), 100, tuple(blocks))


def with_lessons(slug: str, *questions: int) -> Module:
    """A module whose lessons have so many practices each."""
    lessons = tuple(lesson(f"{slug}-{n}", count) for n, count in enumerate(questions))
    return replace(module(slug, []), lessons=lessons)


def keys(of: Module) -> list[str]:
    return [recall.question.key for recall in of.opener]


def modules_of(recalls: tuple[Recall, ...]) -> list[str]:
    return [recall.module for recall in recalls]


courses = st.lists(
    st.lists(st.integers(0, 3), min_size=1, max_size=4), min_size=1, max_size=10
).map(lambda sizes: course(*(with_lessons(f"m{n}", *one) for n, one in enumerate(sizes))))


def test_the_first_module_opens_with_nothing_and_the_second_with_the_first() -> None:
    first, second = with_openers(course(with_lessons("a", 2, 2), with_lessons("b", 2))).modules
    assert first.opener == ()
    assert modules_of(second.opener) == ["a", "a", "a"]
    assert len({recall.lesson for recall in second.opener}) == 2


def test_a_later_module_asks_from_the_latest_the_middle_and_an_early_one() -> None:
    whole = with_openers(course(*(with_lessons(f"m{n}", 2, 2) for n in range(9))))
    assert modules_of(whole.modules[3].opener) == ["m2", "m1", "m0"]
    assert modules_of(whole.modules[8].opener) == ["m7", "m3", "m2"]
    assert modules_of(whole.modules[7].opener) == ["m6", "m3", "m1"]


def test_a_recall_names_the_lesson_to_read_again() -> None:
    second = with_openers(course(with_lessons("a", 1), with_lessons("b", 1))).modules[1]
    (recall,) = second.opener
    assert (recall.course, recall.module, recall.lesson, recall.title) == ("c", "a", "a-0", "A-0")


def test_neither_reflections_nor_what_needs_its_story_nor_the_quiz_is_asked_again() -> None:
    own_life = Practice(Reflection(key="hidup", **COMMON, options=(Option("a"), Option("b"))))
    first = replace(module("a", []), lessons=(lesson("satu", 1), lesson("dua", 2, again=False)))
    first = replace(first, lessons=(*first.lessons, Lesson("x", "X", 1, (own_life,))))
    whole = with_openers(course(first, with_lessons("b", 1)))
    assert keys(whole.modules[1]) == ["satu-0"]
    assert [recall.question.key for recall in practices(whole, whole.modules[0])] == ["satu-0"]


def test_the_questions_of_an_opener_count_as_practice_minutes() -> None:
    plain = course(with_lessons("a", 3), with_lessons("b", 1))
    opened = with_openers(plain)
    assert opened.modules[1].practice_minutes == plain.modules[1].practice_minutes + 3


def earlier(whole: Course, place: int) -> set[str]:
    return {
        recall.question.key for one in whole.modules[:place] for recall in practices(whole, one)
    }


@given(courses)
def test_each_module_opens_with_three_different_questions_from_before_it(whole: Course) -> None:
    for place, one in enumerate(with_openers(whole).modules):
        assert len(set(keys(one))) == len(one.opener) == min(OPENER, len(earlier(whole, place)))
        assert set(keys(one)) <= earlier(whole, place)


@given(courses)
def test_neighbours_ask_different_questions_where_there_are_enough(whole: Course) -> None:
    modules = with_openers(whole).modules
    for place in range(1, len(modules)):
        before = set(keys(modules[place - 1]))
        fresh = len(earlier(whole, place) - before)
        repeated = before & set(keys(modules[place]))
        assert len(repeated) == max(0, len(modules[place].opener) - fresh)


@given(courses)
def test_openers_follow_from_the_course_alone(whole: Course) -> None:
    assert with_openers(whole) == with_openers(with_openers(whole)) == with_openers(whole)
