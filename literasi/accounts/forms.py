"""What a person types about themselves, read into values or into errors in their words."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from literasi.domain.nik import holds_nik
from literasi.web.words import gettext

NAME_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Registration:
    """What the form of /daftar says; `errors` maps a field to what to mend."""

    name: str
    consent: bool
    uid: UUID | None
    errors: dict[str, str] = field(default_factory=dict)


def read_registration(form: Mapping[str, str]) -> Registration:
    name = clean_name(form.get("nama", ""))
    consent = form.get("setuju") == "ya"
    uid = read_uuid(form.get("kunci", ""))
    errors = {}
    if problem := name_problem(name):
        errors["nama"] = problem
    if not consent:
        errors["setuju"] = gettext("Beri tanda setuju dulu. Tanpa itu hasilmu tidak kami simpan.")
    if uid is None:
        errors["kunci"] = gettext(
            "Formulir ini tidak lengkap. Muat ulang halaman ini, lalu isi lagi."
        )
    return Registration(name, consent, uid, errors)


def clean_name(text: str) -> str:
    """One line, single spaces, composed letters."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def name_problem(name: str) -> str:
    """What is wrong with a cleaned name, in the reader's words; "" when it will do."""
    if not name:
        return gettext("Tulis namamu dulu.")
    if len(name) > NAME_LENGTH:
        return gettext(
            "Nama paling panjang %(most)s huruf. Namamu %(length)s huruf.",
            most=NAME_LENGTH,
            length=len(name),
        )
    if not any(character.isalpha() for character in name):
        return gettext("Tulis nama dengan huruf.")
    if holds_nik(name):
        return gettext("Tulis nama saja. Nomor KTP dan nomor lain tidak kami simpan.")
    if not all(character.isprintable() for character in name):
        return gettext("Ada tanda yang tidak bisa disimpan di nama ini. Ketik ulang namanya.")
    return ""


def name_key(name: str) -> str:
    """Lower case without accents, so that every database sorts names alike."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))[:120]


def read_uuid(text: str) -> UUID | None:
    """The UUID that a hidden field carries; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None
