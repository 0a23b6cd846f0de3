"""Dates as Indonesians write them."""

from __future__ import annotations

from datetime import date

import pytest

from literasi.domain.dates import long_date, month_and_year, months_after, short_date


def test_a_day_is_written_out() -> None:
    assert long_date(date(2026, 11, 24)) == "24 November 2026"
    assert long_date(date(2027, 3, 1)) == "1 Maret 2027"
    assert month_and_year(date(2025, 9, 30)) == "September 2025"


def test_months_have_their_indonesian_short_names() -> None:
    shown = [short_date(date(2026, month, 5)) for month in range(1, 13)]
    assert " ".join(day.split()[1] for day in shown) == (
        "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des"
    )
    assert shown[7] == "5 Agu 2026"


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 28), 24, date(2028, 11, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
    ids=str,
)
def test_months_later_is_the_same_day_or_the_months_last(
    day: date, months: int, later: date
) -> None:
    assert months_after(day, months) == later
