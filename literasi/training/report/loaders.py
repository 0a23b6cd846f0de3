"""Find a photograph of a class's report, or answer 404."""

from __future__ import annotations

from uuid import UUID

from flask import abort
from sqlalchemy import select

from literasi.database import db
from literasi.training.models import Cohort
from literasi.training.report.models import ReportPhoto


def load_photo(cohort: Cohort, uid: UUID) -> ReportPhoto:
    found = (
        select(ReportPhoto)
        .where(ReportPhoto.uid == uid, ReportPhoto.cohort_id == cohort.id)
        .execution_options(populate_existing=True)
    )
    return db.session.scalar(found) or abort(404)
