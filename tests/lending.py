"""An office's phone (HP pinjaman) as a browser knows it, made without the pages that lend one."""

from __future__ import annotations

import hashlib

from flask import Flask
from sqlalchemy import select

from literasi.accounts.models import Device
from literasi.accounts.staff_models import Office
from literasi.database import db, write
from literasi.web.clock import now
from tests import staff


def lend_phones(app: Flask, tokens: list[str]) -> None:
    """Let the office lend out the phones whose device cookies hold these tokens."""
    with app.app_context(), write():
        office_id = db.session.scalar(select(Office.id).where(Office.slug == staff.OFFICE))
        for token in tokens:
            token_hash = hashlib.sha256(token.encode()).digest()
            db.session.add(Device(token_hash=token_hash, office_id=office_id, created_at=now()))
