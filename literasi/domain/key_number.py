"""The angka kunci: four digits that are not the first ones a thief would try."""

from __future__ import annotations

from itertools import pairwise

from literasi.domain.words import for_later

LENGTH = 4


def key_number_problem(digits: str) -> str:
    """What is wrong with these digits, in the learner's words; "" when they will do."""
    if len(digits) != LENGTH or not (digits.isascii() and digits.isdigit()):
        return for_later("Angka kunci terdiri dari 4 angka.")
    if _is_year(digits):
        return for_later("Jangan pakai tahun. Tahun mudah ditebak orang yang mengenalmu.")
    if _repeats(digits):
        return for_later("Jangan pakai angka yang berulang, seperti 1111 atau 1212.")
    if _runs(digits):
        return for_later("Jangan pakai angka berurutan, seperti 1234 atau 9876.")
    return ""


def _is_year(digits: str) -> bool:
    return digits.startswith(("19", "20"))


def _repeats(digits: str) -> bool:
    """Three alike, or two pairs in whatever order: 1112, 1122, 1212, 1221."""
    most = max(digits.count(digit) for digit in digits)
    return most >= 3 or len(set(digits)) == 2


def _runs(digits: str) -> bool:
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(digits)}
    return steps in ({1}, {9}, {2}, {8})
