"""Budget, savings, transfers and cooperatives: exact, and guarded against nonsense."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literasi.domain.budget import allocate, budget_part, share
from literasi.domain.cooperative import (
    Capital,
    Distribution,
    Part,
    distribute_shu,
    member_capital,
    own_capital,
    shu_member,
)
from literasi.domain.remittance import received, transfer_cost, transfer_cost_percent
from literasi.domain.savings import (
    emergency_fund,
    monthly_for_goal,
    months_covered,
    months_to_goal,
)

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


@given(rupiah, st.integers(1, 600))
def test_the_monthly_sum_reaches_its_goal_and_a_rupiah_less_does_not(
    goal: int, months: int
) -> None:
    monthly = monthly_for_goal(goal, months)
    assert monthly * months >= goal
    assert goal == 0 or (monthly - 1) * months < goal


@given(rupiah, st.integers(1, 10**9))
def test_savings_last_as_many_whole_months_as_they_pay_for(saved: int, spending: int) -> None:
    months = months_covered(saved, spending)
    assert months * spending <= saved < (months + 1) * spending


def test_a_budget_shares_every_rupiah_out() -> None:
    assert allocate(100, {"dapur": 1, "sekolah": 1, "tabungan": 1}) == {
        "dapur": 34,
        "sekolah": 33,
        "tabungan": 33,
    }
    assert budget_part(4_000_000, 2, 50, 30, 20) == 1_200_000


@given(rupiah, st.lists(st.integers(1, 100), min_size=1, max_size=9))
def test_the_places_of_a_budget_sum_to_the_income(income: int, weights: list[int]) -> None:
    places = range(1, len(weights) + 1)
    parts = [budget_part(income, place, *weights) for place in places]
    assert sum(parts) == income
    named = dict(zip(map(str, places), weights, strict=True))
    assert list(allocate(income, named).values()) == parts
    assert all(
        abs(part - Decimal(income) * weight / sum(weights)) < 1
        for part, weight in zip(parts, weights, strict=True)
    )


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


def test_the_first_surplus_of_nine_members_sums_exactly() -> None:
    # Rp18,000,000: 10 percent by savings, 50 by kilos delivered; as in the shipped lesson.
    kilos = [720, 240, *[480] * 7]
    shared = distribute_shu(1_800_000, 9_000_000, [Part(1_000_000, kilo) for kilo in kilos])
    assert shared == Distribution((1_700_000, 700_000, *[1_200_000] * 7), 0)


def test_a_pool_that_nobody_can_claim_goes_to_the_reserves() -> None:
    assert distribute_shu(100, 50, [Part(0, 1), Part(0, 1)]) == Distribution((25, 25), 100)
    assert distribute_shu(100, 50, []) == Distribution((), 150)


@given(
    rupiah,
    rupiah,
    st.lists(st.builds(Part, st.integers(1, 10**9), st.integers(1, 10**9)), min_size=1, max_size=9),
)
def test_all_shares_and_the_reserves_sum_to_the_pools(
    capital: int, business: int, members: list[Part]
) -> None:
    shared = distribute_shu(capital, business, members)
    assert sum(shared.shares) + shared.to_reserves == capital + business
    assert 0 <= shared.to_reserves < 2 * len(members)
    savings = sum(member.savings for member in members)
    bought = sum(member.transactions for member in members)
    for share_, one in zip(shared.shares, members, strict=True):
        assert share_ == shu_member(
            capital, one.savings, savings, business, one.transactions, bought
        )


@given(st.tuples(*[rupiah] * 6))
def test_every_rupiah_of_capital_is_either_own_or_borrowed(
    parts: tuple[int, int, int, int, int, int],
) -> None:
    capital = Capital(*parts)
    assert capital.own + capital.borrowed == sum(parts)
    assert capital.own == own_capital(*parts[:4])


def test_a_members_deposit_is_a_debt() -> None:
    capital = Capital(principal_savings=3_600_000, voluntary_savings=3_000_000)
    assert (capital.own, capital.borrowed) == (3_600_000, 3_000_000)


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (lambda: share(-1, 10), "amount must not be negative"),
        (lambda: share(Decimal("1.5"), 10), "amount must be whole rupiah"),
        (lambda: share(1, 101), "percent must be from 0 to 100"),
        (lambda: emergency_fund(-1, 6), "monthly_spending must not be negative"),
        (lambda: emergency_fund(1, Decimal("1.5")), "months must be a whole number, 1 or more"),
        (lambda: emergency_fund(1, 0), "months must be a whole number, 1 or more"),
        (lambda: monthly_for_goal(1, 0), "months must be a whole number, 1 or more"),
        (lambda: months_covered(1, 0), "monthly_spending must be above 0"),
        (lambda: budget_part(1, 0, 1), "place must be a whole number, 1 or more"),
        (lambda: budget_part(1, 3, 1, 1), "place must be at most 2, not 3"),
        (lambda: allocate(1, {"dapur": 0}), "one weight must be above 0"),
        (lambda: Capital(loans=-1), "loans must not be negative"),
        (lambda: own_capital(1, -1, 0, 0), "mandatory_savings must not be negative"),
        (lambda: distribute_shu(-1, 0, []), "pool_capital must not be negative"),
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
