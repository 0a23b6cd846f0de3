"""A cooperative's own capital and a member's part of its surplus (SHU)."""

from __future__ import annotations

from decimal import Decimal

from literasi.domain.money import whole_rupiah

Amount = Decimal | int


def member_capital(
    members: Amount, principal_saving: Amount, monthly_saving: Amount, months: Amount
) -> int:
    """Rupiah of simpanan pokok (once) and simpanan wajib (monthly) from all members.

    Both are own capital under UU 25/1992 Art. 41; simpanan sukarela is a debt and does not
    count. `members` and `months` are whole numbers. ValueError for negatives and fractions.
    """
    each = whole_rupiah(principal_saving, "principal_saving") + whole_rupiah(
        monthly_saving, "monthly_saving"
    ) * _count(months, "months")
    return _count(members, "members") * each


def shu_member(
    pool_capital: Amount,
    own_savings: Amount,
    total_savings: Amount,
    pool_business: Amount,
    own_transactions: Amount,
    total_transactions: Amount,
) -> int:
    """A member's SHU in rupiah: jasa modal by savings plus jasa usaha by transactions.

    (own savings ÷ total savings) × `pool_capital` + (own transactions ÷ total transactions)
    × `pool_business`, each part rounded down; what rounding leaves belongs in the reserves.
    The two pools in rupiah follow from the percentages in the AD/ART and the RAT, under UU
    25/1992 Art. 45. ValueError for negatives (a year of loss has no SHU), for a total of
    zero and for an own part above its total.
    """
    return _part(pool_capital, own_savings, total_savings, "savings") + _part(
        pool_business, own_transactions, total_transactions, "transactions"
    )


def _part(pool: Amount, own: Amount, total: Amount, name: str) -> int:
    mine, everyones = whole_rupiah(own, f"own_{name}"), whole_rupiah(total, f"total_{name}")
    if everyones == 0:
        raise ValueError(f"total_{name} must be above 0")
    if mine > everyones:
        raise ValueError(f"own_{name} must not be above total_{name}")
    return whole_rupiah(pool, f"the pool shared by {name}") * mine // everyones


def _count(value: Amount, name: str) -> int:
    if value != int(value) or value < 0:
        raise ValueError(f"{name} must be a whole number, 0 or more, not {value}")
    return int(value)
