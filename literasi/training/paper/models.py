"""A class's quizzes on paper. What was printed is known from here alone, for ever."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from literasi.database import Base, UtcDateTime


class PaperQuiz(Base):
    """A module's quiz as it was printed for a class. `number` counts within the class and is part
    of the code on each sheet; `bank_hash` names the questions as they were."""

    __tablename__ = "paper_quiz"
    __table_args__ = (
        CheckConstraint("number > 0", name="number"),
        UniqueConstraint("cohort_id", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    number: Mapped[int]
    course: Mapped[str] = mapped_column(String(60))
    module: Mapped[str] = mapped_column(String(60))
    bank_hash: Mapped[str] = mapped_column(ForeignKey("question_bank.hash"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PaperVariant(Base):
    """One draw of a quiz on paper: as on a phone, the seed decides what is asked in what order."""

    __tablename__ = "paper_variant"
    __table_args__ = (CheckConstraint("letter IN ('A', 'B', 'C', 'D', 'E', 'F')", name="letter"),)

    quiz_id: Mapped[int] = mapped_column(
        ForeignKey("paper_quiz.id", ondelete="CASCADE"), primary_key=True
    )
    letter: Mapped[str] = mapped_column(String(1), primary_key=True)
    seed: Mapped[bytes] = mapped_column(LargeBinary(16))
