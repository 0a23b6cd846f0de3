"""CPU milliseconds of one signed credential, written directly and by way of a JSON-LD processor."""

from __future__ import annotations

import hashlib
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from literasi.domain.credential import Award, credential, salt_of
from literasi.sealing.credentials import sign
from literasi.sealing.multibase import from_base58
from tests.linked_data import AWARD, slow_canonical

ROUNDS = 15
OURS, THEIRS = 200, 4  # credentials in a round
NOW = datetime(2026, 11, 28, tzinfo=UTC)
KEY = Ed25519PrivateKey.generate()


def award(number: int) -> Award:
    code = f"{number:026d}"
    return replace(AWARD, code=code, name=f"Siti Aminah {number}", salt=salt_of(code))


def ours(number: int) -> bytes:
    made = sign(credential(award(number)), KEY, "K", NOW)
    return from_base58(made["proof"]["proofValue"])


def theirs(number: int) -> bytes:
    """The same signature, over what pyld makes of the same document."""
    document = credential(award(number))
    options = {
        "@context": document["@context"],
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "proofPurpose": "assertionMethod",
        "created": "2026-11-28T00:00:00Z",
        "verificationMethod": f"{document['issuer']['id']}#K",
    }
    texts = (slow_canonical(options), slow_canonical(document))
    return KEY.sign(b"".join(hashlib.sha256(text.encode()).digest() for text in texts))


def cpu_milliseconds(way: Callable[[int], bytes], times: int) -> float:
    began = time.process_time()
    for number in range(times):
        way(number)
    return (time.process_time() - began) * 1000 / times


def main() -> None:
    assert ours(7) == theirs(7), "both ways must sign the same"
    rounds = [
        (cpu_milliseconds(ours, OURS), cpu_milliseconds(theirs, THEIRS)) for _ in range(ROUNDS)
    ]
    direct, general = (statistics.median(column) for column in zip(*rounds, strict=True))
    print(f"written directly: {direct:.3f} ms CPU")
    print(f"by pyld:          {general:.2f} ms CPU")
    print(f"ratio:            1/{statistics.median(slow / fast for fast, slow in rounds):.0f}")


if __name__ == "__main__":
    main()
