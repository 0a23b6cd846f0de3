"""The number of an identity card (NIK), which Literasi never keeps, wherever somebody types it."""

from __future__ import annotations

import re

# A NIK and a family card have sixteen digits, written together or in groups.
_SIXTEEN = re.compile(r"(?<!\d)(?:\d[ .\-]?){15}\d(?!\d)")
_LONG = re.compile(r"\d(?:[ .\-]?\d){8,}")
# A letter or two and six to eight digits.
_PASSPORT = re.compile(r"\b[A-Za-z]{1,2}[ \-]?\d{6,8}\b")


def holds_nik(text: str) -> bool:
    """Whether sixteen digits stand in the text, alone or among words."""
    return _SIXTEEN.search(text) is not None


def holds_long_number(text: str) -> bool:
    """Whether there is a number of nine digits or more: a telephone's, an employee's, a card's."""
    return _LONG.search(text) is not None


def holds_document_number(text: str) -> bool:
    """Whether it holds what looks like the number of an identity card or a passport."""
    return holds_nik(text) or _PASSPORT.search(text) is not None
