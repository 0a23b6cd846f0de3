"""How an answer from paper may look, for whoever types it where no server can say.

A device with no network gets this instead of the questions: what letters there are, and never which
of them is right. `domain.paper.read_typed` decides in the end, and takes all that fits here.
"""

from __future__ import annotations

from dataclasses import dataclass

from literasi.domain.paper import Item
from literasi.domain.question import Choice, Matching, Number, Several

# Each letter at most once.
_DIFFERENT = r"(?!.*([a-z]).*\1)"


@dataclass(frozen=True, slots=True)
class Shape:
    """`pattern` is a regular expression, the same to Python and JavaScript, for what was typed in
    lower case without spaces and signs between; or one of NUMBERS. `words` say it to a trainer."""

    pattern: str
    words: str


NUMBERS = ("rupiah", "plain")


def shape_of(item: Item) -> Shape:
    known = f"[a-{item.letters[-1:]}]"
    said = f"a–{item.letters[-1:]}"
    match item.question:
        case Number(unit="rupiah"):
            return Shape("rupiah", "angka")
        case Number():
            return Shape("plain", "angka")
        case Choice():
            return Shape(f"^{known}$", f"satu huruf, {said}")
        case Several():
            return Shape(f"^{_DIFFERENT}{known}+$", f"satu huruf atau lebih, {said}")
        case Matching(lefts=lefts):
            count = len(lefts)
            pattern = f"^({known}{{{count}}}|([0-9]+{known}){{{count}}})$"
            return Shape(pattern, f"{count} huruf, {said}: satu untuk setiap nomor")
    count = len(item.letters)
    return Shape(f"^{_DIFFERENT}{known}{{{count}}}$", f"semua huruf {said} menurut urutannya")
