"""What sending money home really costs: the fee plus the margin in the exchange rate.

The method is that of the World Bank's Remittance Prices Worldwide
(remittanceprices.worldbank.org): total cost = fee + exchange-rate margin.
Amounts are rupiah at the market rate of the day.
"""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

from literasi.domain.money import round_half_up, whole_rupiah

Amount = Decimal | int


def received(sent_rupiah: Amount, fee_rupiah: Amount, margin_percent: Amount) -> int:
    """Rupiah that arrive after the fee and the margin, rounded down.

    `margin_percent` is how far the operator's rate lies below the market rate (0 to 100).
    ValueError for negatives, a margin outside 0 to 100, or a fee above what is sent.
    """
    sent, fee = whole_rupiah(sent_rupiah, "sent_rupiah"), whole_rupiah(fee_rupiah, "fee_rupiah")
    if not 0 <= margin_percent <= 100:
        raise ValueError(f"margin_percent must be from 0 to 100, not {margin_percent}")
    if fee > sent:
        raise ValueError("fee_rupiah must not be above sent_rupiah")
    arrived = Decimal(sent - fee) * (100 - margin_percent) / 100
    return int(arrived.to_integral_value(rounding=ROUND_FLOOR))


def transfer_cost(sent_rupiah: Amount, fee_rupiah: Amount, margin_percent: Amount) -> int:
    """Rupiah lost on the way: what is sent less what is received."""
    return int(sent_rupiah) - received(sent_rupiah, fee_rupiah, margin_percent)


def transfer_cost_percent(
    sent_rupiah: Amount, fee_rupiah: Amount, margin_percent: Amount
) -> Decimal:
    """The cost as a percentage of what is sent, to 2 decimals, a half rounded up.

    ValueError also when nothing is sent.
    """
    cost = transfer_cost(sent_rupiah, fee_rupiah, margin_percent)
    if sent_rupiah == 0:
        raise ValueError("sent_rupiah must be above 0")
    return round_half_up(Decimal(cost) * 100 / Decimal(sent_rupiah), 2)
