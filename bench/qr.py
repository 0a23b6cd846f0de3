"""CPU of what a QR says and of its picture, and bytes of what a phone keeps to check it.

.venv/bin/python -m bench.qr
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import brotli
import segno

from bench.certificate import document
from literasi.certificates.withdrawn import known_keys, signed_stamp
from literasi.domain.certificate import format_code
from literasi.domain.statement import message, read
from literasi.domain.withdrawn_list import packed
from literasi.pdf.making import make_file
from literasi.pdf.qr import qr_of, qr_operators
from literasi.pdf.stating import signed_digits
from literasi.sealing.keys import P256Key, load, prepare
from literasi.sealing.signing import LocalSeal, NoSeal
from literasi.sealing.statements import verifies
from literasi.web.assets import bundle

ROUNDS, WITHDRAWN = 200, (0, 100, 10_000)
OFFLINE = ("periksa.js", "periksa.css", "baca-qr.js")


def milliseconds(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return (time.process_time() - before) * 1000


def median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    return statistics.median(milliseconds(work) for _ in range(rounds))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), "Literasi", datetime.now(UTC))
        keys = load(Path(folder))
    seal = LocalSeal(keys.signing_p256)
    one = replace(document(1), specimen=False)
    digits = signed_digits(one, seal)
    rows = qr_of(one.verification_url, digits)
    address, signed = read(f"{one.verification_url}#{digits}")
    public = keys.public[signed.key_id].key
    work: dict[str, Callable[[], object]] = {
        "stating and signing": lambda: signed_digits(one, seal),
        "its QR": lambda: qr_of(one.verification_url, digits),
        "the same, all eight masks": lambda: segno.make(
            f"{one.verification_url}#{digits}", error="m"
        ),
        "the lines of the drawing": lambda: qr_operators(rows),
        "the QR of the address alone": lambda: qr_of(one.verification_url),
        "reading and verifying": lambda: verifies(
            public, message(address, signed.body), signed.signature
        ),
    }
    for name, does in work.items():
        print(f"{name:28} {median(does):7.3f} ms CPU")
    for _ in range(3):
        make_file(one, seal)
        make_file(one, NoSeal())
    stamped = median(lambda: make_file(one, seal), 50)
    print(f"{'a stamped and sealed file':28} {stamped:7.3f} ms CPU; {len(rows)} modules")
    _kept(keys.signing_p256, known_keys(keys))


def _kept(key: P256Key, keys: dict[str, Any]) -> None:
    for name in OFFLINE:
        content = bundle(name)
        print(f"{name:12} {len(content):7,} bytes, {len(brotli.compress(content)):6,} with brotli")
    print(f"keys         {len(json.dumps(keys)):7,} bytes")
    for count in WITHDRAWN:
        codes = {format_code(sha256(b"%d" % at).digest()[:16]): at % 3 == 0 for at in range(count)}
        content = packed(codes)
        stamp = json.dumps(signed_stamp(content, key, datetime.now(UTC)))
        taken = median(lambda codes=codes: packed(codes), 20)  # type: ignore[misc]
        size = f"{len(content):7,} bytes, stamp {len(stamp)}"
        print(f"{count:6,} on the list: {size}; {taken:.2f} ms CPU")


if __name__ == "__main__":
    main()
