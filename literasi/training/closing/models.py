"""What staff decide about one person before the class's certificates are issued."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from literasi.database import Base, UtcDateTime


class NameCheck(Base):
    """Somebody of the staff saw that `name` is how the certificate should write it.

    It holds while `looked_at`, the name that stood there then, still stands: whoever is renamed,
    or confirms another name themselves, is looked at anew.
    """

    __tablename__ = "name_check"

    seat_id: Mapped[int] = mapped_column(
        ForeignKey("seat.id", ondelete="CASCADE"), primary_key=True
    )
    looked_at: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(60))
    checked_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    checked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class EligibilityOverride(Base):
    """Somebody gets the certificate although they lack what this names, and why: attendance, the
    module `course`/`module` ("" for none), or both. One a seat; `uid` is the form's."""

    __tablename__ = "eligibility_override"
    __table_args__ = (
        CheckConstraint("attendance OR module <> ''", name="covers_something"),
        CheckConstraint("(course = '') = (module = '')", name="whole_module"),
    )

    seat_id: Mapped[int] = mapped_column(
        ForeignKey("seat.id", ondelete="CASCADE"), primary_key=True
    )
    uid: Mapped[UUID] = mapped_column(unique=True)
    attendance: Mapped[bool]
    course: Mapped[str] = mapped_column(String(60))
    module: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(String(300))
    given_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
