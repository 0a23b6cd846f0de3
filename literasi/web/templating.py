"""What every template can call: dates, rupiah, addresses of assets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import lru_cache, partial
from urllib.parse import quote
from zoneinfo import ZoneInfo

from flask import Flask
from flask.templating import Environment
from flask_login import current_user
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from literasi.config import Settings
from literasi.domain import card
from literasi.domain.certificate import grouped
from literasi.domain.course import Course, Fact
from literasi.domain.dates import (
    day_and_month,
    local_date,
    long_date,
    month_and_year,
    short_date,
)
from literasi.domain.draw import shown_order
from literasi.domain.languages import SOURCE, Language
from literasi.domain.money import format_number, format_rupiah
from literasi.domain.question import Number
from literasi.domain.zones import SHORT as ZONE_NAMES
from literasi.web.access import page_kind
from literasi.web.assets import asset_url, icon_inside
from literasi.web.clock import WIB
from literasi.web.languages import same_page
from literasi.web.translating import TranslatedFlask
from literasi.web.words import gettext


def init_templates(app: TranslatedFlask, settings: Settings) -> None:
    """Dress the environment of every language, each when its first page is asked for."""
    app.dress = partial(_dress, app, settings)


def _dress(app: Flask, settings: Settings, environment: Environment, language: Language) -> None:
    environment.filters.update(
        rupiah=format_rupiah,
        number=partial(format_number, language=language),
        **_dates(language),
        grouped_code=grouped,
        card_code=card.grouped,
        course_html=Markup,
        wa_link=whatsapp_link,
        form=lambda question: type(question).__name__,
        practice_order=lambda question: shown_order(question, b"practice"),
        right_number=partial(right_number, language=language),
        told_in=partial(_told_in, language),
    )
    environment.globals.update(
        asset_url=asset_url,
        base_url=settings.base_url,
        current_user=current_user,
        # Markup, because quotes within it are single ones and nothing else would be escaped.
        icon=Markup(icon_inside()),
        lang=partial(_lang, language),
        language=language,
        ministry=settings.ministry,
        nothing_typed=MultiDict(),
        same_page=same_page,
        page_kind=page_kind,
        page_lang=Markup(' lang="{}"').format(language.code),
        source_lang=_lang(language, SOURCE),
        # A path follows from language, endpoint and values alone, and pages name the same ones
        # over and over, so each language remembers its newest few thousand.
        url_for=lru_cache(maxsize=4096)(app.url_for),
    )
    environment.trim_blocks = True
    environment.lstrip_blocks = True


def _dates(language: Language) -> dict[str, Callable[..., object]]:
    """Days and moments in words; `clock` and `day_in` are what those of a zone show."""
    in_words = (long_date, short_date, day_and_month, month_and_year)
    return {
        **{words.__name__: partial(words, language=language) for words in in_words},
        "local_time": local_time,
        "local_date": lambda moment: long_date(moment.astimezone(WIB).date(), language),
        "clock": lambda moment, zone: f"{moment.astimezone(ZoneInfo(zone)):%H.%M}",
        "day_in": local_date,
        "zone_name": zone_name,
    }


def _lang(language: Language, what: Course | Fact | Language) -> Markup:
    """The attribute for a course or fact that is not in the language of the page, so that it is
    read aloud as what it is; else nothing."""
    code = what.code if isinstance(what, Language) else what.language
    return Markup() if code == language.code else Markup(' lang="{}"').format(code)


def _told_in(language: Language, title: str, course: Course) -> Markup | str:
    """A course's own words within a sentence of the page, read aloud in the course's language."""
    attribute = _lang(language, course)
    return Markup("<span{}>{}</span>").format(attribute, title) if attribute else title


def local_time(moment: datetime, zone: str) -> str:
    """`24 November 2026 pukul 14.05 WITA`, where `zone` is; abroad `… waktu Kuala Lumpur`."""
    there = moment.astimezone(ZoneInfo(zone))
    return f"{long_date(there.date())} pukul {there:%H.%M} {zone_name(zone)}"


def zone_name(zone: str) -> str:
    """What people call an IANA zone."""
    return ZONE_NAMES.get(zone) or f"waktu {zone.rpartition('/')[2].replace('_', ' ')}"


def right_number(question: Number, language: Language = SOURCE) -> str:
    """A number's answer as it would be written, with how far off one may be."""
    answer = _with_unit(question.answer, question.unit, language)
    if not question.tolerance:
        return answer
    off = _with_unit(question.tolerance, question.unit, language)
    return gettext("%(answer)s (boleh selisih %(off)s)", answer=answer, off=off)


def _with_unit(value: Decimal, unit: str, language: Language) -> str:
    if unit == "rupiah":
        return format_rupiah(int(value))
    shown = language.percent if unit == "persen" else unit
    return f"{format_number(value, language=language)} {shown}".strip()


def whatsapp_link(text: str) -> str:
    """A link that opens WhatsApp with this text, for the sender to choose the receiver."""
    return f"https://wa.me/?text={quote(text)}"
