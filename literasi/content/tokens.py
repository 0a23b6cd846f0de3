"""Marks that hold a place for our own HTML while Markdown and the sanitiser run."""

from __future__ import annotations

import re
from html import unescape

# Two private-use characters that nobody types; an author's text may not make them.
_OPEN, _CLOSE = "\ue000", "\ue001"
_TOKEN = re.compile(rf"(?:<p>)?{_OPEN}(\d+){_CLOSE}(?:</p>)?|{_OPEN}(\d+){_CLOSE}")
# Markdown drops some control characters, and so could join what stood apart.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def keep(html: str, ours: list[str]) -> str:
    """The token that stands for `html` until `put_back`."""
    ours.append(html)
    return f"{_OPEN}{len(ours) - 1}{_CLOSE}"


def unusable(text: str) -> bool:
    """Whether a line holds what only we may write, plainly or as an entity."""
    return bool(_CONTROL.search(text) or {_OPEN, _CLOSE} & set(unescape(text)))


def forged(html: str, ours: list[str]) -> bool:
    """Whether finished HTML holds a token that is not ours.

    An entity can come about in the making, from a backslash or a computed digit, so a
    look at the author's lines is not enough.
    """
    numbers = [int(match[1] or match[2]) for match in _TOKEN.finditer(html)]
    counts = {html.count(_OPEN), html.count(_CLOSE), len(numbers), len(set(numbers))}
    return len(counts) > 1 or any(number >= len(ours) for number in numbers)


def put_back(html: str, ours: list[str]) -> str:
    """The HTML with every token replaced; a figure takes the place of its paragraph."""

    def one(match: re.Match[str]) -> str:
        number = match[1] or match[2]
        piece = ours[int(number)]
        is_block = piece.startswith("<figure") or not piece
        return piece if is_block else match[0].replace(f"{_OPEN}{number}{_CLOSE}", piece)

    return _TOKEN.sub(one, html)
