"""Arithmetic in lessons: exact, bounded, and never run as code."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literasi.content.compute import FUNCTIONS, ComputeError, compute
from literasi.domain.money import format_rupiah


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("4_000_000 - 2_800_000", "Rp1.200.000"),
        ("1 / 3 * 3", "Rp1"),
        ("0.1 + 0.2 - 0.3", "Rp0"),
        ("-(5_000)", "-Rp5.000"),
        ("12 * 360 | angka", "4.320"),
        ("7 / 2 | angka", "3,5"),
        ("24 / 32 * 100 | persen", "75 persen"),
        ("1 / 3 * 100 | persen", "33,33 persen"),
        ("share(4_000_000, 20)", "Rp800.000"),
        ("months_to_goal(4_500_000, 300_000) | angka", "15"),
        ("budget_part(4_000_000, 1, 50, 30, 20)", "Rp2.000.000"),
        ("monthly_for_goal(6_000_000, 12)", "Rp500.000"),
        ("months_covered(7_000_000, 3_000_000) | angka", "2"),
        ("annuity(10_000_000, 0.01, 12)", "Rp888.488"),
        ("annuity_total(10_000_000, 0.01, 12) - 10_000_000", "Rp661.855"),
        ("annuity(50_000_000, 0.06 / 12, 36)", "Rp1.521.097"),
        ("flat_instalment(10_000_000, 12, 12)", "Rp933.333"),
        ("flat_total(10_000_000, 12, 12)", "Rp11.200.000"),
        ("declining_total(10_000_000, 0.01, 12) - 10_000_000", "Rp650.000"),
        ("effective_percent(4_750_000, 933_333, 6) | persen", "59 persen"),
        ("effective_percent_of_flat(12, 12) | persen", "21,46 persen"),
        ("own_capital(3_600_000, 5_400_000, 0, 0)", "Rp9.000.000"),
        ("share(received(5_000_000, 100_000, 0.5), 10)", "Rp487.550"),
    ],
)
def test_what_an_expression_shows(text: str, shown: str) -> None:
    assert compute(text) == shown


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_sums_are_exact(a: int, b: int) -> None:
    assert compute(f"{a} + {b}") == format_rupiah(a + b)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1 / 3", "no whole rupiah"),
        ("1 / 0", "divides by zero"),
        ("1 | dolar", "unknown form"),
        ("", "not arithmetic"),
        ("2 +", "not arithmetic"),
        ("2 ** 99", "only numbers"),
        ("9 % 2", "only numbers"),
        ("x", "only numbers"),
        ("'a'", "only numbers"),
        ("True", "only numbers"),
        ("share.__class__", "only numbers"),
        ("[1][0]", "only numbers"),
        ("(lambda: 1)()", "only numbers"),
        ("share(amount=1, percent=2)", "only numbers"),
        ("__import__('os')", "only numbers"),
        ("eval(1)", "unknown function"),
        ("share(1)", "wrong number of values"),
        ("share(-1, 2)", "share():"),
        ("10**9", "only numbers"),
        ("999_999_999_999 * 999_999_999_999", "too large"),
        ("1" * 201, "longer than"),
    ],
)
def test_what_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ComputeError, match=re.escape(reason)):
        compute(text)


@given(st.text(max_size=40))
def test_any_text_is_a_figure_or_a_refusal(text: str) -> None:
    with suppress(ComputeError):
        assert compute(text)


def test_the_guide_lists_exactly_these_functions() -> None:
    guide = Path(__file__).resolve().parents[2] / "docs" / "authoring.md"
    assert set(re.findall(r"^\| `(\w+)\(", guide.read_text("utf-8"), re.M)) == set(FUNCTIONS)
