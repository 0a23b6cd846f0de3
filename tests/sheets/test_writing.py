"""What the site writes opens as what it says, and runs nothing."""

from __future__ import annotations

import csv
import tracemalloc
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pytest

from literasi.sheets.writing import Column, Sheet, Value, write_csv, write_workbook

EVIL = (
    '=HYPERLINK("http://jahat.test","Klik")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1+1",
    "＝1+1",
)
COLUMNS = (Column("Nama"), Column("Nilai"), Column("Tanggal"))


def book_of(*sheets: Sheet) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(b"".join(write_workbook(sheets))))


def lines_of(sheet: Sheet) -> list[list[str]]:
    text = b"".join(write_csv(sheet)).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=";"))


def test_texts_numbers_and_dates_come_out_as_they_went_in() -> None:
    rows: list[list[Value]] = [["Nur 'Aini", 90, date(2026, 11, 24)], ["Ani", None, None]]
    page = book_of(Sheet("Nilai", COLUMNS, rows))["Nilai"]
    assert [cell.value for cell in page[1]] == ["Nama", "Nilai", "Tanggal"]
    assert [cell.value for cell in page[2]][:2] == ["Nur 'Aini", 90]
    assert page["C2"].value.date() == date(2026, 11, 24)
    assert page.freeze_panes == "A2"
    assert lines_of(Sheet("", COLUMNS, rows))[1] == ["Nur 'Aini", "90", "2026-11-24"]


@pytest.mark.parametrize("text", EVIL)
def test_no_text_becomes_a_formula_or_a_link(text: str) -> None:
    page = book_of(Sheet("Daftar", COLUMNS, [[text]]))["Daftar"]
    assert page["A2"].data_type == "s"
    assert page["A2"].hyperlink is None
    written = lines_of(Sheet("", COLUMNS, [[text]]))[1][0]
    assert written == f"'{text}"


def test_an_address_stays_a_text_and_a_negative_number_a_number() -> None:
    page = book_of(Sheet("Daftar", COLUMNS, [["http://x.test", -5]]))["Daftar"]
    assert page["A2"].hyperlink is None
    assert page["B2"].value == -5
    assert lines_of(Sheet("", COLUMNS, [["http://x.test", -5]]))[1] == ["http://x.test", "-5"]


def test_a_heading_is_as_harmless_as_a_cell() -> None:
    assert lines_of(Sheet("", (Column("=1+1"),)))[0] == ["'=1+1"]
    assert book_of(Sheet("x", (Column("=1+1"),)))["x"]["A1"].data_type == "s"


def test_choices_are_offered_in_their_column() -> None:
    columns = (Column("L/P", choices=("L", "P"), hint="Boleh kosong"), Column("Nama"))
    book = book_of(
        Sheet("Peserta", columns), Sheet("Petunjuk", (), [["Isi satu orang tiap baris."]])
    )
    rule = book["Peserta"].data_validations.dataValidation[0]
    assert str(rule.sqref) == "A2:A501"
    assert rule.formula1 == "Pilihan!$A$2:$A$3"
    assert [cell.value for cell in book["Pilihan"]["A"]] == ["L/P", "L", "P"]
    assert book["Petunjuk"]["A1"].value == "Isi satu orang tiap baris."


def test_memory_does_not_grow_with_the_rows() -> None:
    def peak(rows: int) -> int:
        def made() -> Iterator[list[Value]]:
            return ([f"Peserta nomor {n}", n, None] for n in range(rows))

        tracemalloc.start()
        for block in write_workbook([Sheet("x", COLUMNS, made())]):
            assert len(block) <= 64 * 1024
        for block in write_csv(Sheet("", COLUMNS, made())):
            assert len(block) <= 64 * 1024
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(10)
    assert peak(4_000) < peak(500) + 1_000_000
