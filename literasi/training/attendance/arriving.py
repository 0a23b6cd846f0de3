"""Learners who show by the screen's changing QR that they are in the room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from literasi.accounts.audit import Act, note
from literasi.accounts.staff_models import Office
from literasi.database import db
from literasi.domain.attendance import Mark, arrival
from literasi.domain.dates import short_date
from literasi.training.attendance.operations import marks_of, put_mark
from literasi.training.joining import seat_of
from literasi.training.models import Attendance, Cohort, Meeting
from literasi.training.operations import subject

LONGEST = timedelta(hours=3)


class ScanClosedError(Exception):
    """The trainer takes no scans for this meeting now."""


class NotInClassError(Exception):
    """Whoever scans has no seat in the class."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """`mark` is the one in force."""

    cohort: Cohort
    meeting: Meeting
    mark: Mark


def open_scan(meeting: Meeting, cohort: Cohort, act: Act) -> None:
    """Take scans for three hours at most. Opening again lengthens it and is the same act."""
    was_open = is_open(meeting, act.now)
    meeting.scan_until = act.now + LONGEST
    db.session.flush()
    if not was_open:
        note(act, "scan.open", subject(cohort), f"{cohort.name}: {short_date(meeting.held_on)}")


def close_scan(meeting: Meeting, cohort: Cohort, act: Act) -> None:
    if is_open(meeting, act.now):
        note(act, "scan.close", subject(cohort), f"{cohort.name}: {short_date(meeting.held_on)}")
    meeting.scan_until = None
    db.session.flush()


def is_open(meeting: Meeting, now: datetime) -> bool:
    return meeting.scan_until is not None and now < meeting.scan_until


def arrive(meeting_uid: UUID, learner_id: int, now: datetime) -> Arrival:
    """Mark a learner as there; again, it changes nothing. Raises ScanClosedError, also for a
    meeting that was deleted, and NotInClassError."""
    cohort_id = db.session.scalar(select(Meeting.cohort_id).where(Meeting.uid == meeting_uid))
    # Whoever changes a class locks it first: a trainer's list and this mark take turns.
    cohort = db.session.scalar(select(Cohort).where(Cohort.id == cohort_id).with_for_update())
    meeting = db.session.scalar(
        select(Meeting).where(Meeting.uid == meeting_uid).execution_options(populate_existing=True)
    )
    if cohort is None or meeting is None or not is_open(meeting, now):
        raise ScanClosedError
    seat = seat_of(cohort.id, learner_id)
    if seat is None:
        raise NotInClassError
    stored = marks_of(meeting.id).get(seat.id)
    mark = arrival(stored, now, begins_at(meeting, cohort), meeting.late_after)
    if mark is not stored:
        put_mark(meeting, seat, mark, scanned_at=now)
    return Arrival(cohort, meeting, mark)


def begins_at(meeting: Meeting, cohort: Cohort) -> datetime | None:
    """The moment, where its office is; None where the meeting has no hour."""
    if meeting.begins is None:
        return None
    zone = db.session.get_one(Office, cohort.office_id).zone
    return datetime.combine(meeting.held_on, meeting.begins, ZoneInfo(zone))


def scanned(meeting_id: int) -> set[int]:
    """The seats whose mark comes from a scan."""
    found = select(Attendance.seat_id).where(
        Attendance.meeting_id == meeting_id, Attendance.scanned_at.is_not(None)
    )
    return set(db.session.scalars(found))
