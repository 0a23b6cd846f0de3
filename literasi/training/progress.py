"""Who of a class has read and passed what, who was there, and what staff decided about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from literasi.accounts.models import Learner
from literasi.certificates.models import Certificate
from literasi.certificates.operations import class_certificates
from literasi.database import db
from literasi.domain.assignment import Given, ModuleKey, held_by
from literasi.domain.attendance import By, Minimum
from literasi.domain.course import Catalogue, Course, Module
from literasi.domain.pretest import Means, Tests, means
from literasi.domain.progress import ModuleProgress, ModuleState, progress
from literasi.learning.record import Record, records_of
from literasi.training.assignments.standing import Counts, Who, counts_of, standing
from literasi.training.assignments.work import programme_and_work
from literasi.training.attendance.standing import HOURS
from literasi.training.catalogue import find_module
from literasi.training.closing.models import EligibilityOverride, NameCheck
from literasi.training.models import Attendance, Cohort, Meeting, ProgrammeModule, Seat

Count = Callable[[Sequence[int], Sequence[Given], Catalogue], Counts]
Done = tuple[ModuleProgress | None, int | None]
UNKNOWN: Done = (None, None)
SeatRow = tuple[Seat, int | None, str | None, NameCheck | None, EligibilityOverride | None]


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
    def name(self) -> str:
        """As a form names it."""
        return f"{self.row.course}/{self.row.module}"

    @property
    def found_at(self) -> tuple[str, str]:
        """Its present course and module slug; what no module has when it is gone."""
        return (self.course.slug, self.found.slug) if self.course and self.found else ("", "")

    @property
    def title(self) -> str:
        return self.found.title if self.found else self.name


@dataclass(frozen=True, slots=True)
class Member:
    """A seat with what its learner did: by module in programme order, progress and best mark, as
    they count for the class. `on_paper` are the modules whose mark staff typed in from paper, by
    their present names.

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
    # By the slug of each course that the class takes modules of.
    tests: Mapping[str, Tests]
    check: NameCheck | None
    override: EligibilityOverride | None
    on_paper: frozenset[tuple[str, str]] = frozenset()

    @property
    def own_name(self) -> str:
        """As its owner confirmed it, else as the office wrote it."""
        return self.certificate_name or self.seat.name

    @property
    def is_checked(self) -> bool:
        """Whether the staff looked at the name that stands there now."""
        return self.check is not None and self.check.looked_at == self.own_name

    @property
    def is_named(self) -> bool:
        """Whether anybody confirmed the name."""
        return self.certificate_name is not None or self.is_checked

    @property
    def name(self) -> str:
        """The name for the certificate."""
        return self.check.name if self.check and self.is_checked else self.own_name

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
    # The work in force.
    given: tuple[Given, ...]
    # Of each course of which somebody answered the pre-test or post-test.
    tests: tuple[tuple[Course, Means], ...]

    @property
    def jp(self) -> int:
        return sum(meeting.jp for meeting in self.meetings)

    def due_on(self, module: ModuleKey) -> date | None:
        """The day by which the whole class is to have passed a module, if there is one."""
        days = [one.span.due_on for one in self.given if module in one.modules and not one.seats]
        return days[-1] if days else None

    def member(self, seat_uid: UUID) -> Member | None:
        return next((one for one in self.members if one.seat.uid == seat_uid), None)


def view_class(cohort: Cohort, catalogue: Catalogue, count: Count = counts_of) -> ClassView:
    """Everything about a class in five queries, however many people it has; one more where its
    work allows only so many attempts. `count` may read something else along with those."""
    rows_taught, given = programme_and_work(cohort.id)
    taught = tuple(_taught(row, catalogue) for row in rows_taught)
    courses = {one.course.slug: one.course for one in taught if one.course}.values()
    rows = _seats(cohort.id)
    meetings, attended = _meetings(cohort.id)
    people = [row[1] for row in rows if row[1] is not None]
    records, counts = records_of(people), count(people, given, catalogue)
    issued = class_certificates(cohort.uid)
    certificates = {one.learner_id: one for one in issued}
    members = []
    seated = [row for row in rows if row[1] is not None or row[0].name]
    for seat, person, certificate_name, check, override in seated:
        record = records.get(person or 0, Record())
        done = _done_in(taught, courses, record)
        if person is not None:
            done = _as_counted(taught, done, given, _who(person, seat), record, counts)
        present = attended.get(seat.id, frozenset())
        members.append(
            Member(
                seat=seat,
                learner_id=person,
                certificate_name=certificate_name,
                modules=tuple(one for one, _ in done),
                marks=tuple(mark for _, mark in done),
                jp=sum(meeting.jp for meeting in meetings if meeting.id in present),
                present=present,
                certificate=certificates.get(person) if person else None,
                tests={course.slug: record.sat_in(course) for course in courses},
                check=check,
                override=override,
                on_paper=_on_paper(taught, courses, done, record),
            )
        )
    spares = tuple(row[0] for row in rows if row[1] is None and not row[0].name)
    parts = tuple(members), spares, tuple(meetings), tuple(issued), tuple(given)
    return ClassView(cohort, taught, *parts, _tests(courses, members))


def minimum_of(cohort: Cohort) -> Minimum | None:
    if not cohort.attendance_by or cohort.attendance_percent is None:
        return None
    return Minimum(By(cohort.attendance_by), cohort.attendance_percent)


def _seats(cohort_id: int) -> list[SeatRow]:
    """Seats by name, spares last, each with the person who sits there and what staff decided."""
    person = func.coalesce(Learner.merged_into_id, Learner.id)
    rows = db.session.execute(
        select(Seat, person, Learner.certificate_name, NameCheck, EligibilityOverride)
        .outerjoin(Learner, Learner.id == Seat.learner_id)
        .outerjoin(NameCheck, NameCheck.seat_id == Seat.id)
        .outerjoin(EligibilityOverride, EligibilityOverride.seat_id == Seat.id)
        .where(Seat.cohort_id == cohort_id, Seat.left_at.is_(None))
        .order_by(Seat.name == "", Seat.name_key, Seat.id)
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


def _meetings(cohort_id: int) -> tuple[list[Meeting], dict[int, frozenset[int]]]:
    """The meetings by date, and by seat id the ids of the meetings attended."""
    rows = db.session.execute(
        select(Meeting, Attendance.seat_id)
        .outerjoin(Attendance, (Attendance.meeting_id == Meeting.id) & Attendance.status.in_(HOURS))
        .where(Meeting.cohort_id == cohort_id)
        .order_by(Meeting.held_on, Meeting.begins, Meeting.id)
    ).all()
    meetings = list(dict.fromkeys(meeting for meeting, _ in rows))
    attended: dict[int, set[int]] = {}
    for meeting, seat_id in rows:
        attended.setdefault(seat_id, set()).add(meeting.id)
    return meetings, {seat: frozenset(ids) for seat, ids in attended.items()}


def _taught(row: ProgrammeModule, catalogue: Catalogue) -> Taught:
    return Taught(row, *find_module(catalogue, row.course, row.module))


def _tests(
    courses: Iterable[Course], members: Sequence[Member]
) -> tuple[tuple[Course, Means], ...]:
    found = [(course, means(one.tests[course.slug] for one in members)) for course in courses]
    return tuple((course, one) for course, one in found if one.total)


def _who(person: int, seat: Seat) -> Who:
    # A check of the table makes sure that whoever sits there has a day since when.
    return Who(person, seat.id, seat.claimed_at or seat.created_at)


def _as_counted(
    taught: Iterable[Taught],
    done: Iterable[Done],
    given: Iterable[Given],
    who: Who,
    record: Record,
    counts: Counts,
) -> list[Done]:
    """The same, where the class has rules of its own by those."""
    terms = held_by(given, who.seat_id)
    found = []
    for one, (module, mark) in zip(taught, done, strict=True):
        own = terms.get(one.key)
        if own and own.has_own_rules and module and one.course and one.found:
            counted = standing(who, own, one.course, one.found, record, counts)
            module, mark = module.with_quiz(counted.passed), counted.mark
        found.append((module, mark))
    return found


def _on_paper(
    taught: Iterable[Taught], courses: Iterable[Course], done: Iterable[Done], record: Record
) -> frozenset[tuple[str, str]]:
    """The modules whose best mark comes from paper, where that is the one that counts here."""
    if not record.on_paper:
        return frozenset()
    best = {
        (course.slug, module): record.marks_in(course)[module]
        for course in courses
        for module in record.on_paper_in(course)
    }
    counted = ((one.found_at, mark) for one, (_, mark) in zip(taught, done, strict=True))
    return frozenset(key for key, mark in counted if mark is not None and best.get(key) == mark)


def _done_in(taught: Iterable[Taught], courses: Iterable[Course], record: Record) -> list[Done]:
    """Of each module of the programme, in its order."""
    by_module = _done(courses, record)
    return [by_module.get(one.found_at, UNKNOWN) for one in taught]


def _done(courses: Iterable[Course], record: Record) -> dict[tuple[str, str], Done]:
    """Progress and best mark by present course and module slug, each course looked at once."""
    done: dict[tuple[str, str], Done] = {}
    for course in courses:
        marks = record.marks_in(course)
        whole = progress(course, record.read_in(course), record.passed_in(course))
        for one in whole.modules:
            done[course.slug, one.module.slug] = one, marks.get(one.module.slug)
    return done
