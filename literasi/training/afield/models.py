"""What trainers' devices sent after they were without a network: once each, with its answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from literasi.database import Base, UtcDateTime


class FieldItem(Base):
    """A list of marks, or a sheet from paper. Whoever sends it again under the same `key` (16
    bytes, made on the device) gets the same `answer`, which names nobody."""

    __tablename__ = "field_item"

    key: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    body_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    # When the device's clock says that it was filled in, on which nothing depends; None if that is
    # no time.
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
