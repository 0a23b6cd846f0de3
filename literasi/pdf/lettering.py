"""Text on a picture: measured before it is drawn, in any script, and cut where it must be."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL.ImageDraw import ImageDraw

from literasi.pdf.faces import font, runs

# Pillow's fonts are not made for two threads at once.
_turn = threading.Lock()


@dataclass(frozen=True, slots=True)
class Style:
    """`size` is in pixels."""

    size: int
    bold: bool
    colour: str


def draw_text(draw: ImageDraw, place: tuple[float, float], text: str, style: Style) -> None:
    """From `place` to the right; its second number is where the letters stand."""
    x, y = place
    with _turn:
        for run in runs(text, bold=style.bold):
            letters = font(run.face, style.size)
            draw.text((x, y), run.text, fill=style.colour, font=letters, anchor="ls")
            x += letters.getlength(run.text)


def width(text: str, style: Style) -> float:
    """In pixels."""
    with _turn:
        parts = runs(text, bold=style.bold)
        return sum(font(run.face, style.size).getlength(run.text) for run in parts)


def fit(text: str, choices: Sequence[tuple[Style, int]], room: float) -> tuple[Style, list[str]]:
    """The first style in which the text fits on its number of lines, each `room` pixels wide;
    else the last one, the text cut with "…"."""
    for style, most in choices:
        lines = list(_wrapped(text, style, room))
        if len(lines) <= most:
            return style, lines
    kept = lines[: most - 1]
    return style, [*kept, _cut(" ".join(lines[most - 1 :]), style, room)]


def _wrapped(text: str, style: Style, room: float) -> Iterator[str]:
    """Lines broken at spaces, and inside a word only where it is longer than a line."""
    while width(text, style) > room:
        fits = _fitting(text, style, room)
        space = text.rfind(" ", 1, fits + 1)
        end = space if space > 0 else fits
        yield text[:end]
        text = text[end:].lstrip()
    yield text


def _fitting(text: str, style: Style, room: float) -> int:
    """How many characters of the text a line holds; one at least."""
    count = 1
    while count < len(text) and width(text[: count + 1], style) <= room:
        count += 1
    return count


def _cut(text: str, style: Style, room: float) -> str:
    return text[: _fitting(text, style, room - width("…", style))].rstrip() + "…"
