"""Saving towards a goal, and the money set aside for a bad month. No interest is counted."""

from __future__ import annotations

from decimal import Decimal

from literasi.domain.money import whole_count, whole_rupiah

Amount = Decimal | int


def months_to_goal(goal: Amount, monthly: Amount) -> int:
    """Whole months until `monthly` rupiah a month reach `goal` rupiah, rounded up.

    Plain arithmetic: Rp4,500,000 at Rp300,000 a month takes 15 months. ValueError for a
    negative goal and for nothing saved a month, which never arrives.
    """
    saved = whole_rupiah(monthly, "monthly")
    if saved == 0:
        raise ValueError("monthly must be above 0")
    return -(-whole_rupiah(goal, "goal") // saved)


def monthly_for_goal(goal: Amount, months: Amount) -> int:
    """Rupiah to save each month so that `months` months reach `goal`, rounded up.

    Plain arithmetic: Rp6,000,000 in 12 months takes Rp500,000, and one rupiah more takes
    Rp500,001. ValueError for a negative goal and months that are no whole number from 1.
    """
    return -(-whole_rupiah(goal, "goal") // whole_count(months, "months", least=1))


def emergency_fund(monthly_spending: Amount, months: Amount) -> int:
    """Rupiah that cover `months` whole months of spending.

    OJK's guide is 3 to 6 months for a single person and 6 to 12 for a family, as reported
    by Antara (pon.antaranews.com, 4194408); the base here is spending, not income.
    ValueError for negative spending or for months that are no whole number from 1.
    """
    count = whole_count(months, "months", least=1)
    return whole_rupiah(monthly_spending, "monthly_spending") * count


def months_covered(saved: Amount, monthly_spending: Amount) -> int:
    """How many whole months of spending `saved` rupiah last, rounded down.

    Plain arithmetic: Rp7,000,000 last 2 months of Rp3,000,000. ValueError for negatives and
    for spending of nothing, which would last for ever.
    """
    spending = whole_rupiah(monthly_spending, "monthly_spending")
    if spending == 0:
        raise ValueError("monthly_spending must be above 0")
    return whole_rupiah(saved, "saved") // spending
