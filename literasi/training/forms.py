"""What a trainer fills in, read into values or into errors in their words."""

from __future__ import annotations

from collections.abc import Sequence

from werkzeug.datastructures import MultiDict

from literasi.domain.course import Catalogue
from literasi.domain.dates import read_date as read_date

DOOR_HOURS = {"1": 1, "4": 4, "24": 24}


def read_modules(chosen: Sequence[str], catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """The chosen modules that exist, in catalogue order."""
    wanted = set(chosen)
    return tuple(
        (course.slug, module.slug)
        for course in catalogue.courses
        for module in course.modules
        if f"{course.slug}/{module.slug}" in wanted
    )


def read_rows(form: MultiDict[str, str], names: Sequence[str]) -> list[tuple[str, ...]]:
    """The rows of a table of inputs, as typed; each row sends every one of its inputs."""
    columns = [form.getlist(name) for name in names]
    longest = max(len(column) for column in columns)
    filled = [[*column, *[""] * (longest - len(column))] for column in columns]
    return list(zip(*filled, strict=True))


def read_door(text: str) -> str | None:
    """The six digits of a class's door, with or without spaces."""
    digits = "".join(text.split())
    return digits if len(digits) == 6 and digits.isascii() and digits.isdigit() else None


def read_id(text: str) -> int | None:
    """The number of a row that a form names; None for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def read_count(text: str, most: int) -> int:
    """A whole number from 0 to `most`; whatever cannot be read is 0."""
    return min(max(_whole(text), 0), most)


def _whole(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
