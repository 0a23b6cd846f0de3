"""Five wrong tries make one wait a quarter of an hour, ten make the card needed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from literasi.domain.lockout import WAIT, Tries

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def after(wrong: int) -> Tries:
    tries = Tries()
    for _ in range(wrong):
        tries = tries.after_wrong(NOON)
    return tries


def test_four_wrong_tries_cost_nothing() -> None:
    assert not after(4).is_waiting(NOON)


def test_the_fifth_makes_one_wait_fifteen_minutes() -> None:
    tries = after(5)
    assert tries.minutes_left(NOON) == 15
    assert tries.is_waiting(NOON + WAIT - timedelta(seconds=1))
    assert not tries.is_waiting(NOON + WAIT)
    assert tries.minutes_left(NOON + timedelta(seconds=30)) == 15
    assert tries.minutes_left(NOON + WAIT) == 0
    assert not tries.needs_card


def test_after_the_wait_the_count_goes_on() -> None:
    assert not after(6).is_waiting(NOON)
    assert not after(9).needs_card


def test_the_tenth_makes_the_card_needed() -> None:
    assert after(10).needs_card
