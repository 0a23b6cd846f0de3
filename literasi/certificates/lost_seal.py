"""Whether an installation sealed files before, although its keys are nowhere to be found."""

from __future__ import annotations

from literasi.certificates.documents import FOLDER
from literasi.files import FolderStore

SEALED = b"/ByteRange ["
LOOKED_AT = 50  # the files stored last: some of them only show how one looks, and have no seal


def has_sealed(files: FolderStore) -> bool:
    """Whether the certificates stored last carry a seal."""
    found = sorted(files.below(FOLDER), key=lambda one: one.modified)
    return any(SEALED in (files.get(one.key) or b"") for one in reversed(found[-LOOKED_AT:]))
