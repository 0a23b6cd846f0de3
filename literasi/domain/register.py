"""Numbers of certificates from an office's own register, typed by whoever closes a class."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import TypeVar

from literasi.domain.certificate import LONGEST_NUMBER
from literasi.domain.nik import holds_nik

Key = TypeVar("Key")
_DIGITS = re.compile(r"\d+", re.ASCII)
MISSING = "Tulis nomornya."
TWICE = "Nomor ini tertulis dua kali."
LONG = f"Paling panjang {LONGEST_NUMBER} huruf dan angka."
NO_DIGIT = "Nomor ini tidak punya angka."
NOT_A_NIK = "Ini mirip nomor KTP. Tulis nomor sertifikatnya."
STRANGE = "Ada tanda yang tidak bisa disimpan. Ketik ulang nomornya."


def clean_number(text: str) -> str:
    """One line with single spaces."""
    return " ".join(text.split())


def number_faults(numbers: Mapping[Key, str]) -> dict[Key, str]:
    """What is wrong with each of the numbers of one class, in the words of whoever types them."""
    often = Counter(number.casefold() for number in numbers.values())
    faults = {key: number_fault(number) for key, number in numbers.items()}
    for key, number in numbers.items():
        if not faults[key] and often[number.casefold()] > 1:
            faults[key] = TWICE
    return {key: fault for key, fault in faults.items() if fault}


def number_fault(number: str) -> str:
    """What is wrong with a cleaned number by itself; "" when it will do."""
    if not number:
        return MISSING
    if len(number) > LONGEST_NUMBER:
        return LONG
    if not number.isprintable():
        return STRANGE
    if not _DIGITS.search(number):
        return NO_DIGIT
    return NOT_A_NIK if holds_nik(number) else ""


def counted_from(first: str, many: int) -> list[str]:
    """`many` numbers from the first on: its first digits count up and keep their length, as in
    `0041/BP3MI/XI/2026`, `0042/BP3MI/XI/2026`. None at all for a number without digits."""
    found = _DIGITS.search(first)
    if found is None:
        return []
    digits, rest = found[0], first[found.end() :]
    return [
        f"{first[: found.start()]}{int(digits) + place:0{len(digits)}d}{rest}"
        for place in range(many)
    ]


def pasted(text: str) -> list[str]:
    """The numbers of a list with one on each line; empty lines count for nothing."""
    return [number for line in text.splitlines() if (number := clean_number(line))]
