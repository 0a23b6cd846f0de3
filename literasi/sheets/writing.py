"""Spreadsheets that the site writes: no text in them can turn into a formula or a link.

Both are made row by row, so that memory does not grow with the number of rows.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from typing import IO, Any

Value = str | int | float | date | None

BLOCK = 64 * 1024
ROWS_AT_ONCE = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
# What spreadsheet programs take for the beginning of a formula, also in full width.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CHOICES = "Pilihan"
_ROOM = 500  # rows below the headings in which choices are offered


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in letters. `choices` are offered in its cells, `hint` when one is selected."""

    heading: str
    width: int = 14
    choices: Sequence[str] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` are read once. Without columns there are no headings, and the first cell is wide."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]] = field(default=())


def write_workbook(sheets: Sequence[Sheet]) -> Iterator[bytes]:
    """An .xlsx in pieces. What is not written yet waits in a file without a name, not in memory."""
    with tempfile.TemporaryFile() as file:
        _fill(file, sheets)
        file.seek(0)
        while block := file.read(BLOCK):
            yield block


def write_csv(sheet: Sheet) -> Iterator[bytes]:
    """UTF-8 with its mark and semicolons: what Excel with Indonesian settings opens as columns."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    text.write("\ufeff")
    writer.writerow(_harmless(column.heading) for column in sheet.columns)
    for place, row in enumerate(sheet.rows, start=1):
        writer.writerow(_harmless(value) for value in row)
        if place % ROWS_AT_ONCE == 0:
            yield _taken(text)
    yield _taken(text)


def _taken(text: StringIO) -> bytes:
    written = text.getvalue().encode("utf-8")
    text.seek(0)
    text.truncate()
    return written


def _harmless(value: Value) -> Value:
    """An apostrophe before what would be a formula: programs then show it as the text it is."""
    if not isinstance(value, str):
        return value
    # Spaces before the sign do not stop a program from reading it as a formula.
    return f"'{value}" if value.lstrip(" \u00a0").startswith(_FORMULA_SIGNS) else value


def _fill(file: IO[bytes], sheets: Sequence[Sheet]) -> None:
    # Writing is rare, and importing it costs every process some megabytes.
    import xlsxwriter

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "dd/mm/yyyy",
    }
    with xlsxwriter.Workbook(file, options) as book:
        formats = {
            "heading": book.add_format({"bold": True, "bg_color": "#E3EFEC", "border": 1}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        pages = [(book.add_worksheet(sheet.name), sheet) for sheet in sheets]
        offered = {column.heading: column.choices for one in sheets for column in one.columns}
        ranges = _write_choices(book, {name: list_ for name, list_ in offered.items() if list_})
        for page, sheet in pages:
            _write_sheet(page, sheet, formats, ranges)


def _write_sheet(
    page: Any, sheet: Sheet, formats: Mapping[str, Any], ranges: Mapping[str, str]
) -> None:
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, column.heading, formats["heading"])
        _offer(page, place, column, ranges.get(column.heading, ""))
    if sheet.columns:
        page.freeze_panes(1, 0)
    else:
        page.set_column(0, 0, 100)
    for number, row in enumerate(sheet.rows, start=1 if sheet.columns else 0):
        for place, value in enumerate(row):
            _write_value(page, number, place, value, None if sheet.columns else formats["text"])


def _write_value(page: Any, row: int, column: int, value: Value, form: Any) -> None:
    # Said for each kind: nothing is guessed from what a text looks like.
    match value:
        case None | "":
            return
        case str():
            page.write_string(row, column, value, form)
        case date():
            page.write_datetime(row, column, value)
        case _:
            page.write_number(row, column, value)


def _offer(page: Any, place: int, column: Column, choices: str) -> None:
    if not choices and not column.hint:
        return
    rule: dict[str, Any] = (
        {"validate": "list", "source": choices} if choices else {"validate": "any"}
    )
    if column.hint:
        rule |= {"input_title": column.heading[:32], "input_message": column.hint[:255]}
    if choices:
        rule |= {
            "error_title": "Pilih dari daftar",
            "error_message": "Pilih salah satu dari daftar, atau kosongkan.",
        }
    page.data_validation(1, place, _ROOM, place, rule)


def _write_choices(book: Any, offered: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """A sheet with all choices, since a rule of its own holds 255 letters; their ranges."""
    if not offered:
        return {}
    page = book.add_worksheet(_CHOICES)
    ranges = {}
    for place, (heading, choices) in enumerate(offered.items()):
        letter = chr(65 + place)
        page.set_column(place, place, 28)
        ranges[heading] = f"={_CHOICES}!${letter}$2:${letter}${len(choices) + 1}"
    longest = max(len(choices) for choices in offered.values())
    # Row by row: in constant memory a row that is over is out of reach.
    for place, heading in enumerate(offered):
        page.write_string(0, place, heading)
    for number in range(longest):
        for place, choices in enumerate(offered.values()):
            if number < len(choices):
                page.write_string(number + 1, place, choices[number])
    return ranges
