"""Questions as authors write them, in the five forms and the reflection."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from literasi.content.markup import Writer
from literasi.domain.money import parse_number, parse_rupiah
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

_HEADING = re.compile(r"###\s+(.*\S)\s*$")
_KEYED = re.compile(r"(.*\S)\s*\{#([a-z0-9-]+)((?:\s+[a-z]+:[a-z0-9-]+)*)\}")
_OPTION = re.compile(r"- \[([ xX])\]\s*(.*)$")
_ITEM = re.compile(r"\d+\.\s+(.*\S)\s*$")
_ROW = re.compile(r"\|(.*)\|\s*$")
_TEMPTING = re.compile(r"\b(semua|seluruh)\s+(jawaban|pilihan|benar)|\bbenar\s+semua", re.I)
FEWEST, MOST = 3, 6  # lines of an ordering or a matching

Lines = list[str]


@dataclass(slots=True)
class _Parts:
    """One question taken apart; each part with the file's line where it begins."""

    key: str
    line: int
    prompt: Lines
    answer: Lines
    answer_line: int
    explanation: Lines
    explanation_line: int
    lesson: str
    outcome: str


def read_questions(lines: Lines, first: int, writer: Writer, graded: bool) -> Iterator[Question]:
    """Every question in `lines`; what cannot be read is noted and left out."""
    starts = [n for n, line in enumerate(lines) if line.startswith("### ")]
    if _before_first(lines, starts):
        writer.problem(first, "text before the first question: begin each question with ###")
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        question = _read(lines[start:end], first + start, writer, graded)
        if question is not None:
            yield question


def _before_first(lines: Lines, starts: list[int]) -> bool:
    return any(line.strip() for line in lines[: starts[0] if starts else len(lines)])


def _read(lines: Lines, line: int, writer: Writer, graded: bool) -> Question | None:
    parts = _take_apart(lines, line, writer)
    if parts is None:
        return None
    explanation = writer.block(parts.explanation, parts.explanation_line)
    if not explanation.strip():
        writer.problem(
            line, f"question `{parts.key}` has no explanation: add lines that begin with >"
        )
        return None
    common = {
        "key": parts.key,
        "prompt": writer.block(parts.prompt, line),
        "explanation": explanation,
        "lesson": parts.lesson,
        "outcome": parts.outcome,
    }
    return _form(parts, common, writer, graded)


def _take_apart(lines: Lines, line: int, writer: Writer) -> _Parts | None:
    heading = _HEADING.match(lines[0])
    keyed = _KEYED.fullmatch(heading[1]) if heading else None
    if keyed is None:
        writer.problem(line, "the question has no key: end its line with {#key}")
        return None
    named = dict(pair.split(":") for pair in keyed[3].split())
    for unknown in set(named) - {"lesson", "outcome"}:
        writer.problem(line, f"unknown name `{unknown}:` after the key: use lesson: or outcome:")
    end = _explanation_start(lines)
    begin = _answer_start(lines[:end])
    return _Parts(
        key=keyed[2],
        line=line,
        # The heading's own text is the first line of the prompt, so lines still count right.
        prompt=[keyed[1], *_spaced(lines[1:begin])],
        answer=lines[begin:end],
        answer_line=line + begin,
        explanation=[text.lstrip(">").removeprefix(" ") for text in lines[end:]],
        explanation_line=line + end,
        lesson=named.get("lesson", ""),
        outcome=named.get("outcome", ""),
    )


def _spaced(lines: Lines) -> Lines:
    """Text right below the heading is a paragraph of its own."""
    return lines if not lines or not lines[0].strip() else ["", *lines]


def _explanation_start(lines: Lines) -> int:
    """Where the closing block of > lines begins; len(lines) without one."""
    start = len(lines)
    for number in range(len(lines) - 1, 0, -1):
        if lines[number].startswith(">"):
            start = number
        elif lines[number].strip():
            break
    return start


def _answer_start(lines: Lines) -> int:
    """Where the answers begin: at the first option or = line, else the last list or table."""
    for number, text in enumerate(lines):
        if _OPTION.match(text) or text.startswith("= "):
            return number
    number = len(lines)
    while number > 1 and not lines[number - 1].strip():
        number -= 1
    pattern = _ROW if number > 1 and _ROW.match(lines[number - 1].strip()) else _ITEM
    while number > 1 and pattern.match(lines[number - 1].strip()):
        number -= 1
    return number


def _form(parts: _Parts, common: dict[str, str], writer: Writer, graded: bool) -> Question | None:
    answer = [text for text in parts.answer if text.strip()]
    first = answer[0].strip() if answer else ""
    if _OPTION.match(first):
        return _options(parts, common, writer, graded)
    if first.startswith("= "):
        return _number(parts, common, writer)
    if _ITEM.match(first):
        return _ordering(parts, common, writer)
    if _ROW.match(first):
        return _matching(parts, common, writer)
    writer.problem(
        parts.line,
        f"question `{parts.key}` has no answers: add - [x] options, = number, 1. items or a table",
    )
    return None


def _options(
    parts: _Parts, common: dict[str, str], writer: Writer, graded: bool
) -> Question | None:
    options, correct = _read_options(parts, writer)
    if len(options) < 2:
        writer.problem(parts.line, f"question `{parts.key}` has fewer than two options: add one")
        return None
    if len({option.html for option in options}) < len(options):
        writer.problem(parts.answer_line, f"question `{parts.key}` has the same option twice")
    if len(correct) > 1:
        if len(correct) == len(options):
            writer.problem(parts.answer_line, f"question `{parts.key}`: no option is wrong")
        return Several(**common, options=options, correct=frozenset(correct))
    if correct:
        return Choice(**common, options=options, correct=correct[0])
    if graded:
        writer.problem(
            parts.answer_line, f"question `{parts.key}` has no right option: mark it [x]"
        )
        return None
    return Reflection(**common, options=options)


def _read_options(parts: _Parts, writer: Writer) -> tuple[tuple[Option, ...], list[int]]:
    texts: list[tuple[str, int]] = []
    notes: list[tuple[Lines, int]] = []
    correct = []
    for line, text in enumerate(parts.answer, parts.answer_line):
        if match := _OPTION.match(text):
            if match[1] != " ":
                correct.append(len(texts))
            texts.append((match[2], line))
            notes.append(([], line + 1))
            if _TEMPTING.search(match[2]):
                writer.problem(line, 'an option like "semua benar" tests nothing: name the answers')
        elif text.strip().startswith(">") and notes:
            notes[-1][0].append(text.strip().lstrip(">").removeprefix(" "))
        elif text.strip():
            writer.problem(
                line, "stands between options: begin it with - [ ], or with two spaces and >"
            )
    options = tuple(
        Option(writer.inline(*text), writer.block(*note) if note[0] else "")
        for text, note in zip(texts, notes, strict=True)
    )
    return options, correct


def _number(parts: _Parts, common: dict[str, str], writer: Writer) -> Question | None:
    text = writer.plain(parts.answer[0][2:], parts.answer_line)
    answer, _, tolerance = (part.strip() for part in text.partition("±"))
    unit = _unit(answer)
    try:
        value, off = _amount(answer, unit), _amount(tolerance or "0", unit)
    except ValueError:
        writer.problem(
            parts.answer_line, f"`{text.strip()}` is no number: write = Rp1.240.000 ± Rp1.000"
        )
        return None
    if off < 0:
        writer.problem(parts.answer_line, "the tolerance is below zero: mend it")
        return None
    return Number(**common, answer=value, tolerance=off, unit=unit)


def _unit(text: str) -> str:
    if text.startswith(("Rp", "-Rp")):
        return "rupiah"
    return "persen" if text.endswith(("persen", "%")) else ""


def _amount(text: str, unit: str) -> Decimal:
    return Decimal(parse_rupiah(text)) if unit == "rupiah" else parse_number(text)


def _ordering(parts: _Parts, common: dict[str, str], writer: Writer) -> Question | None:
    found = [
        (match[1], line)
        for line, text in enumerate(parts.answer, parts.answer_line)
        if (match := _ITEM.match(text.strip()))
    ]
    items = tuple(writer.inline(text, line) for text, line in found)
    if not _countable(items, parts, writer):
        return None
    return Ordering(**common, items=items)


def _matching(parts: _Parts, common: dict[str, str], writer: Writer) -> Question | None:
    rows = [
        ([cell.strip() for cell in match[1].split("|")], line)
        for line, text in enumerate(parts.answer, parts.answer_line)
        if (match := _ROW.match(text.strip()))
    ]
    body = rows[2:]  # below the header and its rule
    if any(len(cells) != 2 or not all(cells) for cells, _ in rows):
        writer.problem(
            parts.answer_line, f"question `{parts.key}`: the table needs two filled columns"
        )
        return None
    lefts = tuple(writer.inline(cells[0], line) for cells, line in body)
    rights = tuple(writer.inline(cells[1], line) for cells, line in body)
    if not (_countable(lefts, parts, writer) and _countable(rights, parts, writer)):
        return None
    return Matching(**common, lefts=lefts, rights=rights)


def _countable(items: tuple[str, ...], parts: _Parts, writer: Writer) -> bool:
    if not FEWEST <= len(items) <= MOST:
        writer.problem(
            parts.answer_line,
            f"question `{parts.key}` has {len(items)} lines: use {FEWEST} to {MOST}",
        )
        return False
    if len(set(items)) < len(items):
        writer.problem(parts.answer_line, f"question `{parts.key}` has the same text twice")
        return False
    return True
