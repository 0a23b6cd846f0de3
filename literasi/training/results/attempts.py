"""Every quiz of the class that one of its people sent, with what was not right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from literasi.accounts.operations import ids_of
from literasi.accounts.staff_models import Staff
from literasi.database import db
from literasi.domain.assignment import held_by
from literasi.domain.course import Catalogue
from literasi.domain.grading import Score
from literasi.learning.banks import banks_of
from literasi.learning.models import Attempt
from literasi.learning.operations import score_of
from literasi.learning.review import Reviewed, review
from literasi.training.catalogue import find_module
from literasi.training.late import end_of
from literasi.training.progress import ClassView, Member

LONGEST_SITTING = timedelta(hours=2)  # whoever needed longer left the page open


@dataclass(frozen=True, slots=True)
class Taken:
    """One attempt at the quiz of `place` in the programme (from 1). `passed` is by the class's
    own mark where it has one; `minutes` from opening the quiz to sending it, None where that says
    nothing; `entered_by` who of the staff typed it in from paper; `claimed_at` is the phone's own
    clock."""

    place: int
    title: str
    score: Score
    passed: bool
    at: datetime
    minutes: int | None
    was_offline: bool
    entered_by: str | None
    claimed_at: datetime | None
    is_late: bool
    wrong: tuple[Reviewed, ...]


def attempts_of(view: ClassView, member: Member, catalogue: Catalogue, zone: str) -> list[Taken]:
    """Newest first, also those of a record that was merged into this one, and of the class's
    modules alone: what else somebody learns is no business of their trainer. Two queries."""
    if member.learner_id is None:
        return []
    marks = {key: one.pass_mark for key, one in held_by(view.given, member.seat.id).items()}
    places = {one.found_at: (place, one) for place, one in enumerate(view.taught, 1) if one.found}
    over = end_of(view.cohort, zone)
    mine = []
    courses = {course for course, _ in places}
    for attempt, entered_by in _attempts(member.learner_id, courses, catalogue):
        course, module = find_module(catalogue, attempt.course, attempt.module)
        key = (course.slug, module.slug) if course and module else ("", "")
        if key in places:
            mine.append((attempt, entered_by, *places[key]))
    banks = banks_of(catalogue, {attempt.bank_hash for attempt, *_ in mine})
    return [
        _taken(
            attempt,
            (place, taught.title),
            entered_by,
            pass_mark=marks.get(taught.key) or attempt.pass_mark,
            is_late=attempt.submitted_at >= over,
            reviewed=review(attempt, banks[attempt.bank_hash]),
        )
        for attempt, entered_by, place, taught in mine
    ]


def _attempts(
    learner_id: int, courses: set[str], catalogue: Catalogue
) -> list[tuple[Attempt, str | None]]:
    """Each with the name of who typed it in."""
    named = {
        slug
        for course in catalogue.courses
        if course.slug in courses
        for slug in (course.slug, *course.aliases)
    }
    newest_first = (
        select(Attempt, Staff.name)
        .outerjoin(Staff, Staff.id == Attempt.entered_by_id)
        .where(Attempt.learner_id.in_(ids_of(learner_id)), Attempt.course.in_(named))
        .order_by(Attempt.submitted_at.desc(), Attempt.id.desc())
    )
    return [(row[0], row[1]) for row in db.session.execute(newest_first)]


def _taken(
    attempt: Attempt,
    of: tuple[int, str],
    entered_by: str | None,
    pass_mark: int,
    is_late: bool,
    reviewed: list[Reviewed],
) -> Taken:
    score = score_of(attempt)
    return Taken(
        place=of[0],
        title=of[1],
        score=score,
        passed=score.passes(pass_mark),
        at=attempt.submitted_at,
        minutes=_minutes(attempt),
        was_offline=attempt.was_offline,
        entered_by=entered_by,
        claimed_at=attempt.claimed_at,
        is_late=is_late,
        wrong=tuple(one for one in reviewed if not one.right),
    )


def _minutes(attempt: Attempt) -> int | None:
    """Whole minutes, rounded up."""
    spent = attempt.submitted_at - attempt.drawn_at
    if attempt.was_offline or not timedelta(0) < spent <= LONGEST_SITTING:
        return None
    return -(-spent // timedelta(minutes=1))
