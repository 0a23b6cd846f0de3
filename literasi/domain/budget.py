"""Dividing a month's money."""

from __future__ import annotations

from decimal import Decimal

from literasi.domain.money import round_half_up, whole_rupiah


def share(amount: Decimal | int, percent: Decimal | int) -> int:
    """`percent` of `amount` rupiah, in rupiah, a half rounded up.

    Plain arithmetic. ValueError for a negative amount or a percentage outside 0 to 100.
    """
    if not 0 <= percent <= 100:
        raise ValueError(f"percent must be from 0 to 100, not {percent}")
    return int(round_half_up(Decimal(whole_rupiah(amount, "amount")) * percent / 100))


def emergency_fund(monthly_spending: Decimal | int, months: Decimal | int) -> int:
    """Rupiah that cover `months` whole months of spending.

    OJK's guide is 3 to 6 months for a single person and 6 to 12 for a family, as reported
    by Antara (pon.antaranews.com, 4194408); the base here is spending, not income.
    ValueError for negative spending or for months that are not a whole number above 0.
    """
    if months != int(months) or months <= 0:
        raise ValueError(f"months must be a whole number above 0, not {months}")
    return whole_rupiah(monthly_spending, "monthly_spending") * int(months)
