"""Find a quiz on paper of a class, or answer 404."""

from __future__ import annotations

from uuid import UUID

from flask import abort
from sqlalchemy import select

from literasi.database import db
from literasi.training.models import Cohort
from literasi.training.paper.models import PaperQuiz


def load_quiz(cohort: Cohort, uid: UUID) -> PaperQuiz:
    found = select(PaperQuiz).where(PaperQuiz.uid == uid, PaperQuiz.cohort_id == cohort.id)
    return db.session.scalar(found) or abort(404)
