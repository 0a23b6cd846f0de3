"""Certificates: a snapshot that never changes, and may be withdrawn or replaced by another."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from literasi.database import Base, UtcDateTime

IN_FORCE = text("kind = 'statement' AND withdrawn_at IS NULL AND superseded_by_id IS NULL")
CLASS_IN_FORCE = text("kind = 'class' AND withdrawn_at IS NULL AND superseded_by_id IS NULL")

ENDED = text("withdrawn_at IS NOT NULL OR superseded_by_id IS NOT NULL")


class Certificate(Base):
    """`kind` is "statement" (self-study) or "class". `learner_id` and `name` are emptied
    when the person's data is deleted; code, hash and status remain."""

    __tablename__ = "certificate"
    __table_args__ = (
        CheckConstraint("kind IN ('statement', 'class')", name="kind"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_reason IS NULL)", name="withdrawn"),
        CheckConstraint("expires_on >= issued_on", name="expires_after_issue"),
        Index(
            "uq_certificate_statement_in_force",
            "learner_id",
            "course",
            "edition",
            unique=True,
            sqlite_where=IN_FORCE,
            postgresql_where=IN_FORCE,
        ),
        Index(
            "uq_certificate_class_in_force",
            "learner_id",
            "cohort_uid",
            unique=True,
            sqlite_where=CLASS_IN_FORCE,
            postgresql_where=CLASS_IN_FORCE,
        ),
        CheckConstraint(
            "(kind = 'class') = (cohort_uid IS NOT NULL AND office_id IS NOT NULL)",
            name="class_has_cohort",
        ),
        # Phones that check without a network ask for all of these, and there are few.
        Index(
            "ix_certificate_ended",
            "code",
            "withdrawn_at",
            sqlite_where=ENDED,
            postgresql_where=ENDED,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    code: Mapped[str] = mapped_column(String(26), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    number: Mapped[str] = mapped_column(String(60), unique=True)
    learner_id: Mapped[int | None] = mapped_column(
        ForeignKey("learner.id", ondelete="SET NULL"), index=True
    )
    course: Mapped[str] = mapped_column(String(60))
    edition: Mapped[int]
    name: Mapped[str | None] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(200))
    # [{"title": str, "minutes": int, "mark": whole percent}]
    modules: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    issuer: Mapped[str] = mapped_column(String(200))
    # A class certificate: whose class, and what else its paper says: {"letterhead": [str],
    # "place": str, "starts_on": ISO date, "ends_on": ISO date, "jp": int or None,
    # "signatory": {"position", "name", "nip"}, "specimen": bool}; and "design" where its office
    # chose one, as `design.operations.OfficeDesign.snapshot` makes it.
    cohort_uid: Mapped[UUID | None] = mapped_column(index=True)
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"), index=True)
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default=text("'{}'"))
    issued_on: Mapped[date]
    # The last day on which it holds; None for as long as nobody withdraws it.
    expires_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # SHA-256 of the stored PDF in hex, "" until there is one.
    file_hash: Mapped[str] = mapped_column(String(64), default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_reason: Mapped[str | None] = mapped_column(String(300))
    superseded_by_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"))
    # Since when its owner shows nobody what its public page says.
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Only where a query asked for it: see `operations.class_certificates`.
    item: Mapped[IssueItem | None] = relationship(viewonly=True, lazy="raise")

    @property
    def is_in_force(self) -> bool:
        return self.withdrawn_at is None and self.superseded_by_id is None


class NumberCounter(Base):
    """The last number given in a series. Its row is locked by the transaction that uses it."""

    __tablename__ = "number_counter"

    series: Mapped[str] = mapped_column(String(40), primary_key=True)
    last: Mapped[int]


class IssueBatch(Base):
    """Certificates of a class that were issued by one press, whose files are still to be made or
    are made. `base_url` is the site as whoever pressed saw it: it goes into the QR codes."""

    __tablename__ = "issue_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    cohort_uid: Mapped[UUID] = mapped_column(index=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    base_url: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


NOT_DONE = text("done_at IS NULL")


class IssueItem(Base):
    """One file of a batch: a certificate's. Written in the transaction that issues it, so nothing
    that was issued is forgotten, whatever becomes of the queue.

    `place` is that of the class's list, from 0. `tries` are failures in a row, `error` what the
    last one was, in the trainer's words, "" when there was none. `due_at` is when it is to be
    tried (next), None when nobody tries by themselves any more."""

    __tablename__ = "issue_item"
    __table_args__ = (
        UniqueConstraint("batch_id", "place"),
        CheckConstraint("place >= 0 AND tries >= 0", name="counts"),
        CheckConstraint("done_at IS NULL OR error = ''", name="done_is_well"),
        CheckConstraint(
            "due_at IS NOT NULL OR done_at IS NOT NULL OR error <> ''", name="says_why"
        ),
        Index(
            "ix_issue_item_due_at",
            "due_at",
            sqlite_where=NOT_DONE,
            postgresql_where=NOT_DONE,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("issue_batch.id", ondelete="CASCADE"))
    certificate_id: Mapped[int] = mapped_column(
        ForeignKey("certificate.id", ondelete="CASCADE"), unique=True
    )
    place: Mapped[int]
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(String(200), default="")
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
