"""Striking a person's name out of texts that others wrote, once they deleted their account."""

from __future__ import annotations

import re
from collections.abc import Iterable

STRUCK = "(data dihapus)"
SHORTEST_CUT = 3  # letters of a name at the end of a text that was cut there


def strike(text: str, names: Iterable[str], longest: int) -> str:
    """The text without these names, whatever their capitals and spaces, with `STRUCK` in their
    place. It has at most `longest` characters, as it had before: a name that was cut off at its
    end counts too.
    """
    struck = text
    for name in sorted({one for one in names if one.strip()}, key=len, reverse=True):
        words = r"\s+".join(map(re.escape, name.split()))
        struck = re.sub(rf"(?<!\w){words}(?!\w)", STRUCK, struck, flags=re.IGNORECASE)
        if len(text) == longest:
            struck = _without_cut(struck, " ".join(name.split()))
    if struck == text or len(struck) <= longest:
        return struck
    whole = struck[:longest]
    return whole if STRUCK in whole else struck[: longest - len(STRUCK)] + STRUCK


def _without_cut(text: str, name: str) -> str:
    for length in range(len(name) - 1, SHORTEST_CUT - 1, -1):
        end = name[:length]
        if re.search(rf"(?<!\w){re.escape(end)}$", text, flags=re.IGNORECASE):
            return text[: len(text) - length] + STRUCK
    return text
