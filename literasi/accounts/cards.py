"""Kartu Peserta and angka kunci: the acts by which somebody comes back without e-mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Integer, bindparam, func, select, update

from literasi.accounts.models import (
    AccessReset,
    KnownLearner,
    Learner,
    LearnerCard,
    LearnerMerge,
    SignIn,
    WrongCode,
)
from literasi.accounts.operations import ids_of
from literasi.accounts.secrets import card_hashes
from literasi.database import db
from literasi.keys import KeyRing

# Guesses at codes: ten from one device, then a quarter of an hour of rest. A code has fifteen
# random digits, so this is for the noise more than for the odds.
MOST_WRONG_CODES = 10
# Site-wide, whatever the devices: then only phones that know somebody may still try.
MOST_WRONG_CODES_OF_ALL = 500
CODE_REST = timedelta(minutes=15)


class CardReplacedError(Exception):
    """A newer card took this one's place."""


def issue_card(learner_id: int, code: str, ring: KeyRing, now: datetime) -> LearnerCard:
    """A new card; the one before stops working, and so do the learner's other sessions."""
    db.session.execute(
        update(LearnerCard)
        .where(LearnerCard.learner_id == learner_id, LearnerCard.replaced_at.is_(None))
        .values(replaced_at=now)
    )
    card = new_card(code, ring, now)
    card.learner_id = learner_id
    db.session.flush()
    return card


def new_card(
    code: str, ring: KeyRing, now: datetime, *, printed_by_staff: bool = False
) -> LearnerCard:
    """A card with this code, kept as a hash; its owner is still to be set. Not flushed."""
    card = LearnerCard(
        code_hash=card_hashes(code, ring)[0],
        key_id=list(ring.keys)[-1],
        printed_by_staff=printed_by_staff,
        created_at=now,
    )
    db.session.add(card)
    return card


def has_card(learner_id: int) -> bool:
    in_force = select(LearnerCard.id).where(
        LearnerCard.learner_id.in_(ids_of(learner_id)), LearnerCard.replaced_at.is_(None)
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


def find_unclaimed(code: str, ring: KeyRing) -> LearnerCard | None:
    """The card in force with this code that staff printed and nobody took yet."""
    return db.session.scalar(
        select(LearnerCard)
        .where(LearnerCard.code_hash.in_(card_hashes(code, ring)))
        .where(LearnerCard.replaced_at.is_(None), LearnerCard.learner_id.is_(None))
    )


def note_wrong_code(device: bytes, now: datetime) -> None:
    db.session.add(WrongCode(device_hash=device, typed_at=now))
    db.session.flush()


def must_rest(device: bytes, known: bool, now: datetime) -> bool:
    """Whether so many wrong codes came that this device has to wait."""
    recent = select(func.count()).select_from(WrongCode).where(WrongCode.typed_at > now - CODE_REST)
    if (db.session.scalar(recent.where(WrongCode.device_hash == device)) or 0) >= MOST_WRONG_CODES:
        return True
    return not known and (db.session.scalar(recent) or 0) >= MOST_WRONG_CODES_OF_ALL


def lock_card(card: LearnerCard) -> None:
    """Keep a card from being replaced until the commit. Raises CardReplacedError if it was."""
    db.session.refresh(card, with_for_update=True)
    if card.replaced_at is not None:
        raise CardReplacedError


def set_key_number(learner_id: int, key_number_hash: str) -> None:
    """Keep what `secrets.hash_key_number` made, before the transaction because it takes long.

    Cards from staff and from a reset are the learner's own from here on, wherever they were used.
    """
    learner = db.session.get_one(Learner, learner_id)
    learner.key_number_hash = key_number_hash
    for table, flags in (
        (KnownLearner, {"by_staff_card": False, "reset_id": None}),
        (SignIn, {"by_staff_card": False, "reset_id": None}),
        (LearnerCard, {"printed_by_staff": False, "reset_id": None}),
    ):
        mine = table.learner_id.in_(ids_of(learner_id))
        db.session.execute(update(table).where(mine).values(**flags))
    db.session.flush()


@dataclass(frozen=True, slots=True)
class Standing:
    """How safely a learner can come back, when another phone last signed in as them, and
    whether an office's act waits for their answer."""

    has_key_number: bool
    has_card: bool
    other_phone_at: datetime | None
    has_notices: bool


def standing_columns() -> tuple[Any, ...]:
    """What makes a Standing, to select from the row of the learner `:learner_id`; other phones
    than that of the session `:sign_in_id` count when they are open and began after `:since`."""
    ids = ids_of(bindparam("learner_id", type_=Integer))
    card = select(LearnerCard.id).where(
        LearnerCard.learner_id.in_(ids), LearnerCard.replaced_at.is_(None)
    )
    other = (
        select(func.max(SignIn.created_at))
        .where(SignIn.learner_id.in_(ids), SignIn.id != bindparam("sign_in_id"))
        .where(SignIn.ended_at.is_(None), SignIn.created_at > bindparam("since"))
    )
    reset = select(AccessReset.id).where(
        AccessReset.learner_id.in_(ids),
        AccessReset.confirmed_at.is_(None),
        AccessReset.refused_at.is_(None),
    )
    merge = select(LearnerMerge.id).where(
        LearnerMerge.from_id.in_(ids) | LearnerMerge.into_id.in_(ids),
        LearnerMerge.ended_at.is_(None),
    )
    return (
        Learner.key_number_hash.is_not(None),
        card.exists(),
        other.scalar_subquery(),
        reset.exists() | merge.exists(),
    )


def end_other_sign_ins(learner_id: int, sign_in_id: int, now: datetime) -> None:
    """End the learner's sessions everywhere but here."""
    db.session.execute(
        update(SignIn)
        .where(SignIn.learner_id.in_(ids_of(learner_id)), SignIn.id != sign_in_id)
        .where(SignIn.ended_at.is_(None))
        .values(ended_at=now)
    )
