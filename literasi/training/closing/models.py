"""What staff decide before a class's certificates are issued: about one person, and about all."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from literasi.database import Base, UtcDateTime

OPEN = text("decision IS NULL")


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


class IssueProposal(Base):
    """Whoever may not issue asks those who may; `uid` is the form's. It is open without a
    `decision`; "issued" says that somebody issued the class's certificates without approving it.
    """

    __tablename__ = "issue_proposal"
    __table_args__ = (
        CheckConstraint(
            "decision IN ('approved', 'returned', 'taken back', 'issued')", name="decision"
        ),
        CheckConstraint(
            "(decision IS NULL) = (decided_at IS NULL) AND "
            "(decision IS NULL) = (decided_by_id IS NULL)",
            name="decided",
        ),
        CheckConstraint("decision <> 'returned' OR reason <> ''", name="returned_why"),
        Index(
            "uq_issue_proposal_open",
            "cohort_id",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), index=True)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    note: Mapped[str] = mapped_column(String(300), default="", server_default="")
    decision: Mapped[str | None] = mapped_column(String(12))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(300), default="", server_default="")


class ProposedSeat(Base):
    """Who is proposed, with the name that stood there; `issued` once the approval gave them one."""

    __tablename__ = "proposed_seat"

    proposal_id: Mapped[int] = mapped_column(
        ForeignKey("issue_proposal.id", ondelete="CASCADE"), primary_key=True
    )
    seat_id: Mapped[int] = mapped_column(
        ForeignKey("seat.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    name: Mapped[str] = mapped_column(String(60))
    issued: Mapped[bool] = mapped_column(default=False, server_default=false())
