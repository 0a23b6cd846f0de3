"""All or nothing, in each of the forms, and no rounding decides who passes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literasi.domain.grading import Score, best, is_right
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
from tests.domain.samples import COMMON, TWO

CHOICE = Choice(key="a", **COMMON, options=TWO, correct=1)
FIRST = Choice(key="a0", **COMMON, options=TWO, correct=0)
SEVERAL = Several(key="b", **COMMON, options=(*TWO, *TWO), correct=frozenset({0, 2}))
NUMBER = Number(key="c", **COMMON, answer=Decimal(1000), tolerance=Decimal(10), unit="rupiah")
ORDERING = Ordering(key="d", **COMMON, items=("x", "y", "z"))
MATCHING = Matching(key="e", **COMMON, lefts=("x", "y", "z"), rights=("1", "2", "3"))
REFLECTION = Reflection(key="f", **COMMON, options=TWO)
ALL = (CHOICE, FIRST, SEVERAL, NUMBER, ORDERING, MATCHING)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (CHOICE, 1),
        (FIRST, 0),
        (SEVERAL, frozenset({2, 0})),
        (NUMBER, Decimal(1000)),
        (NUMBER, Decimal(990)),
        (NUMBER, Decimal("1010.00")),
        (NUMBER, 1000),
        (ORDERING, (0, 1, 2)),
        (MATCHING, (0, 1, 2)),
    ],
)
def test_a_right_answer_is_right(question: Question, answer: Answer) -> None:
    assert is_right(question, answer)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (CHOICE, 0),
        (CHOICE, 7),
        (SEVERAL, frozenset({0})),
        (SEVERAL, frozenset({0, 1, 2})),
        (SEVERAL, frozenset()),
        (NUMBER, Decimal("1010.01")),
        (NUMBER, Decimal("NaN")),
        (NUMBER, Decimal("Infinity")),
        (ORDERING, (1, 0, 2)),
        (ORDERING, (0, 1)),
        (MATCHING, (0, 0, 0)),
        (MATCHING, (0, 2, 1)),
    ],
)
def test_a_wrong_answer_is_wrong(question: Question, answer: Answer) -> None:
    assert not is_right(question, answer)


@pytest.mark.parametrize("question", ALL, ids=lambda question: type(question).__name__)
def test_no_answer_is_wrong(question: Question) -> None:
    assert not is_right(question, None)


@pytest.mark.parametrize("question", [CHOICE, FIRST, SEVERAL, ORDERING, MATCHING])
def test_an_answer_of_another_form_is_wrong_and_no_error(question: Question) -> None:
    others: list[Answer] = [frozenset({9}), (5,), Decimal(1), Decimal(0), True, False]
    assert not any(is_right(question, other) for other in others)


@pytest.mark.parametrize("answer", [None, 0, 1, frozenset({0})])
def test_any_answer_to_a_question_about_ones_own_life_is_right(answer: Answer | None) -> None:
    assert is_right(REFLECTION, answer)


def test_an_unknown_form_is_never_graded_by_accident() -> None:
    with pytest.raises(TypeError, match="no rule grades a Question"):
        is_right(Question(key="x", **COMMON), 0)


scores = st.integers(1, 500).flatmap(
    lambda total: st.builds(Score, st.integers(0, total), st.just(total))
)


@given(scores, st.integers(1, 100))
def test_passing_agrees_with_the_percentage_shown(score: Score, mark: int) -> None:
    assert score.passes(mark) == (score.percent >= mark)
    assert 0 <= score.percent <= 100


def test_two_thirds_is_66_percent_and_does_not_pass_67() -> None:
    score = Score(2, 3)
    assert score.percent == 66
    assert score.passes(66)
    assert not score.passes(67)


def test_one_mistake_in_many_is_never_shown_as_100() -> None:
    assert Score(999, 1000).percent == 99


@pytest.mark.parametrize(("right", "total"), [(1, 0), (0, 0), (-1, 5), (6, 5)])
def test_an_impossible_score_cannot_be_made(right: int, total: int) -> None:
    with pytest.raises(ValueError, match="no such score"):
        Score(right, total)


@given(st.lists(scores, min_size=1))
def test_the_best_score_is_beaten_by_none(made: list[Score]) -> None:
    top = best(made)
    assert top in made
    assert top is not None
    assert all(top.right * one.total >= one.right * top.total for one in made)


def test_the_best_of_equals_is_the_earliest_and_of_none_is_none() -> None:
    assert best([Score(1, 2), Score(5, 10), Score(1, 3)]) == Score(1, 2)
    assert best([]) is None
