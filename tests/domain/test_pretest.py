"""Which form somebody gets, when a test is open, and what changed between two."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from literasi.domain.course import Outcome
from literasi.domain.pretest import (
    FORMS,
    Gate,
    Item,
    Moment,
    Sat,
    compare,
    form_by_place,
    form_by_uid,
    form_for,
    gate,
    means,
    missed_modules,
    offered,
)
from tests.domain.samples import course, module

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
BEFORE, AFTER, AGAIN = Moment
ONE = replace(module("satu", ["a"]), outcomes=(Outcome("hitung", "Menghitung uang"),))
TWO = module("dua", ["b"], aliases=("dua-lama",))
COURSE = course(ONE, TWO)


def sat(form: str = "A", right: int = 4, days_ago: int = 0) -> Sat:
    return Sat(form, right, 8, NOW - timedelta(days=days_ago))


@pytest.mark.parametrize("people", [2, 7, 40])
def test_half_of_a_class_begins_with_each_form(people: int) -> None:
    forms = [form_by_place(place) for place in range(1, people + 1)]
    assert forms[:2] == ["A", "B"]
    assert abs(forms.count("A") - forms.count("B")) <= 1


def test_a_uid_always_gives_the_same_form() -> None:
    assert {form_by_uid(UUID(int=number)) for number in range(4)} == set(FORMS)
    assert form_by_uid(UUID(int=6)) == form_by_uid(UUID(int=8)) == "A"


@pytest.mark.parametrize("first", FORMS)
def test_the_post_test_is_the_other_form_and_the_repeat_the_first_again(first: str) -> None:
    other = "B" if first == "A" else "A"
    assert form_for(BEFORE, {}, first) == first
    assert form_for(AFTER, {BEFORE: sat(first)}, first) == other
    assert form_for(AGAIN, {BEFORE: sat(first), AFTER: sat(other)}, first) == first


def test_a_class_joined_later_changes_no_form() -> None:
    assert form_for(AFTER, {BEFORE: sat("A")}, "B") == "B"
    assert form_for(AGAIN, {AFTER: sat("B")}, "B") == "A"


def test_whoever_passed_the_pre_test_over_gets_the_form_that_the_others_get() -> None:
    assert form_for(AFTER, {}, "A") == "B"


@pytest.mark.parametrize(
    ("moment", "done", "passed", "expected"),
    [
        (BEFORE, {}, 0, Gate.OPEN),
        (BEFORE, {}, 1, Gate.LATE),
        (BEFORE, {BEFORE: sat()}, 1, Gate.SAT),
        (BEFORE, {AFTER: sat()}, 0, Gate.LATE),
        (AFTER, {}, 2, Gate.EARLY),
        (AFTER, {}, 3, Gate.OPEN),
        (AFTER, {AFTER: sat()}, 3, Gate.SAT),
        (AGAIN, {}, 3, Gate.EARLY),
        (AGAIN, {AFTER: sat(days_ago=29)}, 3, Gate.WAIT),
        (AGAIN, {AFTER: sat(days_ago=30)}, 3, Gate.OPEN),
        (AGAIN, {AFTER: sat(days_ago=60)}, 3, Gate.OPEN),
        (AGAIN, {AFTER: sat(days_ago=61)}, 3, Gate.LATE),
        (AGAIN, {AFTER: sat(days_ago=45), AGAIN: sat()}, 3, Gate.SAT),
        # A course that grew takes no repeat away from whoever was through with it.
        (AGAIN, {AFTER: sat(days_ago=45)}, 2, Gate.OPEN),
    ],
)
def test_a_test_opens_and_closes(
    moment: Moment, done: dict[Moment, Sat], passed: int, expected: Gate
) -> None:
    assert gate(moment, done, passed, 3, NOW) is expected


def test_each_outcome_has_its_line_before_and_after() -> None:
    items = {
        BEFORE: [Item("satu", "hitung", False), Item("dua", "x", True)],
        AFTER: [Item("dua", "x", True), Item("satu", "hitung", True)],
    }
    lines = compare(COURSE, items)
    assert [line.module for line in lines] == ["satu", "dua"]
    assert lines[0].marks == {BEFORE: (False,), AFTER: (True,)}
    # The course says nothing of the second outcome: the module's title stands for it.
    assert [line.text for line in lines] == ["Menghitung uang", TWO.title]


def test_two_items_on_one_outcome_share_a_line() -> None:
    items = [Item("satu", "hitung", True), Item("satu", "hitung", False)]
    (line,) = compare(COURSE, {BEFORE: items})
    assert line.marks == {BEFORE: (True, False)}


def test_an_old_name_of_a_module_is_the_same_line() -> None:
    items = {BEFORE: [Item("dua-lama", "x", False)], AFTER: [Item("dua", "x", True)]}
    (line,) = compare(COURSE, items)
    assert (line.module, len(line.marks)) == ("dua", 2)
    assert missed_modules(COURSE, items[BEFORE]) == [TWO]


def test_a_module_that_is_gone_keeps_its_line() -> None:
    (line,) = compare(COURSE, {BEFORE: [Item("hilang", "x", False)]})
    assert (line.module, line.text) == ("hilang", "hilang")
    assert missed_modules(COURSE, [Item("hilang", "x", False)]) == []


def test_modules_to_learn_are_named_once_in_course_order() -> None:
    items = [Item("dua", "x", False), Item("satu", "x", False), Item("dua", "y", False)]
    assert missed_modules(COURSE, items) == [ONE, TWO]
    assert missed_modules(COURSE, [Item("dua", "x", True)]) == []


def test_the_means_of_a_class_are_of_those_who_answered_both() -> None:
    people = [
        {BEFORE: sat(right=2), AFTER: sat(right=6)},
        {BEFORE: sat(right=3), AFTER: sat(right=7)},
        {BEFORE: sat(right=8)},
        {AFTER: sat(right=1)},
        {},
    ]
    found = means(people)
    assert (found.befores, found.afters, found.both, found.total) == (3, 3, 2, 8)
    assert (found.before, found.after) == (Decimal("2.5"), Decimal("6.5"))


def test_before_the_first_post_test_there_is_a_mean_of_the_pre_test_alone() -> None:
    found = means([{BEFORE: sat(right=right)} for right in (2, 5, 4)])
    assert (found.both, found.before, found.after) == (0, Decimal("3.7"), None)
    assert means([]).before is None


def test_the_home_offers_one_test_at_a_time_and_only_where_there_is_one() -> None:
    tested = replace(COURSE, tests=(ONE.bank, TWO.bank))
    assert offered(tested, {}, 0, False, NOW) is BEFORE
    assert offered(tested, {}, 0, True, NOW) is None
    assert offered(tested, {BEFORE: sat()}, 0, False, NOW) is None
    assert offered(tested, {}, 2, True, NOW) is AFTER
    assert offered(tested, {AFTER: sat(days_ago=29)}, 2, True, NOW) is None
    assert offered(tested, {AFTER: sat(days_ago=31)}, 2, True, NOW) is AGAIN
    assert offered(COURSE, {}, 0, False, NOW) is None
