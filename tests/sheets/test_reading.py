"""What people upload is read as values; what was made to do harm is refused with clear words."""

from __future__ import annotations

import re
import struct
import time
import tracemalloc
import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest

from literasi.domain.table import Broken, Merged, Table
from literasi.sheets.errors import SheetError
from literasi.sheets.reading import LARGEST_FILE, read_tables
from literasi.sheets.workbook import MOST_COLUMNS, MOST_ROWS
from literasi.sheets.writing import Column, Sheet, write_workbook
from tests.sheets.workbooks import (
    HEADINGS,
    as_excel_writes,
    part_of,
    with_macros,
    with_part,
    workbook,
)

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
MAIN = b' xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SMALL = workbook([("Nama",), ("Siti",)])


def cells(table: Table) -> list[tuple[Any, ...]]:
    return [row.cells for row in table.rows]


def refused(content: bytes) -> str:
    with pytest.raises(SheetError) as caught:
        read_tables(content)
    return str(caught.value)


def test_texts_numbers_and_dates_are_values_with_the_rows_of_the_sheet() -> None:
    found = read_tables(
        workbook([("Nama", "Lahir"), (), ("Siti", datetime(1985, 5, 12)), ("Ani", 7)])
    )
    assert [row.number for row in found[0].rows] == [1, 3, 4]
    assert cells(found[0])[1:] == [("Siti", date(1985, 5, 12)), ("Ani", 7)]


def test_texts_that_stand_in_a_part_of_their_own_are_read() -> None:
    content = as_excel_writes([("Nama", "Desa"), ("Siti", "Praya"), ("Ani", "Praya")])
    assert part_of(content, STRINGS)
    assert cells(read_tables(content)[0]) == [("Nama", "Desa"), ("Siti", "Praya"), ("Ani", "Praya")]


def test_a_sheet_whose_tags_bear_a_prefix_is_read() -> None:
    sheet = re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", part_of(SMALL, SHEET))
    sheet = sheet.replace(b"xmlns=", b"xmlns:x=")
    assert b"<x:worksheet" in sheet
    assert cells(read_tables(with_part(SMALL, SHEET, sheet))[0]) == [("Nama",), ("Siti",)]


def tags(start: bytes, inner: bytes, end: bytes) -> bytes:
    """A part of six megabytes full of one kind of tag."""
    return start.replace(b">", MAIN + b">", 1) + inner * (6_000_000 // len(inner)) + end


@pytest.mark.parametrize(
    ("name", "part"),
    [
        (STRINGS, tags(b"<sst>", b"<si><t>x</t></si>", b"</sst>")),
        ("xl/styles.xml", tags(b"<styleSheet><cellXfs>", b"<xf/>", b"</cellXfs></styleSheet>")),
        ("xl/styles.xml", tags(b"<styleSheet><fonts>", b"<font/>", b"</fonts></styleSheet>")),
        (SHEET, tags(b"<worksheet><sheetData><row>", b"<c/>", b"</row></sheetData></worksheet>")),
        (SHEET, tags(b"<worksheet><sheetData>", b"<row/>", b"</sheetData></worksheet>")),
    ],
    ids=["texts", "styles", "fonts", "cells", "rows"],
)
def test_a_part_that_would_cost_many_seconds_is_refused_before_it_is_read(
    name: str, part: bytes
) -> None:
    """A million styles cost 13 seconds and 800 MB."""
    content = with_part(as_excel_writes([("Nama",)]), name, part)
    began = time.process_time()
    assert "terlalu besar" in refused(content)
    assert time.process_time() - began < 1


def test_what_is_no_cell_is_not_read_at_all() -> None:
    rules = b'<dataValidations><dataValidation sqref="A1"/></dataValidations>' * 50_000
    sheet = part_of(SMALL, SHEET)
    heavy = sheet.replace(b"</worksheet>", rules + b"</worksheet>")
    assert heavy != sheet
    began = time.process_time()
    assert cells(read_tables(with_part(SMALL, SHEET, heavy))[0]) == [("Nama",), ("Siti",)]
    assert time.process_time() - began < 1


def test_a_formula_is_told_apart_whatever_value_is_stored_with_it() -> None:
    content = workbook([("Nama",), ('=HYPERLINK("http://x")',), ("=1+1",)])
    sheet = (
        part_of(content, SHEET).replace(b"<v />", b"<v>Siti</v>").replace(b"<v/>", b"<v>Siti</v>")
    )
    for one in (content, with_part(content, SHEET, sheet)):
        assert cells(read_tables(one)[0])[1:] == [(Broken("formula"),)] * 2


def test_an_error_is_told_apart() -> None:
    def spoil(book: Any) -> None:
        book.active["A2"].value, book.active["A2"].data_type = "#REF!", "e"

    assert cells(read_tables(workbook([("Nama",), ("x",)], spoil))[0])[1] == (Broken("error"),)


def test_joined_cells_are_named() -> None:
    def join(book: Any) -> None:
        book.active.merge_cells("B3:C5")

    found = read_tables(workbook([("Nama", "Desa"), ("Ani", "A"), ("Budi", "B")], join))[0]
    assert found.merged == (Merged(3, 5, 1, 2),)


def test_hidden_sheets_are_left_out() -> None:
    def hide(book: Any) -> None:
        book.create_sheet("Rahasia").append(["Nama"])
        book["Rahasia"].sheet_state = "hidden"

    assert [table.name for table in read_tables(workbook([("Nama",)], hide))] == ["Sheet"]


def test_macros_are_never_looked_at() -> None:
    content = with_macros(SMALL)
    assert cells(read_tables(content)[0]) == [("Nama",), ("Siti",)]


def test_rows_and_columns_beyond_what_a_roster_has_are_cut_and_said() -> None:
    found = read_tables(workbook([[f"x{n}" for n in range(MOST_COLUMNS + 5)]]))[0]
    assert len(found.rows[0].cells) == MOST_COLUMNS
    long = read_tables(workbook([(n,) for n in range(MOST_ROWS + 1)]))[0]
    assert long.is_cut
    assert len(long.rows) == MOST_ROWS


def test_a_cell_in_the_last_row_of_all_costs_no_million_rows() -> None:
    sheet = (
        part_of(SMALL, SHEET).replace(b'r="2"', b'r="1048576"').replace(b'r="A2"', b'r="A1048576"')
    )
    began = time.process_time()
    assert cells(read_tables(with_part(SMALL, SHEET, sheet))[0]) == [("Nama",)]
    assert time.process_time() - began < 2


def test_ten_thousand_rows_are_read_no_further_than_needed() -> None:
    rows = ((n, "Siti", "P", 1985, "Praya", "Batujai", "keluarga", n) for n in range(10_000))
    columns = tuple(Column(heading) for heading in HEADINGS)
    content = b"".join(write_workbook([Sheet("Peserta", columns, rows)]))
    assert len(content) < LARGEST_FILE
    began = time.process_time()
    assert read_tables(content)[0].is_cut
    assert time.process_time() - began < 3


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    bomb = with_part(SMALL, "xl/sharedStrings.xml", b"<sst>" + b" " * 100_000_000 + b"</sst>")
    assert len(bomb) < LARGEST_FILE
    tracemalloc.start()
    assert "terlalu besar" in refused(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_bomb_that_lies_about_its_size_is_counted_while_it_unpacks() -> None:
    bomb = with_part(SMALL, SHEET, b" " * 20_000_000)
    lying = bytearray(bomb)
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = -1
        while (place := lying.find(signature, place + 1)) >= 0:
            if struct.unpack_from("<I", lying, place + offset)[0] == 20_000_000:
                struct.pack_into("<I", lying, place + offset, 1000)
    tracemalloc.start()
    assert refused(bytes(lying))
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_many_parts_that_are_large_only_together_are_refused() -> None:
    content = SMALL
    for number in range(2, 6):
        content = with_part(content, f"xl/worksheets/sheet{number}.xml", b" " * 4_000_000)
    assert "terlalu besar" in refused(content)


def test_an_archive_within_the_archive_is_never_opened() -> None:
    inner = with_part(SMALL, "xl/media/bom.zip", b"\0" * 50_000_000)
    assert cells(read_tables(inner)[0]) == [("Nama",), ("Siti",)]


def test_a_thousand_parts_are_refused() -> None:
    written = BytesIO(SMALL)
    with zipfile.ZipFile(written, "a") as book:
        for number in range(1000):
            book.writestr(f"xl/media/{number}.png", b"")
    assert "terlalu besar" in refused(written.getvalue())


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_refused() -> None:
    written = BytesIO(SMALL)
    with zipfile.ZipFile(written, "a") as book:
        book.writestr(SHEET, b"<x/>")
    assert "tidak kami terima" in refused(written.getvalue())


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "head",
    [LAUGHS, b'<!DOCTYPE x SYSTEM "file:///etc/passwd">', b"<!doctype x>"],
    ids=["entities", "outside", "small"],
)
def test_declarations_that_grow_in_the_parser_are_refused(head: bytes) -> None:
    sheet = part_of(SMALL, SHEET)
    assert "tidak kami terima" in refused(with_part(SMALL, SHEET, head + sheet))
    hidden = (head.decode() + sheet.decode()).encode("utf-16")
    assert "tidak kami terima" in refused(with_part(SMALL, SHEET, hidden))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "kosong"),
        (b" \r\n", "kosong"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Excel lama (.xls)"),
        (b"%PDF-1.7", "bukan lembar kerja"),
        (b"\x89PNG\r\n", "bukan lembar kerja"),
        (b"<html><table>", "halaman web"),
        (b"PK\x03\x04", "rusak"),
        (SMALL[: len(SMALL) // 2], "rusak"),
        (b"Nama\0\0\x01\x02\x03" * 9, "bukan daftar"),
        (b"Nama;Desa\n\"Siti;Praya\nAni", "Tanda kutip"),
        (b"x" * (LARGEST_FILE + 1), "paling besar 1 MB"),
    ],
)  # fmt: skip
def test_what_is_no_roster_gets_an_answer_that_helps(content: bytes, words: str) -> None:
    assert words in refused(content)


def test_documents_of_other_programs_are_told_apart() -> None:
    def archive(name: str, content: str) -> bytes:
        written = BytesIO()
        with zipfile.ZipFile(written, "w") as packed:
            packed.writestr(name, content)
        return written.getvalue()

    kind = "application/vnd.oasis.opendocument.spreadsheet"
    assert "LibreOffice" in refused(archive("mimetype", kind))
    assert "bukan lembar kerja Excel" in refused(archive("word/document.xml", "<x/>"))


@pytest.mark.parametrize(
    ("name", "part"),
    [
        (SHEET, b"<worksheet><sheetData><row><c t='s'><v>99</v></c></row></sheetData></worksheet>"),
        (SHEET, b"not xml"),
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/styles.xml", b"<styleSheet><cellXfs><xf numFmtId='x'/></cellXfs></styleSheet>"),
        ("xl/_rels/workbook.xml.rels", b"<Relationships/>"),
    ],
)
def test_a_workbook_that_was_made_up_is_refused_or_read_and_never_fails(
    name: str, part: bytes
) -> None:
    found: object = None
    try:
        found = read_tables(with_part(SMALL, name, part))
    except SheetError as refusal:
        found = str(refusal)
    # Tables, perhaps none, or a refusal in words.
    assert isinstance(found, tuple) or str(found).endswith(".")


@pytest.mark.parametrize(
    "content",
    [
        b"Nama;L/P\nSiti;P\n",
        b"\xef\xbb\xbfNama,L/P\r\nSiti,P\r\n",
        "Nama\tL/P\nSiti\tP".encode("utf-16"),
        b"sep=;\r\nNama;L/P\r\nSiti;P\r\n",
        b'"Nama","L/P"\n"Siti","P"',
        b"Nama|L/P\rSiti|P",
    ],
    ids=["semicolon", "mark", "unicode text", "sep", "quotes", "bar"],
)
def test_a_text_is_read_in_whatever_form_it_was_saved(content: bytes) -> None:
    assert cells(read_tables(content)[0]) == [("Nama", "L/P"), ("Siti", "P")]


def test_letters_of_old_windows_are_read() -> None:
    assert cells(read_tables("Nama;Desa\nJosé;Praya".encode("cp1252"))[0])[1] == ("José", "Praya")


def test_commas_within_quotes_cut_nothing() -> None:
    content = b'Nama,TTL\n"Siti","Praya, 12-05-1985"\n"Ani","Mataram, 1-1-1990"'
    assert cells(read_tables(content)[0])[1] == ("Siti", "Praya, 12-05-1985")


def test_a_text_of_ten_thousand_lines_is_cut() -> None:
    assert read_tables(b"Nama\n" + b"Siti\n" * 10_000)[0].is_cut
