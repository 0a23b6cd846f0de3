"""What learners did: lessons read, quizzes taken, family talks held."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from literasi.database import Base, UtcDateTime


class StoredBank(Base):
    """A module's questions as they were under one content hash. Never changed, never deleted:
    an attempt is graded and explained by the questions it answered."""

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


class Attempt(Base):
    """One submitted quiz. Either a learner's, or (until adopted) that of a device.

    `answers` packs the raw answers: question key to what was typed or tapped, in
    canonical positions. `pass_mark` is the one in force when it was graded.
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
