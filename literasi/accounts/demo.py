"""People to try things out with. They exist on one's own machine only, and what they issue is
marked CONTOH."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from literasi.accounts.audit import Act, note
from literasi.accounts.postings import open_posting
from literasi.accounts.secrets import hash_passphrase
from literasi.accounts.staff import end_sessions, random_code
from literasi.accounts.staff_models import Office, Staff
from literasi.database import db
from literasi.keys import KeyRing

OFFICE = "nusa-tenggara-barat"
LETTERS = 16
PEOPLE = (
    ("pelatih@contoh.test", "Rina (contoh)", "trainer"),
    ("fasilitator@contoh.test", "Wayan (contoh)", "facilitator"),
    ("kepala@contoh.test", "Ketut (contoh)", "head"),
    ("kantor@contoh.test", "Made (contoh)", "office"),
    ("nasional@contoh.test", "Tuti (contoh)", "national"),
)


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    login: str
    passphrase: str


def has_demo_staff() -> bool:
    working = select(Staff.id).where(Staff.demo, Staff.disabled_at.is_(None))
    return len(db.session.scalars(working).all()) == len(PEOPLE)


def make_demo_staff(pepper: KeyRing, now: datetime) -> list[DemoSignIn]:
    """Make them, or give them new passphrases; returns how to sign in."""
    office_id = db.session.scalar(select(Office.id).where(Office.slug == OFFICE))
    if office_id is None:
        office_id = db.session.scalar(select(Office.id).order_by(Office.id).limit(1))
    return [_make(*person, office_id, pepper, now) for person in PEOPLE]


def remove_demo_staff(now: datetime) -> bool:
    """Disable whoever was made for trying out; True if there was anybody."""
    found = db.session.scalars(
        select(Staff).where(Staff.demo, Staff.disabled_at.is_(None)).with_for_update()
    ).all()
    for staff in found:
        staff.disabled_at, staff.passphrase_hash = now, None
        end_sessions(staff.id, now)
        act = Act(None, staff.office_id, now)
        note(act, "staff.disable", f"staff:{staff.uid}", staff.name, "the site became public")
    return bool(found)


def _make(
    login: str, name: str, role: str, office_id: int | None, pepper: KeyRing, now: datetime
) -> DemoSignIn:
    passphrase = random_code(LETTERS)
    staff = db.session.scalar(select(Staff).where(Staff.login == login)) or Staff(
        login=login,
        name=name,
        role=role,
        office_id=None if role == "national" else office_id,
        demo=True,
        created_at=now,
    )
    staff.passphrase_hash, staff.disabled_at = hash_passphrase(passphrase, pepper), None
    db.session.add(staff)
    db.session.flush()
    if staff.office_id is not None:
        open_posting(staff.id, staff.office_id, role, now)
    return DemoSignIn(login, passphrase)
