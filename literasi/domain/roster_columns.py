"""Which column of a sheet is what: found by its heading, in the many ways offices write it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from literasi.domain.nik import holds_long_number
from literasi.domain.participant import plain
from literasi.domain.table import Row, Table, text_of

LOOKED_THROUGH = 30  # rows among which the headings stand, below titles and letterheads

# How the page calls a column, and what its heading may say once it is plain.
WORDS = {
    "name": "Nama",
    "sex": "L/P",
    "birth": "Tahun lahir",
    "age": "Umur",
    "kecamatan": "Kecamatan",
    "desa": "Desa",
    "relation": "Hubungan",
    "destination": "Negara tujuan",
}
_SPELLINGS = {
    "name": "nama|nama lengkap|nama peserta|nama lengkap peserta|nama siswa|nama pmi|nama cpmi"
    "|nama calon pmi|nama purna pmi|nama sesuai ktp|nama lengkap sesuai ktp|nama dan gelar"
    "|peserta|name|full name|participant",
    "sex": "l p|p l|lp|jk|j k|jenis kelamin|jns kelamin|j kelamin|kelamin|gender|sex",
    "birth": "tahun lahir|thn lahir|th lahir|tanggal lahir|tgl lahir|tanggal kelahiran|lahir|ttl"
    "|tempat tanggal lahir|tempat tgl lahir|tempat dan tanggal lahir|kelompok tahun lahir"
    "|tahun kelahiran|date of birth|birth year|dob",
    "age": "umur|usia|umur tahun|usia tahun|umur thn|usia thn|age",
    "kecamatan": "kecamatan|kec|nama kecamatan|asal kecamatan",
    "desa": "desa|kelurahan|desa kelurahan|kelurahan desa|kel desa|desa kel|nama desa|asal desa"
    "|village",
    "relation": "hubungan|hubungan dengan pmi|hub dengan pmi|hubungan keluarga|hub keluarga"
    "|status peserta|kategori|kategori peserta|jenis peserta|peserta sebagai|sebagai|relation",
    "destination": "negara|negara tujuan|negara penempatan|negara bekerja|tujuan|tujuan penempatan"
    "|negara tujuan penempatan|country|destination",
    "number": "no|nomor|nomor urut|no urut|num",
}
# Never read, wherever they stand.
_FORBIDDEN = re.compile(r"\b(nik|ktp|kk|paspor|passport|visa|dokumen|kependudukan)\b")
_MEANS = {spelling: key for key, all_ in _SPELLINGS.items() for spelling in all_.split("|")}


@dataclass(frozen=True, slots=True)
class Columns:
    """`places` maps a key of WORDS to its column, from 0; `first_row` is where people begin.
    `forbidden` and `unread` are headings as they stand in the file."""

    places: dict[str, int]
    first_row: int
    forbidden: tuple[str, ...] = field(default=())
    unread: tuple[str, ...] = field(default=())


def find_columns(tables: Sequence[Table]) -> tuple[Table, Columns] | None:
    """The table whose headings say most, and its columns; None where none has one for names."""
    found = [(table, columns) for table in tables if (columns := _columns(table))]
    return max(found, key=lambda one: len(one[1].places), default=None)


def means(heading: str) -> str:
    """What a heading stands for: a key of WORDS, "number", or "" for anything else."""
    whole = plain(heading)
    if _FORBIDDEN.search(whole) and whole not in _MEANS:
        return ""
    without = plain(re.sub(r"\(.*?\)", " ", heading))
    return _MEANS.get(whole) or _MEANS.get(without, "")


def _columns(table: Table) -> Columns | None:
    candidates = [(place, _read(row)) for place, row in enumerate(table.rows[:LOOKED_THROUGH])]
    named = [(place, read) for place, read in candidates if "name" in read]
    if not named:
        return None
    # The fullest line; among equals the first, since headings may come again on each page.
    place, places = max(named, key=lambda one: (len(one[1]), -one[0]))
    heading = table.rows[place]
    below = table.rows[place + 1] if place + 1 < len(table.rows) else None
    second = _second_line(below, places) if below else {}
    places |= second
    last = below if below and second else heading
    headings = [text_of(cell) for row in dict.fromkeys((heading, last)) for cell in row.cells]
    known = [text[:60] for text in headings if text and not means(text)]
    known = [text for text in known if not holds_long_number(text)]
    forbidden = tuple(dict.fromkeys(text for text in known if _FORBIDDEN.search(plain(text))))
    unread = tuple(dict.fromkeys(text for text in known if text not in forbidden))
    places.pop("number", None)
    return Columns(places, last.number + 1, forbidden, unread)


def _read(row: Row) -> dict[str, int]:
    """The columns that a row names, each kind once: the first that says so."""
    read: dict[str, int] = {}
    for column, cell in enumerate(row.cells):
        text = text_of(cell)
        if text and len(text) <= 60 and (key := means(text)):
            read.setdefault(key, column)
    return read


def _second_line(row: Row, places: dict[str, int]) -> dict[str, int]:
    """Headings in two lines: "Alamat" over "Desa" and "Kecamatan". A person's row has a name."""
    if text_of(row.cell(places["name"])):
        return {}
    more = _read(row)
    taken = set(places.values())
    return {
        key: column for key, column in more.items() if key not in places and column not in taken
    }
