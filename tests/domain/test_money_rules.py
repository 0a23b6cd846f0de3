"""Budget, savings, transfers and cooperatives: exact, and guarded against nonsense."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literasi.domain.budget import emergency_fund, share
from literasi.domain.cooperative import member_capital, shu_member
from literasi.domain.remittance import received, transfer_cost, transfer_cost_percent
from literasi.domain.savings import months_to_goal

rupiah = st.integers(0, 10**12)
percents = st.decimals(0, 100, places=2)


def test_a_share_is_rounded_half_up() -> None:
    assert share(4_000_000, 20) == 800_000
    assert share(5, 10) == 1
    assert share(1_000, Decimal("12.5")) == 125
    assert share(4, 10) == 0


@given(rupiah, percents)
def test_a_share_is_off_by_at_most_half_a_rupiah(amount: int, percent: Decimal) -> None:
    assert abs(Decimal(share(amount, percent)) - amount * percent / 100) <= Decimal("0.5")


def test_an_emergency_fund_covers_months_of_spending() -> None:
    assert emergency_fund(3_000_000, 6) == 18_000_000


def test_a_goal_is_reached_in_the_month_that_fills_it() -> None:
    assert months_to_goal(4_500_000, 300_000) == 15
    assert months_to_goal(4_500_001, 300_000) == 16
    assert months_to_goal(0, 1) == 0


@given(rupiah, st.integers(1, 10**9))
def test_one_month_less_would_not_reach_the_goal(goal: int, monthly: int) -> None:
    months = months_to_goal(goal, monthly)
    assert months * monthly >= goal
    assert goal == 0 or (months - 1) * monthly < goal


@pytest.mark.parametrize(
    ("margin", "lost"), [(Decimal("4.80"), Decimal("9.60")), (Decimal("1.29"), Decimal("2.58"))]
)
def test_200_dollars_from_malaysia_lose_what_the_world_bank_says(
    margin: Decimal, lost: Decimal
) -> None:
    # World Bank, Remittance Prices Worldwide 54 (third quarter of 2025): 4.80 percent on
    # average, 1.29 at the cheapest. Counted here in cents, whole like rupiah.
    assert transfer_cost(200_00, 0, margin) == lost * 100
    assert transfer_cost_percent(200_00, 0, margin) == margin


def test_fee_and_margin_add_up() -> None:
    # One branch of a Malaysian bank: 3.28 percent in fees and 6.67 in the exchange rate.
    assert received(1_000_000, 32_800, Decimal("6.67")) == 902_687
    assert transfer_cost(1_000_000, 32_800, Decimal("6.67")) == 97_313
    assert transfer_cost_percent(1_000_000, 32_800, Decimal("6.67")) == Decimal("9.73")


@given(rupiah, st.integers(0, 10**6), percents)
def test_what_is_sent_is_what_arrives_and_what_it_cost(
    amount: int, fee: int, margin: Decimal
) -> None:
    sent = amount + fee
    arrived, cost = received(sent, fee, margin), transfer_cost(sent, fee, margin)
    assert arrived + cost == sent
    assert cost >= fee
    assert arrived >= 0


def test_members_bring_their_simpanan_pokok_and_wajib() -> None:
    assert member_capital(9, 500_000, 50_000, 12) == 9 * (500_000 + 600_000)


def test_shu_of_a_member_as_in_the_worked_case() -> None:
    # SHU 60 million: jasa modal 20 percent, jasa usaha 25 percent.
    assert (share(60_000_000, 20), share(60_000_000, 25)) == (12_000_000, 15_000_000)
    assert shu_member(12_000_000, 2_000_000, 100_000_000, 0, 0, 1) == 240_000
    assert shu_member(0, 0, 1, 15_000_000, 5_000_000, 75_000_000) == 1_000_000
    both = shu_member(12_000_000, 2_000_000, 100_000_000, 15_000_000, 5_000_000, 75_000_000)
    assert both == 1_240_000


def test_each_part_of_shu_is_rounded_down() -> None:
    assert shu_member(100, 1, 3, 100, 1, 3) == 66


@given(
    rupiah,
    rupiah,
    st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), min_size=1, max_size=9),
)
def test_members_never_get_more_than_the_pools(
    capital: int, business: int, members: list[tuple[int, int]]
) -> None:
    savings, bought = (sum(column) for column in zip(*members, strict=True))
    if savings and bought:
        paid = [shu_member(capital, s, savings, business, b, bought) for s, b in members]
        assert capital + business - 2 * len(members) < sum(paid) <= capital + business


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (lambda: share(-1, 10), "amount must not be negative"),
        (lambda: share(Decimal("1.5"), 10), "amount must be whole rupiah"),
        (lambda: share(1, 101), "percent must be from 0 to 100"),
        (lambda: emergency_fund(-1, 6), "monthly_spending must not be negative"),
        (lambda: emergency_fund(1, Decimal("1.5")), "whole number above 0"),
        (lambda: emergency_fund(1, 0), "whole number above 0"),
        (lambda: months_to_goal(1, 0), "monthly must be above 0"),
        (lambda: months_to_goal(-1, 1), "goal must not be negative"),
        (lambda: received(100, 101, 0), "fee_rupiah must not be above sent_rupiah"),
        (lambda: received(100, -1, 0), "fee_rupiah must not be negative"),
        (lambda: received(100, 0, -1), "margin_percent must be from 0 to 100"),
        (lambda: transfer_cost_percent(0, 0, 0), "sent_rupiah must be above 0"),
        (lambda: member_capital(-9, 1, 1, 1), "members must be a whole number"),
        (lambda: member_capital(9, 1, 1, Decimal("0.5")), "months must be a whole number"),
        (lambda: shu_member(1, 0, 0, 1, 1, 1), "total_savings must be above 0"),
        (lambda: shu_member(1, 1, 1, 1, 0, 0), "total_transactions must be above 0"),
        (lambda: shu_member(1, 2, 1, 1, 1, 1), "own_savings must not be above total_savings"),
        (lambda: shu_member(-1, 1, 1, 1, 1, 1), "pool shared by savings must not be negative"),
    ],
)
def test_numbers_that_make_no_sense_are_refused(act: Callable[[], object], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        act()
