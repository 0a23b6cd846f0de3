"""Who of a class has read and passed what, and who may have its certificate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from literasi.accounts.models import Learner
from literasi.certificates.models import Certificate
from literasi.certificates.operations import class_certificates
from literasi.database import db
from literasi.domain.course import Catalogue, Course, Module
from literasi.domain.progress import ModuleProgress, ModuleState, is_passed, progress
from literasi.learning.record import Record, records_of
from literasi.training.models import Attendance, Cohort, Meeting, ProgrammeModule, Seat
from literasi.training.operations import programme

Done = tuple[ModuleProgress | None, int | None]
UNKNOWN: Done = (None, None)


@dataclass(frozen=True, slots=True)
class Taught:
    """A module of the programme; `found` is None when the catalogue has it no more."""

    row: ProgrammeModule
    course: Course | None
    found: Module | None

    @property
    def key(self) -> tuple[str, str]:
        return self.row.course, self.row.module

    @property
    def found_at(self) -> tuple[str, str]:
        """Its present course and module slug; what no module has when it is gone."""
        return (self.course.slug, self.found.slug) if self.course and self.found else ("", "")

    @property
    def title(self) -> str:
        return self.found.title if self.found else f"{self.row.course}/{self.row.module}"


@dataclass(frozen=True, slots=True)
class Member:
    """A seat with what its learner did: by module in programme order, progress and best mark.

    `learner_id` is the person's (after a merge), None while nobody claimed the seat. `jp` are
    the lesson hours attended."""

    seat: Seat
    learner_id: int | None
    certificate_name: str | None
    modules: tuple[ModuleProgress | None, ...]
    marks: tuple[int | None, ...]
    jp: int
    present: frozenset[int]
    certificate: Certificate | None

    @property
    def name(self) -> str:
        """The name for the certificate: as its owner confirmed it, else as the office wrote it."""
        return self.certificate_name or self.seat.name

    @property
    def passed(self) -> int:
        return sum(one is not None and one.state is ModuleState.PASSED for one in self.modules)

    @property
    def is_stuck(self) -> bool:
        """Whether they took a quiz of the class and have not passed it."""
        return any(
            mark is not None and one is not None and one.state is not ModuleState.PASSED
            for one, mark in zip(self.modules, self.marks, strict=True)
        )


@dataclass(frozen=True, slots=True)
class ClassView:
    """A class as its page shows it."""

    cohort: Cohort
    taught: tuple[Taught, ...]
    members: tuple[Member, ...]
    spares: tuple[Seat, ...]
    meetings: tuple[Meeting, ...]
    # All in force, also those of people who left the class since.
    certificates: tuple[Certificate, ...]

    @property
    def jp(self) -> int:
        return sum(meeting.jp for meeting in self.meetings)

    def member(self, seat_uid: UUID) -> Member | None:
        return next((one for one in self.members if one.seat.uid == seat_uid), None)


@dataclass(frozen=True, slots=True)
class Work:
    """A module of a learner's class; `due` once it was assigned."""

    course: Course
    module: Module
    due: date | None
    passed: bool


def own_work(
    due: Mapping[tuple[str, str], date | None], catalogue: Catalogue, record: Record
) -> list[Work]:
    """A class's modules as one of its learners sees them, in programme order; those that the
    catalogue has no more are left out."""
    work = []
    for (course_slug, module_slug), day in due.items():
        course, module = _find(catalogue, course_slug, module_slug)
        if course is not None and module is not None:
            passed = is_passed(module, record.passed_in(course))
            work.append(Work(course, module, day, passed))
    return work


def view_class(cohort: Cohort, catalogue: Catalogue) -> ClassView:
    """Everything about a class in five queries, however many people it has."""
    taught = tuple(_taught(row, catalogue) for row in programme(cohort.id))
    courses = {one.course.slug: one.course for one in taught if one.course}.values()
    rows = _seats(cohort.id)
    meetings, attended = _meetings(cohort.id)
    records = records_of([person for _, person, _ in rows if person is not None])
    issued = class_certificates(cohort.uid)
    certificates = {one.learner_id: one for one in issued}
    members, spares = [], []
    for seat, person, certificate_name in rows:
        if person is None and not seat.name:
            spares.append(seat)
            continue
        done = _done(courses, records.get(person or 0, Record()))
        present = attended.get(seat.id, frozenset())
        members.append(
            Member(
                seat=seat,
                learner_id=person,
                certificate_name=certificate_name,
                modules=tuple(done.get(one.found_at, UNKNOWN)[0] for one in taught),
                marks=tuple(done.get(one.found_at, UNKNOWN)[1] for one in taught),
                jp=sum(meeting.jp for meeting in meetings if meeting.id in present),
                present=present,
                certificate=certificates.get(person) if person else None,
            )
        )
    return ClassView(cohort, taught, tuple(members), tuple(spares), tuple(meetings), tuple(issued))


def missing(view: ClassView, member: Member) -> list[str]:
    """Why somebody may not have the certificate, in the trainer's words; nothing when they may."""
    if member.learner_id is None:
        return ["belum mengambil kursinya"]
    titles = [
        taught.title
        for taught, one in zip(view.taught, member.modules, strict=True)
        if one is None or one.state is not ModuleState.PASSED
    ]
    return [f"belum lulus {title}" for title in titles]


def programme_keys(cohort_id: int, catalogue: Catalogue) -> list[str]:
    """A class's modules as "course/module", by the names that they have today."""
    found = (_find(catalogue, row.course, row.module) for row in programme(cohort_id))
    return [f"{course.slug}/{module.slug}" for course, module in found if course and module]


def _seats(cohort_id: int) -> Sequence[tuple[Seat, int | None, str | None]]:
    """Seats by name, spares last, each with the person who sits there."""
    person = func.coalesce(Learner.merged_into_id, Learner.id)
    rows = db.session.execute(
        select(Seat, person, Learner.certificate_name)
        .outerjoin(Learner, Learner.id == Seat.learner_id)
        .where(Seat.cohort_id == cohort_id, Seat.left_at.is_(None))
        .order_by(Seat.name == "", Seat.name_key, Seat.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def _meetings(cohort_id: int) -> tuple[list[Meeting], dict[int, frozenset[int]]]:
    """The meetings by date, and by seat id the ids of the meetings attended."""
    rows = db.session.execute(
        select(Meeting, Attendance.seat_id)
        .outerjoin(Attendance, Attendance.meeting_id == Meeting.id)
        .where(Meeting.cohort_id == cohort_id)
        .order_by(Meeting.held_on, Meeting.id)
    ).all()
    meetings = list(dict.fromkeys(meeting for meeting, _ in rows))
    attended: dict[int, set[int]] = {}
    for meeting, seat_id in rows:
        attended.setdefault(seat_id, set()).add(meeting.id)
    return meetings, {seat: frozenset(ids) for seat, ids in attended.items()}


def _taught(row: ProgrammeModule, catalogue: Catalogue) -> Taught:
    return Taught(row, *_find(catalogue, row.course, row.module))


def _find(
    catalogue: Catalogue, course_slug: str, module_slug: str
) -> tuple[Course | None, Module | None]:
    """Old names of courses and modules still find them."""
    course = next((c for c in catalogue.courses if course_slug in (c.slug, *c.aliases)), None)
    modules = course.modules if course else ()
    return course, next((m for m in modules if module_slug in (m.slug, *m.aliases)), None)


def _done(courses: Iterable[Course], record: Record) -> dict[tuple[str, str], Done]:
    """Progress and best mark by present course and module slug, each course looked at once."""
    done: dict[tuple[str, str], Done] = {}
    for course in courses:
        marks = record.marks_in(course)
        whole = progress(course, record.read_in(course), record.passed_in(course))
        for one in whole.modules:
            done[course.slug, one.module.slug] = one, marks.get(one.module.slug)
    return done
