"""Somebody who deletes their account leaves their classes: what stays there names nobody."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import InstrumentedAttribute

from literasi.accounts.audit import Act, note
from literasi.accounts.operations import ids_of
from literasi.database import db
from literasi.domain.striking import STRUCK, strike
from literasi.training.assignments.models import Assignment, ExtraAttempt
from literasi.training.closing.models import (
    EligibilityOverride,
    IssueProposal,
    NameCheck,
    ProposedSeat,
)
from literasi.training.messages.models import BoardPost
from literasi.training.models import Attendance, Cohort, Seat
from literasi.training.operations import subject
from literasi.training.report.models import ClosingReport, ReportPhoto
from literasi.training.roster.details import forget_details
from literasi.training.roster.models import RosterDraft

# Where staff write freely about a class, and how much fits.
FREE_TEXTS: tuple[tuple[Any, InstrumentedAttribute[Any], int], ...] = (
    (BoardPost, BoardPost.body, 500),
    (Assignment, Assignment.withdrawn_reason, 300),
    (IssueProposal, IssueProposal.note, 300),
    (IssueProposal, IssueProposal.reason, 300),
    (ClosingReport, ClosingReport.notes, 2000),
    (ReportPhoto, ReportPhoto.caption, 160),
)


def lock_classes(learner_id: int) -> None:
    """Those in which somebody ever sat. Whoever changes a class locks it before anything else, so
    this comes before the person's own rows are locked."""
    own = select(Seat.cohort_id).where(Seat.learner_id.in_(ids_of(learner_id)))
    locked = select(Cohort.id).where(Cohort.id.in_(own)).order_by(Cohort.id)
    db.session.execute(locked.with_for_update())


def seats_of_person(learner_ids: Collection[int]) -> Sequence[Seat]:
    """Every seat that was ever theirs."""
    own = select(Seat).where(Seat.learner_id.in_(learner_ids)).order_by(Seat.id)
    return db.session.scalars(own.execution_options(populate_existing=True)).all()


def erased_seats(cohort_id: int) -> Sequence[int]:
    """The ids of the seats whose people deleted their accounts while they sat there."""
    gone = select(Seat.id).where(Seat.cohort_id == cohort_id, Seat.erased_at.is_not(None))
    return db.session.scalars(gone.order_by(Seat.id)).all()


def names_on(seats: Iterable[Seat]) -> set[str]:
    """Everything that anybody of the staff ever called them there, as far as it is kept."""
    seats = list(seats)
    ids = [seat.id for seat in seats]
    checked = select(NameCheck.name, NameCheck.looked_at).where(NameCheck.seat_id.in_(ids))
    proposed = select(ProposedSeat.name).where(ProposedSeat.seat_id.in_(ids))
    return {
        *(seat.name for seat in seats),
        *(name for row in db.session.execute(checked) for name in row),
        *db.session.scalars(proposed),
    }


def class_subjects(cohort_ids: Collection[int]) -> list[str]:
    """How the log names these classes, and what belongs to them and may name somebody."""
    found = []
    for kind, table in (("proposal", IssueProposal), ("assignment", Assignment)):
        uids = select(table.uid).where(table.cohort_id.in_(cohort_ids))
        found += [f"{kind}:{uid}" for uid in db.session.scalars(uids)]
    classes = db.session.scalars(select(Cohort).where(Cohort.id.in_(cohort_ids)))
    return [*map(subject, classes), *found]


def empty_seats(seats: Sequence[Seat], names: Collection[str], now: datetime) -> None:
    """Attendance stays and counts, of nobody; whatever says more of them goes."""
    ids = [seat.id for seat in seats]
    forget_details(ids)
    for table in (NameCheck, EligibilityOverride, ExtraAttempt):
        db.session.execute(delete(table).where(table.seat_id.in_(ids)))
    for change in (
        update(ProposedSeat).where(ProposedSeat.seat_id.in_(ids)).values(name=STRUCK),
        update(Attendance).where(Attendance.seat_id.in_(ids)).values(scanned_at=None),
    ):
        db.session.execute(change)
    _strike_texts({seat.cohort_id for seat in seats}, names)
    for seat in seats:
        if seat.left_at is None:
            _say_so(seat, now)
            seat.left_at = seat.erased_at = now
        seat.name, seat.name_key, seat.learner_id, seat.card_id = "", "", None, None
    db.session.flush()


def _say_so(seat: Seat, now: datetime) -> None:
    cohort = db.session.get_one(Cohort, seat.cohort_id)
    act = Act(None, cohort.office_id, now)
    note(act, "learner.leave", f"seat:{seat.uid}", f"{cohort.name}: seorang peserta")


def _strike_texts(cohort_ids: Collection[int], names: Collection[str]) -> None:
    for table, column, longest in FREE_TEXTS:
        found = select(table).where(table.cohort_id.in_(cohort_ids), column.is_not(None))
        for row in db.session.scalars(found):
            setattr(row, column.key, strike(getattr(row, column.key), names, longest))
    # A list that nobody accepted yet is uploaded again in a moment, and gone in a day.
    waiting = select(RosterDraft).where(
        RosterDraft.cohort_id.in_(cohort_ids), RosterDraft.accepted_at.is_(None)
    )
    for draft in db.session.scalars(waiting):
        if _names_one(json.dumps(draft.reading, ensure_ascii=False), names):
            db.session.delete(draft)


def _names_one(text: str, names: Collection[str]) -> bool:
    return strike(text, names, len(text) + 1) != text
