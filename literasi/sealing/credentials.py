"""Proofs on credentials (Data Integrity, `eddsa-rdfc-2022`), and the document that names the keys.

A key keeps its place in the DID document, so that what it signed before a rotation still verifies,
until it is distrusted. Nothing else is told of a key than that it asserts: it signs nobody in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from literasi.domain.credential import Document, did_of, moment
from literasi.domain.quads import canonical
from literasi.sealing.keys import SealKeys
from literasi.sealing.multibase import from_base58, to_base58

SUITE = "eddsa-rdfc-2022"
_ED25519 = b"\xed\x01"  # what a Multikey of this kind begins with
_OPTIONS = {
    "type": "DataIntegrityProof",
    "cryptosuite": SUITE,
    "proofPurpose": "assertionMethod",
}


def sign(
    document: Mapping[str, Any], key: Ed25519PrivateKey, key_id: str, now: datetime
) -> Document:
    """The credential with its proof by the issuer's key `key_id`.

    Raises ValueError for a document that `domain.quads.canonical` does not know.
    """
    options = {
        **_OPTIONS,
        "created": moment(now),
        "verificationMethod": f"{_issuer(document)}#{key_id}",
    }
    signature = key.sign(_hash(document, options))
    return {**document, "proof": {**options, "proofValue": to_base58(signature)}}


def verifies(document: Mapping[str, Any], keys: Mapping[str, Ed25519PublicKey]) -> bool:
    """Whether one of our keys, under its id, signed just this. Says nothing of a withdrawal."""
    try:
        plain = {term: value for term, value in document.items() if term != "proof"}
        proof = dict(document["proof"])
        signature = from_base58(proof.pop("proofValue"))
        issuer, _, key_id = proof["verificationMethod"].partition("#")
        if issuer != _issuer(plain) or any(proof.get(term) != _OPTIONS[term] for term in _OPTIONS):
            return False
        keys[key_id].verify(signature, _hash(plain, proof))
    except (InvalidSignature, ValueError, KeyError, TypeError, AttributeError):
        return False
    return True


def did_document(base: str, keys: Iterable[tuple[str, Ed25519PublicKey]]) -> Document:
    """What `/.well-known/did.json` says: every key whose proofs are good, by (id, key).

    Raises ValueError without an https base address."""
    did = did_of(base)
    if not did:
        raise ValueError("a did:web needs a base address with https")
    methods = [
        {
            "id": f"{did}#{key_id}",
            "type": "Multikey",
            "controller": did,
            "publicKeyMultibase": to_base58(_ED25519 + key.public_bytes_raw()),
        }
        for key_id, key in keys
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def public_keys(seal: SealKeys) -> list[tuple[str, Ed25519PublicKey]]:
    """(id, key) of every key that ever signed credentials here and is trusted."""
    known = seal.trusted.values()
    return [(one.id, one.key) for one in known if isinstance(one.key, Ed25519PublicKey)]


def _issuer(document: Mapping[str, Any]) -> str:
    issuer = document["issuer"]
    return str(issuer["id"] if isinstance(issuer, Mapping) else issuer)


def _hash(document: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
    """The proof's options come first, under the context of what they prove."""
    texts = (canonical({"@context": document["@context"], **options}), canonical(document))
    return b"".join(hashlib.sha256(text.encode()).digest() for text in texts)
