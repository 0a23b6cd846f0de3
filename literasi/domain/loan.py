"""What a loan costs: instalments, schedules, and the rate that a flat offer hides.

Amounts are whole rupiah. A monthly rate is a share of 1: 0.01 is 1 percent a month. Every
instalment is rounded to the rupiah, and the last one settles what rounding left, so that a
schedule repays its principal exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from literasi.domain.money import round_half_up, whole_count, whole_rupiah

Amount = Decimal | int
LONGEST = 600  # months: fifty years, beyond any loan that is offered
_PRECISE = Decimal("1e-15")  # of a monthly rate; a percentage needs two decimals


@dataclass(frozen=True, slots=True)
class Instalment:
    """One month of a schedule, in rupiah. `balance` is what is owed after it was paid."""

    month: int
    interest: int
    principal: int
    balance: int

    @property
    def payment(self) -> int:
        return self.interest + self.principal


def annuity(principal: Amount, monthly_rate: Amount, months: Amount) -> int:
    """The equal monthly instalment P·r(1+r)ⁿ/((1+r)ⁿ−1), a half rupiah rounded up.

    The ordinary annuity formula, derived from P = A/(1+r) + … + A/(1+r)ⁿ. By hand:
    Rp10,000,000 at 1 percent a month for 12 months has (1.01)¹² = 1.126825, so
    10,000,000 × 0.01 × 1.126825 / 0.126825 = Rp888,488. Without interest it is P/n.
    ValueError for negatives, a rate above 1 and months outside 1 to 600.
    """
    return _rounded(_annuity(*_terms(principal, monthly_rate, months)))


def annuity_schedule(
    principal: Amount, monthly_rate: Amount, months: Amount
) -> tuple[Instalment, ...]:
    """Every month of an annuity loan: interest on what is still owed, the rest repays."""
    debt, rate, count = _terms(principal, monthly_rate, months)
    exact = _annuity(debt, rate, count)
    payment = _rounded(exact)

    def interest_to_date(month: int) -> Fraction:
        # What was paid less what it repaid; the debt left is worth the payments to come.
        left = exact * _worth_of_one(rate, count - month)
        return exact * month - (debt - left)

    return _schedule(debt, count, interest_to_date, lambda _, interest: payment - interest)


def annuity_total(principal: Amount, monthly_rate: Amount, months: Amount) -> int:
    """Rupiah paid over the whole annuity loan: n exact instalments, rounded once.

    By hand: 12 × 888,487.887 = Rp10,661,855, so Rp661,855 of interest.
    """
    debt, rate, count = _terms(principal, monthly_rate, months)
    return _rounded(_annuity(debt, rate, count) * count)


def flat_instalment(principal: Amount, yearly_percent: Amount, months: Amount) -> int:
    """The equal monthly instalment of a flat loan: P/n + P × yearly percent / 12.

    Interest is counted on the first debt every month, however much is repaid. By hand:
    Rp10,000,000 at 12 percent a year for 12 months is 833,333.33 + 100,000 = Rp933,333.
    ValueError for negatives, a percentage above 1,200 and months outside 1 to 600.
    """
    debt, rate, count = _terms(principal, _per_month(yearly_percent), months)
    return _rounded(Fraction(debt, count) + debt * rate)


def flat_schedule(
    principal: Amount, yearly_percent: Amount, months: Amount
) -> tuple[Instalment, ...]:
    """Every month of a flat loan: the same interest, and the rest repays."""
    debt, rate, count = _terms(principal, _per_month(yearly_percent), months)
    payment = flat_instalment(principal, yearly_percent, months)
    return _schedule(
        debt, count, lambda month: debt * rate * month, lambda _, interest: payment - interest
    )


def flat_total(principal: Amount, yearly_percent: Amount, months: Amount) -> int:
    """Rupiah paid over the whole flat loan: the principal and P × yearly percent × n/12."""
    debt, rate, count = _terms(principal, _per_month(yearly_percent), months)
    return debt + _rounded(debt * rate * count)


def declining_schedule(
    principal: Amount, monthly_rate: Amount, months: Amount
) -> tuple[Instalment, ...]:
    """Every month of a loan with equal repayments and interest on what is still owed.

    By hand: Rp10,000,000 at 1 percent a month for 12 months begins with 933,333 and ends
    with 841,666.67; the rupiah that rounding takes from it was paid the month before.
    """
    debt, rate, count = _terms(principal, monthly_rate, months)

    def repaid_to_date(month: int) -> int:
        return _rounded(Fraction(debt * month, count))

    return _schedule(
        debt,
        count,
        lambda month: _declining_interest(debt, rate, count, month),
        lambda month, _: repaid_to_date(month) - repaid_to_date(month - 1),
    )


def declining_total(principal: Amount, monthly_rate: Amount, months: Amount) -> int:
    """Rupiah paid over the whole loan with equal repayments.

    By hand: 0.01 × 833,333.33 × (12 + 11 + … + 1) = Rp650,000 of interest on Rp10,000,000.
    """
    debt, rate, count = _terms(principal, monthly_rate, months)
    return debt + _rounded(_declining_interest(debt, rate, count, count))


def total_paid(schedule: Sequence[Instalment]) -> int:
    return sum(one.payment for one in schedule)


def effective_monthly_rate(received: Amount, instalment: Amount, months: Amount) -> Decimal:
    """The rate (a share of 1) at which `months` instalments are worth what was received.

    Solves received = A·(1 − (1+r)⁻ⁿ)/r by bisection between 0 and 1, to 15 decimals. Fees
    that are held back make `received` smaller than the loan. `instalment` may be a fraction
    of a rupiah. ValueError when the instalments do not even repay what was received, or
    cost more than 100 percent a month.
    """
    got, count = Decimal(whole_rupiah(received, "received")), _months(months)
    paid = Decimal(instalment)
    if got == 0:
        raise ValueError("received must be above 0")
    if paid * count < got:
        raise ValueError("the instalments must repay at least what was received")
    low, high = Decimal(0), Decimal(1)
    if _worth(paid, high, count) > got:
        raise ValueError("the instalments cost more than 100 percent a month")
    while high - low > _PRECISE:
        middle = (low + high) / 2
        # The more interest is counted, the less the same instalments are worth today.
        low, high = (middle, high) if _worth(paid, middle, count) > got else (low, middle)
    return low if paid * count > got else Decimal(0)


def effective_percent(received: Amount, instalment: Amount, months: Amount) -> Decimal:
    """What a loan really costs a year, in percent to 2 decimals: 12 × the monthly rate.

    This is what Indonesian lenders call bunga efektif per tahun, interest on what is still
    owed, without compounding. By the same equation: Rp5,000,000 for 6 months at a flat 2
    percent a month, of which Rp250,000 are held back, costs 59.00 percent a year.
    """
    return _yearly(effective_monthly_rate(received, instalment, months))


def effective_percent_of_flat(yearly_percent: Amount, months: Amount) -> Decimal:
    """The bunga efektif, in percent a year to 2 decimals, behind a flat percentage.

    By the same equation: 12 percent flat over 12 months is 21.46 percent (compounded, as
    (1+r)¹² − 1, it would be 23.70).
    """
    rate, count = _rate(_per_month(yearly_percent)), _months(months)
    exact = 10**9 * (Fraction(1, count) + rate)
    instalment = Decimal(exact.numerator) / Decimal(exact.denominator)
    if rate == 0:
        return Decimal("0.00")
    return _yearly(effective_monthly_rate(10**9, instalment, count))


def _annuity(debt: int, rate: Fraction, count: int) -> Fraction:
    """The exact instalment."""
    return debt / _worth_of_one(rate, count)


def _worth_of_one(rate: Fraction, count: int) -> Fraction:
    """Today's worth of one rupiah a month: (1 − (1+r)⁻ⁿ)/r, which is n without interest."""
    return (1 - (1 + rate) ** -count) / rate if rate else Fraction(count)


def _declining_interest(debt: int, rate: Fraction, count: int, month: int) -> Fraction:
    """Interest of the first `month` months, when 1/count of the debt is repaid each month."""
    return debt * rate * (month - Fraction(month * (month - 1), 2 * count))


def _schedule(
    debt: int,
    count: int,
    interest_to_date: Callable[[int], Fraction],
    repayment: Callable[[int, int], int],
) -> tuple[Instalment, ...]:
    """Both take the month; `repayment` also takes that month's interest.

    Interest to date is rounded, not that of each month: so no rupiah is lost on the way.
    """
    rows, owed, charged = [], debt, 0
    for month in range(1, count + 1):
        interest = _rounded(interest_to_date(month)) - charged
        # Rounding up can repay a tiny debt early; the last month takes what is left.
        principal = owed if month == count else min(owed, max(0, repayment(month, interest)))
        owed, charged = owed - principal, charged + interest
        rows.append(Instalment(month, interest, principal, owed))
    return tuple(rows)


def _worth(payment: Decimal, rate: Decimal, count: int) -> Decimal:
    """Today's worth of `count` monthly payments."""
    if rate == 0:
        return payment * count
    return payment * (1 - (1 + rate) ** -count) / rate


def _terms(
    principal: Amount, monthly_rate: Amount | Fraction, months: Amount
) -> tuple[int, Fraction, int]:
    return whole_rupiah(principal, "principal"), _rate(monthly_rate), _months(months)


def _rate(monthly_rate: Amount | Fraction) -> Fraction:
    rate = Fraction(monthly_rate)
    if not 0 <= rate <= 1:
        raise ValueError("a monthly rate must be from 0 to 1, where 0.01 is 1 percent")
    return rate


def _months(months: Amount) -> int:
    count = whole_count(months, "months", least=1)
    if count > LONGEST:
        raise ValueError(f"months must be {LONGEST} or fewer, not {count}")
    return count


def _per_month(yearly_percent: Amount) -> Fraction:
    return Fraction(yearly_percent) / 1200


def _yearly(monthly: Decimal) -> Decimal:
    return round_half_up(monthly * 1200, 2)


def _rounded(value: Fraction) -> int:
    """Whole rupiah, a half rounded up; every value here is zero or more."""
    return int((2 * value + 1) // 2)
