"""What is kept of a participant beside the name, and lists that wait for a trainer's yes."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from literasi.database import Base, UtcDateTime


class ParticipantDetail(Base):
    """The ministry's questions about whoever has a seat; all optional, as `domain.participant`
    reads them. Never an identity number, never the status of a document.

    What staff wrote waits until the person answers: then `consent_at` is set, or `refused_at`
    and everything is emptied. What the person said is theirs alone to change.
    """

    __tablename__ = "participant_detail"
    __table_args__ = (
        CheckConstraint("sex IN ('L', 'P')", name="sex"),
        CheckConstraint("birth_band IN (1950, 1960, 1970, 1980, 1990, 2000, 2010)", name="band"),
        CheckConstraint(
            "relation IN ('family', 'migrant', 'returned', 'prospective')", name="relation"
        ),
        CheckConstraint("consent_at IS NULL OR refused_at IS NULL", name="one_answer"),
        CheckConstraint(
            "refused_at IS NULL OR coalesce(sex, kecamatan, desa, relation, destination) IS NULL"
            " AND birth_band IS NULL",
            name="refused_is_empty",
        ),
    )

    seat_id: Mapped[int] = mapped_column(
        ForeignKey("seat.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    sex: Mapped[str | None] = mapped_column(String(1))
    birth_band: Mapped[int | None]
    kecamatan: Mapped[str | None] = mapped_column(String(60))
    desa: Mapped[str | None] = mapped_column(String(60))
    relation: Mapped[str | None] = mapped_column(String(11))
    destination: Mapped[str | None] = mapped_column(String(2))
    consent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    refused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RosterDraft(Base):
    """An uploaded list as it was read, until a trainer accepts it or its time is over.

    `reading` holds entries, problems and columns, and nothing else of the file, whose SHA-256 is
    `body_hash`; it is emptied once `accepted_at` is set. `chosen` are the rows that were accepted,
    `outcome` how many people became new, changed, or were left.
    """

    __tablename__ = "roster_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), index=True)
    body_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    reading: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    chosen: Mapped[list[int] | None] = mapped_column(JSON)
    outcome: Mapped[dict[str, int] | None] = mapped_column(JSON)
