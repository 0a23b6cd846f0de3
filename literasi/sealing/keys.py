"""The keys that seal: P-256 for files and QR statements, Ed25519 for credentials.

They lie in `seal.json` in the keys folder. What they signed stays verifiable for ever: a rotation
destroys the private halves and keeps every public one, with its certificate, under its id.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from literasi.files import alone, write_once, write_over
from literasi.keys import KeyFileError, read_private
from literasi.sealing.certifying import certify

FILE = "seal.json"
P256, ED25519 = "p256", "ed25519"
ID_LETTERS = 8

Public = ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey
Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PublicKey:
    """`certificate` and its `root` exist for P-256 alone; `retired_on` once it signs no more;
    `distrusted_on` once somebody else may have signed with it."""

    id: str
    kind: str
    key: Public
    made_on: date
    retired_on: date | None = None
    certificate: x509.Certificate | None = None
    root: x509.Certificate | None = None
    distrusted_on: date | None = None

    @property
    def trusted(self) -> bool:
        """Whether what it signed proves anything. A key is shown to others only while it does."""
        return self.distrusted_on is None


@dataclass(frozen=True, slots=True)
class P256Key:
    """Signs files and the statements in QR codes. `certificate` is its own, signed by `root`."""

    id: str
    made_on: date
    private: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    root: x509.Certificate


@dataclass(frozen=True, slots=True)
class Ed25519Key:
    """Signs credentials."""

    id: str
    made_on: date
    private: ed25519.Ed25519PrivateKey


@dataclass(frozen=True, slots=True)
class SealKeys:
    """The keys of today, and under its id every public key there ever was, the newest last."""

    signing_p256: P256Key
    signing_ed25519: Ed25519Key
    public: dict[str, PublicKey]

    @property
    def certificates(self) -> list[tuple[x509.Certificate, x509.Certificate]]:
        """Every pair of end certificate and root whose seal on a file is good."""
        known = self.trusted.values()
        return [(one.certificate, one.root) for one in known if one.certificate and one.root]

    @property
    def trusted(self) -> dict[str, PublicKey]:
        """Those in `public` that still prove something."""
        return {id_: one for id_, one in self.public.items() if one.trusted}


def key_id(key: Public) -> str:
    """The first eight letters, in base 32, of the SHA-256 of a public key."""
    spki = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b32encode(hashlib.sha256(spki).digest()).decode()[:ID_LETTERS]


def prepare(folder: Path, name: str, now: datetime) -> None:
    """Make the keys if there are none; `name` is the installation's, for its certificate.

    An existing file is never touched. Raises KeyFileError when it cannot be used."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / FILE
    if not path.exists():
        write_once(path, _text(_fresh(name, now)))
    load(folder)


def begin_again(folder: Path, name: str, now: datetime) -> SealKeys:
    """New keys where the file of the older ones is lost for good: what those sealed is nobody's
    any more. Raises KeyFileError when it is there."""
    path = folder / FILE
    if not write_once(path, _text(_fresh(name, now))):
        raise KeyFileError(f"{path} is there, so nothing is lost.")
    return load(folder)


def rotate(folder: Path, name: str, now: datetime) -> SealKeys:
    """New keys for what is sealed from now on; the private halves of the older ones are gone.

    Raises KeyFileError when the present keys cannot be read: they would be lost."""
    path = folder / FILE
    with alone(folder / "seal.lock"):
        older = _entries(path)
        for entry in older:
            if entry.pop("private", None):
                entry["retired_on"] = now.astimezone(UTC).date().isoformat()
        write_over(path, _text([*older, *_fresh(name, now)]))
    return load(folder)


def distrust(folder: Path, id_: str, reason: str, now: datetime) -> None:
    """What a key that was stolen signed proves nothing from now on; the first reason stays.

    ValueError for a key that still signs, and for an id that nobody knows. Raises KeyFileError."""
    path = folder / FILE
    load(folder)
    with alone(folder / "seal.lock"):
        entries = _entries(path)
        found = [entry for entry in entries if entry.get("id") == id_]
        if not found:
            raise ValueError(f"no key has the id {id_}")
        if found[0].get("private"):
            raise ValueError(f"{id_} still signs: rotate the seal first")
        if not found[0].get("distrusted_on"):
            found[0]["distrusted_on"] = now.astimezone(UTC).date().isoformat()
            found[0]["distrusted_because"] = reason
            write_over(path, _text(entries))


def load(folder: Path) -> SealKeys:
    """The keys of an installation. Raises KeyFileError when the file cannot be trusted."""
    path = folder / FILE
    entries = _entries(path)
    try:
        known = [_public(entry) for entry in entries]
        signing = {entry["kind"]: _signing(entry) for entry in entries if entry.get("private")}
        p256, credentials = signing[P256], signing[ED25519]
    except (KeyError, TypeError, ValueError):
        raise _unusable(path) from None
    if not isinstance(p256, P256Key) or not isinstance(credentials, Ed25519Key):
        raise _unusable(path)
    return SealKeys(p256, credentials, {one.id: one for one in known})


def _entries(path: Path) -> list[Entry]:
    content = read_private(path)
    entries = content.get("keys") if isinstance(content, dict) else None
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise _unusable(path)
    return entries


def _unusable(path: Path) -> KeyFileError:
    return KeyFileError(f"{path} holds no usable seal. Restore it from your backup.")


def _text(entries: list[Entry]) -> bytes:
    return json.dumps({"keys": entries}, indent=1).encode()


def _fresh(name: str, now: datetime) -> list[Entry]:
    sealing, credentials = (
        ec.generate_private_key(ec.SECP256R1()),
        ed25519.Ed25519PrivateKey.generate(),
    )
    certificate, root = certify(sealing.public_key(), name, now)
    made_on = now.astimezone(UTC).date()
    return [
        _entry(P256, sealing, made_on)
        | {"certificate": _pem(certificate.public_bytes(Encoding.PEM))}
        | {"root": _pem(root.public_bytes(Encoding.PEM))},
        _entry(ED25519, credentials, made_on),
    ]


def _entry(
    kind: str, private: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey, made_on: date
) -> Entry:
    public = private.public_key()
    secret = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return {
        "id": key_id(public),
        "kind": kind,
        "made_on": made_on.isoformat(),
        "public": _pem(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)),
        "private": _pem(secret),
    }


def _pem(content: bytes) -> str:
    return content.decode("ascii")


def _public(entry: Entry) -> PublicKey:
    """Raises KeyError, TypeError or ValueError for an entry that is not as it was written."""
    key = load_pem_public_key(entry["public"].encode())
    if not isinstance(key, ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey):
        raise ValueError("a kind of key that nobody made here")
    if key_id(key) != entry["id"]:
        raise ValueError("another key than its id says")
    return PublicKey(
        id=entry["id"],
        kind=entry["kind"],
        key=key,
        made_on=date.fromisoformat(entry["made_on"]),
        retired_on=_day(entry, "retired_on"),
        certificate=_certificate(entry, "certificate"),
        root=_certificate(entry, "root"),
        distrusted_on=_day(entry, "distrusted_on"),
    )


def _day(entry: Entry, which: str) -> date | None:
    return date.fromisoformat(entry[which]) if entry.get(which) else None


def _signing(entry: Entry) -> P256Key | Ed25519Key:
    private = load_pem_private_key(entry["private"].encode(), None)
    made_on = date.fromisoformat(entry["made_on"])
    if isinstance(private, ed25519.Ed25519PrivateKey):
        signing: P256Key | Ed25519Key = Ed25519Key(entry["id"], made_on, private)
    elif isinstance(private, ec.EllipticCurvePrivateKey):
        certificate, root = _certificate(entry, "certificate"), _certificate(entry, "root")
        if certificate is None or root is None or certificate.public_key() != private.public_key():
            raise ValueError("a certificate of another key")
        signing = P256Key(entry["id"], made_on, private, certificate, root)
    else:
        raise ValueError("a kind of key that nobody made here")
    if key_id(signing.private.public_key()) != signing.id:
        raise ValueError("another key than its id says")
    return signing


def _certificate(entry: Entry, which: str) -> x509.Certificate | None:
    text = entry.get(which)
    return x509.load_pem_x509_certificate(text.encode()) if text else None
