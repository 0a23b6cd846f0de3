"""Staff stay believed for a quarter of an hour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from literasi.domain.access import must_confirm

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "asked"),
    [
        (timedelta(0), False),
        (timedelta(minutes=15), False),
        (timedelta(minutes=15, microseconds=1), True),
        (timedelta(days=1), True),
        # A clock that was set back asks nobody.
        (-timedelta(minutes=1), False),
    ],
)
def test_after_a_quarter_of_an_hour_staff_are_asked_again(since: timedelta, asked: bool) -> None:
    assert must_confirm(NOON - since, NOON) is asked
