"""Who works for whom: offices, their staff, and what staff did to people, classes and papers."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    LargeBinary,
    String,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from literasi.database import Base, UtcDateTime


class Office(Base):
    """A BP3MI, or another office that owns classes, as the offices file describes it.

    `kind` is one of `offices.KINDS`, `zone` an IANA time zone, `coverage` the provinces or
    countries it serves, `letterhead` the lines at the top of its certificates, `number_pattern` as
    `domain.certificate.class_number` reads it.
    """

    __tablename__ = "office"
    __table_args__ = (CheckConstraint("kind IN ('bp3mi', 'p4mi', 'perwakilan')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(12), server_default="bp3mi")
    city: Mapped[str] = mapped_column(String(60), server_default="")
    zone: Mapped[str] = mapped_column(String(40), server_default="Asia/Jakarta")
    coverage: Mapped[list[str]] = mapped_column(JSON, server_default=text("'[]'"))
    letterhead: Mapped[list[str]] = mapped_column(JSON, server_default=text("'[]'"))
    number_pattern: Mapped[str] = mapped_column(String(80), server_default="")
    # {"position": str, "name": str, "nip": str}; name and nip may be "".
    signatory: Mapped[dict[str, Any]] = mapped_column(JSON, server_default=text("'{}'"))
    # The office's own choice, in no file: certificates are issued by its head alone.
    needs_approval: Mapped[bool] = mapped_column(default=False, server_default=false())
    # So is this: numbers of certificates come from the office's register, and are typed.
    types_numbers: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Staff(Base):
    """An account of somebody who works for offices, or for the whole country (then without one).

    `role` and `office_id` are what the account was made for; where its person works today, and
    as what, is in `Posting`.

    The secret of the time-based code is made from the installation's key, `uid` and
    `totp_serial`, and stored nowhere; serial 0 means that none was set up. `totp_step` is
    the last 30 seconds whose code was used: no code opens twice.
    """

    __tablename__ = "staff"
    __table_args__ = (
        CheckConstraint(
            "role IN ('national', 'office', 'head', 'trainer', 'facilitator')", name="role"
        ),
        CheckConstraint("(role = 'national') = (office_id IS NULL)", name="office_by_role"),
        CheckConstraint("totp_serial >= 0 AND wrong_codes >= 0", name="counts_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"), index=True)
    role: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(120))
    # E-mail address or staff number, in lower case.
    login: Mapped[str] = mapped_column(String(120), unique=True)
    passphrase_hash: Mapped[str | None] = mapped_column(String(200))
    totp_serial: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    totp_key_id: Mapped[str | None] = mapped_column(String(40))
    totp_step: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    # Wrong codes after a right passphrase: nobody without it can lock anybody out.
    wrong_codes: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    wait_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    invitation_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    invited_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Made by set-up for trying things out on one's own machine.
    demo: Mapped[bool] = mapped_column(default=False, server_default=false())
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    office: Mapped[Office | None] = relationship(lazy="raise")


class Posting(Base):
    """Somebody works for an office, in a role there; one row for the two, also once it ended.

    Without `accepted_at` the office asked, and they have not answered yet: they do with the code of
    `invitation_hash`, which the office gave to the person and not to the account.
    """

    __tablename__ = "posting"
    __table_args__ = (
        UniqueConstraint("staff_id", "office_id"),
        CheckConstraint("role IN ('office', 'head', 'trainer', 'facilitator')", name="role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"))
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    role: Mapped[str] = mapped_column(String(12))
    invitation_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RecoveryCode(Base):
    """One of ten codes that stand in for the telephone, once each."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AuditEntry(Base):
    """Who did what to whom, when and why. Only ever added: the database refuses the rest, but that
    the name of whoever deleted their account is struck out.

    `act` is a verb such as "card.print"; `subject` names its kind and uid ("learner:…"), and
    holds no foreign key, so that it outlives what it names. `office_id` is the office whose
    people may read it.
    """

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    # None for the operator at the command line.
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"), index=True)
    act: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(80), index=True)
    about: Mapped[str] = mapped_column(String(200), server_default="")
    why: Mapped[str] = mapped_column(String(300), server_default="")
