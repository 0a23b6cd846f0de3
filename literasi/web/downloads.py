"""Answers too large for memory: a file that is made for one download and gone after it."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

PIECE = 64 * 1024
STALE = 3600  # seconds; a file this old was left by a process that was killed


class Download:
    """The body of a WSGI answer. The gateway hands its path to the server, which reads it while
    others are answered; any other server reads it from here."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = path.stat().st_size

    def __iter__(self) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece

    def close(self) -> None:
        """Whoever has the file open reads on to its end."""
        self.path.unlink(missing_ok=True)


def make_download(folder: Path, fill: Callable[[BinaryIO], None]) -> Download:
    """A file with what `fill` writes, readable by its owner only. OSError when it does not fit;
    nothing half-written stays."""
    folder.mkdir(parents=True, exist_ok=True)
    remove_stale(folder)
    handle, name = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            fill(file)
    except BaseException:
        os.unlink(name)
        raise
    return Download(Path(name))


def remove_stale(folder: Path) -> None:
    before = time.time() - STALE
    for path in folder.glob("*"):
        # Another process may sweep at the same moment.
        with suppress(FileNotFoundError):
            if path.stat().st_mtime <= before:
                path.unlink()
