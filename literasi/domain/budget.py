"""Dividing a month's money."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from literasi.domain.money import round_half_up, split, whole_count, whole_rupiah

Amount = Decimal | int


def share(amount: Amount, percent: Amount) -> int:
    """`percent` of `amount` rupiah, in rupiah, a half rounded up.

    Plain arithmetic. ValueError for a negative amount or a percentage outside 0 to 100.
    """
    if not 0 <= percent <= 100:
        raise ValueError(f"percent must be from 0 to 100, not {percent}")
    return int(round_half_up(Decimal(whole_rupiah(amount, "amount")) * percent / 100))


def allocate(income: Amount, weights: Mapping[str, int]) -> dict[str, int]:
    """Rupiah for every place of a budget, in its order; they sum exactly to the income.

    Largest remainder (see `money.split`): Rp100 by 1, 1 and 1 is 34, 33 and 33. ValueError
    for negatives, for no weight, and for weights that sum to zero.
    """
    parts = split(whole_rupiah(income, "income"), list(weights.values()))
    return dict(zip(weights, parts, strict=True))


def budget_part(income: Amount, place: Amount, *weights: Amount) -> int:
    """Rupiah of one place in a budget: the `place`-th (from 1) of the parts by `weights`.

    The parts of all places sum exactly to the income. By hand: Rp4,000,000 by 50, 30 and 20
    gives Rp1,200,000 for place 2. ValueError for a place that is not there.
    """
    number = whole_count(place, "place", least=1)
    if number > len(weights):
        raise ValueError(f"place must be at most {len(weights)}, not {number}")
    counts = [whole_count(weight, "a weight") for weight in weights]
    return split(whole_rupiah(income, "income"), counts)[number - 1]
