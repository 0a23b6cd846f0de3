"""The acts on a class: make it, seat people, assign modules, meet. Each flushes and is noted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4, uuid5

from sqlalchemy import delete, func, select

from literasi.accounts.audit import Act, note
from literasi.accounts.forms import name_key
from literasi.accounts.models import LearnerCard
from literasi.database import db, insert_once
from literasi.domain.dates import short_date
from literasi.training.models import Attendance, Cohort, Meeting, ProgrammeModule, Seat

MOST_SEATS = 200
LONGEST_DOOR = timedelta(hours=24)


class ClassFullError(Exception):
    """More people than a class may hold."""


class FormUsedError(Exception):
    """The form's key was used before, for something else."""


@dataclass(frozen=True, slots=True)
class ClassPlan:
    """What a trainer decides about a class. `modules` are (course slug, module slug) in order;
    `signatory` holds position, name and nip."""

    name: str
    title: str
    place: str
    starts_on: date
    ends_on: date
    modules: tuple[tuple[str, str], ...]
    signatory: dict[str, str]


def create_class(uid: UUID, plan: ClassPlan, office_id: int, staff_id: int, act: Act) -> Cohort:
    """A new class; the same plan under the same `uid` is the same tap, and gives the class that
    is there. Raises FormUsedError for another plan."""
    columns = {**_columns(plan), "office_id": office_id, "trainer_id": staff_id}
    new = insert_once(Cohort, uid=uid, created_at=act.now, **columns)
    cohort = db.session.scalars(select(Cohort).where(Cohort.uid == uid)).one()
    if new:
        _set_programme(cohort, plan)
        note(act, "class.create", subject(cohort), cohort.name)
    elif not _is_as_planned(cohort, columns, plan):
        raise FormUsedError
    return cohort


def change_class(cohort: Cohort, plan: ClassPlan, act: Act) -> None:
    for name, value in _columns(plan).items():
        setattr(cohort, name, value)
    _set_programme(cohort, plan)
    note(act, "class.change", subject(cohort), cohort.name)


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
    if names and len(names) + _count_seats(cohort) > MOST_SEATS:
        raise ClassFullError
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
    if seat.learner_id is None:
        retire_card(seat, act.now)
    note(act, "seat.remove", f"seat:{seat.uid}", f"{cohort.name}: {seat.name}", why)


def retire_card(seat: Seat, now: datetime) -> None:
    """The card that waits at this seat works no more."""
    if seat.card_id is not None:
        db.session.get_one(LearnerCard, seat.card_id).replaced_at = now
        seat.card_id = None
        db.session.flush()


def assign(
    cohort: Cohort, modules: Sequence[tuple[str, str]], due_on: date | None, act: Act
) -> None:
    """Give modules of the programme to the class, with one due date; None takes them back."""
    for row in programme(cohort.id):
        if (row.course, row.module) in modules:
            row.due_on = due_on
    until = f"sampai {short_date(due_on)}" if due_on else "ditarik kembali"
    about = f"{cohort.name}: {len(modules)} modul, {until}"
    note(act, "class.assign", subject(cohort), about)


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


def add_meeting(
    cohort: Cohort, uid: UUID, held_on: date, jp: int, present: Sequence[UUID], act: Act
) -> None:
    """A session of `jp` lesson hours, and who of the class was there. The same `uid` with the
    same day and hours is the same tap; FormUsedError for others."""
    if not insert_once(Meeting, uid=uid, cohort_id=cohort.id, held_on=held_on, jp=jp):
        found = db.session.scalars(select(Meeting).where(Meeting.uid == uid)).one()
        if (found.cohort_id, found.held_on, found.jp) != (cohort.id, held_on, jp):
            raise FormUsedError
        return
    meeting = db.session.scalars(select(Meeting).where(Meeting.uid == uid)).one()
    seats = [seat for seat in seats_of(cohort.id) if seat.uid in set(present)]
    db.session.add_all(Attendance(meeting_id=meeting.id, seat_id=seat.id) for seat in seats)
    about = f"{cohort.name}: {short_date(held_on)}, {jp} JP, {len(seats)} hadir"
    note(act, "meeting.add", subject(cohort), about)


def remove_meeting(meeting: Meeting, cohort: Cohort, act: Act) -> None:
    db.session.delete(meeting)
    db.session.flush()
    about = f"{cohort.name}: {short_date(meeting.held_on)}, {meeting.jp} JP"
    note(act, "meeting.remove", subject(cohort), about)


def classes_of(office_id: int) -> list[tuple[Cohort, int, int]]:
    """An office's classes with their seats and how many are taken, the newest first."""
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
        .where(Cohort.office_id == office_id)
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


def _columns(plan: ClassPlan) -> dict[str, object]:
    return {
        "name": plan.name,
        "title": plan.title,
        "place": plan.place,
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
        "signatory": plan.signatory,
    }


def _is_as_planned(cohort: Cohort, columns: dict[str, object], plan: ClassPlan) -> bool:
    modules = tuple((row.course, row.module) for row in programme(cohort.id))
    same = all(getattr(cohort, name) == value for name, value in columns.items())
    return same and modules == plan.modules


def _set_programme(cohort: Cohort, plan: ClassPlan) -> None:
    """Modules that stay keep their due date."""
    due = {(row.course, row.module): row.due_on for row in programme(cohort.id)}
    db.session.execute(delete(ProgrammeModule).where(ProgrammeModule.cohort_id == cohort.id))
    db.session.expire_all()
    db.session.add_all(
        ProgrammeModule(
            cohort_id=cohort.id,
            course=course,
            module=module,
            place=place,
            due_on=due.get((course, module)),
        )
        for place, (course, module) in enumerate(plan.modules)
    )
    db.session.flush()


def _pasted(key: UUID, names: int) -> list[tuple[int, str]]:
    """The class and the name of each seat that this paste made, up to one more than `names`."""
    uids = [uuid5(key, str(place)) for place in range(names + 1)]
    rows = db.session.execute(
        select(Seat.cohort_id, Seat.name).where(Seat.uid.in_(uids)).order_by(Seat.id)
    )
    return [(row[0], row[1]) for row in rows]


def _count_seats(cohort: Cohort) -> int:
    counted = select(func.count()).where(Seat.cohort_id == cohort.id, Seat.left_at.is_(None))
    return db.session.scalar(counted) or 0
