"""From a class to its closing pack. Every figure comes from where the class's own pages have it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from literasi.accounts.staff_models import Office, Staff
from literasi.database import db
from literasi.domain.attendance import COUNTED, Mark
from literasi.domain.closing_pack import (
    Certificates,
    Pack,
    Person,
    Picture,
    Report,
    Session,
    Signer,
    Speaker,
)
from literasi.domain.grading import Score
from literasi.domain.pretest import Moment, Sat
from literasi.domain.striking import STRUCK
from literasi.training.closing.issuing import outcome
from literasi.training.leaving import erased_seats
from literasi.training.models import Attendance, Cohort, CohortStaff, Meeting
from literasi.training.plan_forms import MODES, PROGRAMMES
from literasi.training.planning import plan_of
from literasi.training.progress import ClassView, Member
from literasi.training.report.models import ReportPhoto
from literasi.training.roster.details import details_in
from literasi.training.roster.models import ParticipantDetail

Marks = dict[tuple[int, int], Mark]


def pack_of(
    view: ClassView,
    office: Office,
    report: Report,
    photos: Iterable[ReportPhoto],
    made_on: date,
    specimen: bool,
) -> Pack:
    """`made_on` is the day where the office is; `specimen` marks the pack CONTOH."""
    cohort, plan = view.cohort, plan_of(view.cohort)
    team = _team(cohort)
    return Pack(
        report=report,
        letterhead=tuple(office.letterhead or (office.name,)),
        office=office.name,
        city=office.city,
        name=cohort.name,
        title=cohort.title,
        place=place_of(cohort),
        mode=MODES[cohort.mode],
        programme=PROGRAMMES.get(cohort.programme, ""),
        duty_letter=cohort.duty_letter,
        starts_on=cohort.starts_on,
        ends_on=cohort.ends_on,
        made_on=made_on,
        leader=team[0],
        team=team,
        speakers=tuple(Speaker(one.name, one.position, one.topic) for one in plan.guests),
        signer=_signer(cohort),
        modules=tuple(taught.title for taught in view.taught),
        rundown=plan.rundown,
        sessions=tuple(Session(one.held_on, one.jp, one.topic) for one in view.meetings),
        tests=_test_titles(view),
        people=_people(view),
        certificates=_certificates(view),
        pictures=tuple(Picture(one.hash, one.caption, one.width, one.height) for one in photos),
        specimen=specimen,
    )


def place_of(cohort: Cohort) -> str:
    """Where the class was held and what lies around, without saying anything twice."""
    around = (cohort.village, cohort.district, cohort.regency, cohort.province)
    return ", ".join([cohort.place, *(one for one in around if one and one not in cohort.place)])


def _team(cohort: Cohort) -> tuple[str, ...]:
    """The names of those who taught, the leader first."""
    others = (
        select(Staff.name)
        .join(CohortStaff, CohortStaff.staff_id == Staff.id)
        .where(CohortStaff.cohort_id == cohort.id, Staff.id != cohort.trainer_id)
        .order_by(Staff.name, Staff.id)
    )
    leader = db.session.get_one(Staff, cohort.trainer_id).name
    return (leader, *db.session.scalars(others))


def _signer(cohort: Cohort) -> Signer:
    said = cohort.signatory
    return Signer(said.get("position", ""), said.get("name", ""), said.get("nip", ""))


def _certificates(view: ClassView) -> Certificates:
    found = outcome(view)
    counts = (len(one) for one in (found.issued, found.ready, found.unnamed, found.waiting))
    return Certificates(*counts)


def _test_titles(view: ClassView) -> tuple[str, ...]:
    """Two for each course of which somebody answered a test."""
    named = len(view.tests) > 1
    return tuple(
        f"Tes {moment}: {course.title}" if named else f"Tes {moment}"
        for course, _ in view.tests
        for moment in (Moment.BEFORE, Moment.AFTER)
    )


def _people(view: ClassView) -> tuple[Person, ...]:
    details, marks = details_in(view.cohort.id), _marks_of(view.cohort.id)
    people = [_person(view, one, details.get(one.seat.id), marks) for one in view.members]
    return (*people, *(_nobody(view, seat, marks) for seat in erased_seats(view.cohort.id)))


def _nobody(view: ClassView, seat: int, marks: Marks) -> Person:
    """Whoever deleted their account: that they were there still counts."""
    was = tuple(marks.get((seat, one.id)) for one in view.meetings)
    return Person(
        name=STRUCK,
        attended=was,
        jp=sum(one.jp for one, mark in zip(view.meetings, was, strict=True) if mark in COUNTED),
        tests=(None,) * len(_test_titles(view)),
        scores=(None,) * len(view.taught),
    )


def _person(
    view: ClassView, member: Member, detail: ParticipantDetail | None, marks: Marks
) -> Person:
    # What staff wrote down and the person did not answer yet is nobody's to report.
    agreed = detail if detail is not None and detail.consent_at is not None else None
    return Person(
        name=member.name,
        sex=agreed.sex if agreed else None,
        village=agreed.desa if agreed else None,
        attended=tuple(marks.get((member.seat.id, one.id)) for one in view.meetings),
        jp=member.jp,
        tests=tuple(
            _percent(member.tests[course.slug].get(moment))
            for course, _ in view.tests
            for moment in (Moment.BEFORE, Moment.AFTER)
        ),
        scores=member.marks,
        passed=member.learner_id is not None and member.passed == len(view.taught),
        certificate=member.certificate.number if member.certificate else "",
    )


def _marks_of(cohort_id: int) -> Marks:
    """By seat and meeting; where nobody marked somebody, nothing."""
    rows = db.session.execute(
        select(Attendance.seat_id, Attendance.meeting_id, Attendance.status)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(Meeting.cohort_id == cohort_id)
    )
    return {(seat, meeting): Mark(status) for seat, meeting, status in rows}


def _percent(sat: Sat | None) -> int | None:
    return Score(sat.right, sat.total).percent if sat else None
