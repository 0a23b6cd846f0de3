"""Dates as Indonesians write them."""

from __future__ import annotations

from datetime import date

from literasi.domain.dates import long_date, month_and_year, short_date


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
