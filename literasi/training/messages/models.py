"""The notice board of a class."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, String, text
from sqlalchemy.orm import Mapped, mapped_column

from literasi.database import Base, UtcDateTime


class BoardPost(Base):
    """What a trainer tells the class, shown through the day `until` by the office's calendar."""

    __tablename__ = "board_post"
    __table_args__ = (CheckConstraint("length(body) BETWEEN 1 AND 500", name="body_length"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), index=True)
    body: Mapped[str] = mapped_column(String(500))
    until: Mapped[date]
    posted_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    posted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
