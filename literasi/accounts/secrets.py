"""Angka kunci and card codes as they are stored: hashed under keys that the database lacks."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import threading
import unicodedata
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from literasi.domain.card import RANDOM_DIGITS, make_code
from literasi.keys import KeyRing

# OWASP's minimum for Argon2id: 19 MiB, two passes. Four digits need the pepper more than time.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# A whole class signs in at once; each hash holds 19 MiB, so only a few run side by side.
turns = threading.BoundedSemaphore(2)


def hash_key_number(digits: str, pepper: KeyRing) -> str:
    """`key-id:argon2` of the digits, peppered with the newest key."""
    return _hash(digits, pepper)


def hash_passphrase(passphrase: str, pepper: KeyRing) -> str:
    """As for an angka kunci. Letters that look alike but are stored differently are one."""
    return _hash(_same(passphrase), pepper)


def is_passphrase(passphrase: str, stored: str, pepper: KeyRing) -> bool:
    return is_key_number(_same(passphrase), stored, pepper)


def decoy(pepper: KeyRing) -> str:
    """A hash that nobody's passphrase has, so that looking for somebody unknown costs as much."""
    return f"{list(pepper.keys)[-1]}:{_decoy()}"


@lru_cache(maxsize=1)
def _decoy() -> str:
    return _hasher.hash(os.urandom(32))


def _same(passphrase: str) -> str:
    return unicodedata.normalize("NFKC", passphrase)


def _hash(digits: str, pepper: KeyRing) -> str:
    key_id, secret = list(pepper.keys.items())[-1]
    with turns:
        return f"{key_id}:{_hasher.hash(_mac(digits, secret))}"


def is_key_number(digits: str, stored: str, pepper: KeyRing) -> bool:
    """Whether the digits are the stored ones. False too when the pepper's key is gone."""
    key_id, _, argon2 = stored.partition(":")
    secret = pepper.keys.get(key_id)
    if secret is None:
        return False
    try:
        with turns:
            return _hasher.verify(argon2, _mac(digits, secret))
    except (VerificationError, InvalidHashError):
        return False


def new_card_code() -> str:
    """A random code for a Kartu Peserta."""
    return make_code(secrets.randbelow(10**RANDOM_DIGITS))


def card_hashes(code: str, ring: KeyRing) -> list[bytes]:
    """The hash of a card's code under every key, the newest first."""
    return [_mac(code, secret) for secret in reversed(ring.keys.values())]


def _mac(text: str, secret: str) -> bytes:
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).digest()
