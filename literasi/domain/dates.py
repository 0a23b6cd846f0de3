"""Dates in Indonesian words. Local dates: the caller has already chosen the zone."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
SHORT_MONTHS = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Mei",
    "Jun",
    "Jul",
    "Agu",
    "Sep",
    "Okt",
    "Nov",
    "Des",
)


def local_date(moment: datetime, zone: str) -> date:
    """The date of an aware time where `zone`, an IANA name, is."""
    return moment.astimezone(ZoneInfo(zone)).date()


def long_date(day: date) -> str:
    """`24 November 2026`."""
    return f"{day.day} {month_and_year(day)}"


def short_date(day: date) -> str:
    """`24 Nov 2026`."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def month_and_year(day: date) -> str:
    """`November 2026`."""
    return f"{MONTHS[day.month - 1]} {day.year}"
