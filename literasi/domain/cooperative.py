"""A cooperative's capital, and how its surplus (SHU) is shared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from literasi.domain.money import whole_count, whole_rupiah

Amount = Decimal | int


@dataclass(frozen=True, slots=True)
class Capital:
    """Rupiah by source, after UU 25/1992 Art. 41, as read in its published text.

    Own capital bears losses: simpanan pokok, simpanan wajib, reserves and grants. What must
    be paid back is loan capital; simpanan sukarela is a member's deposit and belongs there.
    """

    principal_savings: int = 0
    mandatory_savings: int = 0
    reserves: int = 0
    grants: int = 0
    voluntary_savings: int = 0
    loans: int = 0

    def __post_init__(self) -> None:
        for name in self.__slots__:
            whole_rupiah(getattr(self, name), name)

    @property
    def own(self) -> int:
        return self.principal_savings + self.mandatory_savings + self.reserves + self.grants

    @property
    def borrowed(self) -> int:
        return self.voluntary_savings + self.loans


@dataclass(frozen=True, slots=True)
class Part:
    """What one member put in during the year, in rupiah (or kilos, for transactions)."""

    savings: int
    transactions: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """`shares` in the order of the members; with `to_reserves` they sum to the pools."""

    shares: tuple[int, ...]
    to_reserves: int


def member_capital(
    members: Amount, principal_saving: Amount, monthly_saving: Amount, months: Amount
) -> int:
    """Rupiah of simpanan pokok (once) and simpanan wajib (monthly) from all members.

    Both are own capital under UU 25/1992 Art. 41; simpanan sukarela is a debt and does not
    count. `members` and `months` are whole numbers. ValueError for negatives and fractions.
    """
    each = whole_rupiah(principal_saving, "principal_saving") + whole_rupiah(
        monthly_saving, "monthly_saving"
    ) * whole_count(months, "months")
    return whole_count(members, "members") * each


def own_capital(
    principal_savings: Amount, mandatory_savings: Amount, reserves: Amount, grants: Amount
) -> int:
    """Rupiah of own capital (modal sendiri): its four sources added. ValueError for negatives."""
    names = ("principal_savings", "mandatory_savings", "reserves", "grants")
    given = (principal_savings, mandatory_savings, reserves, grants)
    whole = [whole_rupiah(value, name) for value, name in zip(given, names, strict=True)]
    return Capital(*whole).own


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


def distribute_shu(
    pool_capital: Amount, pool_business: Amount, members: Sequence[Part]
) -> Distribution:
    """The SHU of every member, and what rounding down leaves for the reserves.

    Each share is `shu_member`'s. By hand: Rp1,800,000 for savings and Rp9,000,000 for
    business among nine members with Rp1,000,000 each who delivered 720, 240 and seven times
    480 of 4,320 kilos give 1,700,000, 700,000 and seven times 1,200,000, with nothing left.
    A pool that nobody's part can claim (all savings zero, say) goes to the reserves whole.
    ValueError for negatives.
    """
    by_savings = whole_rupiah(pool_capital, "pool_capital")
    by_business = whole_rupiah(pool_business, "pool_business")
    savings = _shared(by_savings, [member.savings for member in members], "savings")
    business = _shared(by_business, [member.transactions for member in members], "transactions")
    shares = tuple(one + other for one, other in zip(savings, business, strict=True))
    return Distribution(shares, by_savings + by_business - sum(shares))


def _shared(pool: int, parts: list[int], name: str) -> list[int]:
    """What each part claims of the pool, rounded down; nothing where nobody has a part."""
    total = sum(parts)
    return [_part(pool, part, total, name) if total else 0 for part in parts]


def _part(pool: Amount, own: Amount, total: Amount, name: str) -> int:
    mine, everyones = whole_rupiah(own, f"own_{name}"), whole_rupiah(total, f"total_{name}")
    if everyones == 0:
        raise ValueError(f"total_{name} must be above 0")
    if mine > everyones:
        raise ValueError(f"own_{name} must not be above total_{name}")
    return whole_rupiah(pool, f"the pool shared by {name}") * mine // everyones
