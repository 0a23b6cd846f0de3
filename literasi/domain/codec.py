"""A bank of questions as canonical JSON, and back.

A database keeps every bank under the hash of this text, so that an answer that arrives
weeks later is graded by the questions it answered. The text of a given bank must
therefore never change: a new form of question gets a new `form`, an old one stays.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import Any

from literasi.domain.course import Bank
from literasi.domain.question import (
    Choice,
    Matching,
    Number,
    Option,
    Ordering,
    Question,
    Reflection,
    Several,
)


def make_bank(draw: int, questions: Sequence[Question]) -> Bank:
    """A bank that carries its own hash."""
    return Bank(sha256(_text(draw, questions).encode()).hexdigest(), draw, tuple(questions))


def bank_to_json(bank: Bank) -> str:
    """Sorted, compact JSON. Its SHA-256 in hex is the bank's hash."""
    return _text(bank.draw, bank.questions)


def bank_from_json(text: str) -> Bank:
    """The bank that `bank_to_json` wrote; ValueError if it did not write `text`."""
    try:
        data = json.loads(text)
        return make_bank(int(data["draw"]), [question_from_dict(one) for one in data["questions"]])
    except (KeyError, TypeError, IndexError, AttributeError, InvalidOperation) as error:
        raise ValueError(f"not a bank of questions: {error!r}") from error


def _text(draw: int, questions: Sequence[Question]) -> str:
    data = {"draw": draw, "questions": [question_to_dict(question) for question in questions]}
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def question_to_dict(question: Question) -> dict[str, Any]:
    """Plain values that JSON can hold; numbers as strings, so that none is rounded."""
    common = {
        "key": question.key,
        "prompt": question.prompt,
        "explanation": question.explanation,
        "lesson": question.lesson,
        "outcome": question.outcome,
    }
    if question.module:  # only where there is one: the text of every older bank stays as it was
        common["module"] = question.module
    return common | _form_to_dict(question)


def _form_to_dict(question: Question) -> dict[str, Any]:
    match question:
        case Choice():
            return {
                "form": "choice",
                "options": _options(question.options),
                "correct": question.correct,
            }
        case Several():
            right = sorted(question.correct)
            return {"form": "several", "options": _options(question.options), "correct": right}
        case Number():
            return {
                "form": "number",
                "answer": str(question.answer),
                "tolerance": str(question.tolerance),
                "unit": question.unit,
            }
        case Ordering():
            return {"form": "ordering", "items": list(question.items)}
        case Matching():
            return {
                "form": "matching",
                "lefts": list(question.lefts),
                "rights": list(question.rights),
            }
        case Reflection():
            return {"form": "reflection", "options": _options(question.options)}
    raise TypeError(f"no JSON form for a {type(question).__name__}")


def _options(options: tuple[Option, ...]) -> list[list[str]]:
    return [[option.html, option.note] for option in options]


def question_from_dict(data: dict[str, Any]) -> Question:
    """The question that `question_to_dict` took apart; ValueError for an unknown form."""
    common = {name: data[name] for name in ("key", "prompt", "explanation", "lesson", "outcome")}
    common["module"] = data.get("module", "")
    match data["form"]:
        case "choice":
            return Choice(**common, options=_read_options(data), correct=data["correct"])
        case "several":
            right = frozenset(data["correct"])
            return Several(**common, options=_read_options(data), correct=right)
        case "number":
            answer, tolerance = Decimal(data["answer"]), Decimal(data["tolerance"])
            return Number(**common, answer=answer, tolerance=tolerance, unit=data["unit"])
        case "ordering":
            return Ordering(**common, items=tuple(data["items"]))
        case "matching":
            return Matching(**common, lefts=tuple(data["lefts"]), rights=tuple(data["rights"]))
        case "reflection":
            return Reflection(**common, options=_read_options(data))
    raise ValueError(f"no form of question is called {data['form']!r}")


def _read_options(data: dict[str, Any]) -> tuple[Option, ...]:
    return tuple(Option(html, note) for html, note in data["options"])
