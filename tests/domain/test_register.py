"""Numbers from an office's own register: each once, none missing, counted on where asked."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literasi.domain.certificate import LONGEST_NUMBER
from literasi.domain.register import (
    MISSING,
    NO_DIGIT,
    NOT_A_NIK,
    TWICE,
    clean_number,
    counted_from,
    number_fault,
    number_faults,
    pasted,
)


def test_numbers_that_differ_will_do() -> None:
    assert number_faults({1: "41/BP3MI/2026", 2: "42/BP3MI/2026"}) == {}


def test_a_number_that_stands_twice_is_told_at_both() -> None:
    typed = {1: "41/bp3mi/2026", 2: "41/BP3MI/2026", 3: "42/BP3MI/2026", 4: ""}
    assert number_faults(typed) == {1: TWICE, 2: TWICE, 4: MISSING}


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("", MISSING),
        ("tanpa angka", NO_DIGIT),
        ("5201 0141 0590 0001", NOT_A_NIK),
        ("1" + "/" * LONGEST_NUMBER, f"Paling panjang {LONGEST_NUMBER} huruf dan angka."),
        ("41\u202e/2026", "Ada tanda yang tidak bisa disimpan. Ketik ulang nomornya."),
        ("0041/BP3MI-SUMUT/XI/2026", ""),
    ],
)
def test_what_is_no_number_of_a_certificate_is_told(number: str, fault: str) -> None:
    assert number_fault(number) == fault


def test_numbers_count_on_from_the_first_and_keep_their_length() -> None:
    assert counted_from("0099/BP3MI.12/XI/2026", 3) == [
        "0099/BP3MI.12/XI/2026",
        "0100/BP3MI.12/XI/2026",
        "0101/BP3MI.12/XI/2026",
    ]
    assert counted_from("B-9/2026", 2) == ["B-9/2026", "B-10/2026"]
    assert counted_from("tanpa angka", 3) == []


@given(st.integers(0, 10**6), st.integers(1, 50))
def test_those_that_are_counted_are_all_different(first: int, many: int) -> None:
    numbers = counted_from(f"No. {first}/X", many)
    assert len(set(numbers)) == many
    found = [int(number.removeprefix("No. ").removesuffix("/X")) for number in numbers]
    assert all(after == before + 1 for before, after in pairwise(found))


def test_a_pasted_list_has_one_number_a_line() -> None:
    assert pasted("  41/2026 \n\n42 /  2026\r\n") == ["41/2026", "42 / 2026"]
    assert clean_number(" 4  1 ") == "4 1"
