"""The acts of staff accounts: invite, accept, sign in, change, disable. Each flushes."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from literasi.accounts.audit import Act, note
from literasi.accounts.models import SignIn
from literasi.accounts.phones import find_device
from literasi.accounts.staff_models import RecoveryCode, Staff
from literasi.database import db

ROLES = ("trainer", "office", "national")
ROLE_WORDS = {"trainer": "pelatih", "office": "admin kantor", "national": "admin nasional"}
INVITATION = timedelta(days=7)
SHIFT = timedelta(hours=12)  # a session of staff ends after a working day
RECOVERY_CODES = 10
INVITATION_LETTERS = 16
# Twenty letters that are not mistaken for each other, nor make words.
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"


class LoginTakenError(Exception):
    """Somebody has this e-mail address or staff number already."""


class InvitationError(Exception):
    """The invitation was used, has run out, or never was."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Whom to invite. `office_id` is None for the national level only."""

    name: str
    login: str
    role: str
    office_id: int | None


def random_code(letters: int) -> str:
    """A code for paper or telephone, in groups of four; 16 letters hold 69 bits."""
    made = "".join(secrets.choice(LETTERS) for _ in range(letters))
    return "-".join(made[place : place + 4] for place in range(0, letters, 4))


def code_hash(code: str) -> bytes:
    """The hash under which a code is stored: case, spaces and hyphens do not count."""
    plain = "".join(c for c in code.upper() if c in LETTERS)
    return hashlib.sha256(plain.encode()).digest()


def invite(newcomer: Newcomer, code: str, act: Act) -> Staff:
    """A new account that waits for its person. Raises LoginTakenError."""
    if db.session.scalar(select(Staff.id).where(Staff.login == newcomer.login)) is not None:
        raise LoginTakenError(newcomer.login)
    staff = Staff(
        name=newcomer.name,
        login=newcomer.login,
        role=newcomer.role,
        office_id=newcomer.office_id,
        invitation_hash=code_hash(code),
        invited_until=act.now + INVITATION,
        created_at=act.now,
    )
    db.session.add(staff)
    try:
        db.session.flush()
    except IntegrityError:  # somebody else invited them at the same moment
        raise LoginTakenError(newcomer.login) from None
    note(act, "staff.invite", f"staff:{staff.uid}", f"{staff.name}, {ROLE_WORDS[staff.role]}")
    return staff


def invite_again(staff: Staff, code: str, act: Act, why: str) -> None:
    """A new invitation for somebody who lost passphrase or telephone: the old ones stop
    working at once, and so do their sessions."""
    staff.invitation_hash, staff.invited_until = code_hash(code), act.now + INVITATION
    staff.passphrase_hash, staff.wrong_codes, staff.wait_until = None, 0, None
    staff.disabled_at = None
    end_sessions(staff.id, act.now)
    note(act, "staff.invite-again", f"staff:{staff.uid}", staff.name, why)


def find_invited(code: str, now: datetime) -> Staff:
    """Whose invitation this is. Raises InvitationError."""
    staff = db.session.scalar(
        select(Staff).where(Staff.invitation_hash == code_hash(code)).with_for_update()
    )
    if staff is None or staff.invited_until is None or staff.invited_until < now:
        raise InvitationError
    return staff


def accept(staff: Staff, passphrase_hash: str, totp_key_id: str, step: int) -> list[str]:
    """Make the invited account their own; returns ten recovery codes, shown this once."""
    staff.passphrase_hash = passphrase_hash
    staff.totp_serial += 1
    staff.totp_key_id, staff.totp_step = totp_key_id, step
    staff.invitation_hash, staff.invited_until = None, None
    return new_recovery_codes(staff.id)


def new_recovery_codes(staff_id: int) -> list[str]:
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.staff_id == staff_id))
    codes = [random_code(16) for _ in range(RECOVERY_CODES)]
    db.session.add_all(RecoveryCode(staff_id=staff_id, code_hash=code_hash(c)) for c in codes)
    db.session.flush()
    return codes


def use_recovery_code(staff_id: int, code: str, now: datetime) -> bool:
    """True once for each code."""
    row = db.session.scalar(
        select(RecoveryCode)
        .where(RecoveryCode.staff_id == staff_id, RecoveryCode.code_hash == code_hash(code))
        .where(RecoveryCode.used_at.is_(None))
        .with_for_update()
    )
    if row is None:
        return False
    row.used_at = now
    db.session.flush()
    return True


def change_passphrase(staff: Staff, passphrase_hash: str, keep: int, act: Act) -> None:
    """Every session but `keep` (the id of this one) ends at once."""
    staff.passphrase_hash = passphrase_hash
    end_sessions(staff.id, act.now, but=keep)
    note(act, "staff.passphrase", f"staff:{staff.uid}", staff.name)


def disable(staff: Staff, act: Act, why: str) -> None:
    staff.disabled_at = act.now
    staff.invitation_hash, staff.invited_until = None, None
    end_sessions(staff.id, act.now)
    note(act, "staff.disable", f"staff:{staff.uid}", staff.name, why)


def begin_staff_sign_in(staff_id: int, device: bytes, token_hash: bytes, now: datetime) -> None:
    db.session.add(
        SignIn(
            token_hash=token_hash,
            staff_id=staff_id,
            device_id=find_device(device, now).id,
            created_at=now,
        )
    )
    db.session.flush()


def end_sessions(staff_id: int, now: datetime, but: int = 0) -> None:
    db.session.execute(
        update(SignIn)
        .where(SignIn.staff_id == staff_id, SignIn.ended_at.is_(None), SignIn.id != but)
        .values(ended_at=now)
    )
    db.session.flush()


def colleagues(office_id: int | None) -> Sequence[Staff]:
    """The people of one office, or everybody when `office_id` is None, by name."""
    found = select(Staff).order_by(Staff.disabled_at.is_not(None), Staff.name, Staff.id)
    if office_id is not None:
        found = found.where(Staff.office_id == office_id)
    return db.session.scalars(found).all()


def find_colleague(uid: UUID, lock: bool = False) -> Staff | None:
    found = select(Staff).where(Staff.uid == uid)
    return db.session.scalar(found.with_for_update() if lock else found)
