"""Dates in words. Local dates: the caller has already chosen the zone."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from literasi.domain.languages import SOURCE, Language

# As Python counts them, from Monday.
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_LOCAL = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")


def local_date(moment: datetime, zone: str) -> date:
    """The date of an aware time where `zone`, an IANA name, is."""
    return moment.astimezone(ZoneInfo(zone)).date()


def start_of(day: date, zone: str) -> datetime:
    """The moment at which a date begins where `zone` is."""
    return datetime.combine(day, time(), ZoneInfo(zone))


def end_of(day: date, zone: str) -> datetime:
    """The first moment after a date where `zone` is."""
    return start_of(day + timedelta(days=1), zone)


def read_date(text: str) -> date | None:
    """`2026-11-24` as browsers send it, or `24/11/2026` as people write it."""
    text = text.strip()
    if found := _ISO.fullmatch(text):
        parts = [int(part) for part in found.groups()]
    elif found := _LOCAL.fullmatch(text):
        parts = [int(part) for part in reversed(found.groups())]
    else:
        return None
    try:
        day = date(*parts)
    except ValueError:
        return None
    return day if 2020 <= day.year <= 2100 else None


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def long_date(day: date, language: Language = SOURCE) -> str:
    """`24 November 2026`."""
    return f"{day.day} {month_and_year(day, language)}"


def short_date(day: date, language: Language = SOURCE) -> str:
    """`24 Nov 2026`."""
    return f"{day.day} {language.short_months[day.month - 1]} {day.year}"


def day_and_month(day: date, language: Language = SOURCE) -> str:
    """`24 Nov`, where the year goes without saying."""
    return f"{day.day} {language.short_months[day.month - 1]}"


def month_and_year(day: date, language: Language = SOURCE) -> str:
    """`November 2026`."""
    return f"{language.months[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    """`Selasa`: on papers of staff, which are in Indonesian."""
    return WEEKDAYS[day.weekday()]
