"""How long what is open stays open: never too long, and at most a tenth too short."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literasi.domain.access import (
    IDLE,
    LOCK_CHOICES,
    SEALED,
    is_idle,
    is_locked,
    is_sealed,
    is_use_due,
)

NOW = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)
# Clocks of servers are set back, too.
gaps = st.timedeltas(timedelta(minutes=-90), timedelta(minutes=90))
minutes = st.sampled_from(LOCK_CHOICES)


def is_closed(limit: timedelta, seen_at: datetime, now: datetime) -> bool:
    """By the rule that holds for this limit: an office's phone has one of its own."""
    if limit == IDLE:
        return is_idle(seen_at, now)
    return is_locked(seen_at, int(limit / timedelta(minutes=1)), now)


# Of the limit: around what is written down, and around the end.
percents = st.integers(0, 20) | st.integers(88, 92) | st.integers(99, 101) | st.integers(0, 110)
limits = st.sampled_from([IDLE, *(timedelta(minutes=one) for one in LOCK_CHOICES)])


@given(limits, gaps)
def test_it_closes_once_more_than_the_time_went_by(limit: timedelta, gap: timedelta) -> None:
    assert is_closed(limit, NOW, NOW + gap) == (gap > limit)


@given(limits)
def test_at_the_very_end_it_is_open_and_an_instant_later_closed(limit: timedelta) -> None:
    assert not is_closed(limit, NOW, NOW + limit)
    assert is_closed(limit, NOW, NOW + limit + INSTANT)


@given(minutes)
def test_a_last_use_that_nobody_knows_is_too_long_ago(after: int) -> None:
    assert is_idle(None, NOW)
    assert is_locked(None, after, NOW)


@given(st.none() | st.datetimes(timezones=st.just(UTC)))
def test_where_nobody_chose_a_time_nothing_locks(seen_at: datetime | None) -> None:
    assert not is_locked(seen_at, None, NOW)


@given(limits, st.lists(percents, max_size=12))
def test_whatever_the_uses_it_closes_never_late_and_a_tenth_early_at_most(
    limit: timedelta, between: list[int]
) -> None:
    moment = used = written = NOW
    for percent in between:
        moment += limit * percent / 100
        closed = is_closed(limit, written, moment)
        if moment - used > limit:
            assert closed
        if moment - used <= limit * 0.9:
            assert not closed
        if closed:
            return
        used = moment
        if is_use_due(written, limit, moment):
            written = moment


@given(limits, st.integers(1, 1000))
def test_uses_side_by_side_are_written_down_ten_times_in_the_time_at_most(
    limit: timedelta, uses: int
) -> None:
    written, writes = NOW, 0
    for number in range(1, uses + 1):
        moment = NOW + limit * number / uses
        if is_use_due(written, limit, moment):
            written, writes = moment, writes + 1
    assert writes <= 10


@given(st.timedeltas(timedelta(days=-1), timedelta(days=30)))
def test_a_reset_is_sealed_for_seven_days_unless_a_phone_said_yes(since: timedelta) -> None:
    assert is_sealed(NOW, None, NOW + since) == (since < SEALED)
    assert not is_sealed(NOW, NOW + since, NOW + since)
    assert not is_sealed(None, None, NOW + since)


@pytest.mark.parametrize("days", [6, 7])
def test_the_seal_ends_with_the_seventh_day(days: int) -> None:
    assert is_sealed(NOW, None, NOW + timedelta(days=days) - INSTANT)
    assert is_sealed(NOW, None, NOW + timedelta(days=days)) == (days < 7)
