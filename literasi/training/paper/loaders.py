"""Find a quiz on paper of a class, or one of its sheets, or answer 404."""

from __future__ import annotations

from uuid import UUID

from flask import abort
from sqlalchemy import select

from literasi.database import db
from literasi.learning.operations import find_bank
from literasi.training.catalogue import find_module
from literasi.training.models import Cohort
from literasi.training.paper.entering import Sheet
from literasi.training.paper.models import PaperQuiz, PaperVariant
from literasi.web.site import site


def load_quiz(cohort: Cohort, uid: UUID) -> PaperQuiz:
    found = select(PaperQuiz).where(PaperQuiz.uid == uid, PaperQuiz.cohort_id == cohort.id)
    return db.session.scalar(found) or abort(404)


def load_sheet(quiz: PaperQuiz, variant: PaperVariant) -> Sheet:
    course, module = find_module(site().catalogue, quiz.course, quiz.module)
    if course is None or module is None:
        abort(404)
    bank = find_bank(site().catalogue, quiz.course, quiz.bank_hash)
    return Sheet(quiz, variant, bank, course, module)
