"""What a trainer fills in about a session and who was there, read into values or into errors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from uuid import UUID

from werkzeug.datastructures import MultiDict

from literasi.accounts.forms import clean_name, read_uuid
from literasi.domain.attendance import By, Mark, Minimum
from literasi.domain.dates import read_date
from literasi.domain.nik import holds_nik
from literasi.domain.rundown import TOPIC_LENGTH, read_clock
from literasi.training.forms import read_id

MOST_JP, MOST_LATE = 12, 240


@dataclass(frozen=True, slots=True)
class Session:
    """A meeting as it is to be stored; `late_after` is in minutes."""

    held_on: date
    jp: int
    begins: time | None = None
    until: time | None = None
    topic: str = ""
    late_after: int | None = None


@dataclass(frozen=True, slots=True)
class SessionForm:
    """`session` is None while there are errors, each under the name of its field."""

    uid: UUID | None
    version: int
    session: Session | None
    errors: dict[str, str] = field(default_factory=dict)


def read_session(form: MultiDict[str, str], starts_on: date, ends_on: date) -> SessionForm:
    errors: dict[str, str] = {}
    held_on, jp = read_date(form.get("tanggal", "")), read_id(form.get("jp", "").strip()) or 0
    topic = clean_name(form.get("topik", ""))
    if held_on is None or not starts_on <= held_on <= ends_on:
        errors["tanggal"] = "Tanggal pertemuan ada di antara mulai dan selesai kelas."
    if not 1 <= jp <= MOST_JP:
        errors["jp"] = "Jam pelajaran (JP) satu pertemuan antara 1 dan 12."
    if len(topic) > TOPIC_LENGTH:
        errors["topik"] = f"Topik paling panjang {TOPIC_LENGTH} huruf. Ini {len(topic)} huruf."
    elif holds_nik(topic):
        errors["topik"] = "Tulis topiknya saja. Nomor KTP tidak kami simpan."
    begins, until = _hours(form, errors)
    late_after = _late_after(form, errors)
    uid = read_uuid(form.get("kunci", ""))
    if uid is None:
        errors[""] = "Formulir ini tidak lengkap. Muat ulang halaman ini, lalu isi lagi."
    session = None
    if not errors and held_on:
        session = Session(held_on, jp, begins, until, topic, late_after)
    return SessionForm(uid, read_id(form.get("versi", "")) or 0, session, errors)


def read_marks(form: MultiDict[str, str], prefix: str, seats: Iterable[UUID]) -> dict[UUID, Mark]:
    """The marks that fields such as `tanda-<seat>` name; whoever has none is left out."""
    named = {mark.value: mark for mark in Mark}
    read = ((uid, named.get(form.get(f"{prefix}-{uid}", ""))) for uid in seats)
    return {uid: mark for uid, mark in read if mark}


def read_minimum(form: Mapping[str, str]) -> tuple[Minimum | None, str]:
    """The minimum, None for none, and what to mend."""
    units = {by.value: by for by in By}
    text = form.get("syarat", "")
    if text == "":
        return None, ""
    percent = read_id(form.get("persen", "").strip().removesuffix("%").strip())
    if text not in units or percent is None or not 1 <= percent <= 100:
        return None, "Tulis persennya dengan angka dari 1 sampai 100."
    return Minimum(units[text], percent), ""


def _hours(form: MultiDict[str, str], errors: dict[str, str]) -> tuple[time | None, time | None]:
    found = []
    for name in ("dari", "sampai"):
        text = form.get(name, "").strip()
        found.append(read_clock(text) if text else None)
        if text and found[-1] is None:
            errors[name] = "Tulis jamnya seperti 08.30."
    begins, until = found
    if begins and until and until <= begins:
        errors["sampai"] = "Jam selesai sesudah jam mulai."
    elif until and not begins and not errors:
        errors["dari"] = "Tulis juga jam mulainya."
    return begins, until


def _late_after(form: MultiDict[str, str], errors: dict[str, str]) -> int | None:
    text = form.get("telat", "").strip()
    minutes = read_id(text)
    if text and (minutes is None or minutes > MOST_LATE):
        errors["telat"] = f"Tulis menitnya dengan angka dari 0 sampai {MOST_LATE}, atau kosongkan."
        return None
    return minutes
