"""Is an answer right, and is that enough? All or nothing for each question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from literasi.domain.question import (
    Answer,
    Choice,
    Matching,
    Number,
    Ordering,
    Question,
    Reflection,
    Several,
)


def is_right(question: Question, answer: Answer | None) -> bool:
    """Whether `answer`, in canonical positions, is right. None is a question left open.

    An answer of another form (a number for an ordering) is wrong, never an error,
    since it may come from a damaged form. A reflection is always right.
    """
    match question:
        case Reflection():
            return True
        case Choice():
            return type(answer) is int and answer == question.correct
        case Several():
            return isinstance(answer, frozenset) and answer == question.correct
        case Number():
            return isinstance(answer, Decimal | int) and _near(question, Decimal(answer))
        case Ordering():
            return answer == tuple(range(len(question.items)))
        case Matching():
            return answer == tuple(range(len(question.lefts)))
    raise TypeError(f"no rule grades a {type(question).__name__}")


def _near(question: Number, answer: Decimal) -> bool:
    return answer.is_finite() and abs(answer - question.answer) <= question.tolerance


@dataclass(frozen=True, slots=True)
class Score:
    """`right` of `total` questions. Compared with integers only, so never off by a rounding."""

    right: int
    total: int

    def __post_init__(self) -> None:
        if not 0 <= self.right <= self.total or self.total == 0:
            raise ValueError(f"no such score: {self.right} of {self.total}")

    @property
    def percent(self) -> int:
        """Whole percent, rounded down: 99 is never shown as 100."""
        return self.right * 100 // self.total

    def passes(self, pass_mark: int) -> bool:
        """Whether the share right reaches `pass_mark` percent."""
        return self.right * 100 >= pass_mark * self.total


def best(scores: Iterable[Score]) -> Score | None:
    """The highest share right, the earliest of equals; None if there is no score."""
    return max(scores, key=lambda score: Fraction(score.right, score.total), default=None)
