"""The acts of becoming known, signing in and signing out. Each flushes; its view commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select

from literasi.accounts.forms import name_key
from literasi.accounts.models import Consent, Learner, SignIn
from literasi.accounts.phones import find_device, known_learner, welcome
from literasi.database import db, insert_once, read


class AlreadyRegisteredError(Exception):
    """The form's key was used before, with another name or on another device."""


@dataclass(frozen=True, slots=True)
class Person:
    """The signed-in learner, as every page needs them."""

    sign_in_id: int
    learner_id: int
    uid: UUID
    name: str


def register(*, uid: UUID, name: str, consent: str, device: bytes, now: datetime) -> Learner:
    """Make a learner who consented to notice version `consent`, known to the device.

    The same `uid` from the same device with the same name is the same tap, so it gives
    the same learner. Raises AlreadyRegisteredError for anything else with that uid, and
    PhoneFullError where eight learners are known already.
    """
    new = insert_once(Learner, uid=uid, name=name, name_key=name_key(name), created_at=now)
    learner = db.session.scalars(select(Learner).where(Learner.uid == uid)).one()
    if new:
        db.session.add(Consent(learner_id=learner.id, version=consent, given_at=now))
        welcome(learner, device, now)
    elif learner.name != name or known_learner(device, uid) is None or learner.key_number_hash:
        # A uid stands on the page where names are tapped: it must not pass by the angka kunci.
        raise AlreadyRegisteredError
    return learner


def begin_sign_in(learner: Learner, *, device: bytes, token_hash: bytes, now: datetime) -> SignIn:
    """Begin a session under a fresh token, of which only the hash is stored."""
    row = SignIn(
        token_hash=token_hash,
        learner_id=learner.id,
        device_id=find_device(device, now).id,
        created_at=now,
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


# Built once: the statement is the same at every request.
_PERSON = (
    select(SignIn.id, Learner.id, Learner.uid, Learner.name)
    .join(Learner, Learner.id == SignIn.learner_id)
    .where(SignIn.ended_at.is_(None), SignIn.token_hash == bindparam("token_hash"))
)


def find_person(token_hash: bytes) -> Person | None:
    """Who is signed in under this token: one query, and nobody once the session ended."""
    row = read().execute(_PERSON, {"token_hash": token_hash}).first()
    return Person(*row) if row else None


def find_learner(learner_id: int) -> Learner:
    """The learner with this id, who exists while their session does."""
    learner = db.session.get(Learner, learner_id)
    if learner is None:
        raise LookupError(f"no learner {learner_id}")
    return learner
