"""The few questions about a participant as a form: for the person, and for staff."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from literasi.domain.participant import BANDS, RELATIONS, SEXES, Details, read_place
from literasi.domain.words import Complaint
from literasi.training.roster.countries import country_names
from literasi.web.words import gettext, told

# Field of the form: what it fills.
NAMES = {
    "lp": "sex",
    "tahun": "birth_band",
    "kecamatan": "kecamatan",
    "desa": "desa",
    "hubungan": "relation",
    "negara": "destination",
}


@dataclass(frozen=True, slots=True)
class DetailsForm:
    """`typed` is what stands in the fields; `errors` map a field to what to mend. `allowed` is
    the person's answer whether it may be kept: None as long as they gave none."""

    details: Details
    typed: Mapping[str, str]
    allowed: bool | None = None
    errors: dict[str, str] = field(default_factory=dict)


def form_of(details: Details, allowed: bool | None = None) -> DetailsForm:
    """What is kept, as a form to change it."""
    values = {name: getattr(details, key) for name, key in NAMES.items()}
    return DetailsForm(
        details,
        {name: "" if value is None else str(value) for name, value in values.items()},
        allowed,
    )


def read_details(form: Mapping[str, str]) -> DetailsForm:
    """Every field may be empty."""
    typed = {name: form.get(name, "").strip()[:200] for name in NAMES}
    errors: dict[str, str] = {}
    bands = {str(band): band for band in BANDS}
    details = Details(
        sex=_chosen(typed["lp"], SEXES),
        birth_band=bands.get(typed["tahun"]),
        kecamatan=_place(typed["kecamatan"], "kecamatan", errors),
        desa=_place(typed["desa"], "desa", errors),
        relation=_chosen(typed["hubungan"], RELATIONS),
        destination=_chosen(typed["negara"], country_names("id")),
    )
    return DetailsForm(details, typed, errors=errors)


def read_answer(form: Mapping[str, str], shown: Details) -> DetailsForm:
    """What the person says to `shown`. Fields that are not there, or as they were shown and
    without an answer, leave everything as it is: nobody has to answer."""
    read = read_details(form)
    answer = {"ya": True, "tidak": False}.get(form.get("izin", ""))
    if answer is False:
        return DetailsForm(Details(), read.typed, False)
    untouched = not any(name in form for name in NAMES) or read.typed == form_of(shown).typed
    if answer is None and untouched:
        return form_of(shown)
    if answer is None:
        read.errors["izin"] = gettext(
            "Pilih dulu: boleh kami simpan, atau tidak. Tanpa itu data ini tidak disimpan."
        )
    return DetailsForm(read.details, read.typed, answer, read.errors)


def read_rows(values: Iterable[str]) -> tuple[int, ...]:
    """The numbers of ticked rows, in order, each once."""
    return tuple(sorted({int(one) for one in values if re.fullmatch(r"[0-9]{1,5}", one)}))


def choices(language: str) -> dict[str, list[tuple[str, str]]]:
    """What each list offers, in the language of the page: (value, words)."""
    return {
        "lp": [(key, gettext(words)) for key, words in SEXES.items()],
        "tahun": [(str(band), band_words(band)) for band in BANDS],
        "hubungan": [(key, gettext(words)) for key, words in RELATIONS.items()],
        "negara": list(country_names(language).items()),
    }


def band_words(band: int) -> str:
    """A band as people read it."""
    if band == BANDS[0]:
        return gettext("%(year)s atau sebelumnya", year=str(band + 9))
    if band == BANDS[-1]:
        return gettext("%(year)s atau sesudahnya", year=str(band))
    return f"{band}–{band + 9}"


def _chosen(value: str, known: Mapping[str, str]) -> str | None:
    return value if value in known else None


def _place(text: str, name: str, errors: dict[str, str]) -> str | None:
    if not text:
        return None
    try:
        return read_place(text)
    except Complaint as wrong:
        errors[name] = told(wrong)
        return None
