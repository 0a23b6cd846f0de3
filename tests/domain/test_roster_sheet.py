"""A roster as offices keep it: everybody is found, and every problem has its row."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literasi.domain.participant import Details
from literasi.domain.roster_sheet import MOST_PEOPLE, Problem, Reading, read_sheet
from literasi.domain.table import Broken, Cell, Merged, Row, Table

NIK = "5201014101850001"
HEADINGS = ("No", "Nama", "L/P", "Tgl Lahir", "Kecamatan", "Desa", "Hubungan", "Negara")
COUNTRIES = {"malaysia": "MY"}


def read(*rows: tuple[Cell, ...], headings: tuple[str, ...] = HEADINGS, **more: object) -> Reading:
    numbered = [Row(n, row) for n, row in enumerate((headings, *rows), start=1)]
    return read_sheet([Table("", tuple(numbered), **more)], COUNTRIES, 2026)  # type: ignore[arg-type]


def one_problem(*rows: tuple[Cell, ...], **more: object) -> Problem:
    found = read(*rows, **more)  # type: ignore[arg-type]
    assert len(found.problems) == 1, found.problems
    return found.problems[0]


def test_a_whole_row_is_read() -> None:
    row = (1, "1. Siti Aminah", "P", date(1985, 1, 2), "Kec. Praya", "Batujai", "istri", "Malaysia")
    found = read(row)
    assert found.problems == ()
    assert found.entries[0].row == 2
    assert found.entries[0].name == "Siti Aminah"
    assert found.entries[0].details == Details("P", 1980, "Praya", "Batujai", "family", "MY")


def test_empty_rows_page_headings_counted_columns_and_a_total_are_nobody() -> None:
    found = read(
        ("(1)", "(2)", "(3)", "(4)"),
        (1, "Ani", "P"),
        (),
        HEADINGS,
        (2, "Budi", "L", "-", "–"),
        ("Jumlah 2 orang",),
    )
    assert [entry.name for entry in found.entries] == ["Ani", "Budi"]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (NIK, "seperti NIK"),
        (f"Siti {NIK}", "seperti NIK"),
        ("Siti 5201 0141 0185 0001", "seperti NIK"),
        (int(NIK), "seperti NIK"),
        (float(NIK), "seperti NIK"),
        ("Siti 081234567890", "nomor panjang"),
        ("NIP. 198001012005011001", "nomor panjang"),
        (12345, "tulis dengan huruf"),
        (None, "kosong"),
        ("x" * 61, "paling panjang 60"),
        ("Ani\u202e", "tidak bisa disimpan"),
        (Broken("formula"), "berisi rumus"),
        (Broken("error"), "#REF!"),
    ],
)
def test_a_row_without_a_usable_name_is_refused_and_says_why(cell: Cell, words: str) -> None:
    problem = one_problem((1, cell, "P"))
    assert (problem.row, problem.refused) == (2, True)
    assert words in problem.text
    assert NIK not in problem.text


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        (2, "X", "L/P “X”: Tulis L"),
        (2, Broken("formula"), "L/P: berisi rumus"),
        (3, "besok", "Tahun lahir “besok”"),
        (4, NIK, "Kecamatan: Ada nomor 16 angka"),
        (6, "teman", "Hubungan “teman”"),
        (7, "Atlantis", "Negara tujuan “Atlantis”"),
    ],
)
def test_a_detail_that_cannot_be_read_is_left_out_and_named(
    column: int, cell: Cell, words: str
) -> None:
    row: list[Cell] = [1, "Siti", *[None] * 6]
    row[column] = cell
    found = read(tuple(row))
    assert found.entries[0].details == Details()
    assert found.problems[0].row == 2
    assert not found.problems[0].refused
    assert words in found.problems[0].text
    assert NIK not in found.problems[0].text


def test_a_column_for_identity_numbers_is_never_read() -> None:
    found = read(("Siti", NIK), headings=("Nama", "NIK"))
    assert found.entries[0].name == "Siti"
    assert found.forbidden == ("NIK",)
    assert NIK not in repr(found)


def test_joined_cells_below_the_headings_are_a_problem() -> None:
    merged = (Merged(2, 4, 4, 4), Merged(1, 1, 0, 3), Merged(2, 2, 1, 2), Merged(2, 3, 0, 0))
    problem = one_problem((1, "Siti", "P", None, "Praya"), merged=merged)
    assert "baris 2 sampai 4 digabung" in problem.text
    assert not problem.refused


def test_more_than_a_class_is_refused_whole() -> None:
    rows = [(n, f"Orang {chr(65 + n % 26)}") for n in range(MOST_PEOPLE + 1)]
    assert "bagi menjadi beberapa file" in read(*rows).fatal
    assert len(read(*rows[:-1]).entries) == MOST_PEOPLE
    assert "bagi menjadi beberapa file" in read(rows[0], is_cut=True).fatal


def test_a_file_without_names_says_what_is_missing() -> None:
    assert "Kolom nama tidak ketemu" in read_sheet([], {}, 2026).fatal
    assert "tidak ada satu nama pun" in read().fatal


cells = st.one_of(
    st.none(), st.text(max_size=30), st.integers(), st.floats(-1e17, 1e17), st.dates(),
    st.sampled_from([Broken("formula"), Broken("error"), NIK, "Nama", "L/P"]),
)  # fmt: skip


def test_a_number_among_the_headings_is_not_repeated() -> None:
    found = read(("Siti", "Praya"), headings=("Nama", f"Nomor {NIK}"))
    assert found.entries
    assert NIK not in repr(found)


@given(st.lists(st.lists(cells, max_size=9), max_size=6))
def test_whatever_stands_in_the_cells_gives_people_or_problems(rows: list[list[Cell]]) -> None:
    found = read(*(tuple(row) for row in rows))
    assert len(found.entries) <= len(rows)
    assert NIK not in repr(found)
    assert all(1 <= problem.row <= len(rows) + 1 for problem in found.problems)
