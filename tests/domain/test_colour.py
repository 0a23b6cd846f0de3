"""A colour that cannot be read on paper is known before anything is printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literasi.domain.colour import LEAST, contrast, contrast_on_paper, parse_colour

colours = st.binary(min_size=3, max_size=3).map(lambda raw: f"#{raw.hex()}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_what_wcag_says(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@given(colours, colours)
def test_contrast_is_the_same_both_ways_and_within_its_scale(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001


@given(colours)
def test_the_cream_of_the_frame_counts_too(colour: str) -> None:
    assert contrast_on_paper(colour) <= contrast(colour, "#ffffff")


def test_the_site_s_own_colour_will_do_and_gold_will_not() -> None:
    assert contrast_on_paper("#0d5a5f") > LEAST
    assert contrast_on_paper("#d99a1c") < LEAST


@pytest.mark.parametrize(
    ("typed", "colour"),
    [
        ("#7A1F3D", "#7a1f3d"),
        (" 7a1f3d ", "#7a1f3d"),
        ("#abc", "#aabbcc"),
        ("merah", ""),
        ("#12345", ""),
        ("#7a1f3d;color:red", ""),
        ("url(x)", ""),
        ("#٣٣٣", ""),
        ("", ""),
    ],
)
def test_a_colour_is_read_strictly(typed: str, colour: str) -> None:
    assert parse_colour(typed) == colour
