"""A roster in a spreadsheet: who stands there, and everything that is wrong with it, by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from literasi.domain.nik import holds_long_number, holds_nik
from literasi.domain.participant import (
    Details,
    ForStaff,
    read_age,
    read_birth,
    read_country,
    read_place,
    read_relation,
    read_sex,
)
from literasi.domain.roster import IDENTITY, NAME_LENGTH, bare_name
from literasi.domain.roster_columns import WORDS, Columns, find_columns, means
from literasi.domain.table import Broken, Cell, Row, Table, text_of
from literasi.domain.words import Complaint

MOST_PEOPLE = 500

NO_NAMES = (
    "Kolom nama tidak ketemu. Beri judul “Nama” pada kolom itu, di satu baris dengan judul kolom "
    "lain, lalu unggah lagi. Atau pakai templat."
)
NOBODY = "Di bawah judul kolom tidak ada satu nama pun. Isi dulu, lalu unggah lagi."
TOO_MANY = (
    f"Daftar ini lebih dari {MOST_PEOPLE} orang. Satu kelas paling banyak {MOST_PEOPLE}: bagi "
    "menjadi beberapa file, satu file tiap kelas."
)
BROKEN = {
    "formula": "berisi rumus. Salin kolomnya, tempel sebagai nilai (Paste Values), lalu unggah "
    "lagi.",
    "error": "berisi tanda galat seperti #REF!. Tulis isinya, lalu unggah lagi.",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody in the file, by the number of their row."""

    row: int
    name: str
    details: Details


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a row (0: in the file), in the trainer's words. `refused`: the row is not
    imported; otherwise it is, without the detail that could not be read."""

    row: int
    text: str
    refused: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """`fatal` says why nothing can be taken from the file; "" when something can."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    columns: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    fatal: str = field(default="")


def read_sheet(tables: Sequence[Table], countries: Mapping[str, str], this_year: int) -> Reading:
    """Everybody in the table whose headings say most. `countries` as `read_country` wants them."""
    found = find_columns(tables)
    if found is None:
        return Reading(fatal=NO_NAMES)
    table, columns = found
    rows = [row for row in table.rows if row.number >= columns.first_row]
    entries: list[Entry] = []
    problems = _merged(table, columns)
    for row in rows:
        entry, wrong = _read_row(row, columns, countries, this_year)
        problems += wrong
        if entry:
            entries.append(entry)
    if table.is_cut or len(entries) > MOST_PEOPLE:
        return Reading(fatal=TOO_MANY)
    if not entries and not problems:
        return Reading(fatal=NOBODY)
    return Reading(
        tuple(entries),
        tuple(sorted(problems, key=lambda one: one.row)),
        tuple(WORDS[key] for key in WORDS if key in columns.places),
        columns.forbidden,
        columns.unread,
    )


def _read_row(
    row: Row, columns: Columns, countries: Mapping[str, str], this_year: int
) -> tuple[Entry | None, list[Problem]]:
    cells = {key: row.cell(place) for key, place in columns.places.items()}
    if all(cell is None for cell in cells.values()) or _is_no_person(row, cells):
        return None, []
    try:
        name = _read_name(cells.pop("name"))
    except Complaint as wrong:
        return None, [Problem(row.number, f"Nama: {wrong}", refused=True)]
    details, problems = _read_details(row.number, cells, countries, this_year)
    return Entry(row.number, name, details), problems


def _is_no_person(row: Row, cells: Mapping[str, Cell]) -> bool:
    """Headings that come again on a page, or a line that numbers the columns."""
    if means(text_of(cells["name"])) == "name":
        return True
    texts = [text_of(cell).strip("() ") for cell in row.cells if cell is not None]
    counted = [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 3]
    return len(counted) == len(texts) > 1 and counted == sorted(counted)


def _read_name(cell: Cell) -> str:
    if isinstance(cell, Broken):
        raise ForStaff(BROKEN[cell.kind])
    text = text_of(cell)
    if holds_nik(text):
        raise ForStaff(IDENTITY)
    name = bare_name(text)
    if not text:
        raise ForStaff("kosong, padahal baris ini berisi. Tulis namanya, atau kosongkan barisnya.")
    if not name:
        raise ForStaff("tulis dengan huruf.")
    if holds_long_number(name):
        raise ForStaff("ada nomor panjang di sini. Tulis namanya saja.")
    if len(name) > NAME_LENGTH:
        raise ForStaff(f"paling panjang {NAME_LENGTH} huruf. Ini {len(name)} huruf.")
    if not name.isprintable():
        raise ForStaff("ada tanda yang tidak bisa disimpan. Ketik ulang namanya.")
    return name


def _read_details(
    number: int, cells: Mapping[str, Cell], countries: Mapping[str, str], this_year: int
) -> tuple[Details, list[Problem]]:
    readers: dict[str, Callable[[Cell], object]] = {
        "sex": read_sex,
        "birth": lambda cell: read_birth(cell, this_year),
        "age": lambda cell: read_age(cell, this_year),
        "kecamatan": read_place,
        "desa": read_place,
        "relation": read_relation,
        "destination": lambda cell: read_country(cell, countries),
    }
    said: dict[str, object] = {}
    problems = []
    for key, cell in cells.items():
        # What people write for "nothing".
        if text_of(cell) in ("", "-", "–", "—") and not isinstance(cell, Broken):
            continue
        try:
            if isinstance(cell, Broken):
                raise ForStaff(BROKEN[cell.kind])
            said.setdefault(_field(key), readers[key](cell))
        except Complaint as wrong:
            problems.append(Problem(number, f"{WORDS[key]}{_shown(cell)}: {wrong}", refused=False))
    return Details(**said), problems  # type: ignore[arg-type]


def _field(key: str) -> str:
    return "birth_band" if key in ("birth", "age") else key


def _shown(cell: Cell) -> str:
    """The cell within quotes, so that it is found; nothing of a number that is not to be kept."""
    text = text_of(cell)
    if not text or holds_long_number(text):
        return ""
    return f" “{text[:30]}{'…' if len(text) > 30 else ''}”"


def _merged(table: Table, columns: Columns) -> list[Problem]:
    """Joined cells hold a value in their first row only."""
    problems = []
    for one in table.merged:
        if one.last_row <= one.first_row or one.first_row < columns.first_row:
            continue
        inside = range(one.first_column, one.last_column + 1)
        for key, place in columns.places.items():
            if place in inside:
                text = (
                    f"{WORDS[key]}: sel baris {one.first_row} sampai {one.last_row} digabung, jadi "
                    f"hanya baris {one.first_row} yang terbaca. Pisahkan (Unmerge Cells), lalu isi "
                    "tiap baris."
                )
                problems.append(Problem(one.first_row, text, refused=False))
    return problems
