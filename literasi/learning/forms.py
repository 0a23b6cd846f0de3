"""A submitted quiz form, read into answers or into what to mend, keeping what was typed.

Each question's fields are named `soal-<key>`, with `.<n>` after it for each item of an
ordering or each left side of a matching (n counts what is shown, from 0). Values are
positions on the screen; what they stand for is known from the ticket alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from werkzeug.datastructures import MultiDict

from literasi.domain.draw import Draw
from literasi.domain.money import parse_number, parse_rupiah
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
from literasi.web.words import gettext, told

PREFIX = "soal-"
LONGEST = 100  # characters in one field; a number is much shorter
Form = MultiDict[str, str]


class FieldError(Exception):
    """What to mend in one question, in the learner's words."""


@dataclass(frozen=True, slots=True)
class QuizForm:
    """`answers` by question key; `raw` is what is kept of them; `errors` by question key,
    under "" for the form as a whole."""

    answers: dict[str, Answer] = field(default_factory=dict)
    raw: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def read_quiz(questions: Mapping[str, Question], draw: Draw, form: Form) -> QuizForm:
    """The answers to the drawn questions. Every one must be answered, and no other."""
    read = QuizForm()
    for key in draw.questions:
        try:
            answer, raw = read_answer(questions[key], draw.order(key), form)
            read.answers[key], read.raw[key] = answer, raw
        except FieldError as error:
            read.errors[key] = str(error)
    if _foreign_fields(questions, draw, form):
        read.errors[""] = gettext(
            "Ada jawaban untuk soal yang tidak ada di lembar ini. Kirim ulang dari sini."
        )
    return read


def body_hash(form: Form) -> bytes:
    """SHA-256 of what was answered, whatever order the fields came in."""
    fields = sorted((k, v) for k, v in form.items(multi=True) if k.startswith(PREFIX))
    return hashlib.sha256(json.dumps(fields).encode()).digest()


def read_answer(question: Question, order: tuple[int, ...], form: Form) -> tuple[Answer, Any]:
    """The answer in canonical positions, and what of it is stored. Raises FieldError."""
    name = PREFIX + question.key
    match question:
        case Choice():
            choice = _position(form.get(name, ""), order, gettext("Pilih satu jawaban."))
            return choice, choice
        case Several():
            chosen = _set(form.getlist(name), order)
            return chosen, sorted(chosen)
        case Number():
            return _number(question, form.get(name, ""))
        case Ordering():
            placed = _ordering(name, order, form)
            return placed, list(placed)
        case Matching():
            matched = _matching(name, question, order, form)
            return matched, list(matched)
    raise TypeError(f"{type(question).__name__} is not asked in a quiz")


def _position(text: str, order: tuple[int, ...], missing: str) -> int:
    """The canonical position of what is shown at the position that `text` names."""
    if not text:
        raise FieldError(missing)
    if not (text.isascii() and text.isdigit()) or len(text) > 3 or int(text) >= len(order):
        raise FieldError(gettext("Pilihan ini tidak dikenal. Pilih lagi."))
    return order[int(text)]


def _set(texts: list[str], order: tuple[int, ...]) -> frozenset[int]:
    if not texts:
        raise FieldError(gettext("Pilih satu jawaban atau lebih."))
    return frozenset(_position(text, order, "") for text in texts)


def _number(question: Number, text: str) -> tuple[Decimal, str]:
    text = text.strip()
    if not text:
        raise FieldError(gettext("Tulis jawabanmu dengan angka."))
    if len(text) > LONGEST:
        raise FieldError(gettext("Jawaban ini terlalu panjang. Tulis angkanya saja."))
    try:
        value = parse_rupiah(text) if question.unit == "rupiah" else parse_number(text)
    except Complaint as complaint:
        raise FieldError(told(complaint)) from None
    return Decimal(value), text


def _ordering(name: str, order: tuple[int, ...], form: Form) -> tuple[int, ...]:
    """Each shown item has a place from 1; the answer lists the items by place."""
    places = [form.get(f"{name}.{shown}", "") for shown in range(len(order))]
    if not all(places):
        raise FieldError(gettext("Beri nomor urut pada semua baris."))
    if sorted(places) != sorted(str(place + 1) for place in range(len(order))):
        raise FieldError(gettext("Setiap nomor urut dipakai satu kali saja."))
    by_place = sorted(range(len(order)), key=lambda shown: int(places[shown]))
    return tuple(order[shown] for shown in by_place)


def _matching(name: str, question: Matching, order: tuple[int, ...], form: Form) -> tuple[int, ...]:
    missing = gettext("Pilih pasangan untuk semua baris.")
    return tuple(
        _position(form.get(f"{name}.{left}", ""), order, missing)
        for left in range(len(question.lefts))
    )


def _foreign_fields(questions: Mapping[str, Question], draw: Draw, form: Form) -> bool:
    """Whether anything was sent that this quiz never asked for, or twice what it asks once."""
    known = {name for key in draw.questions for name in _names(questions[key], draw.order(key))}
    for name, values in form.lists():
        if name.startswith(PREFIX) and name not in known:
            return True
        question = questions.get(name.removeprefix(PREFIX))
        if name in known and len(values) > 1 and not isinstance(question, Several):
            return True
    return False


def _names(question: Question, order: tuple[int, ...]) -> list[str]:
    name = PREFIX + question.key
    match question:
        case Ordering():
            return [f"{name}.{shown}" for shown in range(len(order))]
        case Matching():
            return [f"{name}.{left}" for left in range(len(question.lefts))]
    return [name]
