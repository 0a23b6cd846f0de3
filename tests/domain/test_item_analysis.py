"""Which questions a group gets wrong, and by which wrong answers."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from literasi.domain.grading import is_right
from literasi.domain.item_analysis import FEW, Answered, Item, Slip, SlipKind, analyse, slips
from literasi.domain.question import (
    Answer,
    Choice,
    Matching,
    Number,
    Option,
    Ordering,
    Question,
    Several,
)

M = "kursus", "modul"
FOUR = tuple(Option(letter) for letter in "abcd")
WORDS = {"prompt": "?", "explanation": "!"}
CHOICE = Choice(key="satu", options=FOUR, correct=1, **WORDS)
SEVERAL = Several(key="dua", options=FOUR, correct=frozenset({0, 2}), **WORDS)
NUMBER = Number(key="tiga", answer=Decimal(1000), **WORDS)
ORDER = Ordering(key="empat", items=("a", "b", "c"), **WORDS)
PAIRS = Matching(key="lima", lefts=("a", "b", "c"), rights=("A", "B", "C"), **WORDS)


def answered(question: Question, *answers: Answer | None) -> list[Answered]:
    return [Answered(M, question, answer) for answer in answers]


def test_a_question_has_its_share_and_the_most_chosen_wrong_options_first() -> None:
    (item,) = analyse(answered(CHOICE, 1, 0, 3, 3, 1, 1))
    assert (item.people, item.wrong, item.percent) == (6, 3, 50)
    assert item.slips == ((Slip(SlipKind.CHOSE, (3,)), 2), (Slip(SlipKind.CHOSE, (0,)), 1))


def test_what_everybody_knows_is_not_listed() -> None:
    assert analyse(answered(CHOICE, 1, 1)) == []
    assert analyse([]) == []


def test_the_largest_share_comes_first_and_few_people_come_last() -> None:
    few = answered(NUMBER, *[Decimal(1)] * (FEW - 1))
    half, most = answered(CHOICE, 0, 0, 0, 1, 1, 1), answered(ORDER, *[(1, 0, 2)] * 5, (0, 1, 2))
    items = analyse(few + half + most)
    assert [one.question for one in items] == [ORDER, CHOICE, NUMBER]
    assert [one.is_few for one in items] == [False, False, True]


def test_a_question_that_was_rewritten_is_another_one() -> None:
    newer = Choice(key="satu", options=FOUR, correct=2, **WORDS)
    items = analyse([*answered(CHOICE, 0), *answered(newer, 1)])
    assert [(one.question, one.people) for one in items] == [(CHOICE, 1), (newer, 1)]


def test_each_form_of_question_tells_its_own_slips() -> None:
    assert slips(SEVERAL, frozenset({0, 1})) == [
        Slip(SlipKind.CHOSE, (1,)),
        Slip(SlipKind.LEFT_OUT, (2,)),
    ]
    assert slips(NUMBER, Decimal("500.0")) == slips(NUMBER, Decimal(500))
    assert slips(ORDER, (2, 0, 1)) == [Slip(SlipKind.ORDERED, (2, 0, 1))]
    assert slips(PAIRS, (0, 2, 1)) == [
        Slip(SlipKind.PAIRED, (1, 2)),
        Slip(SlipKind.PAIRED, (2, 1)),
    ]
    assert slips(CHOICE, None) == [Slip(SlipKind.OPEN)]


@given(st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=1, max_size=60))
def test_counts_add_up(answers: list[int | None]) -> None:
    wrong = [one for one in answers if not is_right(CHOICE, one)]
    items = analyse(answered(CHOICE, *answers))
    assert len(items) == bool(wrong)
    for item in items:
        assert isinstance(item, Item)
        assert (item.people, item.wrong) == (len(answers), len(wrong))
        assert sum(count for _, count in item.slips) == item.wrong
        assert 0 <= item.percent <= 100
