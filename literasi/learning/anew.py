"""What a learner passed after some moment, for a certificate whose time was over then."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from literasi.accounts.operations import ids_of
from literasi.database import db
from literasi.learning.models import Attempt
from literasi.learning.record import Record


def record_since(learner_id: int, since: datetime) -> Record:
    """The quizzes sent since then alone, with their best marks and passes."""
    passes = Attempt.right_count * 100 >= Attempt.pass_mark * Attempt.total
    rows = db.session.execute(
        select(
            Attempt.course,
            Attempt.module,
            func.max(Attempt.right_count * 100 // Attempt.total),
            func.count().filter(passes),
        )
        .where(Attempt.learner_id.in_(ids_of(learner_id)), Attempt.submitted_at >= since)
        .group_by(Attempt.course, Attempt.module)
    )
    record = Record()
    for course, module, percent, passed in rows:
        record.marks.setdefault(course, {})[module] = percent
        record.passed.setdefault(course, {})[module] = passed > 0
    return record
