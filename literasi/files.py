"""Where finished documents lie: written once, and hardly ever replaced."""

from __future__ import annotations

import fcntl
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_UNFINISHED = ".new-"


class FileStoreError(Exception):
    """The file could not be kept: disk full, folder not writable."""


def write_once(path: Path, content: bytes) -> bool:
    """Make a file that appears whole or not at all; False when the name is taken already.

    Readable by its owner only. OSError when it cannot be kept: nothing half-written stays.
    """
    with _written(path.parent, content) as name:
        try:
            # A link fails when the name is taken, where a rename would overwrite.
            os.link(name, path)
        except FileExistsError:
            return False
    _sync_folder(path.parent)
    return True


def write_over(path: Path, content: bytes) -> None:
    """Like `write_once`, in the place of whatever has the name: the old or the new, never a mix."""
    with _written(path.parent, content) as name:
        os.replace(name, path)
    _sync_folder(path.parent)


@contextmanager
def _written(folder: Path, content: bytes) -> Iterator[str]:
    """A file under a passing name, on the disk for good; gone afterwards unless it was renamed."""
    handle, name = tempfile.mkstemp(dir=folder, prefix=_UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield name
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Waits until nobody else on this machine holds the lock. OSError when there can be none."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _sync_folder(folder: Path) -> None:
    """Without it, a power cut may take the new name although the content is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of the store: `size` in bytes, `modified` in whole seconds of UTC."""

    key: str
    size: int
    modified: datetime


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

    def has(self, key: str) -> bool:
        return self._path(key).is_file()

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

    def put_over(self, key: str, content: bytes) -> None:
        """Keep `content` in the place of whatever is stored: a reader gets the old or the new.

        Raises FileStoreError when it cannot be kept; the old one stays then."""
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_over(path, content)
        except OSError as error:
            raise FileStoreError(f"{path}: {error.strerror}") from error

    def newest(self, folder: str) -> Stored | None:
        """The file that was stored last right below a folder, or None when there is none."""
        found = [one for one in self.below(folder) if one.key.count("/") == folder.count("/") + 1]
        return max(found, key=lambda one: (one.modified, one.key), default=None)

    def below(self, folder: str) -> list[Stored]:
        """Every finished file below a folder, at any depth."""
        found = []
        for path in self._path(folder).rglob("*"):
            if path.is_file() and not path.name.startswith(_UNFINISHED):
                key = str(path.relative_to(self._folder.resolve()))
                # Another process may remove a file between the two looks at it.
                with suppress(FileNotFoundError):
                    found.append(_stored(key, path))
        return found

    def remove(self, key: str) -> None:
        """Take a file away. FileStoreError when it stays; none at all is fine."""
        path = self._path(key)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise FileStoreError(f"{path}: {error.strerror}") from error

    def sweep(self, folder: str, age: float = 0) -> None:
        """Remove what writers who were killed left unfinished `age` seconds ago or earlier; nobody
        may have been writing there for so long."""
        before = time.time() - age
        for path in self._path(folder).rglob(f"{_UNFINISHED}*"):
            # Another process may sweep at the same moment.
            with suppress(FileNotFoundError):
                if path.stat().st_mtime <= before:
                    path.unlink()

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


def _stored(key: str, path: Path) -> Stored:
    status = path.stat()
    return Stored(key, status.st_size, datetime.fromtimestamp(int(status.st_mtime), UTC))
