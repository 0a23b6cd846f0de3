"""What `flask setup` prepares and every worker reads: the catalogue and the public pages."""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from literasi.config import ROOT, Settings
from literasi.domain.course import Catalogue
from literasi.web.public import StoredPage


class NotPreparedError(Exception):
    """`flask setup` has not run for this data folder."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """`pages` maps an address, with its query if it has one, to its stored answer."""

    fingerprint: str
    catalogue: Catalogue
    pages: dict[str, StoredPage]


def fingerprint(settings: Settings) -> str:
    """SHA-256 in hex over everything that public pages are made of."""
    digest = hashlib.sha256(
        repr((sys.version_info[:2], settings.base_url, settings.ministry)).encode()
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
    name = current(folder)
    try:
        content = (folder / f"{name}.pickle").read_bytes()
    except FileNotFoundError:
        raise NotPreparedError(
            "Nothing is prepared in this data folder. Run: flask setup"
        ) from None
    prepared = pickle.loads(content)
    if not isinstance(prepared, Prepared):
        raise NotPreparedError(f"{folder} holds something else. Run: flask setup")
    return prepared


def save(folder: Path, prepared: Prepared) -> None:
    """Store it beside the old one, then point to it in one step; older ones are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    name = prepared.fingerprint
    _replace(folder / f"{name}.pickle", pickle.dumps(prepared, protocol=5))
    _replace(folder / "current", name.encode())
    _remove(p for p in folder.glob("*.pickle") if p.stem != name)


def _replace(path: Path, content: bytes) -> None:
    new = path.with_suffix(".new")
    with new.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path)


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
