"""Who teaches a class: its leader, and the others of the team."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, select

from literasi.accounts.staff_models import Posting, Staff
from literasi.database import db
from literasi.training.models import Cohort, CohortStaff


def colleagues(office_id: int) -> Sequence[Staff]:
    """Everybody who works for the office and may teach in its classes, by name."""
    return db.session.scalars(
        select(Staff)
        .join(Posting, Posting.staff_id == Staff.id)
        .where(Posting.office_id == office_id, Posting.accepted_at.is_not(None))
        .where(Posting.ended_at.is_(None), Staff.disabled_at.is_(None))
        .order_by(Staff.name, Staff.id)
    ).all()


def is_taught_by(staff_id: int) -> ColumnElement[bool]:
    """Whether a class is led by somebody or has them in its team, for a statement about
    `Cohort`."""
    in_team = exists().where(CohortStaff.cohort_id == Cohort.id, CohortStaff.staff_id == staff_id)
    return (Cohort.trainer_id == staff_id) | in_team
