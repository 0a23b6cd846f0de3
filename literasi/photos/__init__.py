"""Photographs that people upload. What they become is known from here without Pillow, which only
whoever reads one pays for (`photos.reading`)."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

LARGEST_FILE = 10 * 1024 * 1024  # bytes
LARGEST_LOGO = 2 * 1024 * 1024
LARGEST_SIDE, SMALL_SIDE = 1600, 320  # pixels
TOO_LARGE = "Foto ini lebih dari 10 MB. Kecilkan dulu, lalu unggah lagi."
LOGO_TOO_LARGE = "Logo ini lebih dari 2 MB. Kecilkan dulu, lalu unggah lagi."


class PhotoError(Exception):
    """Why a file is not taken, in the words of whoever uploaded it."""


@dataclass(frozen=True, slots=True)
class Photo:
    """Two JPEGs with nothing but the picture in them: `full` is at most 1600 pixels on its longer
    side, `small` 320. `width` and `height` are those of `full`."""

    full: bytes
    small: bytes
    width: int
    height: int

    @property
    def hash(self) -> str:
        return sha256(self.full).hexdigest()
