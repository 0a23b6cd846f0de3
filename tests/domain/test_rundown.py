"""A rundown: read as people write clocks, found to collide, drafted from plans."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from literasi.domain.rundown import Slot, collisions, draft, read_clock

DAY = date(2026, 11, 24)


def slot(begins: int, until: int, day: date = DAY) -> Slot:
    return Slot(day, time(begins), time(until), "Acara")


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("08.30", time(8, 30)),
        (" 8:05 ", time(8, 5)),
        ("23:59:00", time(23, 59)),
        ("24.00", None),
        ("8.60", None),
        ("8", None),
        ("pagi", None),
        ("", None),
    ],
)
def test_a_clock_is_read_as_people_write_it(text: str, clock: time | None) -> None:
    assert read_clock(text) == clock


def test_what_begins_before_the_one_before_is_over_collides() -> None:
    rundown = sorted([slot(10, 12), slot(8, 11), slot(12, 13), slot(8, 12, DAY + timedelta(1))])
    assert [(a.begins, b.begins) for a, b in collisions(rundown)] == [(time(8), time(10))]


def test_a_draft_breaks_at_midday_and_goes_on_the_next_day() -> None:
    sessions = [("Satu", 135), ("Dua", 135), ("Tiga", 90)]
    found = draft([DAY, DAY + timedelta(days=1)], sessions)
    assert [(one.day.day, f"{one.begins:%H.%M}", f"{one.until:%H.%M}") for one in found] == [
        (24, "08.00", "10.15"),
        (24, "13.00", "15.15"),
        (25, "08.00", "09.30"),
    ]


def test_a_draft_leaves_out_what_finds_no_room() -> None:
    sessions = [("Seharian", 300), ("Satu", 200), ("Dua", 150), ("Tiga", 60)]
    assert [one.topic for one in draft([DAY], sessions)] == ["Satu", "Dua"]
    assert draft([], sessions) == []


@for_all(st.lists(st.tuples(st.just("Acara"), st.integers(15, 240)), max_size=12))
def test_a_draft_never_collides_and_keeps_each_length(sessions: list[tuple[str, int]]) -> None:
    found = draft([DAY + timedelta(days=n) for n in range(3)], sessions)
    assert list(collisions(found)) == []
    lengths = [
        (one.until.hour - one.begins.hour) * 60 + one.until.minute - one.begins.minute
        for one in found
    ]
    assert lengths == [minutes for _, minutes in sessions][: len(found)]
