"""The answers of a question: which of the five forms they are, and what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from literasi.content.markup import Writer
from literasi.content.quality import is_tempting, unlike_lengths
from literasi.domain.languages import SOURCE, Language
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

OPTION = re.compile(r"- \[([ xX])\]\s*(.*)$")
ITEM = re.compile(r"(\d+)\.\s+(.*\S)\s*$")
ROW = re.compile(r"\|(.*)\|\s*$")
RULE = re.compile(r"\s*:?-+:?\s*")
# A bar inside {{hitung: … | angka}} divides no cells.
CELL_BAR = re.compile(r"\|(?![^{]*\}\})")
FEWEST, MOST = 3, 6  # lines of an ordering or a matching

Lines = list[str]


@dataclass(slots=True)
class Parts:
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
    module: str


def read_answer(
    parts: Parts, common: dict[str, str], writer: Writer, graded: bool
) -> Question | None:
    """The question whose prompt and explanation are `common`; None after noting why not."""
    first = next((text.strip() for text in parts.answer if text.strip()), "")
    if OPTION.match(first):
        return _options(parts, common, writer, graded)
    if first.startswith("= "):
        return _number(parts, common, writer)
    if ITEM.match(first):
        return _ordering(parts, common, writer)
    if ROW.match(first):
        return _matching(parts, common, writer)
    expected = "add - [x] options, = number, 1. items or a table"
    writer.problem(parts.line, f"question `{parts.key}` has no answers: {expected}")
    return None


def _options(parts: Parts, common: dict[str, str], writer: Writer, graded: bool) -> Question | None:
    options, correct = _read_options(parts, writer)
    if len(options) < 2:
        writer.problem(parts.line, f"question `{parts.key}` has fewer than two options: add one")
        return None
    if len({option.html for option in options}) < len(options):
        writer.problem(parts.answer_line, f"question `{parts.key}` has the same option twice")
    if correct and (lengths := unlike_lengths(options)):
        message = f"question `{parts.key}` has options of {lengths[0]} to {lengths[1]} letters"
        writer.problem(parts.answer_line, f"{message}: make them alike in length")
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


def _read_options(parts: Parts, writer: Writer) -> tuple[tuple[Option, ...], list[int]]:
    texts: list[tuple[str, int]] = []
    notes: list[tuple[Lines, int]] = []
    correct = []
    for line, text in enumerate(parts.answer, parts.answer_line):
        if match := OPTION.match(text):
            if match[1] != " ":
                correct.append(len(texts))
            texts.append((match[2], line))
            notes.append(([], line + 1))
            if not match[2].strip():
                writer.problem(line, "the option is empty: write it, or remove the line")
            if is_tempting(match[2]):
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


def _number(parts: Parts, common: dict[str, str], writer: Writer) -> Question | None:
    for line, more in enumerate(parts.answer[1:], parts.answer_line + 1):
        if more.strip():
            writer.problem(line, "stands below the number: begin the explanation with >")
    text = writer.plain(parts.answer[0][2:], parts.answer_line)
    answer, _, tolerance = (part.strip() for part in text.partition("±"))
    language = writer.document.language
    unit = _unit(answer, language)
    try:
        value, off = (_amount(part, unit, language) for part in (answer, tolerance or "0"))
    except ValueError:
        writer.problem(
            parts.answer_line, f"`{text.strip()}` is no number: write = Rp1.240.000 ± Rp1.000"
        )
        return None
    if off < 0:
        writer.problem(parts.answer_line, "the tolerance is below zero: mend it")
        return None
    return Number(**common, answer=value, tolerance=off, unit=unit)


def _unit(text: str, language: Language) -> str:
    if text.startswith(("Rp", "-Rp")):
        return "rupiah"
    return "persen" if text.endswith((language.percent, "%")) else ""


def _amount(text: str, unit: str, language: Language) -> Decimal:
    """The number; rupiah are written alike in every language, other figures as in their own."""
    if unit == "rupiah":
        return Decimal(parse_rupiah(text))
    ours, theirs = (one.decimal_sign + one.group_sign for one in (SOURCE, language))
    return parse_number(text.removesuffix(language.percent).translate(str.maketrans(theirs, ours)))


def _ordering(parts: Parts, common: dict[str, str], writer: Writer) -> Question | None:
    found = [
        (int(match[1]), match[2], line)
        for line, text in enumerate(parts.answer, parts.answer_line)
        if (match := ITEM.match(text.strip()))
    ]
    if [number for number, _, _ in found] != list(range(1, len(found) + 1)):
        # A line between the items cuts the list, and its first half would pass for prompt.
        writer.problem(
            parts.answer_line,
            f"question `{parts.key}`: number the lines 1. 2. 3. with no text between them",
        )
        return None
    items = tuple(writer.inline(text, line) for _, text, line in found)
    if not _countable(items, parts, writer):
        return None
    return Ordering(**common, items=items)


def _matching(parts: Parts, common: dict[str, str], writer: Writer) -> Question | None:
    rows = [
        ([cell.strip() for cell in CELL_BAR.split(match[1])], line)
        for line, text in enumerate(parts.answer, parts.answer_line)
        if (match := ROW.match(text.strip()))
    ]
    body = rows[2:]  # below the header and its rule
    if len(rows) < 2 or not all(RULE.fullmatch(cell) for cell in rows[1][0]):
        writer.problem(
            parts.answer_line,
            f"question `{parts.key}`: the table has no heading: add one, and | --- | --- | below",
        )
        return None
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


def _countable(items: tuple[str, ...], parts: Parts, writer: Writer) -> bool:
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
