"""Work that a class gives: modules on common terms, to everybody or to some."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from literasi.database import Base, UtcDateTime


class Assignment(Base):
    """Modules of the class's programme given together. Days and times are those of the office's
    zone, whole days where the time is None. With no `AssignmentSeat` it is for the whole class.

    `pass_mark` is never below the course's own. `attempts` are those that count for the class.
    `version` grows with every change. Withdrawn work keeps its row and its reason.
    """

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint("due_on >= opens_on", name="due_after_opening"),
        CheckConstraint("due_time IS NULL OR due_on IS NOT NULL", name="due_time"),
        CheckConstraint("opens_time IS NULL OR opens_on IS NOT NULL", name="opens_time"),
        CheckConstraint("pass_mark BETWEEN 1 AND 100", name="pass_mark"),
        CheckConstraint("attempts BETWEEN 1 AND 20", name="attempts"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_reason IS NULL)", name="withdrawn"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), index=True)
    opens_on: Mapped[date | None]
    opens_time: Mapped[time | None]
    due_on: Mapped[date | None]
    due_time: Mapped[time | None]
    in_order: Mapped[bool] = mapped_column(default=False, server_default=false())
    pass_mark: Mapped[int | None]
    attempts: Mapped[int | None]
    given_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_reason: Mapped[str | None] = mapped_column(String(300))


class AssignedModule(Base):
    """A module of an assignment, by its name in the programme; `place` orders them."""

    __tablename__ = "assigned_module"

    assignment_id: Mapped[int] = mapped_column(
        ForeignKey("assignment.id", ondelete="CASCADE"), primary_key=True
    )
    course: Mapped[str] = mapped_column(String(60), primary_key=True)
    module: Mapped[str] = mapped_column(String(60), primary_key=True)
    place: Mapped[int]


class AssignmentSeat(Base):
    """One of the people whom an assignment is for."""

    __tablename__ = "assignment_seat"

    assignment_id: Mapped[int] = mapped_column(
        ForeignKey("assignment.id", ondelete="CASCADE"), primary_key=True
    )
    seat_id: Mapped[int] = mapped_column(
        ForeignKey("seat.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class ExtraAttempt(Base):
    """One more attempt that a trainer gave somebody, and why."""

    __tablename__ = "extra_attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    assignment_id: Mapped[int] = mapped_column(
        ForeignKey("assignment.id", ondelete="CASCADE"), index=True
    )
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id", ondelete="CASCADE"), index=True)
    course: Mapped[str] = mapped_column(String(60))
    module: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(String(300))
    given_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
