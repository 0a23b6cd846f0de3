"""Offices by their full name, and no promise of what is not there."""

from __future__ import annotations

import re

import pytest

from tests.people import Reader

BP3MI = "BP3MI (Balai Pelayanan Pelindungan Pekerja Migran Indonesia)"


@pytest.mark.parametrize("path", ["/daftar", "/privasi", "/sumber", "/petugas"])
def test_a_page_writes_the_office_out_where_it_first_names_it(reader: Reader, path: str) -> None:
    page = reader.get(path).text
    assert page.index("BP3MI") == page.index(BP3MI)


@pytest.mark.parametrize("path", ["/", "/masuk", "/daftar"])
def test_the_way_in_offers_only_what_is_there(reader: Reader, path: str) -> None:
    page = re.sub(r"<[^>]+>", " ", reader.get(path).text).lower()
    assert "kartu" in page or path == "/daftar"
    for absent in ("belum dibuka", "segera hadir", "akan datang"):
        assert absent not in page
