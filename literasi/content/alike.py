"""Does a sibling in another language say the same as its source? Only its words may differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from literasi.content.files import Document
from literasi.content.syntax import PICTURE_LINE, PLACEHOLDER
from literasi.domain.course import Lesson, Practice, Prose, WeekStep
from literasi.domain.question import (
    Choice,
    Matching,
    Number,
    Ordering,
    Question,
    Reflection,
    Several,
)

FORMS: dict[type[Question], str] = {
    Choice: "has one right option",
    Several: "has several right options",
    Number: "asks for a number",
    Ordering: "is an ordering",
    Matching: "is a matching",
    Reflection: "has no right option",
}


def check_named(document: Document, source: Document) -> None:
    """The same facts, and the same drawings in the same order."""
    here, there = _facts(document), _facts(source)
    for key in there:
        if key not in here:
            message = f"does not name the fact `{key}`, which {source.path} names: add it"
            document.problem(document.start, message)
    for key, line in here.items():
        if key not in there:
            message = f"names the fact `{key}`, which {source.path} does not: remove it"
            document.problem(line, message)
    shown, wanted = _drawings(document), _drawings(source)
    if shown != wanted:
        have, want = (", ".join(names) or "no drawing" for names in (shown, wanted))
        document.problem(
            document.start, f"shows {have}, {source.path} shows {want}: show the same, in its order"
        )


def check_step(document: Document, name: str, lesson: Lesson, source: Lesson) -> None:
    """The step of the week stands in both or in neither; `name` is the source's file."""
    here, there = _has_step(lesson), _has_step(source)
    heading = f"## {document.language.week_step}"
    if there and not here:
        document.problem(document.start, f"has no {heading}, and {name} has one: add it")
    if here and not there:
        document.problem(document.start, f"has {heading}, and {name} has none: remove it")


def check_questions(
    document: Document,
    name: str,
    lines: Mapping[str, int],
    found: list[Question],
    wanted: list[Question],
) -> list[Question]:
    """The questions with the ties of their sources, after noting what is not alike. `lines` has
    the line of each key, `name` is the source's file."""
    for place, (one, other) in enumerate(zip(found, wanted, strict=False), 1):
        if one.key != other.key:
            message = f"question {place} is `{one.key}`, in {name} `{other.key}`"
            mend = "give the same questions in the same order"
            document.problem(lines[one.key], f"{message}: {mend}")
            return found
    if len(found) != len(wanted):
        message = f"has {len(found)} questions, {name} has {len(wanted)}: give the same ones"
        document.problem(document.start, message)
        return found
    for one, other in zip(found, wanted, strict=True):
        if complaint := _complaint(one, other, name):
            document.problem(lines[one.key], f"question `{one.key}` {complaint}")
    return [_tie(one, other) for one, other in zip(found, wanted, strict=True)]


def tied(lesson: Lesson, source: Lesson) -> Iterator[Prose | Practice | WeekStep]:
    """The blocks of a lesson, with each practice tied as its source is."""
    by_key = {practice.question.key: practice for practice in source.practice}
    for block in lesson.blocks:
        if isinstance(block, Practice) and block.question.key in by_key:
            other = by_key[block.question.key]
            yield Practice(_tie(block.question, other.question), other.again)
        else:
            yield block


def _tie(one: Question, other: Question) -> Question:
    return replace(one, lesson=other.lesson, outcome=other.outcome, module=other.module)


def _complaint(one: Question, other: Question, name: str) -> str:
    """What is not alike in a question and its source, "" for nothing."""
    for tie in ("lesson", "outcome", "module"):
        said, meant = getattr(one, tie), getattr(other, tie)
        if said and said != meant:
            return f"names the {tie} `{said}`, in {name} `{meant}`: name that, or none"
    if type(one) is not type(other):
        return f"{FORMS[type(one)]}, in {name} it {FORMS[type(other)]}: keep its form"
    for what, said, meant in zip(_PARTS, _parts(one), _parts(other), strict=True):
        if said != meant:
            return f"has {said} {what}, in {name} {meant}: keep them"
    return ""


_PARTS = ("options", "as right options", "lines", "as its number", "as its tolerance")


def _parts(question: Question) -> tuple[str, ...]:
    """What must be the same, in the order of `_PARTS`; "" for what its form has not. Right
    options are counted from 1, as an author counts them."""
    options = right = lines = number = tolerance = ""
    match question:
        case Choice():
            options, right = str(len(question.options)), str(question.correct + 1)
        case Several():
            options = str(len(question.options))
            right = " and ".join(str(place + 1) for place in sorted(question.correct))
        case Reflection():
            options = str(len(question.options))
        case Number():
            number = f"{question.answer.normalize():f} {question.unit}".strip()
            tolerance = f"{question.tolerance.normalize():f}"
        case Ordering():
            lines = str(len(question.items))
        case Matching():
            lines = str(len(question.lefts))
    return options, right, lines, number, tolerance


def _has_step(lesson: Lesson) -> bool:
    return any(isinstance(block, WeekStep) for block in lesson.blocks)


def _facts(document: Document) -> dict[str, int]:
    """Each fact that the text names, with the line where it first stands."""
    found: dict[str, int] = {}
    for line, text in enumerate(document.body, document.start):
        for match in PLACEHOLDER.finditer(text):
            kind, _, key = match[1].partition(":")
            if kind.strip() == "fact":
                found.setdefault(key.strip(), line)
    return found


def _drawings(document: Document) -> list[str]:
    """The drawings in order, by the names that they have in the source language."""
    code = document.language.code
    names = (match[2] for line in document.body if (match := PICTURE_LINE.fullmatch(line)))
    return [Path(name).name.replace(f".{code}.svg", ".svg") for name in names]
