"""What the ministry asks about those who took part: optional, coarse, and theirs to say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

from literasi.domain.nik import holds_nik
from literasi.domain.table import Cell, text_of
from literasi.domain.words import Complaint, for_later

PLACE_LENGTH = 60
# The first year of each band of ten; the outer two are open.
BANDS = (1950, 1960, 1970, 1980, 1990, 2000, 2010)
OLDEST, YOUNGEST = 110, 10  # years

SEXES = {"L": for_later("Laki-laki"), "P": for_later("Perempuan")}
RELATIONS = {
    "family": for_later("Keluarga PMI"),
    "migrant": for_later("PMI, sedang bekerja di luar negeri"),
    "returned": for_later("Purna PMI, sudah pulang"),
    "prospective": for_later("Calon PMI"),
}
_SEX_WORDS = {
    "L": {"l", "lk", "laki", "laki laki", "lelaki", "pria", "m", "male"},
    "P": {"p", "pr", "perempuan", "wanita", "w", "f", "female"},
}
# In this order: "istri purna PMI" is family, "calon PMI" is no PMI yet.
_RELATION_WORDS = (
    (
        "family",
        "keluarga suami istri isteri anak ortu orangtua orang ibu bapak ayah saudara adik kakak",
    ),
    ("prospective", "calon cpmi ctki"),
    ("returned", "purna eks mantan pulang"),
    ("migrant", "pmi tki tkw migran"),
)
_PREFIX = re.compile(r"^(kecamatan|kec|desa|ds|kelurahan|kel)\b[.\s:]*", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_DATE = re.compile(r"(?<!\d)\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*(\d\d)(?!\d)")
_DAY_ZERO = date(1899, 12, 30)  # from which spreadsheets count days
_DAYS = range(7_000, 45_000)  # 1919 to 2023, as such a count


class ForStaff(Complaint):
    """What is wrong in a list that staff uploaded: read on their pages, which are in Indonesian."""


@dataclass(frozen=True, slots=True)
class Details:
    """All optional. `sex` L or P; `birth_band` the first year of ten; `relation` a key of
    RELATIONS; `destination` an ISO 3166 code."""

    sex: str | None = None
    birth_band: int | None = None
    kecamatan: str | None = None
    desa: str | None = None
    relation: str | None = None
    destination: str | None = None

    @property
    def is_empty(self) -> bool:
        return all(getattr(self, name) is None for name in FIELDS)

    def filled_from(self, newer: Details) -> Details:
        """This, with whatever `newer` says; what it leaves empty stays."""
        said = {name: value for name in FIELDS if (value := getattr(newer, name)) is not None}
        return replace(self, **said)

    def contradicts(self, other: Details) -> bool:
        """Whether both say something, and not the same."""
        pairs = [(getattr(self, name), getattr(other, name)) for name in FIELDS]
        return any(
            mine is not None and theirs is not None and mine != theirs for mine, theirs in pairs
        )


FIELDS = tuple(one.name for one in fields(Details))


def plain(text: str) -> str:
    """Lower case, letters and digits only, single spaces: how spellings are compared."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c if c.isalnum() else " " for c in bare if not unicodedata.combining(c))
    return " ".join(bare.split())


def read_sex(cell: Cell) -> str:
    """L or P. Raises Complaint."""
    words = plain(text_of(cell))
    for sex, known in _SEX_WORDS.items():
        if words in known:
            return sex
    raise ForStaff("Tulis L untuk laki-laki atau P untuk perempuan.")


def read_relation(cell: Cell) -> str:
    """A key of RELATIONS, from however people say it. Raises Complaint."""
    words = set(plain(text_of(cell)).split())
    for relation, known in _RELATION_WORDS:
        if words & set(known.split()):
            return relation
    raise ForStaff("Tulis keluarga, PMI, purna, atau calon.")


def read_place(cell: Cell) -> str:
    """The name of a kecamatan or desa, without that word before it. Raises Complaint."""
    text = unicodedata.normalize("NFC", _PREFIX.sub("", text_of(cell)))
    if holds_nik(text):
        raise Complaint(
            "Ada nomor 16 angka, seperti NIK. Nomor seperti itu tidak kami simpan. Hapus dulu."
        )
    if len(text) > PLACE_LENGTH:
        raise Complaint("Paling panjang %(most)s huruf.", most=str(PLACE_LENGTH))
    if not text.isprintable() or not any(c.isalpha() for c in text):
        raise Complaint("Tulis namanya dengan huruf.")
    return text


def read_birth(cell: Cell, this_year: int) -> int:
    """The band of a birth date, a birth year, or a band as it is written. Raises Complaint."""
    year = _year_of(cell, this_year)
    if year is None or not this_year - OLDEST <= year <= this_year - YOUNGEST:
        raise ForStaff("Tulis tahun lahir dengan empat angka, misalnya 1985.")
    return band_of(year)


def read_age(cell: Cell, this_year: int) -> int:
    """The band in which somebody of this age was born, or the year before. Raises Complaint."""
    found = re.match(r"\d{1,3}(?!\d)", text_of(cell))
    age = int(found[0]) if found else 0
    if not YOUNGEST <= age <= OLDEST:
        raise ForStaff("Tulis umur dengan angka, misalnya 41.")
    return band_of(this_year - age)


def read_country(cell: Cell, countries: Mapping[str, str]) -> str:
    """The code of a country, found by its plain name in `countries`. Raises Complaint."""
    code = countries.get(plain(text_of(cell)))
    if code is None:
        raise ForStaff("Negara ini tidak dikenal. Pakai nama dari daftar di templat.")
    return code


def band_of(year: int) -> int:
    """The first year of the band."""
    return min(max(year // 10 * 10, BANDS[0]), BANDS[-1])


def _year_of(cell: Cell, this_year: int) -> int | None:
    if isinstance(cell, date):
        return cell.year
    if isinstance(cell, int | float) and int(cell) in _DAYS:
        return (_DAY_ZERO + timedelta(days=int(cell))).year
    text = text_of(cell)
    if found := _YEAR.search(text):
        return int(found[0])
    if found := _SHORT_DATE.search(text):
        short = int(found[1])
        return 1900 + short if short > (this_year - YOUNGEST) % 100 else 2000 + short
    return None
