"""Logos in the document store, by office and hash. One that a certificate may name stays."""

from __future__ import annotations

import re
from hashlib import sha256

from literasi.certificates.design.clothes import logo_key
from literasi.files import FolderStore

_HASH = re.compile(r"[0-9a-f]{64}")


def keep_logo(office_id: int, picture: bytes, files: FolderStore) -> str:
    """Returns its hash. Raises FileStoreError."""
    hash_ = sha256(picture).hexdigest()
    files.put_once(logo_key(office_id, hash_), picture)
    return hash_


def find_logo(office_id: int, hash_: str, files: FolderStore) -> bytes | None:
    """The picture; None for what is no hash of one that this office uploaded."""
    return files.get(logo_key(office_id, hash_)) if _HASH.fullmatch(hash_) else None
