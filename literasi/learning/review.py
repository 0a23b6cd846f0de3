"""A graded attempt, question by question: what was answered, what is right, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from literasi.domain.course import Bank
from literasi.domain.draw import draw
from literasi.domain.grading import is_right
from literasi.domain.money import parse_number, parse_rupiah
from literasi.domain.question import Answer, Choice, Number, Question, Several
from literasi.learning.models import Attempt


@dataclass(frozen=True, slots=True)
class Reviewed:
    """`given` is in canonical positions, or the number as it was typed. `notes` speak to
    the wrong options that were chosen."""

    question: Question
    given: Any
    right: bool
    notes: tuple[str, ...]


def review(attempt: Attempt, bank: Bank) -> list[Reviewed]:
    """Every drawn question in the order in which it was shown."""
    by_key = {question.key: question for question in bank.questions}
    shown = [by_key[key] for key in draw(bank, attempt.seed).questions]
    return review_answers(shown, attempt.answers)


def review_answers(questions: Iterable[Question], answers: Mapping[str, Any]) -> list[Reviewed]:
    """`answers` by question key, as they were stored."""
    return [_review(question, answers.get(question.key)) for question in questions]


def lessons_to_read_again(reviewed: list[Reviewed]) -> list[str]:
    """Slugs of the lessons that the wrong answers point to, each once, in order."""
    return list(dict.fromkeys(one.question.lesson for one in reviewed if not one.right))


def _review(question: Question, raw: Any) -> Reviewed:
    answer = read_raw(question, raw)
    return Reviewed(question, raw, is_right(question, answer), _notes(question, answer))


def read_raw(question: Question, raw: Any) -> Answer | None:
    """The answer that was stored as `raw`; None if it was left open."""
    if raw is None:
        return None
    match question:
        case Choice():
            return int(raw)
        case Several():
            return frozenset(raw)
        case Number():
            return Decimal(parse_rupiah(raw) if question.unit == "rupiah" else parse_number(raw))
    return tuple(raw)


def _notes(question: Question, answer: Answer | None) -> tuple[str, ...]:
    match question, answer:
        case Choice(), int(chosen) if chosen != question.correct:
            options = [question.options[chosen]]
        case Several(), frozenset():
            options = [question.options[i] for i in sorted(answer - question.correct)]
        case _:
            options = []
    return tuple(option.note for option in options if option.note)
