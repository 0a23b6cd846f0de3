"""Rupiah are read the many ways people write them, and never guessed at."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literasi.domain.money import (
    LARGEST,
    format_number,
    format_rupiah,
    parse_number,
    parse_rupiah,
    split,
)

amounts = st.integers(-LARGEST, LARGEST)


@pytest.mark.parametrize(
    "text",
    [
        "Rp1.500.000",
        "Rp 1.500.000,00",
        "Rp. 1.500.000,-",
        "rp1.500.000",
        "IDR 1.500.000",
        "1.500.000",
        "1500000",
        "1,500,000",
        "1 500 000",
        "1\u00a0500\u00a0000",
        "  1500000  ",
        "1,5 juta",
        "1.5jt",
        "1.5 Juta rupiah",
        "1500 ribu",
        "1500rb",
        "1500k",
        "1 juta 500 ribu",
        "0,0015 miliar",
    ],
)
def test_one_and_a_half_million_is_read_however_it_is_written(text: str) -> None:
    assert parse_rupiah(text) == 1_500_000


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("0", 0),
        ("500 ribu", 500_000),
        ("500rb", 500_000),
        ("2 juta", 2_000_000),
        ("1 miliar", 10**9),
        ("1 milyar", 10**9),
        ("1.500", 1_500),
        ("-Rp5.000", -5_000),
        ("Rp-5.000", -5_000),
        ("\u2212Rp5.000", -5_000),
    ],
)
def test_other_amounts_are_read(text: str, amount: int) -> None:
    assert parse_rupiah(text) == amount


@pytest.mark.parametrize("text", ["1,5", "1.5", "1,500", "1.500 juta", "1,500 juta", "2.000 ribu"])
def test_what_can_mean_two_things_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="bisa berarti dua hal"):
        parse_rupiah(text)


@pytest.mark.parametrize("text", ["Rp1.500,50", "0,0001 ribu"])
def test_cents_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="tanpa sen"):
        parse_rupiah(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rp",
        "lima juta",
        "1.50.000",
        "1.500,000",
        "5 m",
        "500 ribu 2 juta",
        "2 juta 3 juta",
        "١٢",
    ],
)
def test_what_is_no_amount_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"Tulis misalnya 1\.500\.000 atau 1,5 juta\."):
        parse_rupiah(text)


@pytest.mark.parametrize("text", ["--5", "-Rp-5"])
def test_two_minus_signs_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="belum terbaca"):
        parse_rupiah(text)


def test_a_slip_of_many_noughts_is_refused() -> None:
    with pytest.raises(ValueError, match="terlalu besar"):
        parse_rupiah(str(LARGEST + 1))
    with pytest.raises(ValueError, match="terlalu panjang"):
        parse_rupiah("0" * 1000)


@given(amounts)
def test_an_amount_survives_being_written_and_read(amount: int) -> None:
    assert parse_rupiah(format_rupiah(amount)) == amount
    assert parse_rupiah(str(amount)) == amount


@given(st.integers(1, 999), st.sampled_from(["ribu", "juta"]))
def test_words_scale_like_noughts(number: int, word: str) -> None:
    noughts = {"ribu": "000", "juta": "000000"}[word]
    assert parse_rupiah(f"{number} {word}") == parse_rupiah(f"{number}{noughts}")


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_a_value_error(text: str) -> None:
    with suppress(ValueError):
        assert abs(parse_rupiah(text)) <= LARGEST


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"),
        ("4,8", "4.8"),
        ("4.8", "4.8"),
        ("4,8 persen", "4.8"),
        ("4,80%", "4.80"),
        ("1.250", "1250"),
        ("1.250,5", "1250.5"),
        ("-3", "-3"),
        ("1.250 %", "1250"),
    ],
)
def test_plain_and_percent_numbers_are_read(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "banyak", "12 bulan", "1.25.0", "1,2,3", "NaN", "1e5", "%"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"misalnya 12 atau 4,8\."):
        parse_number(text)


@given(st.decimals(-(10**9), 10**9, places=3))
def test_a_number_survives_being_written_and_read(number: Decimal) -> None:
    assert parse_number(format_number(number)) == number


@pytest.mark.parametrize(
    ("number", "decimals", "shown"),
    [
        (1250, None, "1.250"),
        (Decimal("1250.5"), None, "1.250,5"),
        (Decimal("2.345"), 2, "2,35"),
        (Decimal("-2.345"), 2, "-2,35"),
        (5, 1, "5,0"),
        (Decimal("-0.001"), 2, "0,00"),
        (Decimal("1E+3"), None, "1.000"),
    ],
)
def test_numbers_are_written_the_indonesian_way(
    number: Decimal | int, decimals: int | None, shown: str
) -> None:
    assert format_number(number, decimals) == shown


@given(
    st.integers(0, 10**12),
    st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any),
)
def test_parts_sum_exactly_and_are_off_by_less_than_a_rupiah(
    total: int, weights: list[int]
) -> None:
    parts = split(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - total * weight) < sum(weights)


def test_what_is_left_over_goes_to_who_lost_most_and_the_first_of_equals() -> None:
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(10, [26, 26, 48]) == [3, 2, 5]
    assert split(7, [0, 1]) == [0, 7]


@pytest.mark.parametrize(("total", "weights"), [(1, []), (1, [0, 0]), (-1, [1]), (1, [2, -1])])
def test_a_split_that_makes_no_sense_is_refused(total: int, weights: list[int]) -> None:
    with pytest.raises(ValueError, match="must not be negative"):
        split(total, weights)
