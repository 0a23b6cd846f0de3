"""HP pinjaman: an office's phone remembers nobody, and forgets whoever leaves it lying."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from literasi.accounts.audit import Act, note
from literasi.accounts.models import Device, KnownLearner, SignIn
from literasi.accounts.phones import find_device
from literasi.accounts.staff_models import Office
from literasi.database import db


def lend_phone(device: bytes, office_id: int, act: Act) -> None:
    """This phone is lent out from now on: whoever it knew leaves it, and is signed out."""
    phone = find_device(device, act.now)
    phone.office_id = office_id
    db.session.execute(
        update(KnownLearner)
        .where(KnownLearner.device_id == phone.id, KnownLearner.left_at.is_(None))
        .values(left_at=act.now)
    )
    db.session.execute(
        update(SignIn)
        .where(SignIn.device_id == phone.id, SignIn.ended_at.is_(None))
        .values(ended_at=act.now)
    )
    note(act, "phone.lend", f"device:{phone.id}")


def return_phone(device: bytes, act: Act) -> None:
    """This phone is somebody's own again."""
    phone = find_device(device, act.now)
    phone.office_id = None
    note(act, "phone.return", f"device:{phone.id}")


def lender(device: bytes) -> Office | None:
    """The office that lends this phone out, if it is one."""
    return db.session.scalar(
        select(Office)
        .join(Device, Device.office_id == Office.id)
        .where(Device.token_hash == device)
    )


def touch(sign_in_id: int, now: datetime) -> None:
    """Somebody is using the phone."""
    db.session.execute(
        update(SignIn).where(SignIn.id == sign_in_id, SignIn.ended_at.is_(None)).values(seen_at=now)
    )
