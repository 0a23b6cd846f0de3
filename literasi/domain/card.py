"""The code of a Kartu Peserta: fifteen random digits and a check digit, in four groups.

It is typed on the numeric keypad like an electricity token. The check digit (Luhn's) tells a
slip of the finger from a wrong card before anything is looked up.
"""

from __future__ import annotations

RANDOM_DIGITS = 15
LENGTH = 16


def make_code(number: int) -> str:
    """The code for a random number below 10**15; ValueError outside."""
    if not 0 <= number < 10**RANDOM_DIGITS:
        raise ValueError("a card's number has fifteen digits")
    body = f"{number:015d}"
    return body + str(_check_digit(body))


def read_code(text: str) -> str | None:
    """The sixteen digits somebody typed, whatever stands between them; None if the count or the
    check digit is wrong."""
    digits = "".join(c for c in text if c.isascii() and c.isdigit())
    others = set(text) - set("0123456789 -.\u00a0\u2013")
    if others or len(digits) != LENGTH or int(digits[-1]) != _check_digit(digits[:-1]):
        return None
    return digits


def grouped(code: str) -> str:
    """`1234 5678 9012 3456`."""
    return " ".join(code[place : place + 4] for place in range(0, len(code), 4))


def card_address(sign_in_address: str, code: str) -> str:
    """What the QR says. The code is in the fragment, which no server and no log ever sees."""
    return f"{sign_in_address}#{code}"


def typed_address(address: str) -> str:
    """Where to type the code, short enough to copy by hand: `literasi.example/masuk`."""
    return address.partition("#")[0].rpartition("://")[2]


def _check_digit(body: str) -> int:
    """Luhn's: finds every single wrong digit and nearly every swap of neighbours."""
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return -total % 10
