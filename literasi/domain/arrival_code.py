"""The code that a class's screen shows for half a minute: whoever can read it is in the room.

It names the meeting and the half minute, sealed with a key. A photo of it is worth nothing to
whoever gets it more than a minute and a half later.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

STEP = 30  # seconds for which the screen shows one code
OLDER = 2  # codes before the present one that still count: a code lives 60 to 90 seconds
_SEAL = 10  # bytes: 80 bits, and every try is counted
_SIZE = 16 + 4 + _SEAL


class ForgedCodeError(Exception):
    """Not one of ours."""


class OldCodeError(Exception):
    """It was on the screen once."""


def make_code(key: str, meeting: UUID, moment: datetime) -> str:
    """Forty letters for an address."""
    said = meeting.bytes + _step(moment).to_bytes(4)
    return urlsafe_b64encode(said + _seal(key, said)).decode()


def open_code(code: str, keys: Iterable[str], moment: datetime) -> UUID:
    """The meeting of a code made with any of the keys. Raises ForgedCodeError, OldCodeError."""
    try:
        raw = urlsafe_b64decode(code.encode("ascii"))
    except ValueError:
        raise ForgedCodeError from None
    said, seal = raw[:-_SEAL], raw[-_SEAL:]
    # Letters that decoding passes over would make many codes of one.
    if len(raw) != _SIZE or urlsafe_b64encode(raw).decode() != code:
        raise ForgedCodeError
    if not any(hmac.compare_digest(_seal(key, said), seal) for key in keys):
        raise ForgedCodeError
    age = _step(moment) - int.from_bytes(said[16:])
    # A second machine's clock may be a little ahead of ours.
    if not -1 <= age <= OLDER:
        raise OldCodeError
    return UUID(bytes=said[:16])


def seconds_left(moment: datetime) -> int:
    """Until the screen shows another code, 1 to 30."""
    return STEP - int(moment.timestamp()) % STEP


def _step(moment: datetime) -> int:
    return int(moment.timestamp()) // STEP


def _seal(key: str, said: bytes) -> bytes:
    return hmac.new(key.encode(), said, hashlib.sha256).digest()[:_SEAL]
