"""Which classes somebody of the staff sees: their office's; a facilitator only those they teach."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select, true

from literasi.database import db
from literasi.training.models import Cohort
from literasi.training.team import is_taught_by


@dataclass(frozen=True, slots=True)
class Scope:
    """`led_by` is a facilitator's id, None for whoever sees the whole office. Who teaches in a
    class's team shares it with its leader."""

    office_id: int
    led_by: int | None = None

    @property
    def covers(self) -> ColumnElement[bool]:
        """The condition on `Cohort` of every query for staff."""
        led = true() if self.led_by is None else is_taught_by(self.led_by)
        return and_(Cohort.office_id == self.office_id, led)


def leads_class(staff_id: int, cohort_uid: UUID) -> bool:
    """Whether a facilitator sees this class; for what belongs to a class and lies elsewhere."""
    led = select(Cohort.id).where(Cohort.uid == cohort_uid, is_taught_by(staff_id))
    return db.session.scalar(led) is not None
