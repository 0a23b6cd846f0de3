"""How long a lesson and a module take follows from their words and questions."""

from __future__ import annotations

from decimal import Decimal

import pytest

from literasi.domain.course import Lesson, Practice, Prose
from literasi.domain.question import Number
from tests.domain.samples import COMMON, course, module

QUESTION = Number(key="a", **COMMON, answer=Decimal(1))


def lesson(words: int, questions: int) -> Lesson:
    return Lesson("a", "A", words, (Prose("<p>x</p>"), *[Practice(QUESTION)] * questions))


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 1), (1, 1), (100, 1), (101, 2), (200, 2), (299, 3), (300, 3)]
)
def test_a_hundred_words_are_read_aloud_in_a_minute(words: int, minutes: int) -> None:
    assert lesson(words, 0).reading_minutes == minutes


def test_each_practice_of_a_lesson_takes_a_minute() -> None:
    assert (lesson(150, 3).practice_minutes, lesson(150, 3).minutes) == (3, 5)


def test_a_module_adds_up_its_lessons_and_the_questions_its_quiz_draws() -> None:
    sample = module("satu", ["a", "b"])
    assert (sample.reading_minutes, sample.practice_minutes, sample.minutes) == (2, 1, 3)
    assert sample.bank.draw == sample.practice_minutes


def test_a_course_adds_up_its_modules_and_keeps_the_kinds_apart() -> None:
    one, two = module("satu", ["a", "b"]), module("dua", ["a"])
    whole = course(one, two)
    assert (whole.reading_minutes, whole.practice_minutes, whole.home_minutes) == (3, 2, 60)
    assert whole.minutes == 5
