"""Classes of an office: programme, seats, meetings and who attended."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from literasi.database import Base, UtcDateTime

TAKEN = text("learner_id IS NOT NULL AND left_at IS NULL")


class Cohort(Base):
    """A class. `title` is what its certificates say was taught; dates are in the office's zone.

    `door_code` lets people join until `door_until`, while the trainer holds the door open.
    """

    __tablename__ = "cohort"
    __table_args__ = (
        CheckConstraint("length(name) BETWEEN 1 AND 80", name="name_length"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("(door_code IS NULL) = (door_until IS NULL)", name="door"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    trainer_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(120))
    place: Mapped[str] = mapped_column(String(80))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    # {"position": str, "name": str, "nip": str}: who signs this class's certificates.
    signatory: Mapped[dict[str, Any]] = mapped_column(JSON)
    door_code: Mapped[str | None] = mapped_column(String(6), unique=True)
    door_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ProgrammeModule(Base):
    """A module that the class's certificate names. `due_on` once the trainer assigned it: a
    date in the office's zone."""

    __tablename__ = "programme_module"

    cohort_id: Mapped[int] = mapped_column(
        ForeignKey("cohort.id", ondelete="CASCADE"), primary_key=True
    )
    course: Mapped[str] = mapped_column(String(60), primary_key=True)
    module: Mapped[str] = mapped_column(String(60), primary_key=True)
    place: Mapped[int]
    due_on: Mapped[date | None]


class Seat(Base):
    """A place in a class: a name that the trainer wrote, and no learner until one claims it.

    A spare has no name until then. Whoever leaves keeps the row, with `left_at`.
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
    claimed_by: Mapped[str | None] = mapped_column(String(4))
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Meeting(Base):
    """A session of a class, worth `jp` lesson hours (jam pelajaran)."""

    __tablename__ = "meeting"
    __table_args__ = (CheckConstraint("jp BETWEEN 1 AND 12", name="jp"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), index=True)
    held_on: Mapped[date]
    jp: Mapped[int]


class Attendance(Base):
    """Somebody of the class was at the meeting."""

    __tablename__ = "attendance"

    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True
    )
    seat_id: Mapped[int] = mapped_column(
        ForeignKey("seat.id", ondelete="CASCADE"), primary_key=True, index=True
    )
