"""What `flask courses check` prints: every problem, every warning, and figures to write by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from literasi.content.catalogue import load
from literasi.content.files import read_document
from literasi.content.lessons import prose_words
from literasi.content.problems import Notebook, Problem
from literasi.domain.course import Catalogue, Course, Prose

# Nothing stops for these; pages say of such a figure that it is uncertain.
DUE = "Facts to check again"
_TAG = re.compile(r"<[^>]+>")
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
_DRAWING = re.compile(r"<figure.*?</figure>", re.DOTALL)
_TABLE = re.compile(r"<table.*?</table>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Report:
    """`lines` are ready to print; `problems` decide the exit status."""

    lines: tuple[str, ...]
    problems: tuple[Problem, ...]


def report(folder: Path, today: date) -> Report:
    """Check the folder. Needs no database."""
    loaded = load(folder, today)
    lines = [str(problem) for problem in loaded.problems]
    if loaded.warnings:
        lines.append(f"{DUE} ({len(loaded.warnings)}):")
        lines += [f"  {warning}" for warning in loaded.warnings]
    if loaded.catalogue is not None:
        lines += [_figures(folder, course) for course in loaded.catalogue.courses]
        lines.append(_totals(loaded.catalogue, len(loaded.warnings)))
    else:
        lines.append(f"{len(loaded.problems)} problems.")
    return Report(tuple(lines), loaded.problems)


def _figures(folder: Path, course: Course) -> str:
    lessons = sum(len(module.lessons) for module in course.modules)
    questions = sum(len(module.bank.questions) for module in course.modules)
    outcomes = sum(len(module.outcomes) for module in course.modules)
    return (
        f"{course.slug}: {len(course.modules)} modules, {lessons} lessons, "
        f"{_words(folder, course.slug)} words, {questions} questions, {outcomes} outcomes, "
        f"mean sentence {_mean_sentence(course):.1f} words"
    )


def _words(folder: Path, course: str) -> int:
    total = 0
    for path in (folder / course).glob("*/[0-9]*.md"):
        document = read_document(path, path.name, Notebook())
        total += len(prose_words(document)) if document else 0
    return total


def _mean_sentence(course: Course) -> float:
    sentences = [
        sentence
        for _, lesson in course.steps()
        for block in lesson.blocks
        if isinstance(block, Prose)
        for sentence in _sentences(block.html)
    ]
    return sum(len(sentence.split()) for sentence in sentences) / max(1, len(sentences))


def _sentences(html: str) -> list[str]:
    """The sentences of the paragraphs; tables and drawings have none."""
    plain = _TAG.sub(" ", _TABLE.sub(" ", _DRAWING.sub(" ", html)))
    return [part.strip() for part in _SENTENCE_END.split(plain) if part.strip()]


def _totals(catalogue: Catalogue, due: int) -> str:
    return f"No problems. {len(catalogue.facts)} facts, {due} due to be checked again."
