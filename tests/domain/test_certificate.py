"""A code survives paper, telephone and a thumb on a small keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literasi.domain.certificate import (
    ALPHABET,
    class_number,
    format_code,
    grouped,
    parse_code,
    pattern_problem,
    statement_number,
)

raws = st.binary(min_size=16, max_size=16)


@given(raws)
def test_a_code_reads_back_however_it_is_typed(raw: bytes) -> None:
    code = format_code(raw)
    assert len(code) == 26
    assert set(code) <= set(ALPHABET)
    for typed in (code, code.lower(), grouped(code), f" {grouped(code).replace('-', ' ')}\n"):
        assert parse_code(typed) == code


@given(raws, st.sampled_from(["Oo", "IiLl"]), st.integers(0, 3))
def test_letters_that_look_like_digits_are_read_as_digits(
    raw: bytes, alike: str, which: int
) -> None:
    digit = {"Oo": "0", "IiLl": "1"}[alike]
    code = format_code(raw)
    assert parse_code(code.replace(digit, alike[which % len(alike)])) == code


@given(raws, raws)
def test_two_certificates_never_share_a_code(one: bytes, other: bytes) -> None:
    assert (format_code(one) == format_code(other)) == (one == other)


def test_the_first_and_the_last_code() -> None:
    assert format_code(bytes(16)) == "0" * 26
    assert format_code(b"\xff" * 16) == "7" + "Z" * 25


def test_a_code_on_paper_stands_in_groups_of_four() -> None:
    assert grouped("7" + "Z" * 25) == "7ZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZ"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0" * 25,
        "0" * 27,
        "8" + "0" * 25,
        "U" + "0" * 25,
        "0" * 25 + "!",
        "٠" * 26,
        "ſ" * 26,
        "0" * 26 + " " * 100,
    ],
)
def test_what_cannot_be_a_code_is_none(text: str) -> None:
    assert parse_code(text) is None


@given(st.text(max_size=60))
def test_any_text_is_a_canonical_code_or_none(text: str) -> None:
    code = parse_code(text)
    assert code is None or parse_code(code) == code


@pytest.mark.parametrize("length", [0, 15, 17])
def test_only_16_bytes_make_a_code(length: int) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        format_code(bytes(length))


def test_a_statement_is_numbered_within_its_year() -> None:
    assert statement_number(123, 2026) == "000123/LIT-SKBM/2026"
    assert statement_number(1_000_000, 2027) == "1000000/LIT-SKBM/2027"
    with pytest.raises(ValueError, match="numbered from 1"):
        statement_number(0, 2026)


def test_a_class_number_follows_the_offices_pattern() -> None:
    pattern = "{nomor}/BP3MI-NTB/LIT/{bulan}/{tahun}"
    assert class_number(pattern, 7, date(2026, 11, 24)) == "0007/BP3MI-NTB/LIT/XI/2026"
    assert class_number(pattern, 12345, date(2027, 1, 2)) == "12345/BP3MI-NTB/LIT/I/2027"


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("{nomor}/LIT", "tahun"),
        ("LIT/{tahun}", "nomor"),
        ("{nomor}{nomor}/{tahun}", "once"),
        ("{nomor}/{tahun}/{kota}", "kota"),
        ("{nomor.__class__}/{tahun}", "nomor.__class__"),
        ("{nomor:>99999999}/{tahun}", "without"),
        ("{nomor!r}/{tahun}", "without"),
        ("{nomor}/{tahun", "not closed"),
        ("{nomor}/{tahun}/" + "x" * 60, "longer"),
    ],
)
def test_a_pattern_that_could_repeat_or_break_is_refused(pattern: str, says: str) -> None:
    assert says in pattern_problem(pattern)
    with pytest.raises(ValueError, match="\\{"):
        class_number(pattern, 1, date(2026, 11, 24))


def test_class_numbers_begin_at_one() -> None:
    with pytest.raises(ValueError, match="from 1"):
        class_number("{nomor}/{tahun}", 0, date(2026, 11, 24))
