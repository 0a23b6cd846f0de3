"""Signing in as staff: e-mail or staff number, passphrase, and the code of this half minute.

Whatever is wrong, the answer is the same and takes as long: it says nothing about who exists.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select, update

from literasi.accounts import totp
from literasi.accounts.models import SignIn
from literasi.accounts.postings import works_at
from literasi.accounts.secrets import decoy, is_passphrase
from literasi.accounts.staff import SHIFT, use_recovery_code
from literasi.accounts.staff_models import Office, Posting, Staff
from literasi.database import db, read
from literasi.domain.lockout import Tries
from literasi.domain.roles import WORDS
from literasi.keys import KeyRing

NATIONAL_ZONE = "Asia/Jakarta"


@dataclass(frozen=True, slots=True)
class Post:
    """An office for which somebody works, and as what; they were only asked while not accepted.
    `needs_approval` and `types_numbers` as the office has them."""

    id: int
    uid: UUID
    role: str
    office_id: int
    office: str
    zone: str
    needs_approval: bool
    types_numbers: bool
    accepted: bool

    @property
    def role_words(self) -> str:
        return WORDS[self.role]


@dataclass(frozen=True, slots=True)
class StaffPerson:
    """Who of the staff is signed in, and for which office they work now; `office_id` is None at
    the national level. `posts` are all offices that are theirs or ask for them."""

    sign_in_id: int
    staff_id: int
    uid: UUID
    name: str
    role: str
    office_id: int | None
    office: str
    zone: str
    demo: bool
    # When they last proved who they are.
    confirmed_at: datetime
    posts: tuple[Post, ...] = ()

    @property
    def role_words(self) -> str:
        return WORDS[self.role]

    @property
    def owner(self) -> str:
        """As their device's scripts know them: who, and by which posting; "" at the national
        level."""
        post = next((one for one in self.offices if one.office_id == self.office_id), None)
        return f"{self.uid.hex}{post.uid.hex}" if post else ""

    @property
    def offices(self) -> tuple[Post, ...]:
        """Those they can work for."""
        return tuple(post for post in self.posts if post.accepted)

    @property
    def needs_approval(self) -> bool:
        """Whether the office they work for now has its head alone issue certificates. What is done
        reads the office itself; this is for what pages show."""
        return any(post.needs_approval for post in self.posts if post.office_id == self.office_id)

    @property
    def types_numbers(self) -> bool:
        """Whether that office's numbers come from its own register; for what pages show, too."""
        return any(post.types_numbers for post in self.posts if post.office_id == self.office_id)

    @property
    def invitations(self) -> tuple[Post, ...]:
        """Those that wait for their answer."""
        return tuple(post for post in self.posts if not post.accepted)


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
        Staff.demo,
        SignIn.created_at,
        SignIn.confirmed_at,
        SignIn.posting_id,
        Posting.id,
        Posting.uid,
        Posting.role,
        Posting.office_id,
        Office.name,
        Office.zone,
        Office.needs_approval,
        Office.types_numbers,
        Posting.accepted_at.is_not(None),
    )
    .join(Staff, Staff.id == SignIn.staff_id)
    .outerjoin(Posting, (Posting.staff_id == Staff.id) & Posting.ended_at.is_(None))
    .outerjoin(Office, Office.id == Posting.office_id)
    .where(SignIn.ended_at.is_(None), SignIn.token_hash == bindparam("token_hash"))
    .where(Staff.disabled_at.is_(None))
    .order_by(Posting.id)
)


def find_staff_person(token_hash: bytes, now: datetime) -> StaffPerson | None:
    """Who is signed in under this token; nobody once disabled, ended, or after a long day, nor
    when the office for which the session works is theirs no more."""
    rows = read().execute(_PERSON, {"token_hash": token_hash}).all()
    if not rows:
        return None
    sign_in_id, staff_id, uid, name, role, demo, created_at, confirmed_at, chosen = rows[0][:9]
    if now > created_at + SHIFT:
        return None
    posts = tuple(_post(row) for row in rows if row[9] is not None)
    who = (sign_in_id, staff_id, uid, name)
    confirmed_at = confirmed_at or created_at
    if role == "national":
        return StaffPerson(*who, role, None, "", NATIONAL_ZONE, demo, confirmed_at)
    post = next((post for post in posts if post.accepted and chosen in (None, post.id)), None)
    if post is None:
        return None
    place = (post.role, post.office_id, post.office, post.zone)
    return StaffPerson(*who, *place, demo, confirmed_at, posts)


def _post(row: Any) -> Post:
    posting_id, uid, role, office_id, office, zone, approval, typed, accepted = row[9:18]
    of_office = (office_id, office, zone, bool(approval), bool(typed))
    return Post(posting_id, uid, role, *of_office, bool(accepted))


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
    if staff.role != "national" and works_at(staff_id) is None:
        return False
    tries = Tries(staff.wrong_codes, staff.wait_until)
    if tries.is_waiting(now):
        return False
    opened = staff.demo or _is_code(staff, typed.code, ring, now)
    after = Tries() if opened else tries.after_wrong(now)
    staff.wrong_codes, staff.wait_until = after.wrong, after.wait_until
    db.session.flush()
    return opened


def confirm(sign_in_id: int, now: datetime) -> None:
    """Whoever works in this session just proved who they are."""
    db.session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(confirmed_at=now))


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
