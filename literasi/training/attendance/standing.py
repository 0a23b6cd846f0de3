"""How many of a class came to each of its sessions."""

from __future__ import annotations

from sqlalchemy import func, select

from literasi.database import db
from literasi.domain.attendance import COUNTED
from literasi.training.models import Attendance, Meeting, Seat

HOURS = [mark.value for mark in COUNTED]


def counted_by_meeting(cohort_id: int) -> list[tuple[Meeting, int, int]]:
    """The meetings by time, with how many who are still in the class were there and how many are
    marked at all."""
    here = Seat.left_at.is_(None)
    rows = db.session.execute(
        select(
            Meeting,
            func.count().filter(here & Attendance.status.in_(HOURS)),
            func.count(Attendance.seat_id).filter(here),
        )
        .outerjoin(Attendance, Attendance.meeting_id == Meeting.id)
        .outerjoin(Seat, Seat.id == Attendance.seat_id)
        .where(Meeting.cohort_id == cohort_id)
        .group_by(Meeting.id)
        .order_by(Meeting.held_on, Meeting.begins, Meeting.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]
