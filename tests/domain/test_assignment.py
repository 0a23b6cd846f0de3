"""Work of a class: what counts, until when in which zone, in what order."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from literasi.domain.assignment import (
    DueKind,
    Given,
    Span,
    Try,
    due,
    first_unpassed,
    held_by,
    in_order_of_need,
    overlap,
    passes,
    that_count,
    used,
)

WITA, TOKYO, NEW_YORK = "Asia/Makassar", "Asia/Tokyo", "America/New_York"
ZONES = (WITA, "Asia/Jakarta", TOKYO, NEW_YORK, "Europe/London", "Africa/Cairo")
DAY = date(2026, 11, 24)
A, B, C = ("kursus", "a"), ("kursus", "b"), ("kursus", "c")
START = datetime(2026, 11, 1, tzinfo=UTC)
moments = st.integers(0, 10**6).map(lambda seconds: START + timedelta(seconds=seconds))


def work(number: int, *modules: tuple[str, str], seats: frozenset[int] = frozenset()) -> Given:
    return Given(number, modules, START, seats=seats)


def local(moment: datetime | None, zone: str) -> str:
    assert moment is not None
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M:%S}"


def test_a_whole_day_is_in_time_until_its_last_second_where_the_office_is() -> None:
    span = Span(opens_on=DAY, due_on=DAY)
    assert local(span.opens_at(WITA), WITA) == "2026-11-24 00:00:00"
    assert local(span.due_at(WITA), WITA) == "2026-11-24 23:59:59"
    assert span.due_at("Asia/Jakarta") - span.due_at(WITA) == timedelta(hours=1)  # type: ignore[operator]


def test_without_days_work_is_open_and_never_late() -> None:
    assert Span().opens_at(WITA) is None
    assert Span().due_at(WITA) is None
    assert due(None, START, WITA).kind is DueKind.NONE


def test_a_clock_time_that_a_clock_change_skips_comes_after_the_jump() -> None:
    # In New York 02.30 does not exist on 8 March 2026.
    day, clock = date(2026, 3, 8), time(2, 30)
    span = Span(day, clock, day, clock)
    assert local(span.opens_at(NEW_YORK), NEW_YORK) == "2026-03-08 03:30:00"
    assert local(span.due_at(NEW_YORK), NEW_YORK) == "2026-03-08 03:30:00"


def test_a_clock_time_that_comes_twice_opens_at_the_first_and_is_due_at_the_second() -> None:
    # On 1 November 2026 it is 01.30 twice, an hour apart.
    day, clock = date(2026, 11, 1), time(1, 30)
    span = Span(day, clock, day, clock)
    opens, until = span.opens_at(NEW_YORK), span.due_at(NEW_YORK)
    assert opens is not None
    assert until is not None
    assert until - opens == timedelta(hours=1)
    assert local(opens, NEW_YORK) == local(until, NEW_YORK) == "2026-11-01 01:30:00"


@pytest.mark.parametrize("day", [date(2026, 3, 8), date(2026, 11, 1)])
def test_a_day_of_23_or_25_hours_is_in_time_as_a_whole(day: date) -> None:
    span = Span(opens_on=day, due_on=day)
    opens, until = span.opens_at(NEW_YORK), span.due_at(NEW_YORK)
    assert local(opens, NEW_YORK) == f"{day} 00:00:00"
    assert local(until, NEW_YORK) == f"{day} 23:59:59"


@pytest.mark.parametrize(
    ("hours", "kind", "days"),
    [
        (-49, DueKind.LATE, 2),
        (-25, DueKind.LATE_YESTERDAY, 1),
        (-1, DueKind.LATE_TODAY, 0),
        (0, DueKind.TODAY, 0),
        (5, DueKind.TODAY, 0),
        (24, DueKind.TOMORROW, 1),
        (72, DueKind.DAYS, 3),
        (24 * 14, DueKind.DAYS, 14),
        (24 * 15, DueKind.FAR, 15),
    ],
)
def test_how_near_a_deadline_is_follows_the_calendar(hours: int, kind: DueKind, days: int) -> None:
    now = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)  # noon in WITA
    found = due(now + timedelta(hours=hours), now, WITA)
    assert (found.kind, found.days) == (kind, days)
    assert found.is_late is (hours < 0)


def test_a_reader_abroad_counts_days_by_their_own_calendar() -> None:
    now = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)  # 22.30 in WITA, 23.30 in Tokyo
    deadline = Span(due_on=DAY).due_at(WITA)
    assert due(deadline, now, WITA).kind is DueKind.TODAY
    assert due(deadline, now, TOKYO).kind is DueKind.TOMORROW


@for_all(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.one_of(st.none(), st.times().map(lambda clock: clock.replace(microsecond=0))),
    st.sampled_from(ZONES),
)
def test_what_opens_and_is_due_at_once_is_never_due_before_it_opens(
    day: date, clock: time | None, zone: str
) -> None:
    span = Span(day, clock, day, clock)
    opens, until = span.opens_at(zone), span.due_at(zone)
    assert opens is not None
    assert until is not None
    assert until >= opens
    assert not due(until, until, zone).is_late
    assert due(until, until + timedelta(seconds=1), zone).is_late


def test_work_given_by_name_goes_before_that_of_the_class() -> None:
    everybody, named = work(1, A, B), work(2, B, seats=frozenset({7}))
    assert held_by([named, everybody], 7) == {A: everybody, B: named}
    assert held_by([named, everybody], 8) == {A: everybody, B: everybody}


def test_the_same_people_are_not_given_a_module_twice_in_one_way() -> None:
    named = work(2, B, C, seats=frozenset({7, 8}))
    assert overlap(work(1, A, B), work(3, B, C)) == [B]
    assert overlap(work(1, A, B), named) == []
    assert overlap(named, work(4, C, seats=frozenset({8}))) == [C]
    assert overlap(named, work(4, C, seats=frozenset({9}))) == []


tries = st.lists(st.builds(Try, moments, st.integers(0, 100), st.just(70)), max_size=12)


@for_all(tries, moments, st.integers(1, 5))
def test_all_earlier_attempts_count_and_so_many_of_the_later(
    made: list[Try], since: datetime, limit: int
) -> None:
    counted = that_count(made, since, limit)
    assert sum(one.at >= since for one in counted) == min(limit, used(made, since))
    assert sum(one.at < since for one in counted) == len(made) - used(made, since)
    assert len(that_count(made, since, None)) == len(made)


@for_all(tries, moments, st.integers(1, 5))
def test_one_more_attempt_never_takes_a_pass_away(
    made: list[Try], since: datetime, limit: int
) -> None:
    before = passes(that_count(made, since, limit), 80)
    assert passes(that_count(made, since, limit + 1), 80) or not before


def test_the_mark_of_the_class_passes_and_without_one_that_of_its_day() -> None:
    one = Try(START, 75, 70)
    assert passes([one], None)
    assert passes([one], 75)
    assert not passes([one], 76)
    assert not passes([], None)


def test_in_order_the_first_module_not_passed_has_its_turn() -> None:
    assert first_unpassed([A, B, C], []) == A
    assert first_unpassed([A, B, C], [A, C]) == B
    assert first_unpassed([A, B], [A, B]) is None


def test_overdue_comes_first_then_what_is_next_then_undated_and_what_is_done_last() -> None:
    soon, late = START + timedelta(days=3), START - timedelta(days=2)
    found = in_order_of_need(
        [(True, late, 0), (False, None, 1), (False, soon, 2), (False, late, 3), (False, None, 4)]
    )
    assert found == [3, 2, 1, 4, 0]


@for_all(st.lists(st.tuples(st.booleans(), st.one_of(st.none(), moments)), max_size=12))
def test_the_order_names_each_piece_of_work_once(
    work: list[tuple[bool, datetime | None]],
) -> None:
    found = in_order_of_need((*one, place) for place, one in enumerate(work))
    assert sorted(found) == list(range(len(work)))
    done = [work[place][0] for place in found]
    assert done == sorted(done)
