"""`{{hitung: …}}`: arithmetic in lessons, worked out at build time and never run as code.

The text is parsed into a tree and only literals, + - * /, and the named functions of
`domain` are understood. Everything is an exact fraction until it is written.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import isfinite

from literasi.domain.budget import budget_part, share
from literasi.domain.cooperative import member_capital, own_capital, shu_member
from literasi.domain.languages import SOURCE, Language
from literasi.domain.loan import (
    annuity,
    annuity_total,
    declining_total,
    effective_percent,
    effective_percent_of_flat,
    flat_instalment,
    flat_total,
)
from literasi.domain.money import format_number, format_rupiah, round_half_up
from literasi.domain.remittance import received, transfer_cost, transfer_cost_percent
from literasi.domain.savings import (
    emergency_fund,
    monthly_for_goal,
    months_covered,
    months_to_goal,
)

LONGEST = 200  # characters
LARGEST = 10**18
FUNCTIONS: dict[str, Callable[..., Decimal | int]] = {
    "share": share,
    "budget_part": budget_part,
    "months_to_goal": months_to_goal,
    "monthly_for_goal": monthly_for_goal,
    "emergency_fund": emergency_fund,
    "months_covered": months_covered,
    "received": received,
    "transfer_cost": transfer_cost,
    "transfer_cost_percent": transfer_cost_percent,
    "annuity": annuity,
    "annuity_total": annuity_total,
    "flat_instalment": flat_instalment,
    "flat_total": flat_total,
    "declining_total": declining_total,
    "effective_percent": effective_percent,
    "effective_percent_of_flat": effective_percent_of_flat,
    "member_capital": member_capital,
    "own_capital": own_capital,
    "shu_member": shu_member,
}
_OPERATORS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class ComputeError(ValueError):
    """The expression cannot be worked out; the message says why."""


def compute(text: str, language: Language = SOURCE) -> str:
    """What `{{hitung: text}}` shows. Raises ComputeError. Rupiah are written alike everywhere.

    >>> compute("4_000_000 * 20 / 100")
    'Rp800.000'
    >>> compute("12 * 30 | angka")
    '360'
    """
    expression, _, form = (part.strip() for part in text.partition("|"))
    value = evaluate(expression)
    match form or "rupiah":
        case "rupiah":
            if value.denominator != 1:
                raise ComputeError("the result is no whole rupiah: use share() or round")
            return format_rupiah(int(value))
        case "angka":
            return format_number(_decimal(value, 2), language=language)
        case "persen":
            number = format_number(_decimal(value, 2), language=language)
            return f"{number} {language.percent}"
    raise ComputeError(f"unknown form `{form}`: use rupiah, angka or persen")


def evaluate(expression: str) -> Fraction:
    """The exact value. Raises ComputeError."""
    if len(expression) > LONGEST:
        raise ComputeError(f"longer than {LONGEST} characters: split it")
    try:
        tree = ast.parse(expression, mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise ComputeError("not arithmetic: write numbers with _ as in 4_000_000") from None
    return _value(tree.body)


def _value(node: ast.expr) -> Fraction:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return _literal(number)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _combine(type(op), _value(left), _value(right))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
            return _call(name, [_value(argument) for argument in args])
    raise ComputeError("only numbers, + - * / and the named functions are understood")


def _literal(number: int | float) -> Fraction:
    if isinstance(number, float) and not isfinite(number):
        raise ComputeError("a number is too large")
    return _bounded(Fraction(str(number)))


def _combine(op: type[ast.operator], left: Fraction, right: Fraction) -> Fraction:
    try:
        return _bounded(_OPERATORS[op](left, right))
    except ZeroDivisionError:
        raise ComputeError("divides by zero: mend the numbers") from None


def _call(name: str, arguments: list[Fraction]) -> Fraction:
    if name not in FUNCTIONS:
        raise ComputeError(f"unknown function `{name}`: use {', '.join(FUNCTIONS)}")
    try:
        result = FUNCTIONS[name](*(_plain(argument) for argument in arguments))
    except TypeError:
        raise ComputeError(f"wrong number of values for {name}()") from None
    except (ValueError, ArithmeticError) as error:
        raise ComputeError(f"{name}(): {error}") from None
    return Fraction(result)


def _plain(value: Fraction) -> Decimal | int:
    return int(value) if value.denominator == 1 else _decimal(value, 10)


def _decimal(value: Fraction, decimals: int) -> Decimal:
    exact = round_half_up(Decimal(value.numerator) / Decimal(value.denominator), decimals)
    return exact.normalize() if exact != exact.to_integral() else exact.quantize(Decimal(1))


def _bounded(value: Fraction) -> Fraction:
    if abs(value) > LARGEST or value.denominator > LARGEST:
        raise ComputeError("a number is too large")
    return value
