"""What somebody of a class did once it was over: theirs all the same, and shown to the trainer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from literasi.accounts.operations import ids_of
from literasi.accounts.staff_models import Staff
from literasi.database import db
from literasi.domain.course import Catalogue
from literasi.domain.grading import Score
from literasi.learning.models import Attempt
from literasi.learning.operations import score_of
from literasi.training.catalogue import find_module
from literasi.training.models import Cohort
from literasi.training.progress import ClassView


@dataclass(frozen=True, slots=True)
class LateWork:
    """A quiz of the class that arrived after its last day. `claimed_at` is when the phone's own
    clock says that it was answered, if it waited there for a signal; `entered_by` who of the staff
    typed it in from paper."""

    title: str
    score: Score
    passed: bool
    arrived_at: datetime
    was_offline: bool
    claimed_at: datetime | None
    entered_by: str | None


def late_work(view: ClassView, learner_id: int, catalogue: Catalogue, zone: str) -> list[LateWork]:
    """Oldest first. The class's last day ends at midnight in `zone`, an IANA name."""
    titles = {taught.found_at: taught.title for taught in view.taught if taught.found}
    late = []
    for attempt, entered_by in _attempts_after(end_of(view.cohort, zone), learner_id):
        course, module = find_module(catalogue, attempt.course, attempt.module)
        if course and module and (course.slug, module.slug) in titles:
            late.append(_late(titles[course.slug, module.slug], attempt, entered_by))
    return late


def end_of(cohort: Cohort, zone: str) -> datetime:
    return datetime.combine(cohort.ends_on + timedelta(days=1), time(), ZoneInfo(zone))


def _attempts_after(moment: datetime, learner_id: int) -> list[tuple[Attempt, str | None]]:
    """Each with the name of who typed it in."""
    found = (
        select(Attempt, Staff.name)
        .outerjoin(Staff, Staff.id == Attempt.entered_by_id)
        .where(Attempt.learner_id.in_(ids_of(learner_id)), Attempt.submitted_at >= moment)
        .order_by(Attempt.submitted_at, Attempt.id)
    )
    return [(row[0], row[1]) for row in db.session.execute(found)]


def _late(title: str, attempt: Attempt, entered_by: str | None) -> LateWork:
    score = score_of(attempt)
    return LateWork(
        title,
        score,
        score.passes(attempt.pass_mark),
        attempt.submitted_at,
        attempt.was_offline,
        attempt.claimed_at,
        entered_by,
    )
