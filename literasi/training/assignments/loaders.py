"""Find a piece of work of a class, or answer 404."""

from __future__ import annotations

from uuid import UUID

from flask import abort
from sqlalchemy import select

from literasi.database import db
from literasi.training.assignments.models import Assignment
from literasi.training.models import Cohort


def load_work(cohort: Cohort, uid: UUID) -> Assignment:
    """In force or withdrawn: its page says which."""
    found = (
        select(Assignment)
        .where(Assignment.uid == uid, Assignment.cohort_id == cohort.id)
        .execution_options(populate_existing=True)
    )
    return db.session.scalar(found) or abort(404)
