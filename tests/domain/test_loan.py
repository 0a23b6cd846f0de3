"""Loans: known cases worked by hand, and what holds for every loan."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literasi.domain.loan import (
    Instalment,
    annuity,
    annuity_schedule,
    annuity_total,
    declining_schedule,
    declining_total,
    effective_monthly_rate,
    effective_percent,
    effective_percent_of_flat,
    flat_instalment,
    flat_schedule,
    flat_total,
    total_paid,
)

PERCENT = Decimal("0.01")
principals = st.integers(0, 10**10)
rates = st.decimals(0, 1, places=4)
percents = st.decimals(0, 1200, places=2)
months = st.integers(1, 120)


def test_ten_million_at_one_percent_a_month() -> None:
    # (1.01)^12 = 1.12682503; 10,000,000 x 0.01 x 1.12682503 / 0.12682503 = 888,487.89.
    assert annuity(10_000_000, PERCENT, 12) == 888_488
    assert annuity_total(10_000_000, PERCENT, 12) - 10_000_000 == 661_855
    # Flat: 833,333.33 and 100,000 each month; the interest is 12 x 100,000.
    assert flat_instalment(10_000_000, 12, 12) == 933_333
    assert flat_total(10_000_000, 12, 12) == 11_200_000
    # Declining: 0.01 x 833,333.33 x (12 + 11 + … + 1) = 650,000.
    assert declining_total(10_000_000, PERCENT, 12) - 10_000_000 == 650_000
    first, *_, last = (one.payment for one in declining_schedule(10_000_000, PERCENT, 12))
    assert (first, last) == (933_333, 841_666)


def test_the_migrant_workers_credit_at_six_percent_a_year() -> None:
    # KUR Penempatan PMI: 6 percent effective, 36 months, no grace counted.
    assert annuity(50_000_000, Decimal("0.005"), 36) == 1_521_097
    assert annuity_total(50_000_000, Decimal("0.005"), 36) - 50_000_000 == 4_759_487
    assert annuity(100_000_000, Decimal("0.005"), 36) == 3_042_194


def test_the_schedule_of_three_months_by_hand() -> None:
    # 1.02^3 = 1.061208; 300,000 x 0.02 x 1.061208 / 0.061208 = 104,026.40.
    assert annuity_schedule(300_000, Decimal("0.02"), 3) == (
        Instalment(1, 6_000, 98_026, 201_974),
        Instalment(2, 4_039, 99_987, 101_987),
        Instalment(3, 2_040, 101_987, 0),
    )
    assert flat_schedule(300_000, 24, 3)[1] == Instalment(2, 6_000, 100_000, 100_000)


def test_a_flat_offer_hides_nearly_twice_its_rate() -> None:
    assert effective_percent_of_flat(12, 12) == Decimal("21.46")
    monthly = effective_monthly_rate(10**9, Decimal(1_120_000_000) / 12, 12)
    assert round(((1 + monthly) ** 12 - 1) * 100, 2) == Decimal("23.70")
    assert effective_percent_of_flat(0, 12) == 0
    # A single month repays everything at once, so flat and effective are the same.
    assert effective_percent_of_flat(24, 1) == 24


def test_a_fee_that_is_held_back_is_part_of_the_price() -> None:
    # Rp5,000,000 for 6 months at a flat 2 percent a month, Rp250,000 held back.
    instalment = flat_instalment(5_000_000, 24, 6)
    assert instalment == 933_333
    assert effective_percent(4_750_000, instalment, 6) == Decimal("59.00")
    assert effective_percent(6_000_000, 1_000_000, 6) == 0


@given(principals, rates, months)
def test_an_annuity_schedule_repays_exactly(principal: int, rate: Decimal, count: int) -> None:
    schedule = annuity_schedule(principal, rate, count)
    _check_schedule(schedule, principal, count)
    assert total_paid(schedule) == annuity_total(principal, rate, count)


@given(principals, rates, months)
def test_a_declining_schedule_repays_exactly(principal: int, rate: Decimal, count: int) -> None:
    schedule = declining_schedule(principal, rate, count)
    _check_schedule(schedule, principal, count)
    assert total_paid(schedule) == declining_total(principal, rate, count)


@given(principals, percents, months)
def test_a_flat_schedule_repays_exactly(principal: int, percent: Decimal, count: int) -> None:
    schedule = flat_schedule(principal, percent, count)
    _check_schedule(schedule, principal, count)
    assert total_paid(schedule) == flat_total(principal, percent, count)
    assert abs(flat_instalment(principal, percent, count) * count - total_paid(schedule)) <= count


def _check_schedule(schedule: tuple[Instalment, ...], principal: int, count: int) -> None:
    assert [one.month for one in schedule] == list(range(1, count + 1))
    assert sum(one.principal for one in schedule) == principal
    assert total_paid(schedule) == principal + sum(one.interest for one in schedule)
    balances = [principal, *(one.balance for one in schedule)]
    assert balances == sorted(balances, reverse=True)
    assert balances[-1] == 0
    assert all(one.interest >= 0 and one.principal >= 0 for one in schedule)


@given(st.integers(100_000, 10**9), st.decimals("0.001", "0.05", places=3), st.integers(2, 60))
def test_rounding_moves_the_last_payment_by_little(
    principal: int, rate: Decimal, count: int
) -> None:
    last = annuity_schedule(principal, rate, count)[-1].payment
    assert abs(last - annuity(principal, rate, count)) <= count


@given(st.integers(100_000, 10**9), st.decimals("0.001", "0.1", places=3), st.integers(2, 60))
def test_the_same_rate_costs_most_when_flat_and_least_when_declining(
    principal: int, rate: Decimal, count: int
) -> None:
    flat = flat_total(principal, rate * 1200, count)
    assert flat >= annuity_total(principal, rate, count) - count
    assert annuity_total(principal, rate, count) >= declining_total(principal, rate, count) - count


@given(st.integers(10**6, 10**9), st.decimals("0.001", "0.2", places=3), st.integers(1, 60))
def test_bisection_finds_the_rate_an_annuity_was_made_with(
    principal: int, rate: Decimal, count: int
) -> None:
    found = effective_monthly_rate(principal, annuity(principal, rate, count), count)
    assert abs(found - rate) < Decimal("0.00001")


@given(st.decimals("0.1", "300", places=1), st.integers(2, 60))
def test_the_effective_percentage_is_above_the_flat_one(percent: Decimal, count: int) -> None:
    # Rounded to two decimals, the least of them may reach the limits themselves.
    assert percent <= effective_percent_of_flat(percent, count) <= 2 * percent


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (lambda: annuity(-1, PERCENT, 12), "principal must not be negative"),
        (lambda: annuity(Decimal("1.5"), PERCENT, 12), "principal must be whole rupiah"),
        (lambda: annuity(1, 12, 12), "a monthly rate must be from 0 to 1, where 0.01 is 1 percent"),
        (lambda: annuity(1, Decimal("-0.01"), 12), "a monthly rate must be from 0 to 1"),
        (lambda: annuity(1, PERCENT, 0), "months must be a whole number, 1 or more, not 0"),
        (lambda: annuity(1, PERCENT, Decimal("1.5")), "months must be a whole number"),
        (lambda: annuity(1, PERCENT, 601), "months must be 600 or fewer, not 601"),
        (lambda: flat_instalment(1, 1201, 12), "a monthly rate must be from 0 to 1"),
        (lambda: effective_percent(0, 1, 12), "received must be above 0"),
        (lambda: effective_percent(100, 1, 12), "must repay at least what was received"),
        (lambda: effective_percent(100, 300, 12), "more than 100 percent a month"),
        (lambda: effective_percent_of_flat(12, 0), "months must be a whole number, 1 or more"),
    ],
)
def test_a_loan_that_makes_no_sense_is_refused(act: Callable[[], object], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        act()
