"""The emblem, paddy above a wave, for pictures that are drawn point by point."""

from __future__ import annotations

import math

from PIL import ImageDraw

Point = tuple[float, float]


def draw_emblem(
    draw: ImageDraw.ImageDraw, place: tuple[float, float], side: float, paddy: str, wave: str
) -> None:
    """As in static/img/icon.svg, on its grid of 32, with its upper left corner at `place`."""
    left, top = place
    unit = side / 32

    def at(x: float, y: float) -> Point:
        return left + x * unit, top + y * unit

    draw.line([at(16, 25), at(16, 9)], fill=paddy, width=round(1.4 * unit))
    for y in (13, 18):
        for way in (-1, 1):
            grain = [at(16 + way * out, y - up) for out, up in _grain()]
            draw.polygon(grain, fill=paddy)
            draw.line([*grain, grain[0]], fill=paddy, width=round(1.4 * unit), joint="curve")
    water = [at(3 + x / 2, 26 - 2.2 * math.sin(x / 2 / 26 * 3 * math.pi)) for x in range(53)]
    draw.line(water, fill=wave, width=round(2.6 * unit), joint="curve")


def _grain() -> list[Point]:
    """The outline of a grain that grows out and up from (0, 0) to (5, 5)."""
    out = _curve((0, 0), (3, 0), (5, 2), (5, 5))
    return out + _curve((5, 5), (2, 5), (0, 3), (0, 0))


def _curve(*points: Point) -> list[Point]:
    """Points of the cubic Bézier curve with these four."""
    curve = []
    for step in range(17):
        t = step / 16
        shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        pairs = list(zip(shares, points, strict=True))
        curve.append((sum(s * x for s, (x, _) in pairs), sum(s * y for s, (_, y) in pairs)))
    return curve
