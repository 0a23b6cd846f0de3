"""The pictures that a certificate's design brings along: its logo, and the frame in its colour."""

from __future__ import annotations

from functools import lru_cache

from literasi.pdf.document import COLOUR, Dress
from literasi.pdf.templates import ROOT

FRAME, LOGO = "bingkai", "logo"
# The frame's lighter waves, as shares of the colour on its paper.
_PAPER = "#fffdf7"
_WAVES = {"#8fbdb6": 0.45, "#dcebe6": 0.14}


def pictures(dress: Dress) -> dict[str, bytes]:
    """By the name that follows "foto:" in their addresses."""
    found = {}
    if dress.look == "framed" and dress.accent not in ("", COLOUR):
        found[FRAME] = _frame(dress.accent)
    if dress.logo:
        found[LOGO] = dress.logo
    return found


def tint(accent: str) -> str:
    """The colour as the ground of a table's head."""
    return _mixed(accent, _WAVES["#dcebe6"])


@lru_cache(maxsize=32)
def _frame(accent: str) -> bytes:
    drawn = (ROOT / "static" / "print" / "frame.svg").read_text("utf-8")
    for wave, share in _WAVES.items():
        drawn = drawn.replace(wave, _mixed(accent, share))
    return drawn.replace(COLOUR, accent).encode()


def _mixed(colour: str, share: float) -> str:
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(_PAPER[1:]), strict=True)
    return "#" + bytes(round(own * share + paper * (1 - share)) for own, paper in pairs).hex()
