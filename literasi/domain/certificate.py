"""Codes and numbers of certificates.

A code is 128 random bits as 26 characters of Crockford's base 32, which has no I, L, O or U:
it can be read out over the telephone and typed from paper.
"""

from __future__ import annotations

import re
from datetime import date
from string import Formatter

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_BYTES = 16
ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
PLACES = {"nomor", "bulan", "tahun"}  # what a number's pattern may name
LONGEST_NUMBER = 60
CODE_LENGTH = 26
_READ_ALIKE = str.maketrans("OIL", "011")
# Spaces and every dash that a keyboard or a word processor may put between the groups.
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212]+")


def format_code(raw: bytes) -> str:
    """The code of exactly 16 random bytes; ValueError for another length."""
    if len(raw) != CODE_BYTES:
        raise ValueError(f"a code is made of {CODE_BYTES} bytes, not {len(raw)}")
    number = int.from_bytes(raw, "big")
    places = range(5 * (CODE_LENGTH - 1), -1, -5)
    return "".join(ALPHABET[number >> place & 31] for place in places)


def parse_code(text: str) -> str | None:
    """The code somebody typed, as `format_code` writes it, or None if it cannot be one.

    Spaces, dashes and lower case are fine; O is read as 0, and I and L as 1.
    """
    if len(text) > 4 * CODE_LENGTH:
        return None
    code = _SEPARATORS.sub("", text)
    if not code.isascii():
        return None
    code = code.upper().translate(_READ_ALIKE)
    # 26 characters hold 130 bits and a code has 128, so the first one is at most 7.
    if len(code) != CODE_LENGTH or set(code) - set(ALPHABET) or code[0] > "7":
        return None
    return code


def grouped(code: str) -> str:
    """The code in groups of four with hyphens, for paper."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))


def statement_number(sequence: int, year: int) -> str:
    """`000123/LIT-SKBM/2026`: the running number of a self-study statement in its year."""
    if sequence < 1:
        raise ValueError(f"statements are numbered from 1, not {sequence}")
    return f"{sequence:06d}/LIT-SKBM/{year}"


def class_number(pattern: str, sequence: int, issued_on: date) -> str:
    """The register number of a class certificate: `{nomor}` is the office's running number of
    the year with four digits or more, `{bulan}` the month in Roman numerals, `{tahun}` the year.

    ValueError for a pattern that `pattern_problem` refuses.
    """
    if problem := pattern_problem(pattern):
        raise ValueError(problem)
    if sequence < 1:
        raise ValueError(f"certificates are numbered from 1, not {sequence}")
    month = ROMAN_MONTHS[issued_on.month - 1]
    return pattern.format(nomor=f"{sequence:04d}", bulan=month, tahun=issued_on.year)


def pattern_problem(pattern: str) -> str:
    """What is wrong with a number's pattern, in English for operators; "" when it will do."""
    fault, what = pattern_fault(pattern)
    return f"{pattern!r} {_FAULTS[fault].format(what=what)}" if fault else ""


# What may be wrong with a pattern, and how operators read it.
_FAULTS = {
    "open": "has a brace that is not closed",
    "unknown": "names {{{what}}}: use {{nomor}}, {{bulan}}, {{tahun}}",
    "form": "may hold names in braces only, without : or !",
    "lacks": "needs {{nomor}} once, and {{tahun}}",
    "long": "makes numbers longer than {what} characters",
}


def pattern_fault(pattern: str) -> tuple[str, str]:
    """Which of the faults above a number's pattern has, with what it is about; "" for none."""
    try:
        parts = [part[1:] for part in Formatter().parse(pattern) if part[1] is not None]
    except ValueError:
        return "open", ""
    if unknown := [name for name, *_ in parts if name not in PLACES]:
        return "unknown", str(unknown[0])
    if any(form or change for _, form, change in parts):
        return "form", ""
    names = [name for name, *_ in parts]
    # Without the year a number would come again in January.
    if names.count("nomor") != 1 or "tahun" not in names:
        return "lacks", ""
    if len(pattern.format(nomor="000000", bulan="VIII", tahun="2026")) > LONGEST_NUMBER:
        return "long", str(LONGEST_NUMBER)
    return "", ""
