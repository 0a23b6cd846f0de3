"""What, besides its HTML, decides how a printed document comes out."""

from __future__ import annotations

import hashlib
import subprocess
from importlib.metadata import version
from pathlib import Path

from literasi.pdf.templates import ROOT

LIBRARIES = ("weasyprint", "pydyf")
FONTS = ("Noto Sans", "Noto Sans:bold", "Noto Serif Display:semibold", "Noto Sans CJK SC")
_PATIENCE = 20  # seconds; the first call on a new machine builds fontconfig's cache


def digest(style: str) -> str:
    """SHA-256 in hex over a style sheet of static/css/, this package, libraries and fonts."""
    made = hashlib.sha256()
    for path in (ROOT / "static" / "css" / style, *sorted(Path(__file__).parent.glob("*.py"))):
        made.update(hashlib.sha256(path.read_bytes()).digest())
    for library in LIBRARIES:
        made.update(f"{library} {version(library)}\n".encode())
    for font in FONTS:
        made.update(_font(font).encode())
    return made.hexdigest()


def picture_digest() -> str:
    """SHA-256 in hex over whatever draws a picture: this package, Pillow and the fonts."""
    made = hashlib.sha256(f"pillow {version('pillow')}\n".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        made.update(hashlib.sha256(path.read_bytes()).digest())
    for font in FONTS[:2]:
        made.update(_font(font).encode())
    return made.hexdigest()


def _font(pattern: str) -> str:
    """The font that answers to a pattern, with its version; "" where there is no fontconfig."""
    try:
        done = subprocess.run(
            ["fc-match", "--format", "%{file} %{fontversion}\n", pattern],
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout
