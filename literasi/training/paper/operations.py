"""Print a quiz for a class: its variants are decided once. Each act flushes and is noted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from sqlalchemy import func, select

from literasi.accounts.audit import Act, note
from literasi.database import db, insert_once
from literasi.domain.course import Course, Module
from literasi.domain.paper import VARIANTS
from literasi.training.models import Cohort
from literasi.training.operations import FormUsedError, subject
from literasi.training.paper.models import PaperQuiz, PaperVariant

Seed = Callable[[], bytes]


def make_quiz(
    cohort: Cohort,
    uid: UUID,
    taught: tuple[Course, Module],
    variants: int,
    new_seed: Seed,
    act: Act,
) -> None:
    """A quiz on paper with so many variants of today's questions (1 to 6), each with a seed of 16
    bytes. The same `uid` with the same wish is the same tap; FormUsedError for another one. The
    class is locked."""
    course, module = taught
    number = _next_number(cohort.id)
    columns = {"cohort_id": cohort.id, "course": course.slug, "module": module.slug}
    stored = {**columns, "number": number, "bank_hash": module.bank.hash, "created_at": act.now}
    if not insert_once(PaperQuiz, uid=uid, **stored):
        _refuse_another(uid, columns, variants)
        return
    quiz = db.session.scalars(select(PaperQuiz).where(PaperQuiz.uid == uid)).one()
    db.session.add_all(
        PaperVariant(quiz_id=quiz.id, letter=letter, seed=new_seed())
        for letter in VARIANTS[:variants]
    )
    about = f"{cohort.name}: kuis kertas {number}, {module.title}, {variants} varian"
    note(act, "paper.make", subject(cohort), about)


def note_key(cohort: Cohort, quiz: PaperQuiz, act: Act) -> None:
    """Somebody takes the key along."""
    note(act, "paper.key", subject(cohort), f"{cohort.name}: kuis kertas {quiz.number}")


def quizzes_of(cohort_id: int) -> list[tuple[PaperQuiz, int]]:
    """The class's quizzes on paper with how many variants each has, the newest first."""
    found = (
        select(PaperQuiz, func.count())
        .join(PaperVariant, PaperVariant.quiz_id == PaperQuiz.id)
        .where(PaperQuiz.cohort_id == cohort_id)
        .group_by(PaperQuiz.id)
        .order_by(PaperQuiz.number.desc())
    )
    return [(row[0], row[1]) for row in db.session.execute(found)]


def variants_of(quiz_id: int) -> Sequence[PaperVariant]:
    """By letter."""
    found = select(PaperVariant).where(PaperVariant.quiz_id == quiz_id)
    return db.session.scalars(found.order_by(PaperVariant.letter)).all()


def _next_number(cohort_id: int) -> int:
    last = select(func.max(PaperQuiz.number)).where(PaperQuiz.cohort_id == cohort_id)
    return (db.session.scalar(last) or 0) + 1


def _refuse_another(uid: UUID, columns: dict[str, object], variants: int) -> None:
    found = db.session.scalar(select(PaperQuiz).where(PaperQuiz.uid == uid))
    if found is None or {name: getattr(found, name) for name in columns} != columns:
        raise FormUsedError
    if len(variants_of(found.id)) != variants:
        raise FormUsedError
