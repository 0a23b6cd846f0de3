"""Files of certificates as they are stored, and the credentials inside."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pikepdf
from flask import Flask
from sqlalchemy import select

from literasi.certificates.models import Certificate
from literasi.config import Settings
from literasi.database import db


def attached(file: bytes) -> dict[str, Any]:
    """The one credential in a file."""
    with pikepdf.open(BytesIO(file)) as pdf:
        (name,) = pdf.attachments
        assert name == "kredensial.json"
        found: dict[str, Any] = json.loads(pdf.attachments[name].get_file().read_bytes())
    return found


def unsigned(document: dict[str, Any]) -> dict[str, Any]:
    """What a credential says, whenever it was signed."""
    return {term: value for term, value in document.items() if term != "proof"}


def issued(app: Flask) -> list[Certificate]:
    with app.app_context():
        return list(db.session.scalars(select(Certificate).order_by(Certificate.id)))


def stored(settings: Settings, certificate: Certificate) -> bytes:
    return (settings.files / "certificates" / f"{certificate.code}.pdf").read_bytes()
