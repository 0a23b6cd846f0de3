"""What a page shows, made fit for paper: links that lead somewhere, drawings in print colours.

Its input is HTML that `content` has sanitised, so tags are well-formed and `<a>` never nests.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup, escape

# Those of the site by day, on white; a drawing's labels say whatever its colours say.
COLOURS = {
    "sea": "#0d5a5f",
    "paddy": "#d99a1c",
    "paper": "#ffffff",
    "ink": "#1d2b2a",
    "line": "#b9b09c",
    "brick": "#a03a26",
    "soft": "#eaf2f0",
}
_PAINT = {"f": "fill", "s": "stroke"}
_FACT = re.compile(r'href="/sumber#([a-z0-9-]+)"')
_FOLDED = re.compile(r'<details class="arti">.*?</details>', re.DOTALL)
_LINK = re.compile(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_HEADING = re.compile(r"(</?h)([1-6])(?=>)")
_SVG = re.compile(r"<svg\b([^>]*)>(.*?)</svg>", re.DOTALL)
_TITLE = re.compile(r"<title>.*?</title><desc>.*?</desc>", re.DOTALL)
_LABEL = re.compile(r' aria-label="([^"]*)"')
_CLASS = re.compile(r' class="([^"]*)"')
_TABLE = re.compile(r'<div class="table"[^>]*>')
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Paper:
    """What the document holds itself. `lessons` maps a lesson's address on the site to its place
    here; `base_url` is "" where nobody knows the address of the site."""

    base_url: str
    lessons: Mapping[str, str]
    words: Collection[str]
    facts: Collection[str]

    def __call__(self, html: str, deeper: int = 0) -> Markup:
        """The HTML for paper, its headings so many ranks deeper."""
        html = _TABLE.sub('<div class="table">', _FOLDED.sub("", html))
        html = _LINK.sub(lambda match: self._link(unescape(match[1]), match[2]), html)
        html = _HEADING.sub(lambda match: f"{match[1]}{min(6, int(match[2]) + deeper)}", html)
        return Markup(_SVG.sub(_drawing, html))

    def _link(self, target: str, text: str) -> str:
        """A place in the document, else an address to type in, else the text alone."""
        kind, place = self._place(target)
        if place:
            return f'<a class="{kind}" href="#{place}">{text}</a>'
        address = f"{self.base_url}{target}" if target.startswith("/") else target
        if not address.startswith("http"):
            return text
        shown = escape(address.partition("://")[2])
        return f'<a href="{escape(address)}">{text}</a> ({shown})'

    def _place(self, target: str) -> tuple[str, str]:
        page, _, key = target.partition("#")
        if page == "/sumber" and key in self.facts:
            return "to-fact", f"fakta-{key}"
        if not page and key.removeprefix("arti-") in self.words:
            return "to-word", f"kata-{key.removeprefix('arti-')}"
        return "to-lesson", self.lessons.get(page, "")


def facts_named(html: str) -> Iterator[str]:
    """The keys of the facts that some HTML names, in the order in which they stand."""
    return (match[1] for match in _FACT.finditer(html))


def text_of(html: str) -> str:
    """What a reader reads of it, without the words folded away."""
    return unescape(_TAG.sub(" ", _FOLDED.sub("", html)))


def _drawing(match: re.Match[str]) -> str:
    """WeasyPrint takes a drawing's description from its title, and no colours from a page."""
    label = _LABEL.search(match[1])
    inside = _TITLE.sub("", match[2], count=1)
    title = f"<title>{label[1]}</title>" if label else ""
    attributes = _LABEL.sub("", match[1])
    ink, letters = COLOURS["ink"], 'font-family="Noto Sans"'
    painted = _CLASS.sub(_paint, f'<svg{attributes} color="{ink}" {letters}>{inside}</svg>')
    start = painted.index(">") + 1
    return painted[:start] + title + painted[start:]


def _paint(match: re.Match[str]) -> str:
    names = (name.partition("-") for name in match[1].split())
    return "".join(f' {_PAINT[kind]}="{COLOURS[colour]}"' for kind, _, colour in names)
