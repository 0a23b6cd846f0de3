"""Card codes: typed like an electricity token, and a slip of the finger is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literasi.domain.card import card_address, grouped, make_code, read_code, typed_address

numbers = st.integers(0, 10**15 - 1)


@given(numbers)
def test_a_code_reads_back_however_it_is_grouped(number: int) -> None:
    code = make_code(number)
    assert len(code) == 16
    assert read_code(code) == read_code(grouped(code)) == read_code(f" {grouped(code)} ") == code


@given(numbers, st.integers(0, 15), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number: int, place: int, off: int) -> None:
    code = make_code(number)
    wrong = code[:place] + str((int(code[place]) + off) % 10) + code[place + 1 :]
    assert read_code(wrong) is None


@pytest.mark.parametrize("text", ["", "1234", "1234 5678 9012 345x", "١" * 16, "0" * 17])
def test_what_cannot_be_a_code_is_none(text: str) -> None:
    assert read_code(text) is None


def test_a_known_check_digit() -> None:
    # The example number that Luhn's algorithm is usually shown with, filled up with zeros.
    assert make_code(7992739871) == "0000079927398713"


@pytest.mark.parametrize("number", [-1, 10**15])
def test_a_number_that_does_not_fit_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="fifteen"):
        make_code(number)


@pytest.mark.parametrize(
    ("sign_in", "typed"),
    [
        ("https://literasi.example/masuk", "literasi.example/masuk"),
        ("http://127.0.0.1:8000/masuk", "127.0.0.1:8000/masuk"),
    ],
)
def test_the_qr_hides_the_code_from_servers_and_paper_gives_the_rest(
    sign_in: str, typed: str
) -> None:
    address = card_address(sign_in, "1234567890123452")
    assert address == f"{sign_in}#1234567890123452"
    assert typed_address(address) == typed
