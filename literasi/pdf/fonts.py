"""The fonts that documents are made of. Without one of them a name comes out in another's letters
or in boxes, on paper that somebody keeps for life: so nothing starts without them."""

from __future__ import annotations

import subprocess

# The Debian package of each family that a style sheet of print or a picture names.
PACKAGES = {
    "Noto Sans": "fonts-noto-core",
    "Noto Sans Arabic": "fonts-noto-core",
    "Noto Sans CJK SC": "fonts-noto-cjk",
    "Noto Sans Javanese": "fonts-noto-core",
    "Noto Sans Mono": "fonts-noto-mono",
    "Noto Serif": "fonts-noto-core",
    "Noto Serif Display": "fonts-noto-core",
}
_PATIENCE = 60  # seconds; the first call on a new machine builds fontconfig's cache


class FontsError(Exception):
    """Fonts are missing; the message says which and what to install (English, for operators)."""


def check_fonts() -> None:
    """Ask fontconfig once for all families. Raises FontsError."""
    try:
        listed = subprocess.run(
            ["fc-list", "--format", "%{family}\n"],
            capture_output=True,
            text=True,
            check=True,
            timeout=_PATIENCE,
        ).stdout
    except (OSError, subprocess.SubprocessError) as error:
        packages = " ".join(sorted(set(PACKAGES.values())))
        raise FontsError(
            f"fontconfig does not say which fonts there are ({error}). "
            f"Install it: sudo apt-get install fontconfig {packages}"
        ) from None
    # A font may have several names: "Noto Sans,Noto Sans Light".
    there = {name for line in listed.splitlines() for name in line.split(",")}
    if missing := sorted(set(PACKAGES) - there):
        packages = " ".join(sorted({PACKAGES[name] for name in missing}))
        raise FontsError(
            f"Documents need fonts that are not here: {', '.join(missing)}. "
            f"Install them: sudo apt-get install {packages}"
        )
