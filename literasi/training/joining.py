"""How people come into a class: by the card of their seat, or through the open door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from literasi.accounts.cards import has_card
from literasi.accounts.forms import name_key
from literasi.accounts.models import Learner, LearnerCard
from literasi.accounts.operations import ids_of
from literasi.accounts.secrets import card_hashes
from literasi.accounts.staff_models import Office
from literasi.database import db
from literasi.keys import KeyRing
from literasi.training.models import Cohort, ProgrammeModule, Seat
from literasi.training.operations import refuse_full, seats_of
from literasi.training.roster.details import forget_details


class SeatTakenError(Exception):
    """Somebody claimed this seat a moment ago, or the card was replaced."""


class DoorClosedError(Exception):
    """The trainer closed the door, or its time is over."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A seat that waits for its person, with the class and its office."""

    seat: Seat
    cohort: Cohort
    office: Office


def find_waiting(card_id: int) -> Waiting | None:
    """The unclaimed seat whose card this is."""
    row = db.session.execute(
        select(Seat, Cohort, Office)
        .join(Cohort, Cohort.id == Seat.cohort_id)
        .join(Office, Office.id == Cohort.office_id)
        .where(Seat.card_id == card_id, Seat.learner_id.is_(None), Seat.left_at.is_(None))
        .execution_options(populate_existing=True)
    ).first()
    return Waiting(*row) if row else None


def find_door(code: str, now: datetime) -> tuple[Cohort, Office] | None:
    """The class whose door is open under this code."""
    row = db.session.execute(
        select(Cohort, Office)
        .join(Office, Office.id == Cohort.office_id)
        .where(Cohort.door_code == code, Cohort.door_until > now)
    ).first()
    return (row[0], row[1]) if row else None


def claim_by_card(card_id: int, learner: Learner, now: datetime) -> Seat:
    """Take the seat of a printed card, which becomes the learner's unless they have one.

    Raises SeatTakenError when it is taken or the card replaced, ClassFullError when it is a
    spare and the class holds as many people as it may.
    """
    # Whoever changes a class locks it first: the door, new cards and this seat take turns.
    of_card = select(Seat.cohort_id).where(Seat.card_id == card_id)
    db.session.execute(select(Cohort.id).where(Cohort.id.in_(of_card)).with_for_update())
    card = db.session.scalars(
        select(LearnerCard)
        .where(LearnerCard.id == card_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    waiting = find_waiting(card_id)
    if waiting is None or card.replaced_at is not None:
        raise SeatTakenError
    seat = waiting.seat
    if own := seat_of(waiting.cohort.id, learner.id):
        # They came through the door before: one person, one seat.
        seat.left_at, seat.card_id = now, None
        card.replaced_at = now
        forget_details([seat.id])
        db.session.flush()
        return own
    if not seat.name:
        refuse_full(waiting.cohort)
    _take(seat, learner, "card", now)
    return seat


def claimed_class(code: str, ring: KeyRing, learner_id: int) -> UUID | None:
    """The class in which this learner took the seat of the card with this code."""
    return db.session.scalar(
        select(Cohort.uid)
        .join(Seat, Seat.cohort_id == Cohort.id)
        .join(LearnerCard, LearnerCard.id == Seat.card_id)
        .where(LearnerCard.code_hash.in_(card_hashes(code, ring)))
        .where(Seat.learner_id.in_(ids_of(learner_id)), Seat.left_at.is_(None))
    )


def join_by_door(code: str, learner: Learner, now: datetime) -> Cohort:
    """Take the seat that bears one's name, or a new one. Joining twice changes nothing.

    Raises DoorClosedError, ClassFullError.
    """
    cohort = db.session.scalars(
        select(Cohort)
        .where(Cohort.door_code == code)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if cohort is None or cohort.door_until is None or cohort.door_until <= now:
        raise DoorClosedError
    if seat_of(cohort.id, learner.id) is None:
        _sit_down(cohort, learner, now)
    return cohort


def _sit_down(cohort: Cohort, learner: Learner, now: datetime) -> None:
    """Where they sat before they left, so that what they attended counts again; else the seat
    that bears their name; else a new one. Raises ClassFullError."""
    if own := _own_name(seats_of(cohort.id), learner):
        _take(own, learner, "door", now)
        return
    refuse_full(cohort, seats=1)
    if former := _former_seat(cohort.id, learner.id):
        former.left_at = None
        db.session.flush()
        return
    seat = Seat(cohort_id=cohort.id, name=learner.name, name_key=learner.name_key, created_at=now)
    db.session.add(seat)
    _take(seat, learner, "door", now)


def seat_of(cohort_id: int, learner_id: int) -> Seat | None:
    return db.session.scalar(
        select(Seat).where(
            Seat.cohort_id == cohort_id,
            Seat.learner_id.in_(ids_of(learner_id)),
            Seat.left_at.is_(None),
        )
    )


def leave(seat: Seat, now: datetime) -> None:
    """The learner leaves the class of their own accord; what they did stays theirs."""
    seat.left_at = now
    forget_details([seat.id])
    db.session.flush()


@dataclass(frozen=True, slots=True)
class ClassWork:
    """A class as its learner sees it: `modules` are those of its programme, in their order."""

    seat: Seat
    cohort: Cohort
    office: Office
    modules: tuple[tuple[str, str], ...]


def classes_of_learner(learner_id: int) -> list[ClassWork]:
    """Two queries, the newest class first."""
    rows = db.session.execute(
        select(Seat, Cohort, Office)
        .join(Cohort, Cohort.id == Seat.cohort_id)
        .join(Office, Office.id == Cohort.office_id)
        .where(Seat.learner_id.in_(ids_of(learner_id)), Seat.left_at.is_(None))
        .order_by(Cohort.starts_on.desc())
    ).all()
    if not rows:
        return []
    modules = db.session.scalars(
        select(ProgrammeModule)
        .where(ProgrammeModule.cohort_id.in_([cohort.id for _, cohort, _ in rows]))
        .order_by(ProgrammeModule.place)
    ).all()
    return [
        ClassWork(
            seat,
            cohort,
            office,
            tuple((m.course, m.module) for m in modules if m.cohort_id == cohort.id),
        )
        for seat, cohort, office in rows
    ]


def _take(seat: Seat, learner: Learner, how: str, now: datetime) -> None:
    seat.learner_id, seat.claimed_by, seat.claimed_at = learner.id, how, now
    if not seat.name:
        seat.name, seat.name_key = learner.name, learner.name_key
    db.session.flush()
    if seat.card_id is not None:
        _own_card(db.session.get_one(LearnerCard, seat.card_id), learner, now)


def _own_card(card: LearnerCard, learner: Learner, now: datetime) -> None:
    """The printed card becomes the learner's, unless they have one already."""
    if has_card(learner.id):
        card.replaced_at = now
    card.learner_id = learner.id
    db.session.flush()


def _former_seat(cohort_id: int, learner_id: int) -> Seat | None:
    """Their last seat, if they left one."""
    return db.session.scalar(
        select(Seat)
        .where(Seat.cohort_id == cohort_id, Seat.learner_id.in_(ids_of(learner_id)))
        .where(Seat.left_at.is_not(None))
        .order_by(Seat.id.desc())
        .limit(1)
    )


def _own_name(seats: Sequence[Seat], learner: Learner) -> Seat | None:
    """The free seat that bears the learner's name, when exactly one does."""
    same = [s for s in seats if s.learner_id is None and s.name_key == name_key(learner.name)]
    return same[0] if len(same) == 1 else None
