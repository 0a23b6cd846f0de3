"""From a quiz on paper to its documents: booklets, answer sheets, and the key."""

from __future__ import annotations

from literasi.accounts.staff_models import Office
from literasi.database import db
from literasi.domain.course import Catalogue
from literasi.domain.paper import in_turn, items_of, variant_code
from literasi.learning.operations import find_bank
from literasi.pdf import apart
from literasi.pdf.paper_quiz import (
    STYLE,
    AnswerSheet,
    PrintedQuiz,
    Variant,
    booklets_html,
    keys_html,
    sheets_html,
)
from literasi.training.attendance.operations import members_of
from literasi.training.catalogue import find_module
from literasi.training.models import Cohort
from literasi.training.paper.models import PaperQuiz
from literasi.training.paper.operations import variants_of


def booklets(cohort: Cohort, quiz: PaperQuiz, catalogue: Catalogue) -> bytes:
    """PDF: every variant once, to be copied."""
    return _pdf(booklets_html(_printed(cohort, quiz, catalogue)))


def sheets(cohort: Cohort, quiz: PaperQuiz, catalogue: Catalogue) -> bytes:
    """PDF: a sheet for everybody by name, the variants in turn, then one of each without a name."""
    printed = _printed(cohort, quiz, catalogue)
    names = [seat.name for seat in members_of(cohort.id)]
    given = in_turn(printed.variants, len(names))
    mine = [AnswerSheet(name, one) for name, one in zip(names, given, strict=True)]
    spare = (AnswerSheet("", one) for one in printed.variants)
    return _pdf(sheets_html(printed, (*mine, *spare)))


def keys(cohort: Cohort, quiz: PaperQuiz, catalogue: Catalogue) -> bytes:
    """PDF: the answers of every variant, with why."""
    return _pdf(keys_html(_printed(cohort, quiz, catalogue)))


def title_of(quiz: PaperQuiz, catalogue: Catalogue) -> str:
    """The module's title today; its slug where it is taught no more."""
    _, module = find_module(catalogue, quiz.course, quiz.module)
    return module.title if module else quiz.module


def _pdf(html: str) -> bytes:
    return apart.quiz(html, STYLE)


def _printed(cohort: Cohort, quiz: PaperQuiz, catalogue: Catalogue) -> PrintedQuiz:
    bank = find_bank(catalogue, quiz.course, quiz.bank_hash)
    return PrintedQuiz(
        office=db.session.get_one(Office, cohort.office_id).name,
        cohort=cohort.name,
        title=title_of(quiz, catalogue),
        variants=tuple(
            Variant(variant_code(quiz.number, one.letter), items_of(bank, one.seed))
            for one in variants_of(quiz.id)
        ),
    )
