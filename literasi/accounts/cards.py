"""Kartu Peserta and angka kunci: the acts by which somebody comes back without e-mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from literasi.accounts.models import KnownLearner, Learner, LearnerCard, SignIn, WrongCode
from literasi.accounts.secrets import card_hashes, hash_key_number, is_key_number
from literasi.database import db
from literasi.domain.lockout import Tries
from literasi.keys import KeyRing

# Guesses at codes: ten from one device, then a quarter of an hour of rest. A code has fifteen
# random digits, so this is for the noise more than for the odds.
MOST_WRONG_CODES = 10
# Site-wide, whatever the devices: then only phones that know somebody may still try.
MOST_WRONG_CODES_OF_ALL = 500
CODE_REST = timedelta(minutes=15)


class WrongKeyNumberError(Exception):
    """The digits are not the learner's; `tries` says what follows."""

    def __init__(self, tries: Tries) -> None:
        self.tries = tries


def issue_card(learner_id: int, code: str, ring: KeyRing, now: datetime) -> LearnerCard:
    """A new card; the one before stops working, and so do the learner's other sessions."""
    db.session.execute(
        update(LearnerCard)
        .where(LearnerCard.learner_id == learner_id, LearnerCard.replaced_at.is_(None))
        .values(replaced_at=now)
    )
    card = LearnerCard(
        learner_id=learner_id,
        code_hash=card_hashes(code, ring)[0],
        key_id=list(ring.keys)[-1],
        created_at=now,
    )
    db.session.add(card)
    db.session.flush()
    return card


def has_card(learner_id: int) -> bool:
    in_force = select(LearnerCard.id).where(
        LearnerCard.learner_id == learner_id, LearnerCard.replaced_at.is_(None)
    )
    return db.session.scalar(in_force) is not None


def find_by_card(code: str, ring: KeyRing) -> tuple[LearnerCard, Learner] | None:
    """The card in force with this code, and its owner."""
    row = db.session.execute(
        select(LearnerCard, Learner)
        .join(Learner, Learner.id == LearnerCard.learner_id)
        .where(LearnerCard.code_hash.in_(card_hashes(code, ring)))
        .where(LearnerCard.replaced_at.is_(None))
    ).first()
    return (row[0], row[1]) if row else None


def note_wrong_code(device: bytes, now: datetime) -> None:
    db.session.add(WrongCode(device_hash=device, typed_at=now))
    db.session.flush()


def must_rest(device: bytes, known: bool, now: datetime) -> bool:
    """Whether so many wrong codes came that this device has to wait."""
    recent = select(func.count()).select_from(WrongCode).where(WrongCode.typed_at > now - CODE_REST)
    if (db.session.scalar(recent.where(WrongCode.device_hash == device)) or 0) >= MOST_WRONG_CODES:
        return True
    return not known and (db.session.scalar(recent) or 0) >= MOST_WRONG_CODES_OF_ALL


def set_key_number(learner_id: int, digits: str, pepper: KeyRing) -> None:
    learner = db.session.get_one(Learner, learner_id)
    learner.key_number_hash = hash_key_number(digits, pepper)
    db.session.flush()


def check_key_number(
    learner: Learner,
    counter: KnownLearner | LearnerCard,
    digits: str,
    pepper: KeyRing,
    now: datetime,
) -> WrongKeyNumberError | None:
    """None when the digits are right; the count of `counter` is kept either way.

    The error is returned and not raised, so that the count is committed.
    """
    tries = tries_of(counter)
    if tries.is_waiting(now) or (tries.needs_card and isinstance(counter, KnownLearner)):
        return WrongKeyNumberError(tries)
    right = is_key_number(digits, learner.key_number_hash or "", pepper)
    after = Tries() if right else tries.after_wrong(now)
    counter.wrong_tries, counter.wait_until = after.wrong, after.wait_until
    db.session.flush()
    return None if right else WrongKeyNumberError(after)


def tries_of(counter: KnownLearner | LearnerCard) -> Tries:
    return Tries(counter.wrong_tries, counter.wait_until)


@dataclass(frozen=True, slots=True)
class Standing:
    """How safely a learner can come back, and when another phone last signed in as them."""

    has_key_number: bool
    has_card: bool
    other_phone_at: datetime | None


def standing(learner_id: int, sign_in_id: int, since: datetime) -> Standing:
    """In one query; other phones count when their session is open and began after `since`."""
    card = select(LearnerCard.id).where(
        LearnerCard.learner_id == learner_id, LearnerCard.replaced_at.is_(None)
    )
    other = (
        select(func.max(SignIn.created_at))
        .where(SignIn.learner_id == learner_id, SignIn.id != sign_in_id)
        .where(SignIn.ended_at.is_(None), SignIn.created_at > since)
    )
    row = db.session.execute(
        select(Learner.key_number_hash.is_not(None), card.exists(), other.scalar_subquery()).where(
            Learner.id == learner_id
        )
    ).one()
    return Standing(bool(row[0]), bool(row[1]), row[2])


def end_other_sign_ins(learner_id: int, sign_in_id: int, now: datetime) -> None:
    """End the learner's sessions everywhere but here."""
    db.session.execute(
        update(SignIn)
        .where(SignIn.learner_id == learner_id, SignIn.id != sign_in_id)
        .where(SignIn.ended_at.is_(None))
        .values(ended_at=now)
    )
