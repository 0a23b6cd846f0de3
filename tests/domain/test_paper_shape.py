"""What a device takes from whoever types is what the server reads."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from literasi.domain.course import Bank
from literasi.domain.paper import Item, UnreadableError, items_of, read_typed
from literasi.domain.paper_shape import NUMBERS, shape_of
from literasi.domain.question import Matching
from tests.domain.samples import banks

SEEDS = st.binary(min_size=16, max_size=16)


def fits(item: Item, typed: str) -> bool:
    plain = re.sub(r"[\s,.;/]+", "", typed.lower())
    return re.search(shape_of(item).pattern, plain) is not None


@given(banks(), SEEDS)
def test_every_right_answer_has_the_shape_of_its_question(bank: Bank, seed: bytes) -> None:
    for item in items_of(bank, seed):
        shape = shape_of(item)
        assert shape.pattern in NUMBERS or fits(item, item.key)


@given(banks(), SEEDS, st.text("abcdefgh12345 ,", max_size=8))
def test_what_has_the_shape_is_read_and_what_has_not_is_refused(
    bank: Bank, seed: bytes, typed: str
) -> None:
    for item in items_of(bank, seed):
        if shape_of(item).pattern in NUMBERS or typed.strip() == "":
            continue
        try:
            read_typed(item, typed)
            is_read = True
        except UnreadableError:
            is_read = False
        # Which number stands where in a matching with numbers is left to the server.
        loose = isinstance(item.question, Matching) and any(one.isdigit() for one in typed)
        assert fits(item, typed) == is_read or (loose and fits(item, typed))


@given(banks(), SEEDS, SEEDS)
def test_a_shape_does_not_tell_which_letter_is_right(bank: Bank, seed: bytes, other: bytes) -> None:
    """It follows from the question's form alone, however its choices are shuffled."""
    one = {item.question.key: shape_of(item) for item in items_of(bank, seed)}
    two = {item.question.key: shape_of(item) for item in items_of(bank, other)}
    assert all(one[key] == two[key] for key in one.keys() & two.keys())
