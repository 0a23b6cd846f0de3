"""Time-based codes (RFC 6238) of staff. No secret is stored: it is made again when needed."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime
from uuid import UUID

import pyotp

from literasi.keys import KeyRing

STEP = 30  # seconds
ISSUER = "Literasi"


def secret(ring: KeyRing, key_id: str, uid: UUID, serial: int) -> str:
    """The base-32 secret of one member of staff. KeyError when the key is gone."""
    made = hmac.new(ring.keys[key_id].encode(), f"{uid}:{serial}".encode(), hashlib.sha256).digest()
    return base64.b32encode(made[:20]).decode()


def address(secret: str, login: str) -> str:
    """The otpauth address that an authenticator app reads from a QR."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)


def matching_step(secret: str, code: str, now: datetime, after: int) -> int | None:
    """The step whose code this is: the present one or a neighbour, later than `after`.

    A telephone's clock may be half a minute off; a code that opened once never does again.
    """
    present = int(now.timestamp()) // STEP
    totp = pyotp.TOTP(secret)
    for step in (present, present - 1, present + 1):
        if step > after and hmac.compare_digest(totp.at(step * STEP), code):
            return step
    return None
