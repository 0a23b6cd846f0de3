"""How long a session lives on an office's phone, after how long without use a learner's pages
lock, how long a reset keeps things sealed, and how long staff stay believed."""

from __future__ import annotations

from datetime import datetime, timedelta

IDLE = timedelta(minutes=10)
SEALED = timedelta(days=7)
CONFIRMED = timedelta(minutes=15)
# Minutes without use after which the angka kunci is asked again, for a learner to choose from.
LOCK_CHOICES = (1, 5, 15, 60)


def is_idle(seen_at: datetime | None, now: datetime) -> bool:
    """Whether nobody has touched an office's phone for ten minutes."""
    return seen_at is None or now - seen_at > IDLE


def is_locked(seen_at: datetime | None, locks_after: int | None, now: datetime) -> bool:
    """Whether the angka kunci is asked again: `locks_after` minutes went by without use. When
    nobody knows how long ago the last use was, it is."""
    if locks_after is None:
        return False
    return seen_at is None or now - seen_at > timedelta(minutes=locks_after)


def is_use_due(seen_at: datetime, closes_after: timedelta, now: datetime) -> bool:
    """Whether a use should be written down: not each one is, and what is left out shortens the
    time by a tenth at most."""
    return now - seen_at >= closes_after / 10


def is_sealed(reset_at: datetime | None, confirmed_at: datetime | None, now: datetime) -> bool:
    """Whether what is private stays closed after an office gave a new card: for seven days, or
    until a phone that knew the learner before said yes."""
    return reset_at is not None and confirmed_at is None and now < reset_at + SEALED


def must_confirm(confirmed_at: datetime, now: datetime) -> bool:
    """Whether staff prove again who they are before something grave: a quarter of an hour after
    they last did, at a desk that may have been left open."""
    return now - confirmed_at > CONFIRMED
