"""A sheet of cells, wherever it came from: what a spreadsheet holds once it is only values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell whose value nobody should trust: `kind` is "formula", whose stored result may be
    anything, or "error", such as #REF!."""

    kind: str


Cell = str | int | float | date | Broken | None


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is the row's as a spreadsheet shows it, from 1. Empty cells at the end may be
    missing."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """The cell of a column, counted from 0; None where there is none."""
        return self.cells[column] if 0 <= column < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells joined into one: the first and last row, from 1, and column, from 0."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that are not empty, in order. `is_cut` where there were more than are read."""

    name: str
    rows: tuple[Row, ...]
    merged: tuple[Merged, ...] = field(default=())
    is_cut: bool = False


def text_of(cell: Cell) -> str:
    """A cell as one would read it, on one line; "" for what is empty or cannot be trusted."""
    if cell is None or isinstance(cell, Broken):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())
