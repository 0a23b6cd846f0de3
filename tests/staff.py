"""Staff accounts made without the pages that make them, for tests about something else."""

from __future__ import annotations

from functools import lru_cache
from uuid import uuid4

from flask import Flask
from sqlalchemy import select

from literasi.accounts import totp
from literasi.accounts.postings import open_posting
from literasi.accounts.secrets import hash_passphrase
from literasi.accounts.staff_models import Office, Staff
from literasi.database import db, write
from literasi.keys import KeyRing
from literasi.web.clock import now
from tests.people import Employee

PASSPHRASE = "kuda besi minum kopi"
OFFICE = "nusa-tenggara-barat"


def employ(app: Flask, login: str, role: str, office: str = OFFICE) -> Employee:
    """An account with a passphrase and a telephone, not signed in yet."""
    site = app.extensions["literasi"]
    ring = site.keys("totp")
    key_id = list(ring.keys)[-1]
    with app.app_context(), write():
        office_id = db.session.scalar(select(Office.id).where(Office.slug == office))
        staff = Staff(
            uid=uuid4(),
            office_id=None if role == "national" else office_id,
            role=role,
            name=login.partition("@")[0].title(),
            login=login,
            passphrase_hash=_hashed(*site.keys("pepper").keys.items()),
            totp_serial=1,
            totp_key_id=key_id,
            created_at=now(),
        )
        db.session.add(staff)
        db.session.flush()
        if office_id is not None and role != "national":
            open_posting(staff.id, office_id, role, now())
        secret = totp.secret(ring, key_id, staff.uid, 1)
    return Employee(app, login, PASSPHRASE, secret)


@lru_cache
def _hashed(*pepper: tuple[str, str]) -> str:
    """Made to be slow, so once for each pepper and not for each employee."""
    return hash_passphrase(PASSPHRASE, KeyRing(dict(pepper)))


def post(app: Flask, who: Employee, office: str, role: str) -> None:
    """They work for this office too, and have said yes."""
    with app.app_context(), write():
        staff_id = db.session.scalars(select(Staff.id).where(Staff.login == who.login)).one()
        office_id = db.session.scalars(select(Office.id).where(Office.slug == office)).one()
        open_posting(staff_id, office_id, role, now())
