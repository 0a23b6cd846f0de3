"""Who somebody is: learners, their consent, devices, cards and signed-in sessions."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    LargeBinary,
    String,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from literasi.database import Base, UtcDateTime


class Learner(Base):
    """A person who learns. Knows no e-mail address, no NIK, no document status."""

    __tablename__ = "learner"
    __table_args__ = (
        CheckConstraint("length(name) BETWEEN 1 AND 60", name="name_length"),
        CheckConstraint("merged_into_id IS NULL OR merged_into_id <> id", name="merged_into_other"),
        CheckConstraint("locks_after IN (1, 5, 15, 60)", name="locks_after"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    name: Mapped[str] = mapped_column(String(60))
    # Lower case without accents: every database sorts it alike.
    name_key: Mapped[str] = mapped_column(String(120), index=True)
    # The name as in KTP or passport, once confirmed for a certificate.
    certificate_name: Mapped[str | None] = mapped_column(String(60))
    key_number_hash: Mapped[str | None] = mapped_column(String(200))
    # Minutes without use after which the angka kunci is asked again; None for never.
    locks_after: Mapped[int | None]
    # The IANA zone of the clock that they live by, once they chose it; else their office's.
    zone: Mapped[str | None] = mapped_column(String(40))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("learner.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Consent(Base):
    """What a learner agreed to: the version of the notice and when."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), index=True
    )
    version: Mapped[str] = mapped_column(String(20))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Device(Base):
    """A phone or computer that presented a random token; only its SHA-256 is kept."""

    __tablename__ = "device"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    # Set on an office's phone, which remembers nobody.
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class KnownLearner(Base):
    """A learner whom a device knows by name, with the wrong angka kunci typed there."""

    __tablename__ = "known_learner"
    __table_args__ = (
        UniqueConstraint("device_id", "learner_id"),
        CheckConstraint("wrong_tries >= 0", name="wrong_tries_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id", ondelete="CASCADE"))
    learner_id: Mapped[int] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), index=True
    )
    wrong_tries: Mapped[int] = mapped_column(default=0)
    wait_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # How the device came to know them: by a card from staff, by a card after a reset.
    by_staff_card: Mapped[bool] = mapped_column(default=False, server_default=false())
    reset_id: Mapped[int | None] = mapped_column(ForeignKey("access_reset.id"), index=True)


class LearnerCard(Base):
    """A Kartu Peserta: only a keyed hash of its code, with the id of that key.

    Without a learner it waits, printed by staff, for the person who will claim it.
    """

    __tablename__ = "learner_card"
    __table_args__ = (
        CheckConstraint("learner_id IS NOT NULL OR printed_by_staff", name="owner_or_staff"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    learner_id: Mapped[int | None] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), index=True
    )
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    key_id: Mapped[str] = mapped_column(String(40))
    printed_by_staff: Mapped[bool] = mapped_column(default=False)
    # A card given after a reset opens without the angka kunci that its owner forgot.
    reset_id: Mapped[int | None] = mapped_column(ForeignKey("access_reset.id"), index=True)
    # Wrong angka kunci typed after this card on phones that do not know its owner.
    wrong_tries: Mapped[int] = mapped_column(default=0)
    wait_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    replaced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AccessReset(Base):
    """An office gave a learner a new card because the old one or the angka kunci was lost.

    What is private stays sealed on phones that came in by it, for a week or until a phone
    that knew the learner before says yes. `refused_at`: such a phone said no.
    """

    __tablename__ = "access_reset"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    learner_id: Mapped[int] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), index=True
    )
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    # For which office they did it; they may work for two.
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"))
    # An identity card was shown; its number is written nowhere. Not asked before 2026-11-28.
    identity_seen: Mapped[bool] = mapped_column(default=False, server_default=false())
    reset_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    refused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class LearnerMerge(Base):
    """Staff say that two records are one person; it holds once that person said so too.

    `ended_at`: the person said no, or it was undone. Nothing is ever moved.
    """

    __tablename__ = "learner_merge"
    __table_args__ = (CheckConstraint("from_id <> into_id", name="two_records"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    from_id: Mapped[int] = mapped_column(ForeignKey("learner.id", ondelete="CASCADE"), index=True)
    into_id: Mapped[int] = mapped_column(ForeignKey("learner.id", ondelete="CASCADE"), index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class WrongCode(Base):
    """A card's code that was nobody's, typed on a device: guesses are counted here."""

    __tablename__ = "wrong_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    device_hash: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    typed_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class SignIn(Base):
    """A session. Its cookie stops working everywhere the moment `ended_at` is set."""

    __tablename__ = "sign_in"
    __table_args__ = (
        CheckConstraint("(learner_id IS NULL) <> (staff_id IS NULL)", name="one_person"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    learner_id: Mapped[int | None] = mapped_column(
        ForeignKey("learner.id", ondelete="CASCADE"), index=True
    )
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    # The office for which staff work in this session.
    posting_id: Mapped[int | None] = mapped_column(ForeignKey("posting.id"))
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # When staff last proved who they are after signing in; see `domain.access.must_confirm`.
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # The last use, kept up where something follows from it: on an office's phone, and for a
    # learner who chose that the angka kunci is asked again.
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # Copied from `KnownLearner` when the session began: then it opens lessons and classes only.
    by_staff_card: Mapped[bool] = mapped_column(default=False, server_default=false())
    reset_id: Mapped[int | None] = mapped_column(ForeignKey("access_reset.id"), index=True)

    learner: Mapped[Learner | None] = relationship(lazy="raise")
    device: Mapped[Device] = relationship(lazy="raise")
