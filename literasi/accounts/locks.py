"""Asking for the angka kunci again, after a time without use that the family chooses."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from literasi.accounts.loans import touch
from literasi.accounts.models import Device, KnownLearner, Learner
from literasi.accounts.operations import ids_of
from literasi.database import db


def choose_lock(learner_id: int, sign_in_id: int, minutes: int | None, now: datetime) -> None:
    """Lock this learner's sessions `minutes` after their last use, or never. This one was used
    just now; those on other phones that were left lying lock at once."""
    db.session.get_one(Learner, learner_id).locks_after = minutes
    touch(sign_in_id, now)


def counter_here(device: bytes, learner_id: int) -> KnownLearner | None:
    """Where wrong tries at this person's angka kunci are counted on this device: of two records
    that are one person, the phone may know the other. None on a phone that never knew them."""
    return db.session.scalars(
        select(KnownLearner)
        .join(Device, Device.id == KnownLearner.device_id)
        .where(Device.token_hash == device, KnownLearner.learner_id.in_(ids_of(learner_id)))
        .order_by(KnownLearner.learner_id != learner_id, KnownLearner.id)
        .limit(1)
    ).first()
