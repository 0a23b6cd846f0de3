"""What is said of a PDF that somebody brings: what its seal proves, joined with what we know."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from literasi.certificates.checking import State, find_state
from literasi.certificates.documents import stored_file
from literasi.certificates.models import Certificate
from literasi.files import FolderStore
from literasi.sealing.keys import PublicKey
from literasi.sealing.verify import Answer, Verdict, verify

# Some editors write a slash within a string by its number.
_SLASH = rb"(?:/|\\057)"
_PATH = re.compile(_SLASH + rb"verifikasi" + _SLASH + rb"([0-9A-Za-z]{26})(?![0-9A-Za-z])")


class Finding(StrEnum):
    GENUINE = "genuine"  # sealed by us to the last byte, and no other file than we stored
    UNRECORDED = "unrecorded"  # sealed by us to the last byte, but another file than we stored
    EXTENDED = "extended"
    CHANGED = "changed"
    DISTRUSTED = "distrusted"
    FOREIGN = "foreign"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Judgement:
    """`state` is that of the certificate which the file names; only with GENUINE and EXTENDED is
    it proved that it is the file's own. `added` are bytes behind what we sealed. `is_recorded`
    says that the file, or the part that we sealed, is the very one that we stored."""

    finding: Finding
    state: State
    added: int = 0
    is_recorded: bool = False
    distrusted_on: date | None = None


def judge_file(content: bytes, keys: Mapping[str, PublicKey], files: FolderStore) -> Judgement:
    """Keeps nothing of the file."""
    verdict = verify(content, dict(keys))
    state = find_state(_code(content, verdict))
    hashes = _hashes(state.certificate, files) if state.certificate else frozenset[str]()
    key = keys.get(verdict.key_id)
    return judge(content, verdict, state, hashes, key.distrusted_on if key else None)


def judge(
    content: bytes,
    verdict: Verdict,
    state: State,
    stored: frozenset[str],
    distrusted_on: date | None = None,
) -> Judgement:
    """`stored` are the hashes of what we stored for the certificate, empty where none is known."""
    finding = Finding(verdict.answer)
    ours = content[: verdict.original or len(content)]
    is_recorded = hashlib.sha256(ours).hexdigest() in stored
    # Whoever stole a key of ours can seal what they like, before anybody knows of it.
    if verdict.answer is Answer.GENUINE and stored and not is_recorded:
        finding = Finding.UNRECORDED
    added = len(content) - len(ours)
    return Judgement(finding, state, added, is_recorded, distrusted_on)


def _code(content: bytes, verdict: Verdict) -> str:
    """The code in the address that the file names, whatever its host: ours may have changed."""
    address = verdict.address.encode("ascii", "replace")
    found = _PATH.search(address) if address else None
    # What is not ours to the last word may still name a certificate that can be compared with.
    if found is None and verdict.answer is not Answer.UNREADABLE:
        found = _PATH.search(content, 0, verdict.original or len(content))
    return found[1].decode("ascii") if found else ""


def _hashes(certificate: Certificate, files: FolderStore) -> frozenset[str]:
    """Two where a lost file was made again: whoever has the first still has a good one."""
    stored = stored_file(certificate, files)
    known = {certificate.file_hash} if certificate.file_hash else set()
    return frozenset(known | ({hashlib.sha256(stored).hexdigest()} if stored else set()))
