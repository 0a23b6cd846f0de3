"""Numerals are written the Indonesian way: Rp1.500.000, 4.320 kilo, 1,5 juta."""

from __future__ import annotations

import re

from literasi.domain.languages import SOURCE, Language

_SPACED = re.compile(r"\bRp(?:\.\s*|\s+)\d[\d.,]*")
_RUNNING = re.compile(r"(?<![\w.,/-])(?:Rp)?\d{4,}(?![\w/-]|[.,]\d)")
_COMMAS = re.compile(r"(?<![\w.,])(?:Rp)?\d{1,3}(?:,\d{3})+(?![\w,]|\.\d)")
_POINT = re.compile(
    r"(?<![\w.,])(?:Rp)?\d+\.\d{1,2}\s+(?:ribu|juta|miliar|triliun|kali|kilo|kg|liter|meter|bulan|tahun)\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DOTS = "put dots between thousands, as in 1.500.000"


def odd_numeral(text: str, language: Language) -> tuple[str, str] | None:
    """The first numeral written another way, and how to write it; None for none. Rupiah are
    written so in every language, other numerals in the source language only."""
    if match := _SPACED.search(text):
        return match[0], "write Rp and the digits together, as in Rp1.500.000"
    for pattern in (_RUNNING, _COMMAS):
        for match in pattern.finditer(text):
            said = match[0]
            if said.startswith("Rp") or (language == SOURCE and not _YEAR.fullmatch(said)):
                return said, _DOTS
    if language == SOURCE and (match := _POINT.search(text)):
        return match[0], "write the decimal with a comma, as in 1,5 juta"
    return None
