"""What an office adds to a class's figures for its report, and the photographs in it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from literasi.database import Base, UtcDateTime


class ClosingReport(Base):
    """What stands in a class's report beside what is counted; all of it may be empty.

    `copies` are those who get a copy (tembusan), `amount` what one person gets for the way in
    rupiah, `parts` the values of `domain.pack.Part` that the pack consists of. `version` grows with
    every change.
    """

    __tablename__ = "closing_report"
    __table_args__ = (CheckConstraint("amount BETWEEN 1 AND 10000000", name="amount"),)

    cohort_id: Mapped[int] = mapped_column(
        ForeignKey("cohort.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    number: Mapped[str] = mapped_column(String(80))
    dated: Mapped[date | None]
    addressee: Mapped[str] = mapped_column(String(300))
    subject: Mapped[str] = mapped_column(String(200))
    copies: Mapped[list[str]] = mapped_column(JSON)
    notes: Mapped[str] = mapped_column(String(2000))
    treasurer: Mapped[str] = mapped_column(String(80))
    amount: Mapped[int | None] = mapped_column(BigInteger)
    parts: Mapped[list[str]] = mapped_column(JSON)
    version: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class ReportPhoto(Base):
    """A photograph of the class. Its two JPEGs lie in the document store under `hash`, which is
    the SHA-256 of the large one; `width` and `height` are that one's pixels."""

    __tablename__ = "report_photo"
    __table_args__ = (
        UniqueConstraint("cohort_id", "hash"),
        CheckConstraint("width > 0 AND height > 0", name="size"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    hash: Mapped[str] = mapped_column(String(64))
    caption: Mapped[str] = mapped_column(String(160))
    width: Mapped[int]
    height: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
