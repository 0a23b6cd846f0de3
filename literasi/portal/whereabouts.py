"""Where a learner stands, besides what they learned: how they come back, and their classes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Integer, bindparam, select

from literasi.accounts.cards import Standing, standing_columns
from literasi.accounts.models import Learner
from literasi.accounts.operations import ids_of
from literasi.accounts.staff_models import Office
from literasi.database import read
from literasi.training.models import Cohort, ProgrammeModule, Seat


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A class in one line; `due` is the next day by which something assigned is to be done."""

    uid: UUID
    name: str
    office: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Whereabouts:
    standing: Standing
    classes: tuple[ClassLine, ...]


_IDS = ids_of(bindparam("learner_id", type_=Integer))
# Built once: a statement costs more to put together than to run.
_WHEREABOUTS = (
    select(*standing_columns(), Cohort.uid, Cohort.name, Office.name, ProgrammeModule.due_on)
    .select_from(Learner)
    .outerjoin(Seat, Seat.learner_id.in_(_IDS) & Seat.left_at.is_(None))
    .outerjoin(Cohort, Cohort.id == Seat.cohort_id)
    .outerjoin(Office, Office.id == Cohort.office_id)
    .outerjoin(
        ProgrammeModule,
        (ProgrammeModule.cohort_id == Cohort.id) & (ProgrammeModule.due_on >= bindparam("today")),
    )
    .where(Learner.id == bindparam("learner_id", type_=Integer))
    .order_by(Cohort.starts_on.desc(), Cohort.id.desc(), ProgrammeModule.due_on)
)


def whereabouts(learner_id: int, sign_in_id: int, since: datetime, today: date) -> Whereabouts:
    """In one query, because every learner's home asks it; `since` as `standing_columns` says."""
    values = {
        "learner_id": learner_id,
        "sign_in_id": sign_in_id,
        "since": since,
        "today": today,
    }
    rows = read().execute(_WHEREABOUTS, values).all()
    lines: dict[UUID, ClassLine] = {}
    for *_, uid, name, office, due in rows:
        if uid is not None:
            # The first row of a class has its nearest day.
            lines.setdefault(uid, ClassLine(uid, name, office, due))
    has_key_number, has_card, other_phone_at, has_notices = rows[0][:4]
    standing = Standing(bool(has_key_number), bool(has_card), other_phone_at, bool(has_notices))
    return Whereabouts(standing, tuple(lines.values()))
