"""What a trainer fills in, read into values or into errors in their words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from werkzeug.datastructures import MultiDict

from literasi.accounts.forms import clean_name, read_uuid
from literasi.domain.course import Catalogue
from literasi.training.operations import ClassPlan

LONGEST_CLASS = timedelta(days=366)
TEXTS = {  # field: (longest, what to write)
    "nama": (80, "Tulis nama kelasnya, misalnya Praya Angkatan 3."),
    "judul": (120, "Tulis judul pelatihan. Judul ini tertulis di sertifikat."),
    "tempat": (80, "Tulis tempatnya, misalnya Praya, Lombok Tengah."),
}
DOOR_HOURS = {"1": 1, "4": 4, "24": 24}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_LOCAL = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")


@dataclass(frozen=True, slots=True)
class ClassForm:
    """`plan` is None while there are errors; `errors` maps a field to what to mend."""

    plan: ClassPlan | None
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MeetingForm:
    uid: UUID | None
    held_on: date | None
    jp: int
    present: tuple[UUID, ...]
    error: str = ""


def read_class(form: MultiDict[str, str], catalogue: Catalogue) -> ClassForm:
    errors: dict[str, str] = {}
    texts = {name: clean_name(form.get(name, "")) for name in TEXTS}
    for name, (longest, words) in TEXTS.items():
        if not texts[name] or not texts[name].isprintable():
            errors[name] = words
        elif len(texts[name]) > longest:
            errors[name] = f"Paling panjang {longest} huruf. Ini {len(texts[name])} huruf."
    starts_on, ends_on = read_date(form.get("mulai", "")), read_date(form.get("selesai", ""))
    if starts_on is None:
        errors["mulai"] = "Tulis tanggal mulai, misalnya 24/11/2026."
    if ends_on is None:
        errors["selesai"] = "Tulis tanggal selesai, misalnya 26/11/2026."
    elif starts_on and not starts_on <= ends_on <= starts_on + LONGEST_CLASS:
        errors["selesai"] = "Tanggal selesai tidak boleh sebelum mulai, atau lebih dari setahun."
    modules = read_modules(form.getlist("modul"), catalogue)
    if not modules:
        errors["modul"] = "Pilih paling sedikit satu modul."
    signatory = _signatory(form, errors)
    if errors or starts_on is None or ends_on is None:
        return ClassForm(None, errors)
    plan = ClassPlan(
        texts["nama"], texts["judul"], texts["tempat"], starts_on, ends_on, modules, signatory
    )
    return ClassForm(plan)


def read_modules(chosen: Sequence[str], catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """The chosen modules that exist, in catalogue order."""
    wanted = set(chosen)
    return tuple(
        (course.slug, module.slug)
        for course in catalogue.courses
        for module in course.modules
        if f"{course.slug}/{module.slug}" in wanted
    )


def read_date(text: str) -> date | None:
    """`2026-11-24` as browsers send it, or `24/11/2026` as people write it."""
    text = text.strip()
    if found := _ISO.fullmatch(text):
        parts = [int(part) for part in found.groups()]
    elif found := _LOCAL.fullmatch(text):
        parts = [int(part) for part in reversed(found.groups())]
    else:
        return None
    try:
        day = date(*parts)
    except ValueError:
        return None
    return day if 2020 <= day.year <= 2100 else None


def read_meeting(form: MultiDict[str, str], starts_on: date, ends_on: date) -> MeetingForm:
    held_on, jp = read_date(form.get("tanggal", "")), _whole(form.get("jp", ""))
    present = tuple(uid for text in form.getlist("hadir") if (uid := read_uuid(text)))
    error = ""
    if held_on is None or not starts_on <= held_on <= ends_on:
        error = "Tanggal pertemuan ada di antara mulai dan selesai kelas."
    elif not 1 <= jp <= 12:
        error = "Jam pelajaran (JP) satu pertemuan antara 1 dan 12."
    uid = read_uuid(form.get("kunci", ""))
    if uid is None and not error:
        error = "Formulir ini tidak lengkap. Muat ulang halaman ini, lalu isi lagi."
    return MeetingForm(uid, held_on, jp, present, error)


def read_door(text: str) -> str | None:
    """The six digits of a class's door, with or without spaces."""
    digits = "".join(text.split())
    return digits if len(digits) == 6 and digits.isascii() and digits.isdigit() else None


def read_count(text: str, most: int) -> int:
    """A whole number from 0 to `most`; whatever cannot be read is 0."""
    return min(max(_whole(text), 0), most)


def _whole(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _signatory(form: Mapping[str, str], errors: dict[str, str]) -> dict[str, str]:
    """Who signs. May wait until the certificates are issued, so empty fields are fine."""
    signatory = {
        "position": clean_name(form.get("jabatan", "")),
        "name": clean_name(form.get("penandatangan", "")),
        "nip": clean_name(form.get("nip", "")),
    }
    if any(len(value) > 120 or not value.isprintable() for value in signatory.values()):
        errors["penandatangan"] = "Nama, jabatan, dan NIP paling panjang 120 huruf."
    if signatory["nip"] and not re.fullmatch(r"[0-9 ]{5,30}", signatory["nip"]):
        errors["nip"] = "NIP hanya berisi angka dan spasi."
    return signatory
