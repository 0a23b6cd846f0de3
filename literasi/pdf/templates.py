"""The HTML of printed documents. Needs no WeasyPrint, so it costs next to nothing to import."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from literasi.domain.closing_pack import dated
from literasi.domain.dates import day_and_month, long_date, month_and_year
from literasi.domain.languages import ENGLISH
from literasi.domain.money import format_number, format_rupiah

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = ROOT / "templates" / "print"


def template(name: str, **values: object) -> str:
    """The HTML of a template in templates/print/; a value that it misses is an error."""
    return _environment().get_template(name).render(**values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        dated=dated,
        day_and_month=day_and_month,
        long_date=long_date,
        english_date=lambda day: long_date(day, ENGLISH),
        month_and_year=month_and_year,
        rupiah=format_rupiah,
        number=format_number,
        course_html=Markup,
        form=lambda thing: type(thing).__name__,
    )
    return environment
