"""The acts in a class: seat people, open the door. Each flushes and is noted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4, uuid5

from sqlalchemy import func, select

from literasi.accounts.audit import Act, note
from literasi.accounts.forms import name_key
from literasi.accounts.models import LearnerCard
from literasi.database import db
from literasi.training.models import Cohort, ProgrammeModule, Seat
from literasi.training.roster.details import forget_details
from literasi.training.scope import Scope

MOST_SEATS = 500
LONGEST_DOOR = timedelta(hours=24)


class ClassFullError(Exception):
    """More people than the class may hold, which is `most`."""

    def __init__(self, most: int = MOST_SEATS) -> None:
        super().__init__(most)
        self.most = most


class FormUsedError(Exception):
    """The form's key was used before, for something else."""


def add_seats(cohort: Cohort, key: UUID, names: Sequence[str], act: Act) -> int:
    """A seat for each name; returns how many are new. The same names under the same `key` are
    the same paste, and add nothing. Raises ClassFullError, and FormUsedError for other names."""
    if before := _pasted(key, len(names)):
        if before != [(cohort.id, name) for name in names]:
            raise FormUsedError
        return 0
    place_seats(cohort, names, act.now, key)
    note(act, "seat.add", subject(cohort), f"{cohort.name}: {len(names)} nama")
    return len(names)


def place_seats(
    cohort: Cohort, names: Sequence[str], now: datetime, key: UUID | None = None
) -> list[Seat]:
    """Seats for names; a name of "" is a spare. Raises ClassFullError."""
    if names:
        refuse_full(cohort, seats=len(names), people=sum(bool(name) for name in names))
    seats = [
        Seat(
            uid=uuid5(key, str(place)) if key else uuid4(),
            cohort_id=cohort.id,
            name=name,
            name_key=name_key(name),
            created_at=now,
        )
        for place, name in enumerate(names)
    ]
    db.session.add_all(seats)
    db.session.flush()
    return seats


def rename_seat(seat: Seat, cohort: Cohort, name: str, act: Act) -> None:
    about = f"{cohort.name}: {seat.name} → {name}"
    seat.name, seat.name_key = name, name_key(name)
    note(act, "seat.rename", f"seat:{seat.uid}", about)


def remove_seat(seat: Seat, cohort: Cohort, act: Act, why: str) -> None:
    """Whoever sits there leaves the class and keeps everything they did; their unclaimed card
    stops working."""
    seat.left_at = act.now
    forget_details([seat.id])
    if seat.learner_id is None:
        retire_card(seat, act.now)
    note(act, "seat.remove", f"seat:{seat.uid}", f"{cohort.name}: {seat.name}", why)


def retire_card(seat: Seat, now: datetime) -> None:
    """The card that waits at this seat works no more."""
    if seat.card_id is not None:
        db.session.get_one(LearnerCard, seat.card_id).replaced_at = now
        seat.card_id = None
        db.session.flush()


def hold_door(cohort: Cohort, new_code: Callable[[], str], length: timedelta, act: Act) -> None:
    """Let people join for a while, 24 hours at most, with a code that no other class has. The
    code before works no more."""
    if not timedelta(0) < length <= LONGEST_DOOR:
        raise ValueError("a door is held open for 24 hours at most")
    code = new_code()
    while db.session.scalar(select(Cohort.id).where(Cohort.door_code == code)) is not None:
        code = new_code()
    cohort.door_code, cohort.door_until = code, act.now + length
    note(act, "door.open", subject(cohort), cohort.name)


def close_door(cohort: Cohort, act: Act) -> None:
    cohort.door_code, cohort.door_until = None, None
    note(act, "door.close", subject(cohort), cohort.name)


def classes_of(scope: Scope) -> list[tuple[Cohort, int, int]]:
    """The classes that one may see, with their seats and how many are taken, the newest first."""
    seats = (
        select(
            Seat.cohort_id, func.count().label("all"), func.count(Seat.learner_id).label("taken")
        )
        .where(Seat.left_at.is_(None), (Seat.name != "") | Seat.learner_id.is_not(None))
        .group_by(Seat.cohort_id)
        .subquery()
    )
    found = (
        select(Cohort, func.coalesce(seats.c.all, 0), func.coalesce(seats.c.taken, 0))
        .outerjoin(seats, seats.c.cohort_id == Cohort.id)
        .where(scope.covers)
        .order_by(Cohort.ends_on.desc(), Cohort.id.desc())
    )
    return [(row[0], row[1], row[2]) for row in db.session.execute(found)]


def programme(cohort_id: int) -> Sequence[ProgrammeModule]:
    """The class's modules in their order."""
    return db.session.scalars(
        select(ProgrammeModule)
        .where(ProgrammeModule.cohort_id == cohort_id)
        .order_by(ProgrammeModule.place)
    ).all()


def seats_of(cohort_id: int) -> Sequence[Seat]:
    """The seats of those who have not left, by name, spares last."""
    return db.session.scalars(
        select(Seat)
        .where(Seat.cohort_id == cohort_id, Seat.left_at.is_(None))
        .order_by(Seat.name == "", Seat.name_key, Seat.id)
    ).all()


def subject(cohort: Cohort) -> str:
    """How the log names a class."""
    return f"class:{cohort.uid}"


def _pasted(key: UUID, names: int) -> list[tuple[int, str]]:
    """The class and the name of each seat that this paste made, up to one more than `names`."""
    uids = [uuid5(key, str(place)) for place in range(names + 1)]
    rows = db.session.execute(
        select(Seat.cohort_id, Seat.name).where(Seat.uid.in_(uids)).order_by(Seat.id)
    )
    return [(row[0], row[1]) for row in rows]


def refuse_full(cohort: Cohort, seats: int = 0, people: int = 1) -> None:
    """Raises ClassFullError when so many more do not fit. A spare card is a seat, and no person
    before somebody takes it."""
    all_seats, everybody = count_seats(cohort.id)
    if cohort.capacity is not None and people and everybody + people > cohort.capacity:
        raise ClassFullError(cohort.capacity)
    if all_seats + seats > MOST_SEATS:
        raise ClassFullError


def count_seats(cohort_id: int) -> tuple[int, int]:
    """How many seats a class has, and how many of them are a person's."""
    everybody = func.count().filter((Seat.name != "") | Seat.learner_id.is_not(None))
    counted = select(func.count(), everybody).where(
        Seat.cohort_id == cohort_id, Seat.left_at.is_(None)
    )
    row = db.session.execute(counted).one()
    return row[0], row[1]
