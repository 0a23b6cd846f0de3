"""Who a phone knows by name: up to eight learners, each with an angka kunci but the first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from literasi.accounts.models import Device, KnownLearner, Learner, LearnerCard
from literasi.database import db, insert_once

MOST = 8


class PhoneFullError(Exception):
    """The phone knows eight learners already."""


def find_device(token_hash: bytes, now: datetime) -> Device:
    """The device with this token, made when it is seen for the first time."""
    insert_once(Device, token_hash=token_hash, created_at=now)
    return db.session.scalars(select(Device).where(Device.token_hash == token_hash)).one()


def learners_of(device: bytes) -> list[Learner]:
    """The learners whom this device knows by name, sorted by name."""
    return list(
        db.session.scalars(
            select(Learner)
            .join(KnownLearner, KnownLearner.learner_id == Learner.id)
            .join(Device, Device.id == KnownLearner.device_id)
            .where(Device.token_hash == device, KnownLearner.left_at.is_(None))
            .order_by(Learner.name_key, Learner.id)
        )
    )


def known_learner(device: bytes, uid: UUID | None) -> Learner | None:
    """The learner with this uid, if this device knows them."""
    return next((learner for learner in learners_of(device) if learner.uid == uid), None)


def acquaintance(device: bytes, learner_id: int) -> KnownLearner:
    """The row of a learner whom this device knows."""
    return db.session.scalars(
        select(KnownLearner)
        .join(Device, Device.id == KnownLearner.device_id)
        .where(Device.token_hash == device, KnownLearner.learner_id == learner_id)
    ).one()


def known_as(device_id: int, learner_id: int) -> KnownLearner | None:
    """How a device knows a learner, if it does."""
    return db.session.scalar(
        select(KnownLearner).where(
            KnownLearner.device_id == device_id,
            KnownLearner.learner_id == learner_id,
            KnownLearner.left_at.is_(None),
        )
    )


def unlocked(learners: Sequence[Learner]) -> list[Learner]:
    """Those without an angka kunci: whoever holds the phone could tap their name."""
    return [learner for learner in learners if learner.key_number_hash is None]


def welcome(
    learner: Learner, device: bytes, now: datetime, card: LearnerCard | None = None
) -> None:
    """Let a phone know a learner, who came with `card` if they did. An office's phone remembers
    nobody. Raises PhoneFullError.

    Whoever the phone knew without an angka kunci leaves it and needs their card, because a
    second person now holds the phone.
    """
    phone = find_device(device, now)
    if phone.office_id is not None:
        return
    _make_room(learner, device, now)
    is_new = known_as(phone.id, learner.id) is None
    insert_once(
        KnownLearner, device_id=phone.id, learner_id=learner.id, wrong_tries=0, created_at=now
    )
    known = acquaintance(device, learner.id)
    known.left_at, known.wrong_tries, known.wait_until = None, 0, None
    if is_new:
        known.by_staff_card = bool(card and card.printed_by_staff)
        known.reset_id = card.reset_id if card else None
    db.session.flush()


def asks_key_number(learner: Learner, device: bytes) -> bool:
    """Whether the phone asks for the angka kunci: not after a reset, until there is a new one."""
    return learner.key_number_hash is not None and acquaintance(device, learner.id).reset_id is None


def _make_room(learner: Learner, device: bytes, now: datetime) -> None:
    others = [other for other in learners_of(device) if other.id != learner.id]
    leaving = {other.id for other in unlocked(others)}
    if len(others) - len(leaving) >= MOST:
        raise PhoneFullError
    for other in others:
        if other.id in leaving:
            acquaintance(device, other.id).left_at = now
