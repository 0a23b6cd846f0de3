"""Looking at a PDF: where its words stand, and what a screen reader is told of its parts."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

from pypdf import PdfReader

MM = 72 / 25.4
Box = tuple[str, float, float, float, float]


def boxes(path: Path, page: int) -> list[Box]:
    """(word, left, top, right, bottom) in millimetres from the top left corner."""
    command = ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(path), "-"]
    html = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    pattern = r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)<'
    found: list[tuple[str, ...]] = re.findall(pattern, html)
    return [
        (word, float(a) / MM, float(b) / MM, float(c) / MM, float(d) / MM)
        for a, b, c, d, word in found
    ]


def tagged(path: Path, kind: str) -> list[Any]:
    """The structure elements of a kind, such as /Figure, in reading order."""
    found: list[Any] = []
    waiting = [PdfReader(path).trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop(0).get_object()
        if not hasattr(element, "get"):
            continue
        if element.get("/S") == kind:
            found.append(element)
        children = element.get("/K", [])
        waiting[:0] = list(children) if isinstance(children, list) else [children]
    return found
