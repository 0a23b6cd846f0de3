"""Countries by their ISO 3166 codes, named in a reader's language and found by many spellings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from literasi.domain.participant import plain

# Where Indonesians work most, by the money that comes from there, then the rest of the corridors
# whose costs the courses name.
FIRST = ("MY", "SA", "TW", "HK", "SG", "AE", "JP", "KR", "BN", "AU", "NL", "TH")
# Codes of CLDR that stand for no country, and our own.
_NO_COUNTRY = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ", "ID"]
)
_OTHER_NAMES = {
    "hongkong": "HK",
    "hk": "HK",
    "makau": "MO",
    "macau": "MO",
    "korea": "KR",
    "korsel": "KR",
    "saudi": "SA",
    "arab": "SA",
    "ksa": "SA",
    "uea": "AE",
    "uae": "AE",
    "uni emirat arab uea": "AE",
    "dubai": "AE",
    "abu dhabi": "AE",
    "brunei": "BN",
    "brunei darussalam": "BN",
    "taiwan roc": "TW",
    "singapore": "SG",
    "china": "CN",
    "cina": "CN",
    "turkiye": "TR",
    "inggris": "GB",
    "amerika": "US",
    "usa": "US",
    "selandia baru": "NZ",
    "papua new guinea": "PG",
}


@lru_cache(maxsize=8)
def country_names(language: str) -> Mapping[str, str]:
    """Names by code: those where many work first, then all others by name. `language` is a tag;
    one that Babel does not know gets Indonesian names."""
    names = _names(language)
    others = sorted((name, code) for code, name in names.items() if code not in FIRST)
    return {code: names[code] for code in FIRST} | {code: name for name, code in others}


@lru_cache(maxsize=1)
def countries_by_name() -> Mapping[str, str]:
    """Codes by plain name, in Indonesian, in English, and as people write them."""
    found = {plain(name): code for tag in ("en", "id") for code, name in _names(tag).items()}
    # "Hong Kong DAK Tiongkok" is what nobody writes.
    short = {name.split(" dak ")[0].split(" sar ")[0]: code for name, code in found.items()}
    return short | found | _OTHER_NAMES


def _names(language: str) -> dict[str, str]:
    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        territories = Locale.parse("id").territories
    return {
        code: _short(name)
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY
    }


def _short(name: str) -> str:
    """Without "DAK Tiongkok" or "SAR China", which is how CLDR tells two of them apart."""
    return name.removesuffix(" DAK Tiongkok").removesuffix(" SAR China")
