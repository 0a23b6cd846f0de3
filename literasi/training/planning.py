"""What a trainer decides about a class: made once, changed by whoever has seen how it stands."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, select

from literasi.accounts.audit import Act, note
from literasi.accounts.staff_models import AuditEntry, Staff
from literasi.database import Base, db, insert_once
from literasi.domain.attendance import Minimum
from literasi.domain.rundown import Slot
from literasi.training.attendance.operations import set_minimum
from literasi.training.models import (
    Cohort,
    CohortGuest,
    CohortStaff,
    ProgrammeModule,
    RundownItem,
)
from literasi.training.operations import FormUsedError, count_seats, programme, subject

ModuleKey = tuple[str, str]


class ChangedMeanwhileError(Exception):
    """A colleague changed the class since the form was shown; `stored` is how it stands now."""

    def __init__(self, stored: ClassPlan) -> None:
        self.stored = stored


class TooSmallError(Exception):
    """The class has more people (`people`) than it is to hold."""

    def __init__(self, people: int) -> None:
        super().__init__(people)
        self.people = people


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody from outside who speaks in the class."""

    name: str
    position: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class ClassPlan:
    """What a trainer decides about a class. `modules` are (course slug, module slug) in order;
    `signatory` holds position, name and nip; `team` are the ids of staff beside the leader, in
    order; `rundown` is sorted. Names of fields are those of `Cohort` where it has them."""

    name: str
    title: str
    place: str
    starts_on: date
    ends_on: date
    modules: tuple[ModuleKey, ...]
    signatory: dict[str, str]
    programme: str = ""
    mode: str = "in_person"
    duty_letter: str = ""
    capacity: int | None = None
    bring: str = ""
    village: str = ""
    district: str = ""
    regency: str = ""
    province: str = ""
    team: tuple[int, ...] = ()
    guests: tuple[Guest, ...] = ()
    rundown: tuple[Slot, ...] = field(default=())

    def differs_from(self, other: ClassPlan) -> list[str]:
        """The names of the fields in which the two are not alike."""
        names = [one.name for one in fields(self)]
        return [name for name in names if getattr(self, name) != getattr(other, name)]


OF_OTHER_TABLES = ("modules", "team", "guests", "rundown")


def create_class(
    uid: UUID,
    plan: ClassPlan,
    office_id: int,
    staff_id: int,
    act: Act,
    minimum: Minimum | None = None,
) -> Cohort:
    """A new class that asks for this attendance; the same plan under the same `uid` is the same
    tap, and gives the class as it is by now. Raises FormUsedError for another plan."""
    columns = {**_columns(plan), "office_id": office_id, "trainer_id": staff_id}
    new = insert_once(Cohort, uid=uid, version=1, created_at=act.now, **columns)
    cohort = db.session.scalars(select(Cohort).where(Cohort.uid == uid)).one()
    if new:
        _write_rows(cohort, plan)
        note(act, "class.create", subject(cohort), cohort.name)
        set_minimum(cohort, minimum, act)
    elif plan_of(cohort) != plan or (cohort.office_id, cohort.trainer_id) != (office_id, staff_id):
        raise FormUsedError
    return cohort


def change_class(cohort: Cohort, plan: ClassPlan, version: int, act: Act) -> None:
    """`version` is that of the form. The same plan again changes nothing.

    Raises ChangedMeanwhileError, TooSmallError.
    """
    stored = plan_of(cohort)
    changed = stored.differs_from(plan)
    if not changed:
        return
    if version != cohort.version:
        raise ChangedMeanwhileError(stored)
    if plan.capacity is not None and plan.capacity < (people := count_seats(cohort.id)[1]):
        raise TooSmallError(people)
    for name, value in _columns(plan).items():
        setattr(cohort, name, value)
    cohort.version += 1
    _write_rows(cohort, plan)
    about = f"{cohort.name}: {', '.join(LABELS[name] for name in changed)}"
    note(act, "class.change", subject(cohort), about)


def plan_of(cohort: Cohort) -> ClassPlan:
    """The class as its plan says it."""
    columns = {name: getattr(cohort, name) for name in _column_names()}
    team = select(CohortStaff.staff_id).where(CohortStaff.cohort_id == cohort.id)
    guests = db.session.scalars(
        select(CohortGuest)
        .where(CohortGuest.cohort_id == cohort.id)
        .order_by(CohortGuest.place)
        .execution_options(populate_existing=True)
    )
    return ClassPlan(
        **columns,
        modules=tuple((row.course, row.module) for row in programme(cohort.id)),
        team=tuple(db.session.scalars(team.order_by(CohortStaff.staff_id))),
        guests=tuple(Guest(one.name, one.position, one.topic) for one in guests),
        rundown=tuple(rundown_of(cohort.id)),
    )


def rundown_of(cohort_id: int) -> list[Slot]:
    """In its order."""
    rows = db.session.scalars(
        select(RundownItem)
        .where(RundownItem.cohort_id == cohort_id)
        .order_by(RundownItem.place)
        .execution_options(populate_existing=True)
    )
    return [Slot(row.day, row.begins, row.until, row.topic, row.speaker) for row in rows]


def last_change(cohort: Cohort, act: str = "class.change") -> tuple[str, datetime] | None:
    """Who changed the class, or did `act` to it, last, and when."""
    row = db.session.execute(
        select(Staff.name, AuditEntry.at)
        .join(Staff, Staff.id == AuditEntry.staff_id)
        .where(AuditEntry.subject == subject(cohort), AuditEntry.act == act)
        .order_by(AuditEntry.id.desc())
        .limit(1)
    ).first()
    return (row[0], row[1]) if row else None


def as_new(plan: ClassPlan, leader_id: int, new_leader_id: int, starts_on: date) -> ClassPlan:
    """An earlier class's plan for a new one that begins on another day: everything moves along,
    whoever led it joins the team, and the name is for the trainer to choose."""
    later = starts_on - plan.starts_on
    return replace(
        plan,
        name="",
        duty_letter="",
        starts_on=starts_on,
        ends_on=plan.ends_on + later,
        team=tuple(sorted({*plan.team, leader_id} - {new_leader_id})),
        rundown=tuple(replace(slot, day=slot.day + later) for slot in plan.rundown),
    )


LABELS = {
    "name": "nama kelas",
    "title": "judul pelatihan",
    "place": "tempat",
    "starts_on": "tanggal mulai",
    "ends_on": "tanggal selesai",
    "modules": "modul",
    "signatory": "penandatangan",
    "programme": "program",
    "mode": "cara belajar",
    "duty_letter": "nomor surat tugas",
    "capacity": "kapasitas",
    "bring": "yang dibawa",
    "village": "desa",
    "district": "kecamatan",
    "regency": "kabupaten atau kota",
    "province": "provinsi",
    "team": "tim pelatih",
    "guests": "narasumber",
    "rundown": "rundown",
}


def _column_names() -> list[str]:
    return [one.name for one in fields(ClassPlan) if one.name not in OF_OTHER_TABLES]


def _columns(plan: ClassPlan) -> dict[str, object]:
    return {name: getattr(plan, name) for name in _column_names()}


def _write_rows(cohort: Cohort, plan: ClassPlan) -> None:
    """Everything that a plan keeps in tables of its own, written anew."""
    for table in (ProgrammeModule, CohortStaff, CohortGuest, RundownItem):
        _empty(table, cohort.id)
    db.session.expire_all()
    db.session.add_all(
        ProgrammeModule(cohort_id=cohort.id, course=course, module=module, place=place)
        for place, (course, module) in enumerate(plan.modules)
    )
    db.session.add_all(CohortStaff(cohort_id=cohort.id, staff_id=one) for one in plan.team)
    db.session.add_all(
        CohortGuest(
            cohort_id=cohort.id, place=place, name=one.name, position=one.position, topic=one.topic
        )
        for place, one in enumerate(plan.guests)
    )
    db.session.add_all(
        RundownItem(
            cohort_id=cohort.id,
            place=place,
            day=slot.day,
            begins=slot.begins,
            until=slot.until,
            topic=slot.topic,
            speaker=slot.speaker,
        )
        for place, slot in enumerate(plan.rundown)
    )
    db.session.flush()


def _empty(table: type[Base], cohort_id: int) -> None:
    db.session.execute(delete(table).where(table.cohort_id == cohort_id))  # type: ignore[attr-defined]
