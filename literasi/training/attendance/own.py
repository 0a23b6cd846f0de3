"""What a learner sees of their own attendance of a class."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from literasi.database import db
from literasi.domain.attendance import COUNTED, By, Mark, Minimum
from literasi.training.models import Attendance, Cohort, Meeting, Seat
from literasi.training.progress import minimum_of


@dataclass(frozen=True, slots=True)
class OwnAttendance:
    """The sessions of a class by time, each with the learner's mark, None where they have none
    yet; and what the certificate asks for, if anything."""

    meetings: tuple[tuple[Meeting, Mark | None], ...]
    minimum: Minimum | None

    @property
    def jp(self) -> int:
        return sum(meeting.jp for meeting, _ in self.meetings)

    @property
    def attended_jp(self) -> int:
        return sum(meeting.jp for meeting, mark in self.meetings if mark in COUNTED)

    @property
    def attended(self) -> int:
        return sum(mark in COUNTED for _, mark in self.meetings)

    @property
    def by_hours(self) -> bool:
        return self.minimum is not None and self.minimum.by is By.HOURS

    @property
    def needed(self) -> int:
        """Hours or sessions, as the minimum counts."""
        held = self.jp if self.by_hours else len(self.meetings)
        return self.minimum.needed(held) if self.minimum else 0

    @property
    def lacking(self) -> int:
        return max(self.needed - (self.attended_jp if self.by_hours else self.attended), 0)


def own_attendance(cohort: Cohort, seat: Seat) -> OwnAttendance:
    """One query."""
    mine = (Attendance.meeting_id == Meeting.id) & (Attendance.seat_id == seat.id)
    rows = db.session.execute(
        select(Meeting, Attendance.status)
        .outerjoin(Attendance, mine)
        .where(Meeting.cohort_id == cohort.id)
        .order_by(Meeting.held_on, Meeting.begins, Meeting.id)
    )
    found = tuple((meeting, Mark(status) if status else None) for meeting, status in rows)
    return OwnAttendance(found, minimum_of(cohort))
