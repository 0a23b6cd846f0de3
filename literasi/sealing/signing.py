"""Seals on files: PAdES B-B with the installation's own key, B-T where a time stamp is to be had.

A fitting turns a finished file, which keeps room for a seal, into the file that is handed out.
Another one, say for the certified signature of an agency (PSrE), is a `StatementSigner` with `room`
and `sign`, chosen in `seal_of`: its service gets the hash of `Opened.covered()`, never the file,
and answers with the message that `Opened.filled()` takes.
"""

from __future__ import annotations

import asyncio
import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, Protocol

from asn1crypto import cms, x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import Signer
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper, TimestampRequestError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from literasi.domain.seal_slot import NoRoomError, opened
from literasi.sealing import SealError
from literasi.sealing.keys import P256Key
from literasi.sealing.statements import StatementSigner

ROOM, ROOM_WITH_TIME = 4096, 24576  # digits of hexadecimal
TSA_PATIENCE = 10  # seconds
# A DER signature has 70 to 72 bytes; this is the length of every second one.
PROOF_BYTES = 71


class Seal(Protocol):
    """A fitting. `room` is how many digits a file keeps for it; with 0 no paper claims a seal.
    `key_id` names the key that signs the statements in QR codes, "" where none does."""

    @property
    def room(self) -> int: ...

    @property
    def key_id(self) -> str: ...

    def sign(self, file: bytes) -> bytes:
        """The file that is handed out. Raises SealError."""

    def state(self, message: bytes) -> bytes:
        """The signature over a statement."""


class NoSeal:
    """For an installation that seals nothing, and for papers that only show how one looks."""

    room = 0
    key_id = ""

    def sign(self, file: bytes) -> bytes:
        return file

    def state(self, message: bytes) -> bytes:
        raise SealError("there is no key to sign a statement with")


class LocalSeal(StatementSigner):
    """The seal of the installation's own P-256 key; `timestamper` adds somebody else's clock."""

    def __init__(self, key: P256Key, timestamper: TimeStamper | None = None) -> None:
        super().__init__(key)
        self.room = ROOM_WITH_TIME if timestamper else ROOM
        self._signer = _CachedKey(key)
        self._timestamper = timestamper
        self._form = _Form(self._signer)

    def sign(self, file: bytes) -> bytes:
        try:
            one = opened(file, datetime.now(UTC))
            digest = hashlib.sha256()
            for part in one.covered():
                digest.update(part)
            return one.filled(self._message(digest.digest()))
        except (NoRoomError, SigningError, TimestampRequestError, OSError) as error:
            raise SealError(f"the file could not be sealed: {error}") from error

    def _message(self, digest: bytes) -> bytes:
        if self._timestamper is None:
            return self._form.over(digest)
        return self._signer.message(digest, self._timestamper)


def seal_of(key: P256Key | None, tsa_url: str = "") -> Seal:
    """The fitting of an installation: none without a key, and a time stamp if it has a service."""
    if key is None:
        return NoSeal()
    return LocalSeal(key, HTTPTimeStamper(tsa_url, timeout=TSA_PATIENCE) if tsa_url else None)


class _CachedKey(Signer):
    """Signs with a key that is parsed already, where pyHanko's own would parse it each time."""

    def __init__(self, key: P256Key) -> None:
        own, root = (
            x509.Certificate.load(one.public_bytes(Encoding.DER))
            for one in (key.certificate, key.root)
        )
        store: SimpleCertificateStore = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register(root)
        super().__init__(signing_cert=own, cert_registry=store)
        self._key = key.private

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False, **_more: Any
    ) -> bytes:
        if digest_algorithm != "sha256":
            raise SigningError(f"sealed with SHA-256 only, not {digest_algorithm}")
        return self.proof(data)

    def proof(self, data: bytes) -> bytes:
        """A signature of PROOF_BYTES: one of another length is made again, in the mean once."""
        while True:
            proof = self._key.sign(data, ec.ECDSA(SHA256()))
            if len(proof) == PROOF_BYTES:
                return proof

    def message(self, digest: bytes, timestamper: TimeStamper | None) -> bytes:
        """The whole signature over a file's hash, as PAdES wants it."""
        signing = self.async_sign(digest, "sha256", use_pades=True, timestamper=timestamper)
        # In a thread of its own: a server may call us from within its event loop.
        with ThreadPoolExecutor(1) as aside:
            made: bytes = aside.submit(asyncio.run, signing).result().dump()
        return made


class _Form:
    """What pyHanko writes for a key, once. From one file to the next only the hash and the proof
    differ, and both keep their length; writing all of it anew is most of the time of a seal."""

    _MARK = hashlib.sha256(b"the hash of a file").digest()

    def __init__(self, signer: _CachedKey) -> None:
        made = signer.message(self._MARK, None)
        self._signer = signer
        (about,) = cms.ContentInfo.load(made)["content"]["signer_infos"]
        self._attributes: bytes = about["signed_attrs"].untag().dump()
        self._front = made[:-PROOF_BYTES]  # the proof is the last thing in it
        if self._attributes.count(self._MARK) != 1 or self._front.count(self._MARK) != 1:
            raise SealError("pyHanko writes signatures in another way than expected")

    def over(self, digest: bytes) -> bytes:
        proof = self._signer.proof(self._attributes.replace(self._MARK, digest))
        return self._front.replace(self._MARK, digest) + proof
