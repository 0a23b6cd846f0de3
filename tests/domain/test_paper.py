"""A sheet bears a code that is read back, asks what its seed draws, and has a key in letters."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literasi.domain.course import Bank
from literasi.domain.draw import draw
from literasi.domain.grading import is_right
from literasi.domain.paper import (
    VARIANTS,
    Item,
    UnreadableError,
    in_turn,
    items_of,
    read_code,
    read_typed,
    variant_code,
)
from literasi.domain.question import (
    Choice,
    Matching,
    Number,
    Option,
    Ordering,
    Question,
    Several,
)
from literasi.learning.review import read_raw
from tests.domain.samples import COMMON, banks

THREE = (Option("satu"), Option("dua"), Option("tiga"))


@given(st.integers(1, 9999), st.sampled_from(VARIANTS))
def test_a_code_is_read_back_as_people_write_it(number: int, letter: str) -> None:
    code = variant_code(number, letter)
    for typed in (code, code.lower(), f" {number} {letter} "):
        assert read_code(typed) == (number, letter)


@pytest.mark.parametrize("text", ["", "A", "1", "A1", "0A", "1G", "01A", "1AB", "12345A", "1A;"])
def test_what_is_no_code_is_none(text: str) -> None:
    assert read_code(text) is None


@given(banks(), st.binary(min_size=16, max_size=16))
def test_a_sheet_asks_what_the_same_seed_asks_on_a_phone(bank: Bank, seed: bytes) -> None:
    items, shown = items_of(bank, seed), draw(bank, seed)
    assert tuple(item.question.key for item in items) == shown.questions
    assert [item.number for item in items] == list(range(1, len(items) + 1))
    assert all(item.order == shown.order(item.question.key) for item in items)


def test_the_key_names_letters_as_they_are_printed() -> None:
    keys = {
        "c": Choice(key="q", **COMMON, options=THREE, correct=0),
        "a c": Several(key="q", **COMMON, options=THREE, correct=frozenset({1, 0})),
        "c a b": Ordering(key="q", **COMMON, items=("satu", "dua", "tiga")),
        "1c 2a 3b": Matching(key="q", **COMMON, lefts=("x", "y", "z"), rights=("p", "q", "r")),
    }
    for key, question in keys.items():
        item = Item(1, question, (1, 2, 0))
        assert item.key == key
        assert item.letters == "abc"


def test_the_key_of_a_number_says_its_unit() -> None:
    for unit, key in (("rupiah", "Rp800.000"), ("persen", "800.000 persen"), ("", "800.000")):
        number = Number(key="q", **COMMON, answer=Decimal(800000), unit=unit)
        item = Item(1, number, ())
        assert item.key == key
        assert item.letters == ""


def test_neighbours_have_different_sheets() -> None:
    assert in_turn("ABC", 5) == ["A", "B", "C", "A", "B"]
    assert in_turn("A", 2) == ["A", "A"]
    assert in_turn("AB", 0) == []


@given(banks(), st.binary(min_size=16, max_size=16))
def test_the_key_as_it_is_printed_is_read_as_right(bank: Bank, seed: bytes) -> None:
    for item in items_of(bank, seed):
        if isinstance(item.question, Number):
            continue  # a made-up answer may be one that nobody writes
        read = read_typed(item, item.key)
        assert read is not None
        assert is_right(item.question, read[0])
        # What is kept is read back as the answer that was given.
        assert read_raw(item.question, read[1]) == read[0]


def test_answers_are_typed_in_one_run_or_with_their_numbers() -> None:
    three = {"key": "q", **COMMON}
    matching = Item(1, Matching(**three, lefts=("x", "y", "z"), rights=("p", "q", "r")), (1, 2, 0))
    for typed in ("cab", "C A B", "1c 2a 3b", "3b,2a,1c"):
        assert read_typed(matching, typed) == ((0, 1, 2), [0, 1, 2])
    # Two of them on one letter is wrong, but it is what somebody wrote.
    assert read_typed(matching, "cca") == ((0, 0, 1), [0, 0, 1])
    number = Item(2, Number(**three, answer=Decimal(5), unit="rupiah"), ())
    assert read_typed(number, " 1,5 juta ") == (Decimal(1500000), "1,5 juta")


def test_a_dash_is_a_question_left_open() -> None:
    for question in (
        Choice(key="q", **COMMON, options=THREE, correct=0),
        Number(key="q", **COMMON, answer=Decimal(5)),
    ):
        assert read_typed(Item(1, question, (1, 2, 0)), " - ") is None


@pytest.mark.parametrize(
    ("form", "texts"),
    [
        (Choice, ("", " ", "d", "ab", "1", "é", "--", "a" * 101)),
        (Several, ("", "aa", "ad", "1")),
        (Ordering, ("", "ab", "aab", "abcd", "1 2 3")),
        (Matching, ("", "ab", "abcd", "abd", "1a 2b", "1a 1b 2c", "4a 1b 2c", "1ab2c")),
        (Number, ("", "abc", "satu juta?", "1" * 101)),
    ],
)
def test_what_is_no_answer_is_said(form: type[Question], texts: tuple[str, ...]) -> None:
    more: dict[type[Question], dict[str, Any]] = {
        Choice: {"options": THREE, "correct": 0},
        Several: {"options": THREE, "correct": frozenset({0})},
        Ordering: {"items": ("satu", "dua", "tiga")},
        Matching: {"lefts": ("x", "y", "z"), "rights": ("p", "q", "r")},
        Number: {"answer": Decimal(5), "unit": "rupiah"},
    }
    item = Item(1, form(key="q", **COMMON, **more[form]), () if form is Number else (1, 2, 0))
    for text in texts:
        with pytest.raises(UnreadableError, match=r"Ketik|ketik|panjang"):
            read_typed(item, text)
