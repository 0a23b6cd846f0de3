"""Tables that a narrow phone can scroll and a screen reader can name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import escape, unescape
from itertools import pairwise

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_HEADING_CELL = re.compile(r"<th>(.*?)</th>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_RULE = re.compile(r"\s*\|?\s*:?-+[\s:|-]*")


def frame_tables(html: str, seen: Counter[str], word: str) -> str:
    """Each table in a box that scrolls, under a name of its own.

    The name is `word`, which means table, and what its heading says. `seen` counts the names of
    the page so far: a second table of one name gets a number, because two regions of one name
    cannot be told apart.
    """

    def framed(match: re.Match[str]) -> str:
        cells = (unescape(_TAG.sub("", cell)).strip() for cell in _HEADING_CELL.findall(match[0]))
        name = f"{word} {', '.join(cells)}"
        seen[name] += 1
        label = escape(name if seen[name] == 1 else f"{name} ({seen[name]})", quote=True)
        box = f'<div class="table" tabindex="0" role="region" aria-label="{label}">'
        return f"{box}{match[0]}</div>"

    return _TABLE.sub(framed, html)


def unnamed_columns(lines: list[str]) -> Iterator[int]:
    """The places of headings that leave a column without a name."""
    for number, (text, rule) in enumerate(pairwise(lines)):
        cells = text.strip().removeprefix("|").removesuffix("|").split("|")
        if "|" in text and _RULE.fullmatch(rule) and not all(cell.strip() for cell in cells):
            yield number
