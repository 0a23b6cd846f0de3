"""The acts of staff accounts: invite, accept, sign in, change, disable. Each flushes."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from literasi.accounts.audit import Act, note
from literasi.accounts.models import SignIn
from literasi.accounts.phones import find_device
from literasi.accounts.postings import (
    INVITATION,
    InvitationError,
    end_posting,
    find_posting,
    last_worked_for,
    open_posting,
    postings_of,
    serves_elsewhere,
)
from literasi.accounts.staff_models import Posting, RecoveryCode, Staff
from literasi.database import db
from literasi.domain.roles import WORDS

SHIFT = timedelta(hours=12)  # a session of staff ends after a working day
RECOVERY_CODES = 10
INVITATION_LETTERS = 16
# Twenty letters that are not mistaken for each other, nor make words.
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"


class LoginTakenError(Exception):
    """Somebody has this e-mail address or staff number already, and cannot be asked."""


class ServesElsewhereError(Exception):
    """Another office has a say in this account: a new invitation would open that office too."""


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
    """A new account that waits for its person; somebody who has one and works for another office
    is asked, and answers in it with the same code. Raises LoginTakenError."""
    known = db.session.scalar(select(Staff).where(Staff.login == newcomer.login).with_for_update())
    if known is not None:
        return _ask(known, newcomer, code, act)
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
    if newcomer.office_id is not None:
        open_posting(staff.id, newcomer.office_id, newcomer.role, act.now)
    note(act, "staff.invite", f"staff:{staff.uid}", f"{staff.name}, {WORDS[staff.role]}")
    return staff


def _ask(staff: Staff, newcomer: Newcomer, code: str, act: Act) -> Staff:
    if newcomer.office_id is None or staff.role == "national" or staff.disabled_at or staff.demo:
        raise LoginTakenError(staff.login)
    posting = find_posting(staff.id, newcomer.office_id)
    if posting is not None and posting.ended_at is None:
        raise LoginTakenError(staff.login)
    _ask_here(staff, newcomer.office_id, newcomer.role, code, act)
    return staff


def _ask_here(staff: Staff, office_id: int, role: str, code: str, act: Act, why: str = "") -> None:
    open_posting(staff.id, office_id, role, act.now, asks=code_hash(code))
    # By the login: the office that asks has not been told the name.
    about = f"{staff.login}, {WORDS[role]}"
    note(act, "posting.ask", f"staff:{staff.uid}", about, why)


def invite_again(staff: Staff, code: str, act: Act, why: str) -> None:
    """A new invitation for somebody who lost passphrase or telephone, or was disabled: the old
    ones stop working at once, and so do their sessions."""
    staff.invitation_hash, staff.invited_until = code_hash(code), act.now + INVITATION
    staff.passphrase_hash, staff.wrong_codes, staff.wait_until = None, 0, None
    staff.disabled_at = None
    if staff.office_id is not None and not any(one.accepted_at for one in postings_of(staff.id)):
        _post_again(staff, act)
    end_sessions(staff.id, act.now)
    note(act, "staff.invite-again", f"staff:{staff.uid}", staff.name, why)


def invite_again_here(staff: Staff, office_id: int, code: str, act: Act, why: str) -> None:
    """As `invite_again`, by one office for itself; whom another has too is asked again, if they do
    not work here. Raises ServesElsewhereError if they do: with the code this office would have
    the account, and with the account the other office."""
    posting = find_posting(staff.id, office_id)
    if not serves_elsewhere(staff.id, office_id):
        invite_again(staff, code, act, why)
    elif posting is None or (posting.accepted_at and not posting.ended_at):
        raise ServesElsewhereError
    else:
        _ask_here(staff, office_id, posting.role, code, act, why)


def _post_again(staff: Staff, act: Act) -> None:
    """Back to the office that invites, or to the one that the account was made for."""
    office_id = act.office_id or staff.office_id
    if office_id is None:
        raise ValueError("the national level has no postings")
    before = find_posting(staff.id, office_id)
    open_posting(staff.id, office_id, before.role if before else staff.role, act.now)


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


def end_work(staff: Staff, posting: Posting, act: Act, why: str) -> None:
    """An office lets somebody go: what they do elsewhere goes on, and where there is no elsewhere
    the account is disabled."""
    if end_posting(posting, act.now):
        disable(staff, act, why)
    else:
        note(act, "posting.end", f"staff:{staff.uid}", staff.name, why)


def change_role(staff: Staff, posting: Posting, role: str, act: Act, why: str) -> None:
    """What they are for one office; their next page knows it, because roles are read at each."""
    about = f"{staff.name}: {WORDS[posting.role]} → {WORDS[role]}"
    posting.role = role
    db.session.flush()
    note(act, "posting.role", f"staff:{staff.uid}", about, why)


def begin_staff_sign_in(staff_id: int, device: bytes, token_hash: bytes, now: datetime) -> None:
    db.session.add(
        SignIn(
            token_hash=token_hash,
            staff_id=staff_id,
            posting_id=last_worked_for(staff_id),
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


def find_staff(uid: UUID, lock: bool = False) -> Staff | None:
    found = select(Staff).where(Staff.uid == uid)
    return db.session.scalar(found.with_for_update() if lock else found)
