"""QR codes on pages."""

from __future__ import annotations

import segno
from markupsafe import Markup


def qr_drawing(text: str) -> Markup:
    """The code as inline SVG that fills its box, black on white also on a dark page."""
    made = segno.make(text, error="m")
    return Markup(made.svg_inline(border=4, dark="#000", light="#fff", omitsize=True))
