"""The acts around a session: plan it, change it, mark who was there. Each flushes and is noted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select

from literasi.accounts.audit import Act, note
from literasi.database import db, insert_once
from literasi.domain.attendance import Mark, Minimum, settle
from literasi.domain.dates import short_date
from literasi.training.attendance.forms import Session
from literasi.training.attendance.words import MARKS, UNITS, UNMARKED
from literasi.training.models import Attendance, Cohort, Meeting, Seat
from literasi.training.operations import FormUsedError, seats_of, subject


class MeetingChangedError(Exception):
    """Somebody else changed the meeting since the form was shown."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody was marked `theirs` by another while this list said `wanted`."""

    seat: Seat
    wanted: Mark | None
    theirs: Mark | None


def add_meeting(cohort: Cohort, uid: UUID, session: Session, act: Act) -> None:
    """The same `uid` with the same session is the same tap; FormUsedError for another one."""
    if not insert_once(Meeting, uid=uid, cohort_id=cohort.id, version=1, **asdict(session)):
        found = db.session.scalars(select(Meeting).where(Meeting.uid == uid)).one()
        if found.cohort_id != cohort.id or session_of(found) != session:
            raise FormUsedError
        return
    note(act, "meeting.add", subject(cohort), _about(cohort, session))


def change_meeting(
    meeting: Meeting, cohort: Cohort, session: Session, version: int, act: Act
) -> None:
    """Raises MeetingChangedError when `version` is not the one that is stored, unless what is
    stored is just this."""
    if session_of(meeting) == session:
        return
    if meeting.version != version:
        raise MeetingChangedError
    for name, value in asdict(session).items():
        setattr(meeting, name, value)
    meeting.version += 1
    note(act, "meeting.change", subject(cohort), _about(cohort, session))


def remove_meeting(meeting: Meeting, cohort: Cohort, act: Act) -> None:
    db.session.delete(meeting)
    db.session.flush()
    note(act, "meeting.remove", subject(cohort), _about(cohort, session_of(meeting)))


def set_minimum(cohort: Cohort, minimum: Minimum | None, act: Act) -> None:
    """What the certificate asks for from now on; those issued stay."""
    by, percent = (minimum.by.value, minimum.percent) if minimum else ("", None)
    if (cohort.attendance_by, cohort.attendance_percent) == (by, percent):
        return
    cohort.attendance_by, cohort.attendance_percent = by, percent
    about = f"{cohort.name}: {percent}% {UNITS[minimum.by]}" if minimum else f"{cohort.name}: tanpa"
    note(act, "attendance.minimum", subject(cohort), about)


def session_of(meeting: Meeting) -> Session:
    return Session(
        meeting.held_on,
        meeting.jp,
        meeting.begins,
        meeting.until,
        meeting.topic,
        meeting.late_after,
    )


def members_of(cohort_id: int) -> list[Seat]:
    """The seats of people, by name: no spare card that nobody took."""
    return [seat for seat in seats_of(cohort_id) if seat.name or seat.learner_id]


def marks_of(meeting_id: int) -> dict[int, Mark]:
    """By seat id; whoever is not marked is left out."""
    rows = db.session.execute(
        select(Attendance.seat_id, Attendance.status).where(Attendance.meeting_id == meeting_id)
    )
    return {seat_id: Mark(status) for seat_id, status in rows}


def take_attendance(
    meeting: Meeting,
    cohort: Cohort,
    seen: Mapping[UUID, Mark],
    wanted: Mapping[UUID, Mark],
    rest: Mark | None,
    act: Act,
) -> list[Clash]:
    """Store what the list changed, person by person, and give `rest` to whoever is marked by
    nobody. Returns those whom somebody else marked otherwise since the list was shown: they stay
    as they are. The class is locked."""
    members, stored = members_of(cohort.id), marks_of(meeting.id)
    changed, clashes = [], []
    for seat in members:
        before, want = stored.get(seat.id), wanted.get(seat.uid)
        if want is None and before is None:
            want = rest
        settled = settle(seen.get(seat.uid), want, before)
        if settled.clash:
            clashes.append(Clash(seat, want, before))
        elif settled.mark is not before:
            put_mark(meeting, seat, settled.mark)
            changed.append(f"{seat.name}: {word(before)} → {word(settled.mark)}")
    if changed:
        note(act, "attendance.mark", subject(cohort), _changes(cohort, meeting, changed))
    return clashes


def put_mark(
    meeting: Meeting, seat: Seat, mark: Mark | None, scanned_at: datetime | None = None
) -> None:
    """None takes the mark away."""
    here = Attendance.meeting_id == meeting.id, Attendance.seat_id == seat.id
    db.session.execute(delete(Attendance).where(*here))
    if mark is not None:
        row = {"meeting_id": meeting.id, "seat_id": seat.id, "status": mark.value}
        insert_once(Attendance, **row, scanned_at=scanned_at)


def word(mark: Mark | None) -> str:
    return MARKS[mark] if mark else UNMARKED


def _about(cohort: Cohort, session: Session) -> str:
    topic = f", {session.topic}" if session.topic else ""
    return f"{cohort.name}: {short_date(session.held_on)}, {session.jp} JP{topic}"


def _changes(cohort: Cohort, meeting: Meeting, changed: Sequence[str]) -> str:
    return f"{cohort.name}, {short_date(meeting.held_on)}: {len(changed)} tanda: " + "; ".join(
        changed
    )
