"""An .xlsx or .xlsm as tables of values. Macros are left out, formulas are told apart."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from literasi.domain.table import Broken, Cell, Merged, Row, Table
from literasi.sheets.archive import DAMAGED, pack, take_parts
from literasi.sheets.errors import SheetError

MOST_ROWS = 2_000
MOST_COLUMNS = 60
MOST_SHEETS = 10
_MERGE = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*ref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\""
)
MOST_MERGES = 500
_SHEET = "xl/worksheets/"
_ROOT = re.compile(rb"<(\w+:)?worksheet\b[^>]*>")
_CELLS = re.compile(rb"<(?:\w+:)?sheetData\b[^>]*(?<!/)>.*</(?:\w+:)?sheetData\s*>", re.DOTALL)


def read_workbook(content: bytes) -> tuple[Table, ...]:
    """The visible sheets of a workbook. Raises SheetError."""
    # Reading costs half a tenth of a second to import: only whoever uploads pays for it.
    import openpyxl

    parts = take_parts(content)
    merged = {name: tuple(_merged(xml)) for name, xml in parts.items() if _SHEET in name}
    cells = {name: _only_cells(xml) if _SHEET in name else xml for name, xml in parts.items()}
    with warnings.catch_warnings():
        # It warns of styles and extensions that it leaves out, which is what is wanted.
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(pack(cells), read_only=True, data_only=False)
            sheets = [one for one in book.worksheets if one.sheet_state == "visible"]
            return tuple(_table(sheet, merged) for sheet in sheets[:MOST_SHEETS])
        except SheetError:
            raise
        except Exception:
            # Of a file that somebody made up, it raises whatever comes along.
            raise SheetError(DAMAGED) from None


def _table(sheet: Any, merged: dict[str, tuple[Merged, ...]]) -> Table:
    # What the file says of its own size may be wrong.
    sheet.reset_dimensions()
    rows, is_cut = [], False
    for row in _rows(sheet):
        if row.number > MOST_ROWS:
            is_cut = True
            break
        rows.append(row)
    joined = merged.get(sheet._worksheet_path.lstrip("/"), ())
    return Table(str(sheet.title), tuple(rows), joined, is_cut)


def _only_cells(xml: bytes) -> bytes:
    """A sheet without its columns' widths, rules, colours and the like: each would be read, and
    none says anything about a value."""
    root = _ROOT.search(xml)
    if root is None:
        raise SheetError(DAMAGED)
    cells = _CELLS.search(xml, root.end())
    prefix = root[1] or b""
    return xml[: root.end()] + (cells[0] if cells else b"") + b"</" + prefix + b"worksheet>"


def _rows(sheet: Any) -> Iterator[Row]:
    """Rows with something in them, up to the first beyond what is read."""
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        values = [_value(cell) for cell in cells]
        while values and values[-1] is None:
            values.pop()
        if values:
            yield Row(number, tuple(values))
        # Empty rows may be a million, and cost as much to pass over.
        elif number > MOST_ROWS * 10:
            return


def _value(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return Broken("formula")
    if cell.data_type == "e":
        return Broken("error")
    match value:
        case bool():
            return "ya" if value else "tidak"
        case datetime():
            return value.date()
        case date() | int():
            return value
        case float():
            return value if abs(value) < 1e18 else Broken("error")
        case time() | timedelta():
            return str(value)
    return str(value).strip() or None


def _merged(xml: bytes) -> Iterator[Merged]:
    """openpyxl says nothing of joined cells when it reads row by row."""
    for place, found in enumerate(_MERGE.finditer(xml)):
        if place >= MOST_MERGES:
            return
        left, top, right, bottom = (part.decode("ascii") for part in found.groups())
        yield Merged(int(top), int(bottom), _column(left), _column(right))


def _column(letters: str) -> int:
    """A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
