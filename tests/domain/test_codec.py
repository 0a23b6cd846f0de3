"""A stored bank grades an old attempt: nothing is lost or changed on the way."""

from __future__ import annotations

import json
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given

from literasi.domain.codec import bank_from_json, bank_to_json, make_bank
from literasi.domain.course import Bank
from literasi.domain.question import Number, Reflection
from tests.domain.samples import COMMON, TWO, banks


@given(banks())
def test_a_bank_survives_being_stored(bank: Bank) -> None:
    assert bank_from_json(bank_to_json(bank)) == bank


@given(banks())
def test_the_hash_is_that_of_the_stored_text(bank: Bank) -> None:
    assert bank.hash == sha256(bank_to_json(bank).encode()).hexdigest()


def test_a_reflection_survives_too() -> None:
    bank = make_bank(1, [Reflection(key="r", **COMMON, options=TWO)])
    assert bank_from_json(bank_to_json(bank)) == bank


def test_the_stored_text_is_sorted_and_compact() -> None:
    bank = make_bank(1, [Number(key="n", **COMMON, answer=Decimal("4.80"), unit="persen")])
    assert bank_to_json(bank) == (
        '{"draw":1,"questions":[{"answer":"4.80","explanation":"<p>!</p>","form":"number",'
        '"key":"n","lesson":"","outcome":"","prompt":"<p>?</p>","tolerance":"0","unit":"persen"}]}'
    )


def test_every_part_of_a_question_counts_for_the_hash() -> None:
    base: dict[str, Any] = {"key": "n", "answer": Decimal(1)} | COMMON
    changes: list[dict[str, Any]] = [
        {},
        {"key": "m"},
        {"prompt": "lain"},
        {"explanation": "lain"},
        {"answer": Decimal(2)},
        {"tolerance": Decimal(1)},
        {"unit": "persen"},
        {"lesson": "lain"},
        {"outcome": "lain"},
    ]
    hashes = {make_bank(1, [Number(**(base | change))]).hash for change in changes}
    assert len(hashes) == len(changes)
    assert make_bank(2, [Number(**base)]).hash not in hashes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"draw":1,"questions":[{}]}',
        '{"draw":1,"questions":[1]}',
        '{"draw":"x","questions":[]}',
        json.dumps(
            {
                "draw": 1,
                "questions": [{"key": "a", "form": "esai", "lesson": "", "outcome": ""} | COMMON],
            }
        ),
        bank_to_json(make_bank(1, [Number(key="n", **COMMON, answer=Decimal(1))])).replace(
            '"answer":"1"', '"answer":"satu"'
        ),
    ],
)
def test_a_text_that_is_no_bank_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        bank_from_json(text)
