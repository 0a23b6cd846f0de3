"""Colours for paper: which ones can be read on it, by the formula of WCAG 2."""

from __future__ import annotations

import re

# The grounds that a certificate's words stand on, the white of paper and the cream of its frame.
PAPERS = ("#ffffff", "#fffdf7")
LEAST = 4.5  # for text of any size
_COLOUR = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.ASCII)


def parse_colour(text: str) -> str:
    """The colour that somebody typed as `#rrggbb` in lower case; "" for what is none."""
    found = _COLOUR.fullmatch(text.strip().lower())
    if found is None:
        return ""
    digits = found[1]
    return "#" + ("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits)


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb`, from 0 for black to 1 for white."""
    red, green, blue = (_linear(value / 255) for value in bytes.fromhex(colour[1:]))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 for two alike to 21 for black on white."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def contrast_on_paper(colour: str) -> float:
    """On that of the papers where it is least."""
    return min(contrast(colour, paper) for paper in PAPERS)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
