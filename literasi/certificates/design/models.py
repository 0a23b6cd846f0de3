"""What an office chose for its certificates, beside what the offices file says of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from literasi.database import Base, UtcDateTime

OWN_PATTERN = text("number_pattern <> ''")


class CertificateDesign(Base):
    """An office without a row has what the offices file says; so has one whose `letterhead` or
    `number_pattern` is empty. `version` grows with every change.

    `logo_hash` names a picture in the document store, "" for none. Whether numbers come from the
    office's own register stands with the office, whose staff's sessions know it.
    """

    __tablename__ = "certificate_design"
    __table_args__ = (
        CheckConstraint("look IN ('framed', 'plain')", name="look"),
        # Each office counts for itself: two with one pattern would give one number twice.
        Index(
            "uq_certificate_design_number_pattern",
            "number_pattern",
            unique=True,
            sqlite_where=OWN_PATTERN,
            postgresql_where=OWN_PATTERN,
        ),
    )

    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    look: Mapped[str] = mapped_column(String(8))
    # "#rrggbb", "" for the site's own.
    accent: Mapped[str] = mapped_column(String(7))
    letterhead: Mapped[list[str]] = mapped_column(JSON)
    logo_hash: Mapped[str] = mapped_column(String(64))
    number_pattern: Mapped[str] = mapped_column(String(80))
    # {"position", "name", "nip"}: who signs where a class names nobody, and who signs beside them.
    signatory: Mapped[dict[str, Any]] = mapped_column(JSON)
    beside: Mapped[dict[str, Any]] = mapped_column(JSON)
    by_hand: Mapped[bool]
    english: Mapped[bool]
    version: Mapped[int]
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
