"""What people write about themselves in a list, in whatever form, is read or refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literasi.domain.participant import (
    BANDS,
    Details,
    band_of,
    read_age,
    read_birth,
    read_country,
    read_place,
    read_relation,
    read_sex,
)
from literasi.domain.table import Cell
from literasi.domain.words import Complaint

YEAR = 2026


@pytest.mark.parametrize(
    ("cell", "sex"),
    [("L", "L"), ("p", "P"), ("Laki-laki", "L"), ("LAKI LAKI", "L"), ("Pr.", "P"), ("wanita", "P")],
)
def test_sex(cell: str, sex: str) -> None:
    assert read_sex(cell) == sex


@pytest.mark.parametrize(
    ("cell", "relation"),
    [
        ("Keluarga PMI", "family"),
        ("Istri", "family"),
        ("Orang tua purna PMI", "family"),
        ("PMI", "migrant"),
        ("TKW", "migrant"),
        ("Calon PMI", "prospective"),
        ("CPMI", "prospective"),
        ("Purna PMI", "returned"),
        ("eks TKI", "returned"),
    ],
)
def test_relation(cell: str, relation: str) -> None:
    assert read_relation(cell) == relation


@pytest.mark.parametrize(
    ("cell", "band"),
    [
        (date(1985, 5, 12), 1980),
        (1985, 1980),
        (1985.0, 1980),
        ("1985", 1980),
        ("12/05/1985", 1980),
        ("12 Mei 1985", 1980),
        ("1985-05-12", 1980),
        ("Praya, 12-05-1985", 1980),
        ("12-05-85", 1980),
        ("01.02.09", 2000),
        ("1980–1989", 1980),
        (31179, 1980),
        ("1941", 1950),
        ("2012", 2010),
    ],
)
def test_a_birth_date_however_written_gives_its_band_of_ten_years(cell: Cell, band: int) -> None:
    assert read_birth(cell, YEAR) == band


@pytest.mark.parametrize("cell", ["41", "41 tahun", 41, 41.0])
def test_an_age_gives_the_band(cell: Cell) -> None:
    assert read_age(cell, YEAR) == 1980


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        ("Praya", "Praya"),
        ("Kec. Praya Tengah", "Praya Tengah"),
        ("desa  Batujai", "Batujai"),
        ("Kelayu", "Kelayu"),
        ("Dsn", "Dsn"),
    ],
)
def test_a_place_stands_without_its_kind(cell: str, place: str) -> None:
    assert read_place(cell) == place


def test_a_country_is_found_by_any_of_its_names() -> None:
    names = {"hong kong": "HK", "hongkong": "HK"}
    assert read_country("Hong-Kong", names) == read_country("HONGKONG", names) == "HK"
    with pytest.raises(Complaint, match="tidak dikenal"):
        read_country("Atlantis", names)


@pytest.mark.parametrize("cell", ["", "x", "LP", "5", "#"])
def test_no_sex_and_no_relation(cell: str) -> None:
    for read in (read_sex, read_relation):
        with pytest.raises(Complaint):
            read(cell)


@pytest.mark.parametrize("cell", ["", "kapan", "85", "3000", "1899", 2025, "12/05/2024", -5, 0.5])
def test_no_birth_year(cell: Cell) -> None:
    with pytest.raises(Complaint, match="empat angka"):
        read_birth(cell, YEAR)


@pytest.mark.parametrize("cell", ["", "tua", "9", "111", "1985", -3])
def test_no_age(cell: Cell) -> None:
    with pytest.raises(Complaint, match="umur"):
        read_age(cell, YEAR)


@pytest.mark.parametrize("cell", ["Desa 5201010101900001", "x" * 61, "12", "Praya\u202e"])
def test_no_place(cell: str) -> None:
    with pytest.raises(Complaint):
        read_place(cell)


@given(st.integers(1900, 2100))
def test_every_year_has_one_band(year: int) -> None:
    band = band_of(year)
    assert band in BANDS
    assert band <= year < band + 10 or band in (BANDS[0], BANDS[-1])


details = st.builds(
    Details, sex=st.sampled_from([None, "L", "P"]), desa=st.sampled_from([None, "A", "B"])
)


@given(details, details)
def test_what_is_newer_wins_and_what_it_leaves_empty_stays(old: Details, new: Details) -> None:
    filled = old.filled_from(new)
    assert filled.desa == (new.desa or old.desa)
    assert filled.filled_from(new) == filled
    assert not filled.contradicts(new)
