"""Classes of an office: programme, team, rundown, seats, meetings and who attended."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from literasi.database import Base, UtcDateTime

TAKEN = text("learner_id IS NOT NULL AND left_at IS NULL")
NUMBERED = text("spare_no IS NOT NULL")


class Cohort(Base):
    """A class. `title` is what its certificates say was taught; dates are in the office's zone.

    `trainer_id` leads it, and `CohortStaff` are the others of its team. `door_code` lets people
    join until `door_until`, while the trainer holds the door open. `version` grows with every
    change of the plan, so that nobody writes over what they have not seen.
    """

    __tablename__ = "cohort"
    __table_args__ = (
        CheckConstraint("length(name) BETWEEN 1 AND 80", name="name_length"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("(door_code IS NULL) = (door_until IS NULL)", name="door"),
        CheckConstraint(
            "programme IN ('', 'pre_departure', 'family', 'returnee', 'village')", name="programme"
        ),
        CheckConstraint("mode IN ('in_person', 'online', 'mixed')", name="mode"),
        CheckConstraint("capacity BETWEEN 1 AND 500", name="capacity"),
        CheckConstraint("attendance_by IN ('', 'jp', 'meetings')", name="attendance_by"),
        CheckConstraint("attendance_percent BETWEEN 1 AND 100", name="attendance_percent"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(120))
    place: Mapped[str] = mapped_column(String(80))
    # Where the place is, for reports: names as people write them.
    village: Mapped[str] = mapped_column(String(60), default="", server_default="")
    district: Mapped[str] = mapped_column(String(60), default="", server_default="")
    regency: Mapped[str] = mapped_column(String(60), default="", server_default="")
    province: Mapped[str] = mapped_column(String(60), default="", server_default="")
    # For whom it is; "" where nobody said.
    programme: Mapped[str] = mapped_column(String(20), default="", server_default="")
    mode: Mapped[str] = mapped_column(String(10), default="in_person", server_default="in_person")
    # The number of the letter that sends the team out (surat tugas).
    duty_letter: Mapped[str] = mapped_column(String(80), default="", server_default="")
    # People, not cards; None for as many as any class may hold.
    capacity: Mapped[int | None]
    # What people bring along, in the words of the poster.
    bring: Mapped[str] = mapped_column(String(200), default="", server_default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    # {"position": str, "name": str, "nip": str}: who signs this class's certificates.
    signatory: Mapped[dict[str, Any]] = mapped_column(JSON)
    # The share of lesson hours or of meetings that the certificate asks for; "" and None for none.
    attendance_by: Mapped[str] = mapped_column(String(8), default="", server_default="")
    attendance_percent: Mapped[int | None]
    door_code: Mapped[str | None] = mapped_column(String(6), unique=True)
    door_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CohortStaff(Base):
    """Somebody of the office who teaches the class beside its leader."""

    __tablename__ = "cohort_staff"

    cohort_id: Mapped[int] = mapped_column(
        ForeignKey("cohort.id", ondelete="CASCADE"), primary_key=True
    )
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True, index=True)


class CohortGuest(Base):
    """Somebody from outside who speaks in the class (narasumber); `place` orders them."""

    __tablename__ = "cohort_guest"

    cohort_id: Mapped[int] = mapped_column(
        ForeignKey("cohort.id", ondelete="CASCADE"), primary_key=True
    )
    place: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    position: Mapped[str] = mapped_column(String(120))
    topic: Mapped[str] = mapped_column(String(120))


class RundownItem(Base):
    """What happens when, by the clock of the office; `place` orders them, and none overlap."""

    __tablename__ = "rundown_item"
    __table_args__ = (CheckConstraint("until > begins", name="ends_after_start"),)

    cohort_id: Mapped[int] = mapped_column(
        ForeignKey("cohort.id", ondelete="CASCADE"), primary_key=True
    )
    place: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    begins: Mapped[time]
    until: Mapped[time]
    topic: Mapped[str] = mapped_column(String(120))
    speaker: Mapped[str] = mapped_column(String(80))


class ProgrammeModule(Base):
    """A module that the class's certificate names."""

    __tablename__ = "programme_module"

    cohort_id: Mapped[int] = mapped_column(
        ForeignKey("cohort.id", ondelete="CASCADE"), primary_key=True
    )
    course: Mapped[str] = mapped_column(String(60), primary_key=True)
    module: Mapped[str] = mapped_column(String(60), primary_key=True)
    place: Mapped[int]
    # Read by the release before this one alone: assignments say until when.
    due_on: Mapped[date | None]


class Seat(Base):
    """A place in a class: a name that the trainer wrote, and no learner until one claims it.

    A spare has no name until then, and keeps the number that stands on its card. Whoever leaves
    keeps the row, with `left_at`; of whoever deletes their account it loses the name.
    """

    __tablename__ = "seat"
    __table_args__ = (
        CheckConstraint("claimed_by IN ('card', 'door')", name="claimed_by"),
        CheckConstraint("(learner_id IS NULL) OR (claimed_at IS NOT NULL)", name="claimed"),
        Index(
            "uq_seat_taken",
            "cohort_id",
            "learner_id",
            unique=True,
            sqlite_where=TAKEN,
            postgresql_where=TAKEN,
        ),
        Index(
            "uq_seat_spare_no",
            "cohort_id",
            "spare_no",
            unique=True,
            sqlite_where=NUMBERED,
            postgresql_where=NUMBERED,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    name_key: Mapped[str] = mapped_column(String(120))
    learner_id: Mapped[int | None] = mapped_column(
        ForeignKey("learner.id", ondelete="SET NULL"), index=True
    )
    card_id: Mapped[int | None] = mapped_column(
        ForeignKey("learner_card.id", ondelete="SET NULL"), unique=True
    )
    spare_no: Mapped[int | None]
    claimed_by: Mapped[str | None] = mapped_column(String(4))
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # When its person deleted their account while they sat here: nobody's, and it still counts.
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Meeting(Base):
    """A session of a class, worth `jp` lesson hours (jam pelajaran).

    `begins` and `until` are by the office's clock; whoever arrives `late_after` minutes after the
    beginning is late. `version` grows with every change of these.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        CheckConstraint("jp BETWEEN 1 AND 12", name="jp"),
        CheckConstraint("until > begins", name="ends_after_start"),
        CheckConstraint("late_after BETWEEN 0 AND 240", name="late_after"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), index=True)
    held_on: Mapped[date]
    jp: Mapped[int]
    begins: Mapped[time | None]
    until: Mapped[time | None]
    topic: Mapped[str] = mapped_column(String(120), default="", server_default="")
    late_after: Mapped[int | None]
    # Until then learners may mark themselves by the QR on the screen.
    scan_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1, server_default=text("1"))


class Attendance(Base):
    """The mark of somebody of the class for the meeting, as `domain.attendance.Mark` names it;
    whoever has no row is not marked yet."""

    __tablename__ = "attendance"
    __table_args__ = (
        CheckConstraint(
            "status IN ('present', 'late', 'excused', 'sick', 'absent')", name="status"
        ),
    )

    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True
    )
    seat_id: Mapped[int] = mapped_column(
        ForeignKey("seat.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    status: Mapped[str] = mapped_column(String(8), default="present", server_default="present")
    # When they scanned the QR; None where a trainer marked them.
    scanned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
