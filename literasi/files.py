"""Where finished documents lie: written once, never changed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


class FileStoreError(Exception):
    """The file could not be kept: disk full, folder not writable."""


def write_once(path: Path, content: bytes) -> bool:
    """Make a file that appears whole or not at all; False when the name is taken already.

    Readable by its owner only. OSError when it cannot be kept: nothing half-written stays.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # A link fails when the name is taken, where a rename would overwrite.
        os.link(name, path)
    except FileExistsError:
        return False
    finally:
        os.unlink(name)
    _sync_folder(path.parent)
    return True


def _sync_folder(folder: Path) -> None:
    """Without it, a power cut may take the new name although the content is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class FolderStore:
    """A folder of files under keys such as "certificates/ABC.pdf"."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """The stored bytes, or None when there are none."""
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError:
            return None

    def put_once(self, key: str, content: bytes) -> bytes:
        """Keep `content` unless something is stored already; returns what is stored.

        The file appears whole or not at all, and two writers agree on the first.
        Raises FileStoreError when it cannot be kept; nothing half-written stays.
        """
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_once(path, content)
        except OSError as error:
            raise FileStoreError(f"{path}: {error.strerror}") from error
        return path.read_bytes()

    def probe(self) -> None:
        """Raises FileStoreError unless files can be kept."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self._folder) as file:
                file.write(b"x")
        except OSError as error:
            raise FileStoreError(f"{self._folder}: {error.strerror}") from error

    def _path(self, key: str) -> Path:
        path = (self._folder / key).resolve()
        if not path.is_relative_to(self._folder.resolve()):
            raise ValueError(f"a file key that leads outside: {key!r}")
        return path
