"""The installation's secrets: one file a purpose, made once, readable by the owner only.

Every key has an id, so that what it signed or hashed can name it and a key can be
rotated: the newest signs, the older ones still verify. No key is derived from another.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from literasi.files import write_once

# session: the cookie with open draws; ticket: the draw of a quiz; pepper: angka kunci and
# passphrases; card: the codes of Kartu Peserta; totp: the codes of staff's telephones;
# scan: the changing QR of a class's screen.
PURPOSES = ("session", "ticket", "pepper", "card", "totp", "scan")


class KeyFileError(Exception):
    """A key file is missing, unreadable or open to others; the message says how to mend it."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """`keys` maps an id to its secret (text), the newest last."""

    keys: dict[str, str]

    @property
    def current(self) -> str:
        return list(self.keys.values())[-1]

    @property
    def older(self) -> list[str]:
        return list(self.keys.values())[:-1]


def prepare(folder: Path) -> None:
    """Make whatever key is missing. An existing one is never touched."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for purpose in PURPOSES:
        path = folder / f"{purpose}.json"
        if path.exists():
            load(folder, purpose)
        else:
            new = json.dumps({f"{purpose}-1": secrets.token_urlsafe(32)}, indent=1)
            # Half a key would stop every later set-up, as an existing file is never touched.
            write_once(path, new.encode())


def load(folder: Path, purpose: str) -> KeyRing:
    """The keys of one purpose; raises KeyFileError when the file cannot be trusted."""
    path = folder / f"{purpose}.json"
    keys = read_private(path)
    if (
        not isinstance(keys, dict)
        or not keys
        or not all(isinstance(v, str) and len(v) >= 32 for v in keys.values())
    ):
        raise KeyFileError(f"{path} holds no usable key. Restore it from your backup.")
    return KeyRing(keys)


def read_private(path: Path) -> object:
    """What a file of secrets holds, as JSON; raises KeyFileError unless only its owner reads it."""
    try:
        if path.stat().st_mode & 0o077:
            raise KeyFileError(f"{path} can be read by others. Run: chmod 600 {path}")
        content: object = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise KeyFileError(
            f"{path} is missing. Restore it from your backup, or run: flask setup"
        ) from None
    except (OSError, ValueError) as error:
        raise KeyFileError(
            f"{path} cannot be read ({error}). Restore it from your backup."
        ) from None
    return content
