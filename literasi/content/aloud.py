"""What is read aloud of a lesson, in the order in which it stands on the page.

Headings, paragraphs, list items, each row of a table, and of a drawing its description. Practice is
left out, since it is answered with the eyes and hands, and so are the folded explanations of words.
The page's own script reads the same passages (static/js/listen.js); a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from literasi.domain.course import Lesson, Practice, WeekStep
from literasi.domain.languages import Language

_BLOCKS = frozenset({"h2", "h3", "h4", "p", "ul", "ol", "li", "blockquote", "figure", "table"})
_UNHEARD = frozenset({"details", "svg"})
_ENDS = (".", "!", "?", ":", '."', '!"', '?"')


def passages(lesson: Lesson, language: Language) -> Iterator[str]:
    """Each passage as it is written, without markup; its title is the first."""
    yield lesson.title
    for block in lesson.blocks:
        if isinstance(block, Practice):
            continue
        if isinstance(block, WeekStep):
            yield language.week_step
        ear = _Ear()
        ear.feed(block.html)
        ear.close()
        yield from ear.heard


def ended(passage: str) -> str:
    """With a sign that lets the voice rest after it."""
    return passage if passage.endswith(_ENDS) else f"{passage}."


def row(columns: list[str], cells: list[str]) -> str:
    """A row of a table: what it is about, then each cell under its column's name."""
    about, *others = cells
    named = [f"{name}: {cell}" for name, cell in zip(columns[1:], others, strict=False) if cell]
    return " ".join(ended(part) for part in (about, *named) if part)


class _Ear(HTMLParser):
    """Gathers the passages of sanitised HTML, which is well-formed."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self._text: list[str] = []
        self._unheard = 0
        self._columns: list[str] = []
        self._cells: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "svg" and not self._unheard:
            self._text.append(dict(attributes).get("aria-label") or "")
        if tag in _UNHEARD:
            self._unheard += 1
        elif self._unheard:
            return
        elif tag in _BLOCKS:
            self._flush()
            self._columns = [] if tag == "table" else self._columns
        elif tag == "tr":
            self._cells = []
        elif tag == "br":
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNHEARD:
            self._unheard -= 1
        elif self._unheard:
            return
        elif tag in _BLOCKS:
            self._flush()
        elif tag in ("th", "td"):
            self._cells.append(self._take())
        elif tag == "thead":
            self._columns = self._cells
        elif tag == "tr" and self._columns is not self._cells and self._columns:
            self._text.append(row(self._columns, self._cells))
            self._flush()

    def handle_data(self, data: str) -> None:
        if not self._unheard:
            self._text.append(data)

    def close(self) -> None:
        super().close()
        self._flush()

    def _take(self) -> str:
        text = " ".join("".join(self._text).split())
        self._text = []
        return text

    def _flush(self) -> None:
        if text := self._take():
            self.heard.append(text)
