"""Which credentials were withdrawn, as one string of bits (Bitstring Status List 1.0).

A list is long even where few credentials exist, so that whoever asks for it does not tell whose
credential they look at.
"""

from __future__ import annotations

import base64
import gzip
import zlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from literasi.domain.credential import did_of, moment, status_address
from literasi.domain.quads import CONTEXTS

BITS = 131_072  # the least that the standard allows: 16 KiB
BYTES = BITS // 8
FRESH_FOR = 300  # seconds that whoever asked may rely on a list


def encode(withdrawn: Iterable[int]) -> str:
    """The list with these bits set, the first bit being the highest of the first byte: packed by
    gzip, base64url, "u" for multibase. ValueError for an index that no list has."""
    bits = bytearray(BYTES)
    for index in withdrawn:
        if not 0 <= index < BITS:
            raise ValueError(f"a list has {BITS} places, and no place {index}")
        bits[index // 8] |= 0x80 >> index % 8
    # Without the time, so that the same list is the same bytes.
    packed = gzip.compress(bytes(bits), mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def is_set(encoded: str, index: int) -> bool:
    """Whether a list says "withdrawn" at this place. ValueError for what is no list of ours."""
    if not encoded.startswith("u") or not 0 <= index < BITS:
        raise ValueError("not a list, or no place in it")
    packed = base64.urlsafe_b64decode(encoded[1:] + "=" * (-(len(encoded) - 1) % 4))
    unpacker = zlib.decompressobj(wbits=31)
    try:
        bits = unpacker.decompress(packed, BYTES + 1)
    except zlib.error as error:
        raise ValueError("not a list") from error
    if len(bits) != BYTES or not unpacker.eof:
        raise ValueError("a list of another length")
    return bool(bits[index // 8] & 0x80 >> index % 8)


def status_credential(
    base: str, number: int, withdrawn: Iterable[int], now: datetime, until: datetime
) -> dict[str, Any]:
    """The credential of list `number`, without its proof, true from `now` to `until`.

    Raises ValueError without an https base address."""
    did = did_of(base)
    if not did:
        raise ValueError("a status list needs a base address with https")
    address = status_address(base, number)
    return {
        "@context": CONTEXTS[1],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did,
        "validFrom": moment(now),
        "validUntil": moment(until),
        "credentialSubject": {
            "id": f"{address}#daftar",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encode(withdrawn),
        },
    }
