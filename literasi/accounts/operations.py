"""The acts of becoming known, signing in and signing out. Each flushes; its view commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import BindParameter, Select, bindparam, func, select
from sqlalchemy.orm import aliased

from literasi.accounts.forms import name_key
from literasi.accounts.models import AccessReset, Consent, Device, Learner, LearnerCard, SignIn
from literasi.accounts.phones import find_device, known_as, known_learner, welcome
from literasi.database import db, insert_once, read
from literasi.domain.access import IDLE, is_idle, is_locked, is_sealed


class AlreadyRegisteredError(Exception):
    """The form's key was used before, with another name or on another device."""


@dataclass(frozen=True, slots=True)
class Person:
    """The signed-in learner, as every page needs them."""

    sign_in_id: int
    learner_id: int
    uid: UUID
    name: str
    # Came in by a card from staff, and has not made it their own: lessons and classes only.
    limited: bool = False
    # Came in by a card from a reset, and has not set a new angka kunci since.
    by_reset: bool = False
    # On an office's phone.
    lent: bool = False
    seen_at: datetime | None = None
    # Minutes without use until the angka kunci is asked again; None where it never is.
    locks_after: int | None = None
    locked: bool = False

    @property
    def closes_after(self) -> timedelta | None:
        """How long the session stays open without use; None when that is for good."""
        if self.lent:
            return IDLE
        return timedelta(minutes=self.locks_after) if self.locks_after else None


def register(
    *,
    uid: UUID,
    name: str,
    consent: str,
    device: bytes,
    now: datetime,
    card: LearnerCard | None = None,
) -> Learner:
    """Make a learner who consented to notice version `consent`, known to the device by the
    `card` that they brought, if any.

    The same `uid` from the same device with the same name is the same tap, so it gives
    the same learner. Raises AlreadyRegisteredError for anything else with that uid, and
    PhoneFullError where eight learners are known already.
    """
    new = insert_once(Learner, uid=uid, name=name, name_key=name_key(name), created_at=now)
    learner = db.session.scalars(select(Learner).where(Learner.uid == uid)).one()
    if new:
        db.session.add(Consent(learner_id=learner.id, version=consent, given_at=now))
        welcome(learner, device, now, card)
    elif learner.name != name or known_learner(device, uid) is None or learner.key_number_hash:
        # A uid stands on the page where names are tapped: it must not pass by the angka kunci.
        raise AlreadyRegisteredError
    return learner


def begin_sign_in(
    learner: Learner,
    *,
    device: bytes,
    token_hash: bytes,
    now: datetime,
    card: LearnerCard | None = None,
) -> SignIn:
    """Begin a session under a fresh token, of which only the hash is stored.

    What it opens follows from the `card` in hand, else from how the phone came to know them.
    """
    phone = find_device(device, now)
    known = known_as(phone.id, learner.id)
    by_staff_card = card.printed_by_staff if card else bool(known and known.by_staff_card)
    reset_id = card.reset_id if card else known.reset_id if known else None
    row = SignIn(
        token_hash=token_hash,
        learner_id=learner.id,
        device_id=phone.id,
        created_at=now,
        seen_at=now,
        by_staff_card=by_staff_card,
        reset_id=reset_id,
    )
    db.session.add(row)
    db.session.flush()
    return row


def end_sign_in(sign_in_id: int, now: datetime) -> None:
    """End a session everywhere, also for a copied cookie. Ending it twice is harmless."""
    row = db.session.get(SignIn, sign_in_id)
    if row is not None and row.ended_at is None:
        row.ended_at = now
        db.session.flush()


# Built once: the statement is the same at every request. Two records of one person are one.
_OWN = aliased(Learner)
_PERSON = (
    select(
        SignIn.id,
        Learner.id,
        Learner.uid,
        Learner.name,
        Learner.key_number_hash.is_(None)
        & SignIn.by_staff_card
        & AccessReset.confirmed_at.is_(None),
        SignIn.reset_id.is_not(None),
        AccessReset.reset_at,
        AccessReset.confirmed_at,
        Device.office_id,
        SignIn.seen_at,
        Learner.locks_after,
        Learner.key_number_hash.is_not(None),
    )
    .join(_OWN, _OWN.id == SignIn.learner_id)
    .join(Learner, Learner.id == func.coalesce(_OWN.merged_into_id, _OWN.id))
    .join(Device, Device.id == SignIn.device_id)
    .outerjoin(AccessReset, AccessReset.id == SignIn.reset_id)
    .where(SignIn.ended_at.is_(None), SignIn.token_hash == bindparam("token_hash"))
)


def find_person(token_hash: bytes, now: datetime) -> Person | None:
    """Who is signed in under this token: one query, and nobody once the session ended."""
    row = read().execute(_PERSON, {"token_hash": token_hash}).first()
    if row is None:
        return None
    unclaimed, by_reset, reset_at, confirmed_at, office_id, seen_at, locks_after, has_key = row[4:]
    lent = office_id is not None
    if lent and is_idle(seen_at, now):
        return None
    # Whoever came by a reset has forgotten the angka kunci, and an office's phone signs out.
    after = locks_after if has_key and not by_reset and not lent else None
    return Person(
        *row[:4],
        limited=bool(unclaimed) or is_sealed(reset_at, confirmed_at, now),
        by_reset=bool(by_reset),
        lent=lent,
        seen_at=seen_at,
        locks_after=after,
        locked=is_locked(seen_at, after, now),
    )


def find_learner(learner_id: int) -> Learner:
    """The learner with this id, who exists while their session does."""
    learner = db.session.get(Learner, learner_id)
    if learner is None:
        raise LookupError(f"no learner {learner_id}")
    return learner


def ids_of(learner_id: int | BindParameter[int]) -> Select[int]:
    """The ids under which one person's things are kept: their own and those merged into it."""
    return select(Learner.id).where(
        (Learner.id == learner_id) | (Learner.merged_into_id == learner_id)
    )


def is_one_person(learner_id: int, other_id: int) -> bool:
    if learner_id == other_id:
        return True
    return other_id in db.session.scalars(ids_of(learner_id)).all()


def choose_zone(learner_id: int, zone: str | None) -> None:
    """Keep the zone of a learner's clock, None for their office's."""
    find_learner(learner_id).zone = zone
    db.session.flush()
