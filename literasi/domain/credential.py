"""A certificate as an Open Badges 3.0 credential (VC Data Model 2.0), and the issuer's `did:web`.

A credential names nobody: it holds the hash of the name with a salt, so that whoever knows the name
can compare it, as `/verifikasi/<code>` does for whoever holds the paper.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from literasi.domain.dates import long_date
from literasi.domain.quads import CONTEXTS, writable

Document = dict[str, Any]

PICTURE = "/static/img/lencana.png"
PICTURE_WORDS = "Lencana Literasi: buku terbuka di atas ombak, dengan tanda centang"
KINDS = {
    "statement": "Surat Keterangan Selesai Belajar Mandiri (bukan sertifikat kompetensi).",
    "class": "Sertifikat Pelatihan.",
}
_CRITERIA = {
    "statement": "Belajar mandiri dan lulus kuis setiap modul ini:",
    "class": "Mengikuti pelatihan dan lulus kuis setiap modul ini:",
}


@dataclass(frozen=True, slots=True)
class Award:
    """What a credential says. `base` is scheme and host; `kind` one of KINDS; `modules` pairs of
    title and minutes; `valid_from` and `expires` aware times; `index` counts within list `list`."""

    base: str
    code: str
    kind: str
    number: str
    name: str
    title: str
    modules: tuple[tuple[str, int], ...]
    issuer: str
    issued_on: date
    valid_from: datetime
    list: int
    index: int
    salt: str
    expires: datetime | None = None


def did_of(base: str) -> str:
    """`did:web:<host>` of a base address; "" where there is none or it is not https, because then
    nobody else could ask the host for its keys."""
    parts = urlsplit(base)
    if parts.scheme != "https" or not parts.netloc or not parts.netloc.isascii():
        return ""
    return "did:web:" + parts.netloc.lower().replace(":", "%3A")


def salt_of(code: str) -> str:
    """The salt of a certificate's name. It stands beside the hash, so it need not be secret; it
    only makes the same name look different in every credential."""
    return hashlib.sha256(f"literasi nama {code}".encode()).hexdigest()[:32]


def identity_hash(name: str, salt: str) -> str:
    """`sha256$…` over name and salt, as Open Badges has it; the name in composed form (NFC)."""
    text = unicodedata.normalize("NFC", name) + salt
    return "sha256$" + hashlib.sha256(text.encode()).hexdigest()


def credential_address(base: str, code: str) -> str:
    return f"{base}/verifikasi/{code}/kredensial.json"


def status_address(base: str, number: int) -> str:
    return f"{base}/kredensial/status/{number}"


def credential(award: Award) -> Document:
    """The credential without its proof. Raises ValueError without an https base address."""
    did = did_of(award.base)
    if not did:
        raise ValueError("a credential needs a base address with https")
    document: Document = {
        "@context": CONTEXTS[0],
        "id": credential_address(award.base, award.code),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": writable(award.title),
        "issuer": {
            "id": did,
            "type": ["Profile"],
            "name": writable(award.issuer),
            "url": award.base,
        },
        "validFrom": moment(award.valid_from),
        "credentialSubject": _subject(award),
        "credentialStatus": _status(award),
    }
    if award.expires:
        document["validUntil"] = moment(award.expires)
    return document


def is_about(document: Mapping[str, Any], name: str) -> bool:
    """Whether a credential was issued to somebody of this name."""
    try:
        (identity,) = document["credentialSubject"]["identifier"]
        return bool(identity["identityHash"] == identity_hash(name, identity["salt"]))
    except (KeyError, TypeError, ValueError):
        return False


def moment(when: datetime) -> str:
    """A time as credentials write it: UTC, whole seconds."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _subject(award: Award) -> Document:
    return {
        "id": f"{award.base}/verifikasi/{award.code}#penerima",
        "type": ["AchievementSubject"],
        # The one node without an id: its schema has no room for one.
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityHash": identity_hash(award.name, award.salt),
                "identityType": "name",
                "salt": award.salt,
            }
        ],
        "licenseNumber": writable(award.number),
        "achievement": _achievement(award),
    }


def _achievement(award: Award) -> Document:
    narrative = _narrative(award)
    # The same achievement has the same id, whoever has it, and another content another one.
    content = "\n".join((award.base, award.kind, award.title, narrative))
    return {
        "id": f"urn:uuid:{uuid5(NAMESPACE_URL, writable(content))}",
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": writable(award.title),
        "description": f"{KINDS[award.kind]} Terbit {long_date(award.issued_on)}.",
        "inLanguage": "id",
        "criteria": {
            "id": f"{award.base}/verifikasi/{award.code}",
            "narrative": narrative,
        },
        "image": {"id": award.base + PICTURE, "type": "Image", "caption": PICTURE_WORDS},
    }


def _narrative(award: Award) -> str:
    """In Markdown, as Open Badges has it."""
    lines = [f"- {' '.join(writable(title).split())} ({n} menit)" for title, n in award.modules]
    return "\n".join((_CRITERIA[award.kind], "", *lines))


def _status(award: Award) -> Document:
    address = status_address(award.base, award.list)
    return {
        "id": f"{address}#{award.index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(award.index),
        "statusListCredential": address,
    }
