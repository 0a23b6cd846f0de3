"""Bytes as text the way credentials write them: multibase "z", which is base 58 of Bitcoin."""

from __future__ import annotations

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
_SHORT = 58**5


def to_base58(content: bytes) -> str:
    """With its "z"; a leading zero byte is a leading "1"."""
    number, groups = int.from_bytes(content, "big"), []
    # Five letters at a time: dividing the long number is what costs.
    while number:
        number, rest = divmod(number, _SHORT)
        groups.append(_five(rest))
    letters = "".join(reversed(groups)).lstrip("1")
    return "z" + "1" * (len(content) - len(content.lstrip(b"\0"))) + letters


def from_base58(text: str) -> bytes:
    """ValueError for what `to_base58` cannot have written."""
    if not text.startswith("z") or len(text) > 200:
        raise ValueError("not base 58")
    number = 0
    for letter in text[1:]:
        if letter not in _VALUES:
            raise ValueError("not base 58")
        number = number * 58 + _VALUES[letter]
    zeros = len(text) - 1 - len(text[1:].lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def _five(number: int) -> str:
    letters = ""
    for _ in range(5):
        number, value = divmod(number, 58)
        letters = ALPHABET[value] + letters
    return letters
