"""Where the withdrawal of each certificate shows, for programs that read its credential."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from literasi.database import Base


class CredentialStatus(Base):
    """A certificate's bit: `place` in list `list_number`. A table of its own, because code of an
    older release issues certificates without one; whoever needs it then gives it."""

    __tablename__ = "credential_status"
    __table_args__ = (
        UniqueConstraint("list_number", "place"),
        CheckConstraint("list_number >= 1 AND place >= 0 AND place < 131072", name="in_list"),
    )

    certificate_id: Mapped[int] = mapped_column(
        ForeignKey("certificate.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    list_number: Mapped[int]
    place: Mapped[int]
