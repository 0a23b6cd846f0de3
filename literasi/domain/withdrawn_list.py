"""Which certificates hold no more, as one small file that a phone keeps, and a signed stamp on it.

The file: the first eight bytes of the SHA-256 of each code, sorted; then a bit for each in the same
order, the first being the highest, set where another certificate took its place. It says nothing to
whoever has no code. The stamp names the file's hash and the time, so a phone whose file is still
right fetches the stamp alone. `static/js/withdrawn.js` reads both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime

HASH_BYTES = 8
CONTEXT = "literasi:pencabutan"


def hash_of(code: str) -> bytes:
    return hashlib.sha256(code.encode()).digest()[:HASH_BYTES]


def packed(replaced: Mapping[str, bool]) -> bytes:
    """The file of these codes; each with whether another took its place, or it was withdrawn."""
    entries = sorted((hash_of(code), flag) for code, flag in replaced.items())
    bits = bytearray((len(entries) + 7) // 8)
    for place, (_, flag) in enumerate(entries):
        if flag:
            bits[place // 8] |= 0x80 >> place % 8
    return b"".join(one for one, _ in entries) + bytes(bits)


def found_in(content: bytes, code: str) -> str:
    """Whether it names a code: "withdrawn", "replaced", or nothing."""
    count = 8 * len(content) // (8 * HASH_BYTES + 1)
    wanted = hash_of(code)
    for place in range(count):
        if content[HASH_BYTES * place : HASH_BYTES * (place + 1)] == wanted:
            bits = content[HASH_BYTES * count + place // 8]
            return "replaced" if bits << place % 8 & 0x80 else "withdrawn"
    return ""


def stamp_of(content: bytes, now: datetime) -> dict[str, str]:
    """What is signed: when the file was right, to the second, and its hash."""
    moment = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"waktu": moment, "sidik": hashlib.sha256(content).hexdigest()}


def message(stamp: Mapping[str, str]) -> bytes:
    return f"{CONTEXT}\n{stamp['waktu']}\n{stamp['sidik']}".encode()
