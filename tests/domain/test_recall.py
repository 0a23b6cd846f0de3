"""When a passed module is asked about again, and with which questions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literasi.domain.remember import LET_GO, SET, STAGES, Passed, due, is_transfer_day, recall_set
from tests.domain.samples import course
from tests.domain.test_remember import with_lessons

FIRST = date(2026, 3, 1)
MODULE = Passed("c", "a", FIRST)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def asked(today: int, answered: int | None = None, transfer_day: int | None = None) -> bool:
    """Whether the module passed on day 0 is asked about on day `today`."""
    last = None if answered is None else day(answered)
    return due([MODULE], last, transfer_day, day(today)) == (MODULE,)


@pytest.mark.parametrize(
    ("today", "answered", "expected"),
    [
        (0, None, False),
        (1, None, False),
        (2, None, True),
        (5, None, True),
        (2, 2, False),
        (6, 2, False),
        (7, 2, True),
        (9, 2, True),
        # The set done on day 9 clears the stages of days 2 and 7; that of day 30 still comes.
        (9, 9, False),
        (29, 9, False),
        (30, 9, True),
        (40, 9, True),
        (30, 30, False),
        (59, 30, False),
        # What another module's set answered before this one's stage leaves the stage as it is.
        (2, 1, True),
        (2, 0, True),
        # Sixty days after passing, nobody is asked about what they never answered.
        (60, None, True),
        (61, None, False),
        (61, 9, False),
        (400, None, False),
    ],
)
def test_a_stage_is_due_from_its_day_until_it_is_answered(
    today: int, answered: int | None, expected: bool
) -> None:
    assert asked(today, answered) is expected


def test_stages_of_several_modules_are_one_set_and_one_answer_clears_them() -> None:
    modules = [Passed("c", name, day(at)) for name, at in (("a", 0), ("b", 3), ("c", 9))]
    assert due(modules, None, None, day(10)) == tuple(modules[:2])
    assert due(modules, day(10), None, day(10)) == ()
    assert due(modules, day(10), None, day(11)) == (modules[2],)


def test_the_day_of_the_transfer_asks_about_everything_passed_before_it_once() -> None:
    assert asked(400, transfer_day=day(400).day)
    assert not asked(400, answered=400, transfer_day=day(400).day)
    assert not asked(0, transfer_day=FIRST.day)
    assert not asked(401, transfer_day=day(400).day)


@pytest.mark.parametrize(
    ("chosen", "today", "expected"),
    [
        (5, date(2026, 2, 5), True),
        (5, date(2026, 2, 6), False),
        (31, date(2026, 2, 28), True),
        (31, date(2028, 2, 28), False),
        (31, date(2028, 2, 29), True),
        (30, date(2026, 4, 30), True),
        (31, date(2026, 4, 30), True),
        (30, date(2026, 5, 31), False),
        (None, date(2026, 5, 31), False),
    ],
)
def test_a_short_month_uses_its_last_day(chosen: int | None, today: date, expected: bool) -> None:
    assert is_transfer_day(chosen, today) is expected


@given(st.integers(1, 31), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_month_has_just_one_day_of_the_transfer(chosen: int, start: date) -> None:
    first = start.replace(day=1)
    month = [first + timedelta(days=n) for n in range(31)]
    same = [one for one in month if one.month == first.month]
    assert sum(is_transfer_day(chosen, one) for one in same) == 1


passes = st.lists(st.integers(0, 120), max_size=8).map(
    lambda days: [Passed("c", f"m{n}", day(at)) for n, at in enumerate(days)]
)


@given(passes, st.sets(st.integers(0, 200)))
def test_whoever_answers_what_is_offered_is_asked_thrice_about_a_module_at_most(
    modules: list[Passed], visits: set[int]
) -> None:
    answered: date | None = None
    times = dict.fromkeys(modules, 0)
    for visit in sorted(visits):
        today = day(visit)
        for one in (offered := due(modules, answered, None, today)):
            times[one] += 1
            assert STAGES[0] <= (today - one.on).days <= LET_GO
        if offered:
            answered = today
            assert due(modules, answered, None, today) == ()
    assert all(count <= len(STAGES) for count in times.values())


@given(passes, st.integers(1, 200), st.one_of(st.none(), st.integers(1, 31)))
def test_nothing_is_due_twice_on_one_day(
    modules: list[Passed], today: int, transfer: int | None
) -> None:
    assert due(modules, day(today), transfer, day(today)) == ()
    assert set(due(modules, None, transfer, day(today))) <= set(modules)


COURSE = course(with_lessons("a", 2, 3), with_lessons("b", 1), with_lessons("c", 0))
ALL = [Passed("c", name, FIRST) for name in "abc"]


@given(st.text(max_size=20))
def test_a_set_has_four_different_questions_and_each_module_its_turn(seed: str) -> None:
    recalls = recall_set([COURSE], ALL, seed)
    assert len({recall.question.key for recall in recalls}) == SET
    assert [recall.module for recall in recalls].count("b") == 1
    assert recalls == recall_set([COURSE], ALL, seed)


def test_another_day_asks_other_questions() -> None:
    sets = {recall_set([COURSE], ALL[:1], str(seed)) for seed in range(20)}
    assert len(sets) > 5


def test_only_the_modules_due_are_asked_about() -> None:
    assert {recall.module for recall in recall_set([COURSE], ALL[:1], "x")} == {"a"}
    assert recall_set([COURSE], ALL[2:], "x") == ()
    assert recall_set([COURSE], [Passed("gone", "a", FIRST)], "x") == ()
