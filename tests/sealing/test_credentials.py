"""A proof verifies while nothing changed, and a key that signs no more is still known."""

from __future__ import annotations

import copy
import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from literasi.domain.credential import credential
from literasi.domain.status_list import status_credential
from literasi.sealing.credentials import did_document, sign, verifies
from literasi.sealing.multibase import from_base58, to_base58
from tests.linked_data import AWARD, slow_canonical

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
OLD, NEW = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2))
KEYS = {"LAMA": OLD.public_key(), "BARU": NEW.public_key()}


@pytest.fixture
def signed() -> dict[str, Any]:
    return sign(credential(AWARD), NEW, "BARU", NOW)


def test_a_proof_is_made_over_what_a_general_processor_sees(signed: dict[str, Any]) -> None:
    proof = signed["proof"]
    options = {"@context": signed["@context"], **proof}
    del options["proofValue"]
    texts = (slow_canonical(options), slow_canonical(credential(AWARD)))
    digest = b"".join(hashlib.sha256(text.encode()).digest() for text in texts)
    NEW.public_key().verify(from_base58(proof["proofValue"]), digest)
    assert proof["verificationMethod"] == "did:web:literasi.example#BARU"


def test_what_is_unchanged_verifies(signed: dict[str, Any]) -> None:
    assert verifies(signed, KEYS)
    assert verifies(sign(status_credential(AWARD.base, 1, [5], NOW, NOW), NEW, "BARU", NOW), KEYS)


def test_what_an_older_key_signed_verifies_after_a_rotation() -> None:
    assert verifies(sign(credential(AWARD), OLD, "LAMA", NOW), KEYS)
    assert not verifies(sign(credential(AWARD), OLD, "BARU", NOW), KEYS)


@pytest.mark.parametrize(
    ("place", "term", "value"),
    [
        (None, "name", "Kursus lain"),
        (None, "validFrom", "2020-01-01T00:00:00Z"),
        (None, "evidence", "x"),
        (None, "issuer", "did:web:lain.example"),
        ("credentialSubject", "licenseNumber", "9999"),
        ("credentialStatus", "statusListIndex", "1"),
        ("proof", "created", "2020-01-01T00:00:00Z"),
        ("proof", "proofPurpose", "authentication"),
        ("proof", "cryptosuite", "eddsa-jcs-2022"),
        ("proof", "verificationMethod", "did:web:lain.example#BARU"),
        ("proof", "verificationMethod", "did:web:literasi.example#LAIN"),
        ("proof", "proofValue", "z111"),
        ("proof", "proofValue", "bukan"),
        ("proof", "proofValue", 5),
        ("proof", "verificationMethod", 5),
    ],
)
def test_what_was_changed_does_not(
    signed: dict[str, Any], place: str | None, term: str, value: object
) -> None:
    changed = copy.deepcopy(signed)
    (changed[place] if place else changed)[term] = value
    assert not verifies(changed, KEYS)


@pytest.mark.parametrize("proof", [None, [], "x", {}])
def test_what_has_no_proof_does_not(signed: dict[str, Any], proof: object) -> None:
    assert not verifies({**signed, "proof": proof}, KEYS)
    assert not verifies({}, KEYS)


def test_the_did_document_names_every_key_for_assertions_alone() -> None:
    document = did_document("https://literasi.example", KEYS.items())
    ids = ["did:web:literasi.example#LAMA", "did:web:literasi.example#BARU"]
    assert [method["id"] for method in document["verificationMethod"]] == ids
    assert document["assertionMethod"] == ids
    assert "authentication" not in document
    for method, key in zip(document["verificationMethod"], KEYS.values(), strict=True):
        raw = from_base58(method["publicKeyMultibase"])
        assert method["publicKeyMultibase"].startswith("z6Mk")
        assert Ed25519PublicKey.from_public_bytes(raw[2:]) == key
    with pytest.raises(ValueError, match="https"):
        did_document("http://literasi.example", [])


@given(st.binary(max_size=70))
def test_base_58_gives_back_what_it_was_given(content: bytes) -> None:
    assert from_base58(to_base58(content)) == content


def test_base_58_is_that_of_everybody() -> None:
    # The examples of draft-msporny-base58.
    assert to_base58(b"Hello World!") == "z2NEpo7TZRRrLZSi2U"
    assert to_base58(bytes.fromhex("0000287fb4cd")) == "z11233QC4"
