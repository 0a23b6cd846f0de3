"""What a signature on a credential is made over: its canonical N-Quads (RDFC-1.0).

A general processor of JSON-LD reads contexts and compares graphs before it can sort. Ours knows
the few terms that we write, by the contexts in `literasi/sealing/contexts`, and every node has an
id but one at most, whose canonical name is then always `_:c14n0`. What it does not know it refuses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
CONTEXTS = ([CREDENTIALS, OPEN_BADGES], [CREDENTIALS])
BLANK = "_:c14n0"

_VC = "https://www.w3.org/2018/credentials#"
_STATUS = "https://www.w3.org/ns/credentials/status#"
_SECURITY = "https://w3id.org/security#"
_BADGES = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"
_SCHEMA = "https://schema.org/"
_XSD = "http://www.w3.org/2001/XMLSchema#"
# As its own context has it, with https, where everybody else has http.
_XSD_OF_BADGES = "https://www.w3.org/2001/XMLSchema#"

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_TYPES = {
    "VerifiableCredential": _VC + "VerifiableCredential",
    "OpenBadgeCredential": _BADGES + "OpenBadgeCredential",
    "Profile": _BADGES + "Profile",
    "AchievementSubject": _BADGES + "AchievementSubject",
    "IdentityObject": _BADGES + "IdentityObject",
    "Achievement": _BADGES + "Achievement",
    "Image": _BADGES + "Image",
    "BitstringStatusListEntry": _STATUS + "BitstringStatusListEntry",
    "BitstringStatusListCredential": _STATUS + "BitstringStatusListCredential",
    "BitstringStatusList": _STATUS + "BitstringStatusList",
    "DataIntegrityProof": _SECURITY + "DataIntegrityProof",
}
# Terms whose value is another node or its address.
_NODES = {
    "issuer": _VC + "issuer",
    "credentialSubject": _VC + "credentialSubject",
    "credentialStatus": _VC + "credentialStatus",
    "identifier": _BADGES + "identifier",
    "achievement": _BADGES + "achievement",
    "criteria": _BADGES + "Criteria",
    "image": _BADGES + "image",
    "statusListCredential": _STATUS + "statusListCredential",
    "verificationMethod": _SECURITY + "verificationMethod",
}
# Terms whose value is text, with its type where it is not plain.
_TEXTS = {
    "name": (_SCHEMA + "name", ""),
    "description": (_SCHEMA + "description", ""),
    "url": (_SCHEMA + "url", _XSD_OF_BADGES + "anyURI"),
    "inLanguage": (_SCHEMA + "inLanguage", ""),
    "caption": (_SCHEMA + "caption", ""),
    "achievementType": (_BADGES + "achievementType", ""),
    "licenseNumber": (_BADGES + "licenseNumber", ""),
    "narrative": (_BADGES + "narrative", ""),
    "identityHash": (_BADGES + "identityHash", ""),
    "identityType": (_BADGES + "identityType", ""),
    "salt": (_BADGES + "salt", ""),
    "validFrom": (_VC + "validFrom", _XSD + "dateTime"),
    "validUntil": (_VC + "validUntil", _XSD + "dateTime"),
    "statusPurpose": (_STATUS + "statusPurpose", ""),
    "statusListIndex": (_STATUS + "statusListIndex", ""),
    "encodedList": (_STATUS + "encodedList", _SECURITY + "multibase"),
    "created": ("http://purl.org/dc/terms/created", _XSD + "dateTime"),
    "cryptosuite": (_SECURITY + "cryptosuite", _SECURITY + "cryptosuiteString"),
}
_PURPOSES = {"assertionMethod": _SECURITY + "assertionMethod"}

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
# Programs disagree on how the other controls are written, and half a character is no text at all.
_UNWRITABLE = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.\-]*:[!#-;=?-\[\]_a-z~]+")  # printable ASCII


def canonical(document: Mapping[str, Any]) -> str:
    """The canonical N-Quads of a document without its proof.

    Raises ValueError for whatever else than what we write: another context, an unknown term.
    """
    if document.get("@context") not in CONTEXTS:
        raise ValueError("another @context than ours")
    lines: list[str] = []
    _node({term: value for term, value in document.items() if term != "@context"}, lines)
    return "".join(sorted(set(lines)))


def writable(text: str) -> str:
    """Text with a space for each character that a signed credential cannot hold."""
    return _UNWRITABLE.sub(" ", text)


def _node(node: Any, lines: list[str]) -> str:
    """Add what a node says to `lines`; gives its name in them."""
    if isinstance(node, str):
        return _address(node)
    if not isinstance(node, Mapping) or not node.keys() - {"id"}:
        raise ValueError("a node is an object or an address")
    name = _address(node["id"]) if "id" in node else BLANK
    if name == BLANK and any(line.startswith(BLANK) for line in lines):
        raise ValueError("more than one node has no id")
    for term, value in node.items():
        if term != "id":
            _statement(name, term, value, lines)
    return name


def _statement(name: str, term: str, value: Any, lines: list[str]) -> None:
    if term in _TEXTS:
        predicate, kind = _TEXTS[term]
        lines.append(f"{name} <{predicate}> {_text(value, kind)} .\n")
    elif term in _NODES:
        for one in value if isinstance(value, list) else [value]:
            lines.append(f"{name} <{_NODES[term]}> {_node(one, lines)} .\n")
    elif term == "type":
        for one in value if isinstance(value, list) else [value]:
            lines.append(f"{name} <{_TYPE}> <{_known(_TYPES, one)}> .\n")
    elif term == "proofPurpose":
        purpose = _known(_PURPOSES, value)
        lines.append(f"{name} <{_SECURITY}proofPurpose> <{purpose}> .\n")
    elif term == "hashed" and isinstance(value, bool):
        truth = str(value).lower()
        lines.append(f'{name} <{_BADGES}hashed> "{truth}"^^<{_XSD_OF_BADGES}boolean> .\n')
    elif term == "ttl" and type(value) is int:
        lines.append(f'{name} <{_STATUS}ttl> "{value}"^^<{_XSD}integer> .\n')
    else:
        raise ValueError(f"unknown here: {term}")


def _known(names: Mapping[str, str], name: Any) -> str:
    if not isinstance(name, str) or name not in names:
        raise ValueError(f"unknown here: {name}")
    return names[name]


def _address(text: Any) -> str:
    """An absolute address; one that could end early would let others write statements."""
    if not isinstance(text, str) or not _ADDRESS.fullmatch(text):
        raise ValueError("not an address")
    return f"<{text}>"


def _text(value: Any, kind: str) -> str:
    if not isinstance(value, str) or _UNWRITABLE.search(value):
        raise ValueError("not a text that can be signed")
    quoted = f'"{value.translate(_ESCAPES)}"'
    return f"{quoted}^^<{kind}>" if kind else quoted
