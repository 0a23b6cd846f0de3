"""A learner's place in a class, by which half of a class begins with each form of a test."""

from __future__ import annotations

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import aliased

from literasi.accounts.operations import ids_of
from literasi.database import db
from literasi.domain.course import Course
from literasi.training.models import Cohort, ProgrammeModule, Seat


def place_in_class(learner_id: int, course: Course) -> int | None:
    """The how-manieth they were (from 1) to take a seat in their newest class that teaches this
    course; None in no such class.

    Whoever left is counted too, so that nobody's place changes.
    """
    earlier = aliased(Seat)
    before_them = (
        select(func.count())
        .select_from(earlier)
        .where(earlier.cohort_id == Seat.cohort_id)
        .where(tuple_(earlier.claimed_at, earlier.id) <= tuple_(Seat.claimed_at, Seat.id))
        .scalar_subquery()
    )
    teaches = select(ProgrammeModule.cohort_id).where(
        ProgrammeModule.course.in_((course.slug, *course.aliases))
    )
    return db.session.scalar(
        select(before_them)
        .select_from(Seat)
        .join(Cohort, Cohort.id == Seat.cohort_id)
        .where(Seat.learner_id.in_(ids_of(learner_id)), Seat.left_at.is_(None))
        .where(Seat.cohort_id.in_(teaches))
        .order_by(Cohort.starts_on.desc(), Cohort.id.desc())
        .limit(1)
    )
