"""What is typed about staff, read into values or into errors in their words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from literasi.accounts.forms import clean_name
from literasi.accounts.staff import Newcomer
from literasi.accounts.staff_models import Office
from literasi.domain.roles import roles_under

LONGEST = 120
NO_REASON = "Tulis dulu alasannya: itu masuk ke catatan."
REST = "Terlalu sering salah di komputer ini. Tunggu 15 menit, lalu coba lagi."
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NUMBER = re.compile(r"[0-9]{5,30}")


@dataclass(frozen=True, slots=True)
class InvitationForm:
    """`newcomer` is None while there are errors."""

    newcomer: Newcomer | None
    errors: dict[str, str] = field(default_factory=dict)


def read_invitation(
    form: Mapping[str, str], offices: list[Office], own_role: str, own_office: int | None
) -> InvitationForm:
    """Whom an administrator invites. `own_office` is the inviter's, None at the national level:
    an office's administrator invites into their own office only, and no other administrator."""
    errors: dict[str, str] = {}
    name, login = clean_name(form.get("nama", "")), read_login(form.get("masuk", ""))
    role = form.get("peran", "")
    if not name or len(name) > LONGEST or not name.isprintable():
        errors["nama"] = f"Tulis namanya, paling panjang {LONGEST} huruf."
    if not is_login(login):
        errors["masuk"] = "Tulis alamat e-mail, atau nomor pegawai yang hanya berisi angka."
    if role not in roles_under(own_role):
        errors["peran"] = "Pilih perannya."
    office_id = own_office
    if own_office is None and role != "national":
        by_slug = {office.slug: office.id for office in offices}
        office_id = by_slug.get(form.get("kantor", ""))
        if office_id is None:
            errors["kantor"] = "Pilih kantornya."
    if errors:
        return InvitationForm(None, errors)
    return InvitationForm(Newcomer(name, login, role, None if role == "national" else office_id))


def read_login(text: str) -> str:
    """E-mail address or staff number as it is stored: lower case, no spaces around."""
    return text.strip().casefold()


def is_login(login: str) -> bool:
    if len(login) > LONGEST or not login.isprintable():
        return False
    return bool(_EMAIL.fullmatch(login) or _NUMBER.fullmatch(login))


def read_reason(form: Mapping[str, str], field: str = "alasan") -> str:
    """Why something is done to a person; "" when nothing was written."""
    text = "".join(c if c.isprintable() else " " for c in form.get(field, ""))
    return " ".join(text.split())[:300]
