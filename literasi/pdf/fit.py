"""How large a line of display type may be to fit, estimated from the widths of its letters.

The widths are those of Noto Serif Display Bold, the widest face that sets names and titles,
in hundredths of an em. Small errors are harmless: a text is given a little less than the room.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_GROUPS = {
    22: " '\\",
    30: ",./`:;-’",
    35: 'j"il',
    41: "!()IJt[]f",
    50: "{}_s*^",
    53: "rcz",
    57: "?#$+0123456789<=>g|~e",
    61: "ySaovF",
    65: "PkpELTbdqx",
    67: "BCZhnu",
    71: "YVR",
    75: "KXAU",
    79: "DGNOQ&",
    86: "Hw",
    93: "%@",
    99: "Mm",
    107: "W",
}
_WIDTHS = {letter: width / 100 for width, letters in _GROUPS.items() for letter in letters}
_UNKNOWN = 1.0  # other scripts: room for a full em a letter
_MARKS = {"Mn", "Me", "Cf"}  # stand over a letter and take no room
_SPARE = 0.97
_ON_TWO_LINES = 2 / 3  # of the size wished for, so that two lines need little more height


@dataclass(frozen=True, slots=True)
class Fitted:
    """The lines to set and the size they fit at, in points."""

    lines: tuple[str, ...]
    size: float


def fit(text: str, room: float, largest: float) -> Fitted:
    """`text` on one line, or on two where that lets it stand clearly larger.

    `room` is the width of a line and `largest` the size wished for, both in points.
    """
    one = Fitted((text,), _size([text], room, largest))
    if one.size >= _ON_TWO_LINES * largest:
        return one
    halves = _halves(text)
    two = Fitted(halves, _size(halves, room, _ON_TWO_LINES * largest))
    return two if two.size > one.size else one


def width_in_em(text: str) -> float:
    """The width of `text` in em. Letters with accents are as wide as without."""
    letters = unicodedata.normalize("NFKD", text)
    return sum(
        _WIDTHS.get(letter, _UNKNOWN)
        for letter in letters
        if unicodedata.category(letter) not in _MARKS
    )


def _size(lines: tuple[str, ...] | list[str], room: float, largest: float) -> float:
    widest = max(map(width_in_em, lines)) or 1.0
    return min(largest, int(10 * _SPARE * room / widest) / 10)


def _halves(text: str) -> tuple[str, ...]:
    """The text broken at the space that leaves the shorter longest line; one word stays whole."""
    words = text.split()
    splits = [
        (" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))
    ]
    return min(splits, key=lambda pair: max(map(width_in_em, pair)), default=(text,))
