"""How long a session lives on an office's phone, and how long a reset keeps things sealed."""

from __future__ import annotations

from datetime import datetime, timedelta

IDLE = timedelta(minutes=10)
SEALED = timedelta(days=7)


def is_idle(seen_at: datetime | None, now: datetime) -> bool:
    """Whether nobody has touched an office's phone for ten minutes."""
    return seen_at is None or now - seen_at > IDLE


def is_sealed(reset_at: datetime | None, confirmed_at: datetime | None, now: datetime) -> bool:
    """Whether what is private stays closed after an office gave a new card: for seven days, or
    until a phone that knew the learner before said yes."""
    return reset_at is not None and confirmed_at is None and now < reset_at + SEALED
