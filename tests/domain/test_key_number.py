"""An angka kunci is refused when it is among the first that somebody would try."""

from __future__ import annotations

import pytest

from literasi.domain.key_number import key_number_problem


@pytest.mark.parametrize("digits", ["4739", "8206", "0617", "5391"])
def test_four_digits_without_a_pattern_will_do(digits: str) -> None:
    assert key_number_problem(digits) == ""


@pytest.mark.parametrize(
    ("digits", "word"),
    [
        ("", "4 angka"),
        ("123", "4 angka"),
        ("12345", "4 angka"),
        ("12a4", "4 angka"),
        ("١٢٣٤", "4 angka"),
        ("1987", "tahun"),
        ("2004", "tahun"),
        ("1111", "berulang"),
        ("1112", "berulang"),
        ("1212", "berulang"),
        ("1122", "berulang"),
        ("7447", "berulang"),
        ("1234", "berurutan"),
        ("9876", "berurutan"),
        ("7890", "berurutan"),
        ("2468", "berurutan"),
    ],
)
def test_a_trivial_one_is_refused_with_the_reason(digits: str, word: str) -> None:
    assert word in key_number_problem(digits)


def test_most_numbers_stay_free() -> None:
    free = [n for n in range(10_000) if not key_number_problem(f"{n:04d}")]
    assert len(free) > 8_500
