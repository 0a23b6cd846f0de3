"""Drawings: hand-written SVG, read strictly and written anew from what was understood."""

from __future__ import annotations

import re
from html import escape
from xml.etree import ElementTree

LARGEST = 4096  # bytes
SPACE = "{http://www.w3.org/2000/svg}"
SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
ELEMENTS = frozenset({"g", "title", "desc", "text", "tspan"} | SHAPES)
PLACES = {"x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy"}
SIZES = {"width", "height", "d", "points", "transform", "viewBox", "opacity", "class"}
STROKES = {"stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray"}
LETTERS = {"font-size", "font-weight", "text-anchor"}
ATTRIBUTES = frozenset(PLACES | SIZES | STROKES | LETTERS)
FILLS = {"f-sea", "f-paddy", "f-paper", "f-ink", "f-line", "f-brick", "f-soft"}
COLOURS = frozenset(FILLS | {"s-sea", "s-paddy", "s-ink", "s-line", "s-brick"})
PLAIN_VALUE = re.compile(r"[\w\s.,()+\-%]*")


class DrawingError(ValueError):
    """The drawing is refused; the message says why and how to mend it."""


def drawing(content: bytes, alt: str) -> str:
    """The drawing as inline HTML, or DrawingError. `alt` is what a screen reader says."""
    if len(content) > LARGEST:
        raise DrawingError(f"has {len(content)} bytes: simplify it to {LARGEST}")
    root = _parse(content)
    if root.tag != f"{SPACE}svg":
        raise DrawingError("is no SVG: start with <svg xmlns=…>")
    if "viewBox" not in root.attrib:
        raise DrawingError("has no viewBox: add one, such as 0 0 320 180")
    if [_name(child) for child in root][:2] != ["title", "desc"]:
        raise DrawingError("does not begin with <title> and <desc>: add both")
    # The page decides the size and the role; what is left is checked like any other attribute.
    for ours in ("role", "width", "height"):
        root.attrib.pop(ours, None)
    inside = "".join(_write(child) for child in root)
    label = escape(alt, quote=True)
    return (
        f'<figure class="drawing"><svg{_attributes(root)} role="img" aria-label="{label}">'
        f"{inside}</svg></figure>"
    )


def _parse(content: bytes) -> ElementTree.Element:
    # Without a DOCTYPE there is no entity to expand and nothing to fetch.
    if re.search(rb"<!|<\?", content):
        raise DrawingError("has a <! or <? part: remove comments, DOCTYPE and declarations")
    try:
        return ElementTree.fromstring(content.decode("utf-8-sig"))
    except (ElementTree.ParseError, UnicodeDecodeError, ValueError) as error:
        raise DrawingError(f"is not well-formed ({error}): mend it") from None


def _name(element: ElementTree.Element) -> str:
    return element.tag.removeprefix(SPACE)


def _write(element: ElementTree.Element) -> str:
    name = _name(element)
    if name not in ELEMENTS:
        raise DrawingError(f"uses <{name}>, which is not allowed: use plain shapes and text")
    inside = escape(element.text or "") if name in ("title", "desc", "text", "tspan") else ""
    # A browser reads what stands inside a title as HTML, so there is nothing but text.
    if name in ("title", "desc") and len(element):
        raise DrawingError(f"has a <{name}> with elements in it: leave only text")
    for child in element:
        inside += _write(child)
        if name in ("text", "tspan"):
            inside += escape(child.tail or "")
    return f"<{name}{_attributes(element)}>{inside}</{name}>"


def _attributes(element: ElementTree.Element) -> str:
    return "".join(
        f' {name}="{escape(_checked(name, value), quote=True)}"'
        for name, value in element.attrib.items()
    )


def _checked(name: str, value: str) -> str:
    if name in ("fill", "stroke"):
        if value in ("none", "currentColor"):
            return value
        raise DrawingError(f"has {name}={value!r}: colours come by class, such as f-sea")
    if name not in ATTRIBUTES:
        raise DrawingError(f"has the attribute {name!r}, which is not allowed: remove it")
    if name == "class":
        unknown = set(value.split()) - COLOURS
        if unknown:
            raise DrawingError(f"has the class {min(unknown)!r}: use {', '.join(sorted(COLOURS))}")
    if not PLAIN_VALUE.fullmatch(value):
        raise DrawingError(f"has {name}={value!r}: only numbers and plain words are allowed")
    return value
