"""Headings in many spellings, in any order, below titles, in one line or two."""

from __future__ import annotations

import pytest

from literasi.domain.roster_columns import find_columns, means
from literasi.domain.table import Row, Table


def table(*rows: tuple[str | None, ...], name: str = "") -> Table:
    return Table(name, tuple(Row(n, row) for n, row in enumerate(rows, start=1) if any(row)))


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("NAMA LENGKAP", "name"),
        ("Nama Peserta *", "name"),
        ("L/P", "sex"),
        ("Jenis Kelamin (L/P)", "sex"),
        ("JK", "sex"),
        ("Tgl. Lahir", "birth"),
        ("TTL", "birth"),
        ("Usia (tahun)", "age"),
        ("Kec.", "kecamatan"),
        ("Desa / Kelurahan", "desa"),
        ("Hub. dengan PMI", "relation"),
        ("Negara Tujuan", "destination"),
        ("No.", "number"),
        ("NIK", ""),
        ("No. KTP", ""),
        ("Alamat", ""),
        ("Nama Ibu Kandung", ""),
    ],
)
def test_a_heading_says_what_its_column_is(heading: str, key: str) -> None:
    assert means(heading) == key


def test_headings_are_found_below_a_letterhead_and_in_any_order() -> None:
    found = find_columns(
        [
            table(
                ("KEMENTERIAN PELINDUNGAN",),
                ("DAFTAR PESERTA",),
                (None,),
                ("Desa", "L/P", "No", "Nama Peserta", "NIK", "Alamat"),
                ("Praya", "P", "1", "Siti", "x", "y"),
            )
        ]
    )
    assert found
    columns = found[1]
    assert columns.places == {"desa": 0, "sex": 1, "name": 3}
    assert columns.first_row == 5
    assert columns.forbidden == ("NIK",)
    assert columns.unread == ("Alamat",)


def test_headings_in_two_lines_are_read_together() -> None:
    found = find_columns(
        [
            table(
                ("No", "Nama", "Alamat"), (None, None, "Kecamatan", "Desa"), ("1", "Siti", "A", "B")
            )
        ]
    )
    assert found
    assert found[1].places == {"name": 1, "kecamatan": 2, "desa": 3}
    assert found[1].first_row == 3


def test_the_sheet_that_says_most_is_taken() -> None:
    few, many = (
        table(("Nama",), ("Ani",), name="a"),
        table(("Nama", "L/P"), ("Budi", "L"), name="b"),
    )
    found = find_columns([few, many])
    assert found
    assert found[0].name == "b"


def test_headings_that_come_again_do_not_take_the_place_of_the_first() -> None:
    found = find_columns([table(("Nama", "L/P"), ("Ani", "P"), ("Nama", "L/P"), ("Budi", "L"))])
    assert found
    assert found[1].first_row == 2


@pytest.mark.parametrize(
    "rows", [(), (("Siti",), ("Ani",)), (("Kecamatan", "Desa"), ("Praya", "Batujai"))]
)
def test_without_a_column_for_names_there_is_nothing(rows: tuple[tuple[str, ...], ...]) -> None:
    assert find_columns([table(*rows)]) is None
