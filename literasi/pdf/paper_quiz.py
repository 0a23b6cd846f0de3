"""A quiz for paper: booklets with the questions, sheets for the answers, and the trainer's key.

Their HTML is made here without WeasyPrint. Black on white, A4, to be copied.
"""

from __future__ import annotations

from dataclasses import dataclass

from literasi.domain.paper import Item
from literasi.pdf.course_html import Paper
from literasi.pdf.templates import template

STYLE = "print-paper-quiz.css"
# Nothing in a quiz leads anywhere on paper.
PAPER = Paper("", {}, (), ())


@dataclass(frozen=True, slots=True)
class Variant:
    """`code` is what the sheet is found by when its answers are entered."""

    code: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class PrintedQuiz:
    """`cohort` and `title` are the names of class and module."""

    office: str
    cohort: str
    title: str
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """For somebody by name; "" leaves a line to write it on."""

    name: str
    variant: Variant


def booklets_html(quiz: PrintedQuiz) -> str:
    """Each variant's questions, beginning on a page of its own. Says nothing of what is right."""
    return template("paper_booklets.html", quiz=quiz, paper=PAPER)


def sheets_html(quiz: PrintedQuiz, sheets: tuple[AnswerSheet, ...]) -> str:
    """One page for each sheet, as its variant needs it."""
    return template("paper_sheets.html", quiz=quiz, sheets=sheets)


def keys_html(quiz: PrintedQuiz) -> str:
    """Each variant's answers with why, beginning on a page of its own."""
    return template("paper_keys.html", quiz=quiz, paper=PAPER)
