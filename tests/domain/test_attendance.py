"""Marks of a list: two hands agree person by person, and whoever comes late is late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from literasi.domain.attendance import By, Mark, Minimum, Settled, arrival, settle

ANY = (None, *Mark)
EIGHT = datetime(2026, 11, 28, 8, tzinfo=UTC)


def test_whoever_is_alone_with_a_list_gets_what_they_want() -> None:
    for seen, wanted in product(ANY, ANY):
        assert settle(seen, wanted, seen) == Settled(wanted)


def test_what_was_not_touched_leaves_what_others_did() -> None:
    for seen, stored in product(ANY, ANY):
        assert settle(seen, seen, stored) == Settled(stored)


def test_the_same_list_sent_again_changes_nothing() -> None:
    for seen, wanted in product(ANY, ANY):
        assert settle(seen, wanted, wanted) == Settled(wanted)


def test_two_who_want_different_things_clash_and_the_first_stays() -> None:
    for seen, wanted, stored in product(ANY, ANY, ANY):
        if len({seen, wanted, stored}) == 3:
            assert settle(seen, wanted, stored) == Settled(stored, clash=True)


@pytest.mark.parametrize(
    ("minutes", "late_after", "expected"),
    [
        (-30, 15, Mark.PRESENT),
        (14, 15, Mark.PRESENT),
        (15, 15, Mark.LATE),
        (0, 0, Mark.LATE),
        (500, None, Mark.PRESENT),
    ],
)
def test_late_is_so_many_minutes_after_the_beginning(
    minutes: int, late_after: int | None, expected: Mark
) -> None:
    assert arrival(None, EIGHT + timedelta(minutes=minutes), EIGHT, late_after) is expected


def test_nobody_is_late_for_what_has_no_beginning() -> None:
    assert arrival(None, EIGHT, None, 15) is Mark.PRESENT


def test_what_a_trainer_marked_stands_but_for_absent() -> None:
    late = EIGHT + timedelta(hours=1)
    for mark in (Mark.PRESENT, Mark.LATE, Mark.EXCUSED, Mark.SICK):
        assert arrival(mark, late, EIGHT, 15) is mark
    assert arrival(Mark.ABSENT, late, EIGHT, 15) is Mark.LATE


@pytest.mark.parametrize(
    ("percent", "held", "needed"),
    [(80, 6, 5), (80, 5, 4), (100, 6, 6), (1, 6, 1), (50, 1, 1), (75, 4, 3), (80, 0, 0)],
)
def test_a_minimum_is_rounded_up(percent: int, held: int, needed: int) -> None:
    assert Minimum(By.HOURS, percent).needed(held) == needed


def test_what_is_needed_is_enough_and_one_less_is_not() -> None:
    for percent, held in product(range(1, 101), range(1, 60)):
        minimum = Minimum(By.MEETINGS, percent)
        needed = minimum.needed(held)
        assert 1 <= needed <= held
        assert needed * 100 >= percent * held > (needed - 1) * 100
        assert minimum.is_met(needed, held)
        assert not minimum.is_met(needed - 1, held)


def test_where_nothing_was_held_nobody_meets_a_minimum() -> None:
    assert not Minimum(By.HOURS, 1).is_met(0, 0)
