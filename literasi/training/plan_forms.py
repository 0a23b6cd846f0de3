"""A class as its form says it: read into a plan or into errors in the trainer's words, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from werkzeug.datastructures import MultiDict

from literasi.accounts.forms import clean_name
from literasi.domain.course import Catalogue
from literasi.training.forms import read_date, read_modules, read_rows
from literasi.training.operations import MOST_SEATS
from literasi.training.planning import ClassPlan, Guest
from literasi.training.rundown_forms import fill_rundown, read_rundown

LONGEST_CLASS = timedelta(days=366)
NEEDED = {  # field: (longest, what to write)
    "nama": (80, "Tulis nama kelasnya, misalnya Praya Angkatan 3."),
    "judul": (120, "Tulis judul pelatihan. Judul ini tertulis di sertifikat."),
    "tempat": (80, "Tulis tempatnya, misalnya Praya, Lombok Tengah."),
}
OPTIONAL = {  # field: (longest, the plan's name for it)
    "surat_tugas": (80, "duty_letter"),
    "bawa": (200, "bring"),
    "desa": (60, "village"),
    "kecamatan": (60, "district"),
    "kabupaten": (60, "regency"),
    "provinsi": (60, "province"),
}
PROGRAMMES = {
    "pre_departure": "Persiapan berangkat",
    "family": "Keluarga",
    "returnee": "Purna PMI",
    "village": "Desa",
}
MODES = {"in_person": "Tatap muka", "online": "Daring", "mixed": "Campuran"}
MOST_GUESTS = 20
GUEST = (("tamu-nama", 80), ("tamu-jabatan", 120), ("tamu-topik", 120))


@dataclass(frozen=True, slots=True)
class ClassForm:
    """`plan` is None while there are errors; `errors` maps a field to what to mend."""

    plan: ClassPlan | None
    errors: dict[str, str] = field(default_factory=dict)


def read_class(
    form: MultiDict[str, str], catalogue: Catalogue, colleagues: Mapping[str, int]
) -> ClassForm:
    """`colleagues` are the ids of those who may teach, by their uid."""
    errors: dict[str, str] = {}
    needed = _texts(form, errors)
    days = _days(form, errors)
    modules = read_modules(form.getlist("modul"), catalogue)
    if not modules:
        errors["modul"] = "Pilih paling sedikit satu modul."
    more = _details(form, errors) | {
        "signatory": _signatory(form, errors),
        "team": _team(form, errors, colleagues),
        "guests": _guests(form, errors),
        "rundown": read_rundown(form, errors, days),
    }
    if errors or days is None:
        return ClassForm(None, errors)
    name, title, place = needed
    return ClassForm(ClassPlan(name, title, place, *days, modules, **more))


def fill(plan: ClassPlan, uids: Mapping[int, str]) -> MultiDict[str, str]:
    """A plan as its form shows it. `uids` are those of the colleagues, by id."""
    return MultiDict(
        [
            ("nama", plan.name),
            ("judul", plan.title),
            ("tempat", plan.place),
            ("mulai", plan.starts_on.isoformat()),
            ("selesai", plan.ends_on.isoformat()),
            ("program", plan.programme),
            ("cara", plan.mode),
            ("kapasitas", str(plan.capacity or "")),
            *((name, getattr(plan, key)) for name, (_, key) in OPTIONAL.items()),
            ("jabatan", plan.signatory.get("position", "")),
            ("penandatangan", plan.signatory.get("name", "")),
            ("nip", plan.signatory.get("nip", "")),
            *(("modul", f"{course}/{module}") for course, module in plan.modules),
            *(("tim", uids[one]) for one in plan.team if one in uids),
            *(
                pair
                for guest in plan.guests
                for pair in zip(
                    (name for name, _ in GUEST),
                    (guest.name, guest.position, guest.topic),
                    strict=True,
                )
            ),
            *fill_rundown(plan.rundown),
        ]
    )


def _texts(form: Mapping[str, str], errors: dict[str, str]) -> list[str]:
    texts = {name: clean_name(form.get(name, "")) for name in NEEDED}
    for name, (longest, words) in NEEDED.items():
        if not texts[name] or not texts[name].isprintable():
            errors[name] = words
        else:
            _refuse_long(texts[name], longest, name, errors)
    return list(texts.values())


def _refuse_long(text: str, longest: int, name: str, errors: dict[str, str]) -> None:
    if len(text) > longest:
        errors[name] = f"Paling panjang {longest} huruf. Ini {len(text)} huruf."


def _days(form: Mapping[str, str], errors: dict[str, str]) -> tuple[date, date] | None:
    starts_on, ends_on = read_date(form.get("mulai", "")), read_date(form.get("selesai", ""))
    if starts_on is None:
        errors["mulai"] = "Tulis tanggal mulai, misalnya 24/11/2026."
    if ends_on is None:
        errors["selesai"] = "Tulis tanggal selesai, misalnya 26/11/2026."
    elif starts_on and not starts_on <= ends_on <= starts_on + LONGEST_CLASS:
        errors["selesai"] = "Tanggal selesai tidak boleh sebelum mulai, atau lebih dari setahun."
    return (starts_on, ends_on) if starts_on and ends_on else None


def _details(form: Mapping[str, str], errors: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, (longest, key) in OPTIONAL.items():
        found[key] = _optional(form.get(name, ""), longest, name, errors)
    found["programme"] = form.get("program", "")
    if found["programme"] not in ("", *PROGRAMMES):
        errors["program"] = "Pilih programnya dari daftar."
    found["mode"] = form.get("cara", "") or "in_person"
    if found["mode"] not in MODES:
        errors["cara"] = "Pilih cara belajarnya dari daftar."
    found["capacity"] = _capacity(form.get("kapasitas", ""), errors)
    return found


def _optional(text: str, longest: int, name: str, errors: dict[str, str]) -> str:
    text = clean_name(text)
    if not text.isprintable():
        errors[name] = "Ada tanda yang tidak bisa disimpan. Ketik ulang."
    _refuse_long(text, longest, name, errors)
    return text


def _capacity(text: str, errors: dict[str, str]) -> int | None:
    text = text.strip()
    if not text:
        return None
    if text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST_SEATS:
        return int(text)
    errors["kapasitas"] = f"Kapasitas antara 1 dan {MOST_SEATS} orang. Kosongkan kalau tidak ada."
    return None


def _team(
    form: MultiDict[str, str], errors: dict[str, str], colleagues: Mapping[str, int]
) -> tuple[int, ...]:
    chosen = set(form.getlist("tim"))
    if chosen - set(colleagues):
        errors["tim"] = "Seorang dari tim tidak bekerja di kantor ini lagi. Periksa pilihannya."
    return tuple(sorted(colleagues[uid] for uid in chosen & set(colleagues)))


def _guests(form: MultiDict[str, str], errors: dict[str, str]) -> tuple[Guest, ...]:
    guests = []
    for place, row in enumerate(read_rows(form, [name for name, _ in GUEST]), start=1):
        cells = [clean_name(cell) for cell in row]
        if not any(cells):
            continue
        if not cells[0]:
            errors["tamu"] = f"Baris {place}: tulis nama narasumbernya."
        for cell, (_, longest) in zip(cells, GUEST, strict=True):
            if len(cell) > longest or not cell.isprintable():
                errors["tamu"] = f"Baris {place}: paling panjang {longest} huruf."
        guests.append(Guest(*cells))
    if len(guests) > MOST_GUESTS:
        errors["tamu"] = f"Paling banyak {MOST_GUESTS} narasumber."
    return tuple(guests)


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
