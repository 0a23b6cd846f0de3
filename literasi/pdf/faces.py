"""The fonts for pictures: which file holds which letter.

WeasyPrint finds fonts through Pango; a picture is drawn letter by letter, so this asks
fontconfig itself, once a process, for the same families in the same order.
"""

from __future__ import annotations

import logging
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

FAMILIES = "Noto Sans,Noto Sans Javanese,Noto Sans Arabic,Noto Sans CJK SC"
# Colour fonts hold pictures of one size, which cannot be drawn at another.
_FORMAT = r"%{file}\t%{index}\t%{color}\t%{scalable}\t%{charset}\n"
_PATIENCE = 20  # seconds; the first call on a new machine builds fontconfig's cache

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Face:
    """A font file, the number of the face in it, and the code points that it draws."""

    path: str
    index: int
    ranges: tuple[tuple[int, int], ...]

    def has(self, character: str) -> bool:
        point = ord(character)
        return any(first <= point <= last for first, last in self.ranges)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that one face draws; None is Pillow's own."""

    text: str
    face: Face | None


def runs(text: str, *, bold: bool) -> list[Run]:
    """The text cut where the face changes. What no font draws is left out, not shown as a box.

    A space or an accent stays with the letter before it, so that words of a script that is
    written from the right keep their order.
    """
    faces = _faces(bold)
    if not faces:
        return [Run(text, None)]
    cut: list[Run] = []
    for character in text:
        face = _face_for(character, faces, cut[-1].face if cut else None)
        if face is None:
            continue
        if cut and cut[-1].face is face:
            cut[-1] = Run(cut[-1].text + character, face)
        else:
            cut.append(Run(character, face))
    return cut


@lru_cache(maxsize=64)
def font(face: Face | None, size: int) -> FreeTypeFont:
    """A face at a size in pixels; Pillow's own where the file cannot be read."""
    if face is not None:
        try:
            return ImageFont.truetype(face.path, size, index=face.index)
        except OSError as error:
            _logger.warning("a font cannot be read: %s: %s", face.path, error)
    return cast(FreeTypeFont, ImageFont.load_default(size))  # with a size it is one


def know() -> None:
    """Ask fontconfig now for whatever `runs` will want of it."""
    for bold in (True, False):
        _faces(bold)


def _face_for(character: str, faces: tuple[Face, ...], before: Face | None) -> Face | None:
    joins = unicodedata.category(character)[0] in "MPZ"
    if joins and before is not None and before.has(character):
        return before
    return next((face for face in faces if face.has(character)), None)


@lru_cache(maxsize=2)
def _faces(bold: bool) -> tuple[Face, ...]:
    """Best first; none where there is no fontconfig to ask."""
    pattern = f"{FAMILIES}:{'bold' if bold else 'regular'}"
    try:
        listed = subprocess.run(
            ["fc-match", "--sort", "--format", _FORMAT, pattern],
            capture_output=True,
            text=True,
            check=True,
            timeout=_PATIENCE,
        ).stdout
    except (OSError, subprocess.SubprocessError) as error:
        _logger.warning("fontconfig does not answer, so cards have a plain font: %s", error)
        return ()
    return tuple(_read_faces(listed))


def _read_faces(listed: str) -> Iterator[Face]:
    for line in listed.splitlines():
        path, index, color, scalable, points = line.split("\t")
        if color == "False" and scalable == "True":
            yield Face(path, int(index), tuple(_range(part) for part in points.split()))


def _range(part: str) -> tuple[int, int]:
    """`20-7e` or `a9`, in hexadecimal."""
    first, _, last = part.partition("-")
    return int(first, 16), int(last or first, 16)
