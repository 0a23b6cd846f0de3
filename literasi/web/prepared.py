"""What `flask setup` prepares and every worker reads: the catalogue and the public pages."""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from literasi.config import ROOT, Settings
from literasi.domain.course import Catalogue
from literasi.web.public import StoredPage


class NotPreparedError(Exception):
    """`flask setup` has not run for this data folder, or what it left cannot be read; the message
    says what to do (English, for operators)."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """`pages` maps an address, with its query if it has one, to its stored answer."""

    fingerprint: str
    catalogue: Catalogue
    pages: dict[str, StoredPage]


def fingerprint(settings: Settings, catalogue: Catalogue, today: date) -> str:
    """SHA-256 in hex over everything that public pages are made of.

    The day itself is no part of it, but which facts are due by that day is.
    """
    due = [fact.key for fact in catalogue.facts if fact.check_again <= today]
    digest = hashlib.sha256(
        repr((sys.version_info[:2], settings.base_url, settings.ministry, due)).encode()
    )
    for folder in (settings.courses, ROOT / "templates", ROOT / "static", ROOT / "literasi"):
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"):
            digest.update(f"{path.relative_to(folder)}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def current(folder: Path) -> str:
    """The fingerprint of what is prepared, "" for nothing."""
    try:
        return (folder / "current").read_text("ascii").strip()
    except FileNotFoundError:
        return ""


def load(folder: Path) -> Prepared:
    """What was prepared last. Raises NotPreparedError.

    The pickle is ours, in a folder that only the site's own user may write.
    """
    try:
        path = folder / f"{current(folder)}.pickle"
        content = path.read_bytes()
    except FileNotFoundError:
        raise NotPreparedError(
            "Nothing is prepared in this data folder. Run: flask setup"
        ) from None
    except (OSError, ValueError) as error:
        raise NotPreparedError(f"{folder} cannot be read ({error}). Run: flask setup") from None
    return _unpack(path, content)


def _unpack(path: Path, content: bytes) -> Prepared:
    try:
        prepared = pickle.loads(content)
    except Exception as error:
        # Damaged bytes may raise anything at all, and so may those of another version.
        raise NotPreparedError(
            f"{path} is damaged ({type(error).__name__}). Run: flask setup"
        ) from None
    if not isinstance(prepared, Prepared):
        raise NotPreparedError(f"{path} holds something else. Run: flask setup")
    return prepared


def save(folder: Path, prepared: Prepared) -> None:
    """Store it beside the old one, then point to it in one step; older ones are removed.

    OSError when there is no room; then the old one is still in force.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = prepared.fingerprint
    _replace(folder / f"{name}.pickle", pickle.dumps(prepared, protocol=5))
    _replace(folder / "current", name.encode())
    _remove(p for p in folder.glob("*.pickle") if p.stem != name)


def _replace(path: Path, content: bytes) -> None:
    new = path.with_suffix(".new")
    try:
        with new.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, path)
    finally:
        # Half a file would only take room on a disk that is full already.
        new.unlink(missing_ok=True)


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
