"""What every template can call: dates, rupiah, addresses of assets."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from urllib.parse import quote
from zoneinfo import ZoneInfo

from flask import Flask
from flask_login import current_user
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from literasi.config import Settings
from literasi.domain import card
from literasi.domain.certificate import grouped
from literasi.domain.dates import long_date, month_and_year, short_date
from literasi.domain.draw import shown_order
from literasi.domain.money import format_number, format_rupiah
from literasi.domain.question import Number
from literasi.web.assets import asset_url
from literasi.web.clock import WIB


def init_templates(app: Flask, settings: Settings) -> None:
    app.jinja_env.filters.update(
        rupiah=format_rupiah,
        number=format_number,
        long_date=long_date,
        month_and_year=month_and_year,
        grouped_code=grouped,
        card_code=card.grouped,
        short_date=short_date,
        local_time=local_time,
        local_date=lambda moment: long_date(moment.astimezone(WIB).date()),
        course_html=Markup,
        wa_link=whatsapp_link,
        form=lambda question: type(question).__name__,
        practice_order=lambda question: shown_order(question, b"practice"),
        right_number=right_number,
    )
    app.jinja_env.globals.update(
        asset_url=asset_url,
        current_user=current_user,
        ministry=settings.ministry,
        nothing_typed=MultiDict(),
        # A path follows from endpoint and values alone, and pages name the same ones over and
        # over, so the newest few thousand are remembered.
        url_for=lru_cache(maxsize=4096)(app.url_for),
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def local_time(moment: datetime, zone: str) -> str:
    """`24 November 2026 pukul 14.05 WITA`, where `zone` is."""
    there = moment.astimezone(ZoneInfo(zone))
    return f"{long_date(there.date())} pukul {there:%H.%M} {ZONE_NAMES.get(zone, zone)}"


def right_number(question: Number) -> str:
    """A number's answer as it would be written, with how far off one may be."""
    answer = _with_unit(question.answer, question.unit)
    if not question.tolerance:
        return answer
    return f"{answer} (boleh selisih {_with_unit(question.tolerance, question.unit)})"


def _with_unit(value: Decimal, unit: str) -> str:
    if unit == "rupiah":
        return format_rupiah(int(value))
    return f"{format_number(value)} {unit}".strip()


def whatsapp_link(text: str) -> str:
    """A link that opens WhatsApp with this text, for the sender to choose the receiver."""
    return f"https://wa.me/?text={quote(text)}"
