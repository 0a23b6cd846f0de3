"""A quiz on paper: the code of a sheet, what stands on it, and how its key is written.

Whatever can be chosen bears a letter in the order in which it is printed, so every answer but a
number is written in letters. The draw is that of a quiz on a phone: the seed alone decides it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import cycle, islice
from typing import Any, TypeVar

from literasi.domain.course import Bank
from literasi.domain.draw import draw
from literasi.domain.money import format_number, format_rupiah, parse_number, parse_rupiah
from literasi.domain.question import (
    Answer,
    Choice,
    Matching,
    Number,
    Ordering,
    Question,
    Several,
)
from literasi.domain.words import Complaint

VARIANTS = "ABCDEF"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
One = TypeVar("One")
OPEN = "-"  # what is typed for a question that somebody left open
LONGEST = 100  # characters in one field
_PAIRS = re.compile(r"([0-9]+)([a-z])")
_CODE = re.compile(r"([1-9][0-9]{0,3})([A-F])")


class UnreadableError(Exception):
    """What was typed is no answer to this question; says what to mend, in a trainer's words."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question as it is printed: its number on the sheet or in the module, from 1, and in
    `order` the canonical positions of what is shuffled."""

    number: int
    question: Question
    order: tuple[int, ...]

    def letter(self, place: int) -> str:
        """The letter beside what stands at a canonical position."""
        return LETTERS[self.order.index(place)]

    @property
    def letters(self) -> str:
        """Every letter that is printed with the question; "" for a number."""
        return LETTERS[: len(self.order)]

    @property
    def key(self) -> str:
        """The right answer as somebody writes it on the answer sheet."""
        match self.question:
            case Choice(correct=correct):
                return self.letter(correct)
            case Several(correct=several):
                return " ".join(sorted(self.letter(place) for place in several))
            case Number(unit="rupiah", answer=answer):
                return format_rupiah(int(answer))
            case Number(unit=unit, answer=answer):
                return f"{format_number(answer)} {unit}".strip()
            case Ordering(items=items):
                return " ".join(self.letter(place) for place in range(len(items)))
            case Matching(lefts=lefts):
                pairs = (f"{place + 1}{self.letter(place)}" for place in range(len(lefts)))
                return " ".join(pairs)
        raise TypeError(f"{type(self.question).__name__} is not asked in a quiz")


def items_of(bank: Bank, seed: bytes) -> tuple[Item, ...]:
    """What a variant asks, in the order in which it is printed."""
    shown = draw(bank, seed)
    questions = {question.key: question for question in bank.questions}
    return tuple(
        Item(number, questions[key], shown.order(key))
        for number, key in enumerate(shown.questions, 1)
    )


def variant_code(number: int, letter: str) -> str:
    """The code on a sheet: the quiz's number in its class, and the variant. Unlike the letter
    alone it names one variant among all that a class ever printed."""
    return f"{number}{letter}"


def read_code(text: str) -> tuple[int, str] | None:
    """Number and letter of a code as it is typed; None if it is none."""
    found = _CODE.fullmatch("".join(text.split()).upper())
    return (int(found[1]), found[2]) if found else None


def in_turn(variants: Sequence[One], people: int) -> list[One]:
    """A variant for each of so many people in their order: neighbours have different ones, where
    there is more than one."""
    return list(islice(cycle(variants), people))


def read_typed(item: Item, text: str) -> tuple[Answer, Any] | None:
    """What was typed from an answer sheet: the answer in canonical positions, and what of it is
    kept. None for a question left open on paper. Raises UnreadableError, also for an empty field:
    what somebody forgot to type is not what a learner left open."""
    typed = text.strip()
    if typed == OPEN:
        return None
    if not typed:
        raise UnreadableError(f"Belum diisi. Kalau kosong di kertasnya, ketik {OPEN}")
    if len(typed) > LONGEST:
        raise UnreadableError("Terlalu panjang.")
    if isinstance(item.question, Number):
        return _typed_number(item.question, typed)
    places = [item.order[item.letters.index(letter)] for letter in _letters(item, typed)]
    match item.question:
        case Choice():
            return places[0], places[0]
        case Several():
            return frozenset(places), sorted(places)
    return tuple(places), places


def _typed_number(question: Number, typed: str) -> tuple[Answer, Any]:
    try:
        value = parse_rupiah(typed) if question.unit == "rupiah" else parse_number(typed)
    except Complaint:
        raise UnreadableError(
            f"Soal ini dijawab dengan angka. Kalau tidak terbaca, ketik {OPEN}"
        ) from None
    return Decimal(value), typed


def _letters(item: Item, typed: str) -> str:
    """The letters in their order, as many as the question wants and no other."""
    plain = re.sub(r"[\s,.;/]+", "", typed.lower())
    known = f"{item.letters[0]}–{item.letters[-1]}"
    match item.question:
        case Matching(lefts=lefts):
            return _paired(plain, item.letters, len(lefts))
        case Choice():
            fits, wanted = len(plain) == 1, f"satu huruf, {known}"
        case Several():
            fits, wanted = len(set(plain)) == len(plain) > 0, f"satu huruf atau lebih, {known}"
        case _:
            fits = sorted(plain) == list(item.letters)
            wanted = f"semua huruf {known} menurut urutannya, masing-masing satu kali"
    if not fits or set(plain) - set(item.letters):
        raise UnreadableError(f"Ketik {wanted}. Kalau di kertasnya lain, ketik {OPEN}")
    return plain


def _paired(plain: str, letters: str, lefts: int) -> str:
    """`cab`, or `1c2a3b` in whatever order: the letter of each number from 1."""
    if any(character.isdigit() for character in plain):
        pairs = _PAIRS.findall(plain)
        whole = "".join(number + letter for number, letter in pairs) == plain
        if whole and sorted(int(n) for n, _ in pairs) == list(range(1, lefts + 1)):
            plain = "".join(letter for _, letter in sorted(pairs, key=lambda pair: int(pair[0])))
    if len(plain) != lefts or set(plain) - set(letters):
        raise UnreadableError(
            f"Ketik {lefts} huruf, {letters[0]}–{letters[-1]}: satu untuk setiap nomor. "
            f"Kalau di kertasnya lain, ketik {OPEN}"
        )
    return plain
