"""A statement is signed by the key of the installation, and by no other."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from literasi.sealing import SealError
from literasi.sealing.keys import SealKeys, load, prepare, rotate
from literasi.sealing.signing import LocalSeal, NoSeal
from literasi.sealing.statements import verifies

NOW = datetime(2026, 11, 28, tzinfo=UTC)
MESSAGE = b"Siti Aminah"


@pytest.fixture
def keys(tmp_path: Path) -> SealKeys:
    prepare(tmp_path, "Literasi", NOW)
    return load(tmp_path)


def test_what_a_seal_states_its_public_key_verifies(keys: SealKeys) -> None:
    seal = LocalSeal(keys.signing_p256)
    signature = seal.state(MESSAGE)
    assert len(signature) == 64
    assert verifies(keys.public[seal.key_id].key, MESSAGE, signature)


def test_any_other_bit_is_refused(keys: SealKeys) -> None:
    seal = LocalSeal(keys.signing_p256)
    public, signature = keys.public[seal.key_id].key, seal.state(MESSAGE)
    for content, is_signed in ((MESSAGE, True), (signature, False)):
        for at in range(8 * len(content)):
            changed = bytearray(content)
            changed[at // 8] ^= 1 << at % 8
            pair = (bytes(changed), signature) if is_signed else (MESSAGE, bytes(changed))
            assert not verifies(public, *pair), at
    assert not verifies(public, MESSAGE, signature[:-1])
    assert not verifies(public, MESSAGE, b"\0" * 64)
    assert not verifies(public, MESSAGE, b"\xff" * 64)


def test_a_rotated_key_still_verifies_what_it_stated_and_nothing_newer(
    keys: SealKeys, tmp_path: Path
) -> None:
    old = LocalSeal(keys.signing_p256)
    later = rotate(tmp_path, "Literasi", NOW)
    new = LocalSeal(later.signing_p256)
    assert new.key_id != old.key_id
    assert verifies(later.public[old.key_id].key, MESSAGE, old.state(MESSAGE))
    assert not verifies(later.public[old.key_id].key, MESSAGE, new.state(MESSAGE))
    assert not verifies(later.signing_ed25519.private.public_key(), MESSAGE, new.state(MESSAGE))


def test_nobody_states_anything_without_a_key() -> None:
    assert NoSeal().key_id == ""
    with pytest.raises(SealError):
        NoSeal().state(MESSAGE)
