"""A page as a camera sees it: turned, leaning, out of focus, in bad light, saved as JPEG."""

from __future__ import annotations

import math
import subprocess
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image, ImageChops, ImageFilter

QR_IN_MM = (24, 153, 57, 186)  # left, top, right, bottom on the page


@dataclass(frozen=True, slots=True)
class Look:
    """`turned` in degrees, `leaning` and `dim` as parts of one, `blur` in pixels of the photograph,
    `noise` of 255, `quality` of the JPEG."""

    turned: float = 0
    leaning: float = 0
    blur: float = 0
    noise: float = 0
    dim: float = 0
    quality: int = 90


CAREFUL = Look(turned=3, leaning=0.05, blur=0.6, noise=6, dim=0.2, quality=85)
HASTY = Look(turned=-24, leaning=0.16, blur=0.8, noise=12, dim=0.5, quality=70)
UPSIDE_DOWN = Look(turned=171, leaning=0.1, blur=0.7, noise=8, dim=0.4, quality=75)


def printed(pdf: Path, folder: Path, dpi: int = 200) -> Image.Image:
    """The first page as paper has it."""
    target = folder / f"{pdf.stem}-{dpi}"
    command = ["pdftoppm", "-r", str(dpi), "-png", "-l", "1", "-singlefile", pdf, target]
    subprocess.run(command, check=True)
    with Image.open(f"{target}.png") as page:
        return page.convert("RGB")


def photograph(
    page: Image.Image, look: Look, width: int = 1280, height: int = 720, share: float = 0.55
) -> Image.Image:
    """The page held so that its QR takes a `share` of the picture's height."""
    across = [edge * page.width / 297 for edge in QR_IN_MM]
    middle = (across[0] + across[2]) / 2, (across[1] + across[3]) / 2
    scale = (across[2] - across[0]) / (share * height)
    corners = [(0, 0), (width, 0), (width, height), (0, height)]
    seen = [_on_paper(x - width / 2, y - height / 2, look, height) for x, y in corners]
    places = [(middle[0] + scale * x, middle[1] + scale * y) for x, y in seen]
    picture = page.transform(
        (width, height),
        Image.Transform.PERSPECTIVE,
        _perspective(corners, places),
        Image.Resampling.BICUBIC,
        fillcolor=(92, 84, 76),
    )
    return _developed(picture, look)


def _on_paper(x: float, y: float, look: Look, height: int) -> tuple[float, float]:
    """Where a corner of the picture lies on the paper, in pixels of the picture."""
    angle = math.radians(look.turned)
    x, y = (
        x * math.cos(angle) - y * math.sin(angle),
        x * math.sin(angle) + y * math.cos(angle),
    )
    farther = 1 + look.leaning * y / height
    return x * farther, y * farther


def _developed(picture: Image.Image, look: Look) -> Image.Image:
    if look.dim:
        shade = Image.linear_gradient("L").rotate(40).resize(picture.size)
        light = shade.point(lambda value: round(255 * (1 - look.dim * value / 255)))
        picture = ImageChops.multiply(picture, Image.merge("RGB", [light] * 3))
    picture = picture.filter(ImageFilter.GaussianBlur(look.blur))
    if look.noise:
        grain = Random(7).randbytes(picture.width * picture.height)
        dust = Image.frombytes("L", picture.size, grain).filter(ImageFilter.BoxBlur(0.5))
        dust = dust.point(lambda value: round(128 + (value - 128) * look.noise / 60))
        picture = ImageChops.add(picture, Image.merge("RGB", [dust] * 3), offset=-128)
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=look.quality)
    return Image.open(kept).convert("RGB")


def _perspective(
    corners: list[tuple[int, int]], places: list[tuple[float, float]]
) -> tuple[float, ...]:
    """The eight numbers with which Pillow finds for each pixel its place on the paper."""
    rows = []
    for (x, y), (u, v) in zip(corners, places, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for at in range(8):
        pivot = max(range(at, 8), key=lambda row: abs(rows[row][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for row in range(8):
            if row != at:
                factor = rows[row][at]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[at], strict=True)]
    return tuple(row[8] for row in rows)
