"""Who needs their trainer, with the reason, and in which order."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from literasi.domain.attention import (
    AWAY_DAYS,
    FAILED_OFTEN,
    NO_SEAT,
    Need,
    Reason,
    Work,
    needs,
    urgency,
)

TODAY = date(2026, 11, 28)
works = st.lists(st.builds(Work, st.booleans(), st.integers(0, 5), st.booleans()), max_size=20)
days = st.one_of(st.none(), st.integers(0, 60).map(lambda ago: TODAY - timedelta(days=ago)))


def test_whoever_failed_twice_is_stuck_and_once_is_not() -> None:
    work = [Work(False, FAILED_OFTEN - 1), Work(False, FAILED_OFTEN), Work(True, 9)]
    assert needs(work, TODAY, TODAY) == [Need(Reason.FAILED, 1, (1,))]


def test_what_was_not_passed_in_time_is_overdue() -> None:
    work = [Work(True, overdue=True), Work(False, overdue=True), Work(False, overdue=True)]
    assert needs(work, TODAY, TODAY) == [Need(Reason.LATE, 2, (1, 2))]


def test_a_week_without_a_sign_is_a_reason_and_six_days_are_none() -> None:
    week, less = (TODAY - timedelta(days=days) for days in (AWAY_DAYS, AWAY_DAYS - 1))
    assert needs([Work(False)], week, TODAY) == [Need(Reason.AWAY, AWAY_DAYS)]
    assert needs([Work(False)], less, TODAY) == []
    assert needs([Work(False)], None, TODAY) == []


@given(works, days)
def test_whoever_passed_everything_needs_nobody_and_reasons_come_in_order(
    work: list[Work], seen_on: date | None
) -> None:
    found = needs(work, seen_on, TODAY)
    assert not found or not all(one.passed for one in work)
    assert [one.reason for one in found] == sorted({one.reason for one in found})
    assert all(one.amount > 0 for one in found)
    assert all(not work[place].passed for one in found for place in one.places)


def test_people_are_sorted_by_the_gravest_reason_and_then_by_how_much_of_it() -> None:
    late, very_late = [Need(Reason.LATE, 1)], [Need(Reason.LATE, 3)]
    both = [Need(Reason.LATE, 1), Need(Reason.AWAY, 9)]
    stuck = [Need(Reason.FAILED, 1)]
    expected = [stuck, both, very_late, late, NO_SEAT, []]
    shuffled = [expected[place] for place in (3, 5, 0, 4, 2, 1)]
    assert sorted(shuffled, key=lambda one: urgency(one, done=False)) == expected


def test_whoever_is_done_comes_after_whoever_is_on_their_way() -> None:
    assert urgency([], done=False) < urgency([], done=True)
