"""What is kept of a participant beside the name: written by staff, answered by the person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import delete, or_, select

from literasi.accounts.audit import Act, note
from literasi.accounts.operations import ids_of
from literasi.database import db
from literasi.domain.participant import FIELDS, Details
from literasi.training.models import Cohort, Seat
from literasi.training.roster.models import ParticipantDetail

# After a class's last day, in its office's own zone or any other: what nobody claimed goes.
KEPT_UNCLAIMED = timedelta(days=90)


class AnsweredError(Exception):
    """The person said themselves what may be kept: staff do not change that."""


def values_of(row: ParticipantDetail | None) -> Details:
    """The row as the rules see it."""
    return Details(**{name: getattr(row, name) for name in FIELDS}) if row else Details()


def is_answered(row: ParticipantDetail | None) -> bool:
    return row is not None and (row.consent_at is not None or row.refused_at is not None)


def find_details(seat_id: int) -> ParticipantDetail | None:
    return db.session.get(ParticipantDetail, seat_id, populate_existing=True)


def details_in(cohort_id: int) -> dict[int, ParticipantDetail]:
    """Of everybody in the class, by seat id: one query."""
    rows = db.session.scalars(
        select(ParticipantDetail)
        .join(Seat, Seat.id == ParticipantDetail.seat_id)
        .where(Seat.cohort_id == cohort_id, Seat.left_at.is_(None))
        .execution_options(populate_existing=True)
    )
    return {row.seat_id: row for row in rows}


def answers_in(cohort_id: int) -> dict[int, bool]:
    """By seat id whether its person allowed to keep anything; who said nothing is left out. One
    query."""
    agreed = ParticipantDetail.consent_at.is_not(None)
    rows = db.session.execute(
        select(ParticipantDetail.seat_id, agreed)
        .join(Seat, Seat.id == ParticipantDetail.seat_id)
        .where(Seat.cohort_id == cohort_id, Seat.left_at.is_(None))
        .where(agreed | ParticipantDetail.refused_at.is_not(None))
    )
    return {row[0]: bool(row[1]) for row in rows}


def details_of(learner_id: int) -> list[tuple[Seat, Cohort, ParticipantDetail]]:
    """All that is kept of one person, in whichever class: what they may see and take along."""
    rows = db.session.execute(
        select(Seat, Cohort, ParticipantDetail)
        .join(Cohort, Cohort.id == Seat.cohort_id)
        .join(ParticipantDetail, ParticipantDetail.seat_id == Seat.id)
        .where(Seat.learner_id.in_(ids_of(learner_id)))
        .order_by(Cohort.starts_on.desc())
    )
    return [(row[0], row[1], row[2]) for row in rows]


def write_details(seat: Seat, cohort: Cohort, details: Details, act: Act) -> None:
    """Staff write down what the person is to confirm. Raises AnsweredError."""
    row = find_details(seat.id)
    if is_answered(row):
        raise AnsweredError
    if details == values_of(row):
        return
    put_details(seat.id, details, act.now, row)
    note(act, "detail.write", f"seat:{seat.uid}", f"{cohort.name}: {seat.name}")


def put_details(
    seat_id: int, details: Details, now: datetime, row: ParticipantDetail | None
) -> None:
    """The seat's details as they are to be, in `row` or in a new one; nothing at all is no row."""
    if row is None and details.is_empty:
        return
    if row is None:
        row = ParticipantDetail(seat_id=seat_id)
        db.session.add(row)
    for name in FIELDS:
        setattr(row, name, getattr(details, name))
    row.changed_at = now
    db.session.flush()


def allow_details(seat: Seat, details: Details, now: datetime) -> None:
    """The person agrees that this is kept. Whoever empties what stood there and agrees says no."""
    _take_turns(seat)
    row = find_details(seat.id)
    if details.is_empty:
        if row is not None:
            refuse_details(seat, now)
        return
    if row is None:
        row = ParticipantDetail(seat_id=seat.id)
        db.session.add(row)
    row.consent_at, row.refused_at = now, None
    put_details(seat.id, details, now, row)


def refuse_details(seat: Seat, now: datetime) -> None:
    """The person wants nothing kept: it is emptied, and staff do not fill it in again."""
    _take_turns(seat)
    row = find_details(seat.id)
    if row is None:
        row = ParticipantDetail(seat_id=seat.id, changed_at=now)
        db.session.add(row)
    for name in FIELDS:
        setattr(row, name, None)
    row.consent_at, row.refused_at, row.changed_at = None, now, now
    db.session.flush()


def _take_turns(seat: Seat) -> None:
    """Whoever writes for the office has locked the class: what they write must not slip under
    the person's yes."""
    db.session.execute(select(Cohort.id).where(Cohort.id == seat.cohort_id).with_for_update())


def forget_details(seat_ids: Iterable[int]) -> None:
    """Of whoever leaves a class nothing stays behind."""
    db.session.execute(
        delete(ParticipantDetail).where(ParticipantDetail.seat_id.in_(list(seat_ids)))
    )


def forget_all_details(learner_id: int) -> None:
    """When a person's data is deleted."""
    own = select(Seat.id).where(Seat.learner_id.in_(ids_of(learner_id)))
    db.session.execute(delete(ParticipantDetail).where(ParticipantDetail.seat_id.in_(own)))


def forget_unclaimed(today: date) -> int:
    """Of people who never came, 90 days after the class's last day; and of those who left.
    Returns of how many."""
    over = select(Cohort.id).where(Cohort.ends_on < today - KEPT_UNCLAIMED)
    gone = select(Seat.id).where(
        or_(
            Seat.left_at.is_not(None),
            Seat.learner_id.is_(None) & Seat.cohort_id.in_(over),
        )
    )
    forgotten = delete(ParticipantDetail).where(ParticipantDetail.seat_id.in_(gone))
    return len(db.session.scalars(forgotten.returning(ParticipantDetail.seat_id)).all())
