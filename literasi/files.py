"""Where finished documents lie: written once, never changed."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


class FileStoreError(Exception):
    """The file could not be kept: disk full, folder not writable."""


class _TakenError(Exception):
    """Something is stored under this key already."""


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
            with suppress(_TakenError):
                self._write(path, content)
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

    @staticmethod
    def _write(path: Path, content: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            # A link fails when the name is taken, where a rename would overwrite.
            os.link(name, path)
        except FileExistsError:
            raise _TakenError from None
        finally:
            os.unlink(name)
