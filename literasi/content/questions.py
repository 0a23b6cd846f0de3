"""Questions as authors write them, in the five forms and the reflection."""

from __future__ import annotations

import re
from collections.abc import Iterator

from literasi.content.answers import ITEM, OPTION, ROW, Lines, Parts, read_answer
from literasi.content.files import has_text
from literasi.content.markup import KeyPlace, Writer
from literasi.domain.question import Question

# Marks after the key that have one value: a percentage is an example; not to be asked again.
FIXED = {"contoh": "persen", "ulang": "tidak"}
_HEADING = re.compile(r"###\s+(.*\S)\s*$")
_KEYED = re.compile(r"(.*\S)\s*\{#([a-z0-9-]+)((?:\s+[a-z]+:[a-z0-9-]+)*)\}")


# What may stand after a key, and what to write instead of anything else.
_NAMES = ("lesson", "outcome")
_TEST_NAMES = ("module", *_NAMES)


def read_questions(
    lines: Lines, first: int, writer: Writer, graded: bool, tied: bool = False
) -> Iterator[Question]:
    """Every question in `lines`; what cannot be read is noted and left out. `tied` where each
    names its module, as in a pre-test."""
    starts = [n for n, line in enumerate(lines) if line.startswith("### ")]
    if has_text(lines[: starts[0] if starts else len(lines)]):
        writer.problem(first, "text before the first question: begin each question with ###")
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        question = _read(lines[start:end], first + start, writer, graded, tied)
        if question is not None:
            yield question


def _read(lines: Lines, line: int, writer: Writer, graded: bool, tied: bool) -> Question | None:
    parts = _take_apart(lines, line, writer, _TEST_NAMES if tied else _NAMES)
    if parts is None:
        return None
    if parts.lesson and not graded:
        writer.problem(line, "`lesson:` is for quiz.md: a practice stands in its lesson, remove it")
    if graded and not writer.keys[-1].again:
        writer.problem(
            line, "`ulang:` is for a practice: no quiz question is asked again, remove it"
        )
    explanation = writer.block(parts.explanation, parts.explanation_line)
    if not explanation.strip():
        _complain_of_explanation(lines, parts, writer)
        return None
    common = {
        "key": parts.key,
        "prompt": writer.block(parts.prompt, line),
        "explanation": explanation,
        "lesson": parts.lesson,
        "outcome": parts.outcome,
        "module": parts.module,
    }
    return read_answer(parts, common, writer, graded)


def _complain_of_explanation(lines: Lines, parts: Parts, writer: Writer) -> None:
    """There is none, or something stands below it and hides it."""
    key, line = parts.key, parts.line
    if not parts.explanation and any(text.startswith(">") for text in lines):
        last = max(number for number, text in enumerate(lines) if text.strip())
        mend = "begin it with >, or put a ## heading above"
        writer.problem(line + last, f"stands below the explanation of `{key}`: {mend}")
    else:
        writer.problem(line, f"question `{key}` has no explanation: add lines that begin with >")


def _take_apart(lines: Lines, line: int, writer: Writer, names: tuple[str, ...]) -> Parts | None:
    heading = _HEADING.match(lines[0])
    keyed = _KEYED.fullmatch(heading[1]) if heading else None
    if keyed is None:
        writer.problem(line, "the question has no key: end its line with {#key}")
        return None
    pairs = [pair.split(":") for pair in keyed[3].split()]
    named = dict(pairs)
    if len(named) < len(pairs):
        writer.problem(line, "the same name stands twice after the key: remove one")
    use = ", ".join(f"{name}:" for name in names[:-1]) + f" or {names[-1]}:"
    for unknown in set(named) - {*names, *FIXED}:
        writer.problem(line, f"unknown name `{unknown}:` after the key: use {use}")
    for name, value in FIXED.items():
        if named.get(name, value) != value:
            writer.problem(line, f"`{name}:{named[name]}` after the key: write {name}:{value}")
    again = "ulang" not in named
    writer.keys.append(KeyPlace(keyed[2], writer.document.path, line, again))
    end = _explanation_start(lines)
    begin = _answer_start(lines[:end])
    return Parts(
        key=keyed[2],
        line=line,
        # The heading's own text is a paragraph; its line break keeps the others' count right.
        prompt=[f"{keyed[1]}\n", *lines[1:begin]],
        answer=lines[begin:end],
        answer_line=line + begin,
        explanation=[text.lstrip(">").removeprefix(" ") for text in lines[end:]],
        explanation_line=line + end,
        lesson=named.get("lesson", ""),
        outcome=named.get("outcome", ""),
        module=named.get("module", ""),
    )


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
        if OPTION.match(text) or text.startswith("= "):
            return number
    number = len(lines)
    while number > 1 and not lines[number - 1].strip():
        number -= 1
    pattern = ROW if number > 1 and ROW.match(lines[number - 1].strip()) else ITEM
    # A list may have blank lines between its items; a table ends at the first.
    loose = pattern is ITEM
    while number > 1 and _continues(lines[number - 1].strip(), pattern, loose):
        number -= 1
    while number < len(lines) and not lines[number].strip():
        number += 1
    return number


def _continues(line: str, pattern: re.Pattern[str], loose: bool) -> bool:
    return bool(pattern.match(line)) or (loose and not line)
