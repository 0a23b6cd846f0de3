"""What a device sends, read into values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from literasi.accounts.forms import read_uuid
from literasi.domain.attendance import Mark

# What surrounds an item and may differ when it is sent again.
_AROUND = {"tiket", "jam", "luring"}


@dataclass(frozen=True, slots=True)
class Envelope:
    """What surrounds an item: its key, the hash of what it says, and when the device's clock says
    that it was filled in, None if that is no time."""

    key: UUID
    body_hash: bytes
    claimed_at: datetime | None


def read_envelope(form: Mapping[str, str], place: str, staff_id: int) -> Envelope | None:
    """`place` says what the item is about. None where there is no key."""
    key = read_uuid(form.get("kunci", ""))
    if key is None:
        return None
    fields = sorted((name, value) for name, value in form.items() if name not in _AROUND)
    body = json.dumps([place, staff_id, fields])
    return Envelope(key, hashlib.sha256(body.encode()).digest(), _read_clock(form.get("jam", "")))


def read_list(
    form: Mapping[str, str],
) -> tuple[dict[UUID, Mark], dict[UUID, Mark | None]]:
    """What the list showed, and what is wanted: None takes a mark away. What is no mark, and a seat
    that is none, is left out."""
    named = {mark.value: mark for mark in Mark}
    seen: dict[UUID, Mark] = {}
    wanted: dict[UUID, Mark | None] = {}
    for name, value in form.items():
        kind, _, seat = name.partition("-")
        uid = read_uuid(seat)
        if uid is None:
            continue
        if kind == "semula" and value in named:
            seen[uid] = named[value]
        elif kind == "tanda" and (value in named or not value):
            wanted[uid] = named.get(value)
    return seen, wanted


def _read_clock(text: str) -> datetime | None:
    """Milliseconds since 1970, as far as they are a moment at all."""
    if not (text.isascii() and text.isdigit()) or len(text) > 13:
        return None
    return datetime.fromtimestamp(int(text) // 1000, UTC)
