"""Where a learner stands, besides what they learned: how they come back, and their classes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from literasi.accounts.cards import Standing, standing_columns
from literasi.accounts.models import Learner
from literasi.database import read
from literasi.training.assignments.work import Place, places_from, with_places


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """`zone` is the one that the learner chose for their clock, if any."""

    standing: Standing
    zone: str | None
    places: tuple[Place, ...]


# Built once: a statement costs more to put together than to run.
_WHEREABOUTS = with_places(select(*standing_columns(), Learner.zone).select_from(Learner))


def whereabouts(learner_id: int, sign_in_id: int, since: datetime) -> Whereabouts:
    """In one query, because every learner's home asks it; `since` as `standing_columns` says."""
    values = {"learner_id": learner_id, "sign_in_id": sign_in_id, "since": since}
    rows = read().execute(_WHEREABOUTS, values).all()
    has_key_number, has_card, other_phone_at, has_notices, zone = rows[0][:5]
    standing = Standing(bool(has_key_number), bool(has_card), other_phone_at, bool(has_notices))
    return Whereabouts(standing, zone, tuple(places_from(rows)))
