"""Saving towards a goal."""

from __future__ import annotations

from decimal import Decimal

from literasi.domain.money import whole_rupiah


def months_to_goal(goal: Decimal | int, monthly: Decimal | int) -> int:
    """Whole months until `monthly` rupiah a month reach `goal` rupiah, rounded up.

    Plain arithmetic, no interest counted. ValueError for a negative goal and for nothing
    saved a month, which never arrives.
    """
    saved = whole_rupiah(monthly, "monthly")
    if saved == 0:
        raise ValueError("monthly must be above 0")
    return -(-whole_rupiah(goal, "goal") // saved)
