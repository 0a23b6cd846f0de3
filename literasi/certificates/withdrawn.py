"""What phones need to check certificates without a network: the keys, and which hold no more."""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from literasi.certificates.models import Certificate
from literasi.database import db
from literasi.domain.withdrawn_list import message, packed, stamp_of
from literasi.sealing.keys import P256Key, SealKeys
from literasi.sealing.statements import points, sign


def withdrawn_file() -> bytes:
    """As it is at this moment. A certificate that was both withdrawn and replaced is withdrawn, as
    on its page."""
    ended = or_(Certificate.withdrawn_at.is_not(None), Certificate.superseded_by_id.is_not(None))
    rows = db.session.execute(select(Certificate.code, Certificate.withdrawn_at).where(ended))
    return packed({code: withdrawn_at is None for code, withdrawn_at in rows})


def signed_stamp(content: bytes, key: P256Key, now: datetime) -> dict[str, str]:
    stamp = stamp_of(content, now)
    signature = sign(key.private, message(stamp))
    return {**stamp, "kunci": key.id, "tanda": _text(signature)}


def known_keys(seal: SealKeys) -> dict[str, Any]:
    """Every public key that ever signed a statement and is trusted, the newest last."""
    return {
        "kunci": [
            {
                "id": key.id,
                "titik": _text(point),
                "sampai": key.retired_on.isoformat() if key.retired_on else "",
            }
            for key, point in points(seal)
        ]
    }


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
