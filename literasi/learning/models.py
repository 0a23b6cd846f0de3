"""What learners did: lessons read, quizzes taken, family talks held, steps of the week done, and
what they remembered later."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from literasi.database import Base, UtcDateTime


class StoredBank(Base):
    """A module's questions (with no module, a form of the course's test) as they were under one
    content hash. Never changed, never deleted: an attempt is graded and explained by the
    questions it answered."""

    __tablename__ = "question_bank"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    course: Mapped[str] = mapped_column(String(60))
    module: Mapped[str] = mapped_column(String(60))
    body: Mapped[str] = mapped_column(Text)
    stored_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LessonRead(Base):
    """A learner finished a lesson. The slugs are the key, whatever the course grows into."""

    __tablename__ = "lesson_read"

    learner_id: Mapped[int] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), primary_key=True
    )
    course: Mapped[str] = mapped_column(String(60), primary_key=True)
    module: Mapped[str] = mapped_column(String(60), primary_key=True)
    lesson: Mapped[str] = mapped_column(String(60), primary_key=True)
    read_at: Mapped[datetime] = mapped_column(UtcDateTime)


class FamilyTalkHeld(Base):
    """A learner ticked the module's Obrolan keluarga."""

    __tablename__ = "family_talk_held"

    learner_id: Mapped[int] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), primary_key=True
    )
    course: Mapped[str] = mapped_column(String(60), primary_key=True)
    module: Mapped[str] = mapped_column(String(60), primary_key=True)
    held_at: Mapped[datetime] = mapped_column(UtcDateTime)


class WeekStepDone(Base):
    """A learner ticked the module's Langkah minggu ini."""

    __tablename__ = "week_step_done"

    learner_id: Mapped[int] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), primary_key=True
    )
    course: Mapped[str] = mapped_column(String(60), primary_key=True)
    module: Mapped[str] = mapped_column(String(60), primary_key=True)
    done_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RecallAnswer(Base):
    """A learner did the questions that were offered that day ("Ingat lagi"), or put them off."""

    __tablename__ = "recall_answer"

    learner_id: Mapped[int] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), primary_key=True
    )
    # The day in Jakarta whose questions were shown.
    answered_on: Mapped[date] = mapped_column(primary_key=True)
    done: Mapped[bool]
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TransferDay(Base):
    """The day of the month on which a learner's family sends or receives, NULL for none. Of two
    records of one person, the one chosen last counts."""

    __tablename__ = "transfer_day"
    __table_args__ = (CheckConstraint("day BETWEEN 1 AND 31", name="day"),)

    learner_id: Mapped[int] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[int | None]
    chosen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Attempt(Base):
    """One submitted quiz. Either a learner's, or (until adopted) that of a device.

    `answers` packs the raw answers: question key to what was typed or tapped, in
    canonical positions. `pass_mark` is the one in force when it was graded. `was_offline` and
    `claimed_at` are what the phone said of answers that waited on it: a note, never a reason.
    `entered_by_id` is who of the staff typed the answers in from paper.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        CheckConstraint("learner_id IS NOT NULL OR device_hash IS NOT NULL", name="owner"),
        CheckConstraint("total > 0 AND right_count BETWEEN 0 AND total", name="score"),
        CheckConstraint("pass_mark BETWEEN 1 AND 100", name="pass_mark"),
        Index("ix_attempt_learner_course", "learner_id", "course", "module"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    learner_id: Mapped[int | None] = mapped_column(ForeignKey("learner.id", ondelete="CASCADE"))
    # SHA-256 of the token of the device on which somebody unknown took the quiz.
    device_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True)
    course: Mapped[str] = mapped_column(String(60))
    module: Mapped[str] = mapped_column(String(60))
    bank_hash: Mapped[str] = mapped_column(ForeignKey("question_bank.hash"))
    seed: Mapped[bytes] = mapped_column(LargeBinary(16))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    right_count: Mapped[int]
    total: Mapped[int]
    pass_mark: Mapped[int]
    idempotency_key: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    body_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    drawn_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    adopted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    was_offline: Mapped[bool] = mapped_column(default=False, server_default=false())
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class Sitting(Base):
    """A learner's answers to one form of a course's test: at the beginning ("awal"), at the end
    ("akhir") and once more a month later ("ulang"). Nothing that anybody earns looks here.

    `answers` packs the raw answers as an attempt does; with the bank they say which item was
    missed, and by which wrong answer.
    """

    __tablename__ = "sitting"
    __table_args__ = (
        CheckConstraint("moment IN ('awal', 'akhir', 'ulang')", name="moment"),
        CheckConstraint("form IN ('A', 'B')", name="form"),
        CheckConstraint("total > 0 AND right_count BETWEEN 0 AND total", name="score"),
        UniqueConstraint("learner_id", "course", "moment"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    learner_id: Mapped[int] = mapped_column(ForeignKey("learner.id", ondelete="CASCADE"))
    course: Mapped[str] = mapped_column(String(60))
    moment: Mapped[str] = mapped_column(String(5))
    form: Mapped[str] = mapped_column(String(1))
    bank_hash: Mapped[str] = mapped_column(ForeignKey("question_bank.hash"))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    right_count: Mapped[int]
    total: Mapped[int]
    idempotency_key: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    body_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    drawn_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime)
