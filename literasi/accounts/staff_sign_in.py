"""Signing in as staff: e-mail or staff number, passphrase, and the code of this half minute.

Whatever is wrong, the answer is the same and takes as long: it says nothing about who exists.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select

from literasi.accounts import totp
from literasi.accounts.models import SignIn
from literasi.accounts.secrets import decoy, is_passphrase
from literasi.accounts.staff import SHIFT, use_recovery_code
from literasi.accounts.staff_models import Office, Staff
from literasi.database import db, read
from literasi.domain.lockout import Tries
from literasi.keys import KeyRing


@dataclass(frozen=True, slots=True)
class StaffPerson:
    """Who of the staff is signed in. `office_id` is None at the national level."""

    sign_in_id: int
    staff_id: int
    uid: UUID
    name: str
    role: str
    office_id: int | None
    office: str
    zone: str
    demo: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """What the sign-in form holds."""

    login: str
    passphrase: str
    code: str


# Built once, as for learners.
_PERSON = (
    select(
        SignIn.id,
        Staff.id,
        Staff.uid,
        Staff.name,
        Staff.role,
        Staff.office_id,
        Office.name,
        Office.zone,
        Staff.demo,
        SignIn.created_at,
    )
    .join(Staff, Staff.id == SignIn.staff_id)
    .outerjoin(Office, Office.id == Staff.office_id)
    .where(SignIn.ended_at.is_(None), SignIn.token_hash == bindparam("token_hash"))
    .where(Staff.disabled_at.is_(None))
)


def find_staff_person(token_hash: bytes, now: datetime) -> StaffPerson | None:
    """Who is signed in under this token; nobody once disabled, ended, or after a long day."""
    row = read().execute(_PERSON, {"token_hash": token_hash}).first()
    if row is None or now > row[9] + SHIFT:
        return None
    return StaffPerson(*row[:6], row[6] or "", row[7] or "Asia/Jakarta", row[8])


def has_passphrase(typed: Typed, pepper: KeyRing) -> Staff | None:
    """Whose login and passphrase these are. Costs one Argon2 whoever it is; call it outside
    `write()`."""
    login = typed.login.strip().casefold()
    # What is not printable is nobody's, and PostgreSQL would not even look for some of it.
    found = select(Staff).where(Staff.login == login)
    staff = db.session.scalar(found) if login.isprintable() else None
    stored = staff.passphrase_hash if staff and not staff.disabled_at else None
    right = is_passphrase(typed.passphrase, stored or decoy(pepper), pepper)
    return staff if staff and stored and right else None


def check_code(staff_id: int, typed: Typed, ring: KeyRing, now: datetime) -> bool:
    """Whether the code opens, under `write()`. After five wrong ones none does for a while.

    Only somebody with the right passphrase comes this far, so only they are counted.
    """
    staff = db.session.scalars(
        select(Staff)
        .where(Staff.id == staff_id, Staff.disabled_at.is_(None))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if staff is None or staff.passphrase_hash is None:
        return False
    tries = Tries(staff.wrong_codes, staff.wait_until)
    if tries.is_waiting(now):
        return False
    opened = staff.demo or _is_code(staff, typed.code, ring, now)
    after = Tries() if opened else tries.after_wrong(now)
    staff.wrong_codes, staff.wait_until = after.wrong, after.wait_until
    db.session.flush()
    return opened


def _is_code(staff: Staff, code: str, ring: KeyRing, now: datetime) -> bool:
    digits = "".join(code.split())
    if not (digits.isascii() and digits.isdigit()):
        return use_recovery_code(staff.id, code, now)
    if staff.totp_key_id not in ring.keys:
        return False
    shared = totp.secret(ring, staff.totp_key_id, staff.uid, staff.totp_serial)
    step = totp.matching_step(shared, digits, now, staff.totp_step)
    if step is None:
        return False
    staff.totp_step = step
    return True
