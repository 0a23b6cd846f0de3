"""Workbooks for tests: honest ones, and what somebody might make up."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import openpyxl
import xlsxwriter

Rows = Sequence[Sequence[Any]]
HEADINGS = ("No", "Nama", "L/P", "Tahun lahir", "Kecamatan", "Desa", "Hubungan", "Negara tujuan")


def workbook(rows: Rows, change: Callable[[Any], None] | None = None) -> bytes:
    """One sheet with these rows; `change` does more to the book."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    if change:
        change(book)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def as_excel_writes(rows: Rows) -> bytes:
    """The same with its texts in a part of their own, to which the cells point."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return written.getvalue()


def roster(people: int) -> bytes:
    """An office's list of so many people, with every column."""
    rows: list[Sequence[Any]] = [("DAFTAR PESERTA",), (), HEADINGS]
    rows += [
        (
            n,
            person_name(n),
            "LP"[n % 2],
            1960 + n % 45,
            "Praya",
            f"Desa {n % 9}",
            "keluarga",
            "Malaysia",
        )
        for n in range(1, people + 1)
    ]
    return workbook(rows)


def person_name(number: int) -> str:
    letters = "".join(chr(97 + int(digit)) for digit in str(number))
    return f"Peserta {letters.title()}"


def with_part(content: bytes, name: str, part: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The workbook with one part more, or another in its place."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(written, "w", method) as new:
        for one in old.infolist():
            if one.filename != name:
                new.writestr(one.filename, old.read(one))
        new.writestr(name, part)
    return written.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as book:
        return book.read(name)


def with_macros(content: bytes) -> bytes:
    """As an .xlsm: the same book with a program in it."""
    types = part_of(content, "[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    with_program = with_part(content, "xl/vbaProject.bin", b"\0" * 1000)
    return with_part(with_program, "[Content_Types].xml", types)
