"""The offices file: read whole or not at all, and followed by the database."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask
from sqlalchemy import select

from literasi.accounts.offices import OfficesFileError, read_offices, sync_offices
from literasi.accounts.staff_models import Office
from literasi.config import OFFICES
from literasi.database import db, write
from literasi.web.templating import local_time

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ENTRY: dict[str, Any] = {
    "name": "BP3MI Contoh",
    "city": "Mataram",
    "zone": "WITA",
    "coverage": ["Nusa Tenggara Barat"],
    "letterhead": ["Balai Pelayanan Pelindungan Pekerja Migran Indonesia Contoh"],
    "number": "{nomor}/CONTOH/{bulan}/{tahun}",
    "signatory": {"position": "Kepala", "name": "", "nip": ""},
}


def written(folder: Path, offices: object) -> Path:
    path = folder / "offices.yaml"
    path.write_text(yaml.safe_dump(offices, sort_keys=False), "utf-8")
    return path


def test_the_shipped_file_has_the_twenty_three() -> None:
    offices = read_offices(OFFICES)
    assert len(offices) == len({office.slug for office in offices}) == 23
    assert all(office.name.startswith("BP3MI ") for office in offices)
    assert {office.zone for office in offices} == {"Asia/Jakarta", "Asia/Makassar"}
    assert "Perlindungan" not in OFFICES.read_text("utf-8")
    assert all(office.signatory["name"] == office.signatory["nip"] == "" for office in offices)


def test_an_entry_is_read_as_it_is_written(tmp_path: Path) -> None:
    (office,) = read_offices(written(tmp_path, {"contoh": ENTRY}))
    assert (office.slug, office.city, office.zone) == ("contoh", "Mataram", "Asia/Makassar")
    assert (office.kind, office.number_pattern) == ("bp3mi", ENTRY["number"])


def test_a_representative_abroad_has_its_own_kind_and_zone(tmp_path: Path) -> None:
    abroad = {**ENTRY, "kind": "perwakilan", "zone": "Asia/Kuala_Lumpur"}
    (office,) = read_offices(written(tmp_path, {"kuala-lumpur": abroad}))
    assert (office.kind, office.zone) == ("perwakilan", "Asia/Kuala_Lumpur")
    noon = datetime(2026, 11, 24, 4, 5, tzinfo=UTC)
    assert local_time(noon, office.zone).endswith("pukul 12.05 waktu Kuala Lumpur")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": ""}, "name is text of 1 to 120 characters"),
        ({"name": 5}, "name is text of 1 to 120 characters"),
        ({"city": "x" * 61}, "city is text of 1 to 60 characters"),
        ({"zone": "WIBB"}, "zone is WIB, WITA or WIT"),
        ({"zone": "Asia/Tidak_Ada"}, "zone is WIB, WITA or WIT"),
        ({"zone": "UTC"}, "zone is WIB, WITA or WIT"),
        ({"kind": "cabang"}, "kind is one of bp3mi, p4mi, perwakilan"),
        ({"kind": ["p4mi"]}, "kind is one of bp3mi, p4mi, perwakilan"),
        ({"zone": ["WIB"]}, "zone is WIB, WITA or WIT"),
        ({"coverage": []}, "coverage is a list of texts"),
        ({"coverage": "Bali"}, "coverage is a list of texts"),
        ({"letterhead": [" "]}, "letterhead is a list of texts"),
        ({"number": 12}, "number is a pattern in quotes"),
        ({"number": "{nomor}/X"}, "number: '{nomor}/X' needs {nomor} once, and {tahun}"),
        ({"number": "{nomor}/{hari}/{tahun}"}, "use {nomor}, {bulan}, {tahun}"),
        ({"signatory": {"name": ""}}, "signatory needs position, name and nip"),
        ({"signatory": {"position": "K", "name": "", "nip": 1985}}, "put the NIP in quotes"),
        ({"alamat": "Jalan"}, "needs exactly these fields: city, coverage"),
    ],
)
def test_a_wrong_entry_is_named_with_what_is_wrong(
    tmp_path: Path, change: dict[str, Any], words: str
) -> None:
    path = written(tmp_path, {"contoh": {**copy.deepcopy(ENTRY), **change}})
    with pytest.raises(OfficesFileError) as error:
        read_offices(path)
    assert f"{path}: contoh: " in str(error.value)
    assert words in str(error.value)


@pytest.mark.parametrize("slug", ["", "x" * 41, "bali barat", 7])
def test_a_key_is_short_and_plain(tmp_path: Path, slug: object) -> None:
    with pytest.raises(OfficesFileError, match="the key is made of letters, digits and hyphens"):
        read_offices(written(tmp_path, {slug: ENTRY}))


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    wrong = {**ENTRY, "zone": "WIS", "city": ""}
    with pytest.raises(OfficesFileError) as error:
        read_offices(written(tmp_path, {"satu": wrong, "dua": {}}))
    assert len(str(error.value).splitlines()) == 3


def test_two_offices_do_not_share_a_pattern(tmp_path: Path) -> None:
    with pytest.raises(OfficesFileError, match="dua: number: satu has the same pattern"):
        read_offices(written(tmp_path, {"satu": ENTRY, "dua": ENTRY}))


@pytest.mark.parametrize("text", ["", "[]", "a: b: c", "- x"])
def test_what_is_no_offices_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "offices.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(OfficesFileError, match=r"cannot be read|needs one entry"):
        read_offices(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(OfficesFileError, match=r"tidak-ada\.yaml: cannot be read"):
        read_offices(tmp_path / "tidak-ada.yaml")


@pytest.mark.both_databases
def test_the_database_follows_the_file_and_keeps_who_left_it(app: Flask, tmp_path: Path) -> None:
    changed = {
        "bali": {**ENTRY, "name": "BP3MI Bali Baru"},
        "papua": {**ENTRY, "number": "P{nomor}{tahun}"},
    }
    with app.app_context():
        ids = {row.slug: row.id for row in db.session.scalars(select(Office))}
        for _ in range(2):
            with write():
                sync_offices(read_offices(written(tmp_path, changed)), NOON)
        rows = {row.slug: row for row in db.session.scalars(select(Office))}
    assert len(rows) == 24
    assert (rows["bali"].name, rows["bali"].id) == ("BP3MI Bali Baru", ids["bali"])
    assert rows["papua"].created_at == NOON
    assert rows["aceh"].name == "BP3MI Aceh"
