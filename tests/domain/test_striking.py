"""A person's name is struck out of what others wrote, and nothing else is."""

from __future__ import annotations

import pytest

from literasi.domain.striking import STRUCK, strike

NAMES = ("Siti Aminah", "Siti Aminah binti Ahmad")


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("Praya: Siti Aminah, 0012", f"Praya: {STRUCK}, 0012"),
        ("siti  AMINAH hadir", f"{STRUCK} hadir"),
        ("Siti Aminah binti Ahmad → Siti Aminah", f"{STRUCK} → {STRUCK}"),
        ("Siti Aminahwati dan Siti", "Siti Aminahwati dan Siti"),
        ("", ""),
    ],
    ids=["alone", "capitals", "longest first", "parts of words", "nothing"],
)
def test_whole_names_go_however_they_are_written(text: str, struck: str) -> None:
    assert strike(text, NAMES, 200) == struck


def test_a_name_that_was_cut_off_at_the_end_goes_too() -> None:
    text = "tiga orang: Budi, Siti Am"
    assert strike(text, NAMES, len(text)).endswith(STRUCK)
    assert "Siti" not in strike(text, NAMES, len(text))
    # Where nothing was cut, the end is what it says.
    assert strike(text, NAMES, 200) == text


def test_it_never_grows_longer_than_it_may_be_and_still_says_so() -> None:
    text = "Ani, " * 40
    struck = strike(text, ["Ani"], 200)
    assert len(struck) <= 200
    assert STRUCK in struck
    assert "Ani" not in struck


def test_a_name_with_signs_of_its_own_is_no_pattern() -> None:
    assert strike("halo A. (B) C* .", ["A. (B) C*"], 100) == f"halo {STRUCK} ."
    assert strike("apa pun", ["", " "], 100) == "apa pun"
