"""Signatures on short statements by the key that seals files: r and s of P-256, 32 bytes each, the
form that a browser's WebCrypto checks."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from literasi.sealing.keys import P256Key, Public, PublicKey, SealKeys

HALF = 32  # bytes


class StatementSigner:
    """The part of a fitting that signs statements. One that has its files sealed elsewhere still
    signs these here: a QR is checked against this installation's keys."""

    def __init__(self, key: P256Key) -> None:
        self.key_id = key.id
        self._private = key.private

    def state(self, message: bytes) -> bytes:
        return sign(self._private, message)


def sign(key: ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    r, s = decode_dss_signature(key.sign(message, ec.ECDSA(SHA256())))
    return r.to_bytes(HALF, "big") + s.to_bytes(HALF, "big")


def verifies(key: Public, message: bytes, signature: bytes) -> bool:
    """Whether this key signed just this message."""
    if not isinstance(key, ec.EllipticCurvePublicKey) or len(signature) != 2 * HALF:
        return False
    r, s = (int.from_bytes(half, "big") for half in (signature[:HALF], signature[HALF:]))
    try:
        key.verify(encode_dss_signature(r, s), message, ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def points(seal: SealKeys) -> list[tuple[PublicKey, bytes]]:
    """Every key that ever signed statements here and is trusted, with its point on the curve: 4, x,
    y."""
    known = [(one, one.key) for one in seal.trusted.values()]
    return [
        (one, key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))
        for one, key in known
        if isinstance(key, ec.EllipticCurvePublicKey)
    ]
