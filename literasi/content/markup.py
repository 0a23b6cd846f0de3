"""Markdown to sanitised HTML, with facts, computed figures, links and drawings.

What we make ourselves (a fact with its date, a drawing) stands in the text as a token
while Markdown and the sanitiser run, and is put in afterwards: the sanitiser lets
authors' HTML carry nothing but plain structure.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import nh3
from markdown import Markdown

from literasi.content.compute import ComputeError, compute
from literasi.content.files import Document, picture_file
from literasi.content.shelf import Shelf
from literasi.content.svg import DrawingError, drawing
from literasi.content.syntax import PICTURE_LINE, PLACEHOLDER
from literasi.content.tables import frame_tables, unnamed_columns
from literasi.content.tokens import forged, keep, put_back, unusable
from literasi.domain.course import Fact
from literasi.domain.dates import month_and_year
from literasi.domain.languages import Language

TAGS = frozenset(
    {"p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "blockquote", "a", "br", "hr"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
_HTML = re.compile(r"<[A-Za-z/!?]")
_PICTURE = re.compile(r"!\[")
# Whatever stands before it: a link's text may hold brackets, or begin on the line above.
_TARGET = re.compile(r"\]\(\s*([^)\s]*)")
_REFERENCE = re.compile(r"^\s{0,3}\[[^\]]+\]:")
_INSIDE_TARGET = re.compile(r"(\]\(\s*)/")
_LESSON_LINK = re.compile(r"pelajaran:([a-z0-9-]+)/([a-z0-9-]+)/([a-z0-9-]+)")
# No braces: a placeholder in an address would put a tag inside an attribute.
_OUTSIDE = re.compile(r"https://[^\s\"'<>{}]+")
_INSIDE = re.compile(r"/(?![/\\])[\w/#.-]*")
_TAG = re.compile(r"<([a-z][a-z0-9]*)")
_LINK_WITHOUT_ADDRESS = re.compile(r"<a(?![^>]*\shref=)[^>]*>")
# What Markdown makes of these is not shown: the sign of its line, and what to do instead.
_UNSHOWN = {
    "h1": (r"#\s|=+\s*$", "a heading of the page's own rank: use ##"),
    "pre": (r" {4}|\t", "an indented paragraph: begin it at the edge"),
    "code": (r"[^`]*`", "text between `: write it plainly"),
}


@dataclass(slots=True)
class LessonLink:
    """A link that must lead to a lesson once every course is read."""

    document: Document
    line: int
    target: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where a question stands, to find a key that is used twice in the course. `again` unless
    its author says that it makes no sense outside of its lesson."""

    key: str
    path: str
    line: int
    again: bool = True


@dataclass(slots=True)
class Writer:
    """Renders the texts of one file. Lines are those of the file; nothing is raised."""

    document: Document
    shelf: Shelf
    folder: Path
    links: list[LessonLink]
    used: dict[str, Fact] = field(default_factory=dict)
    keys: list[KeyPlace] = field(default_factory=list)
    tables: Counter[str] = field(default_factory=Counter)

    def block(self, lines: list[str], first: int) -> str:
        """HTML of whole paragraphs; `first` is the file's line of `lines[0]`."""
        ours: list[str] = []
        prepared = [self._line(text, first + n, ours) for n, text in enumerate(lines)]
        for number in unnamed_columns(lines):
            message = "the table's heading has an empty cell: name the column"
            self.problem(first + number, message)
        html = _markdown("\n".join(prepared))
        self._check_shown(html, prepared, first)
        clean = _sanitise(html)
        if _LINK_WITHOUT_ADDRESS.search(clean):
            self.problem(first, "has a link that is not allowed below: write [text](https://…)")
        if forged(clean, ours):
            self.problem(first, "makes a private-use character below: remove it")
            return ""
        return frame_tables(put_back(clean, ours), self.tables, self.document.language.table)

    def inline(self, text: str, line: int) -> str:
        """HTML of one line, without a paragraph around it."""
        html = self.block([text], line)
        inner = re.fullmatch(r"<p>((?:(?!</p>).)*)</p>", html, re.DOTALL)
        if html and not inner and not html.startswith("<figure"):
            self.problem(line, "begins like a list or a heading: begin it with a word")
        return inner[1] if inner else html

    def plain(self, text: str, line: int) -> str:
        """The text with its figures worked out, for what is read as a number."""
        return PLACEHOLDER.sub(lambda match: self._compute(match[1], line), text)

    def use(self, fact: Fact, line: int) -> None:
        """Note that the file leans on a fact, which must then be in its language."""
        self.used.setdefault(fact.key, fact)
        language = self.document.language
        if fact.language != language.code:
            message = f"the fact `{fact.key}` has no {language.name}"
            self.problem(line, f"{message}: give it `{language.code}` in facts.yaml")

    def problem(self, line: int, message: str) -> None:
        self.document.problem(line, message)

    def _line(self, text: str, line: int, ours: list[str]) -> str:
        if unusable(text):
            self.problem(line, "has a private-use or control character: remove it")
            return ""
        if _HTML.search(text):
            self.problem(line, "has raw HTML: write Markdown instead, and &lt; for a plain <")
            return ""
        if match := PICTURE_LINE.fullmatch(text):
            # Blank lines around it, so that the figure never stands inside a paragraph.
            return f"\n{keep(self._picture(match[1], match[2], line), ours)}\n"
        if _PICTURE.search(text):
            self.problem(
                line, "has a picture that cannot be shown: put ![text](name.svg) alone on a line"
            )
            return ""
        text = self._links(text, line)
        return PLACEHOLDER.sub(lambda match: self._placeholder(match[1], line, ours), text)

    def _placeholder(self, inside: str, line: int, ours: list[str]) -> str:
        kind, _, rest = inside.partition(":")
        if kind.strip() != "fact":
            return self._compute(inside, line)
        fact = self.shelf.facts.get(rest.strip())
        if fact is None:
            self.problem(
                line, f"unknown fact `{rest.strip()}`: add it to facts.yaml or mend the key"
            )
            return ""
        self.use(fact, line)
        return keep(_fact_html(fact, self.document.language), ours)

    def _compute(self, inside: str, line: int) -> str:
        kind, _, rest = inside.partition(":")
        if kind.strip() != "hitung":
            self.problem(line, f"unknown placeholder `{inside.strip()}`: use fact: or hitung:")
            return ""
        try:
            return compute(rest, self.document.language)
        except ComputeError as error:
            self.problem(line, f"hitung `{rest.strip()}`: {error}")
            return ""

    def _picture(self, alt: str, name: str, line: int) -> str:
        if not alt.strip():
            self.problem(line, f"the picture {name} has no description: write it between [ and ]")
            return ""
        try:
            path = picture_file(self.folder, name, self.document.language)
            return drawing(path.read_bytes(), alt.strip())
        except OSError:
            self.problem(line, f"the picture {name} is missing: put it beside this file")
        except DrawingError as error:
            self.problem(line, f"the picture {name} {error}")
        return ""

    def _links(self, text: str, line: int) -> str:
        if _REFERENCE.match(text):
            self.problem(line, "has a reference link: write [text](address) instead")
            return ""
        allowed = [self._is_link(match[1], line) for match in _TARGET.finditer(text)]
        if not all(allowed):
            return ""
        prefix = self.document.language.prefix
        if prefix:
            text = _INSIDE_TARGET.sub(rf"\1{prefix}/", text)
        return _LESSON_LINK.sub(rf"{prefix}/kursus/\1/\2/\3", text)

    def _is_link(self, target: str, line: int) -> bool:
        if match := _LESSON_LINK.fullmatch(target):
            self.links.append(LessonLink(self.document, line, (match[1], match[2], match[3])))
            return True
        if _is_address(target):
            return True
        known = "https://…, /page or pelajaran:course/module/lesson"
        self.problem(line, f"links to `{target}`: use {known}")
        return False

    def _check_shown(self, html: str, lines: list[str], first: int) -> None:
        """Note what Markdown made that the sanitiser will take away again."""
        tags = set(_TAG.findall(html.replace("<pre><code>", "<pre>")))
        for name in sorted(tags - TAGS):
            sign, advice = _UNSHOWN.get(name, ("", f"<{name}>, which is not shown: leave it out"))
            found = (line for line, text in enumerate(lines, first) if re.match(sign, text))
            self.problem(next(found, first), f"has {advice}")


def _is_address(target: str) -> bool:
    return bool(_OUTSIDE.fullmatch(target) or _INSIDE.fullmatch(target))


# Made once: making one costs more than converting a paragraph. `reset` forgets the last text.
_MARKDOWN = Markdown(extensions=["tables", "sane_lists"], output_format="html")


def _markdown(text: str) -> str:
    return _MARKDOWN.reset().convert(text)


def _only_addresses(_tag: str, name: str, value: str) -> str | None:
    """The last word on links, however they were written; `rel` is the sanitiser's own."""
    return value if name == "rel" or (name == "href" and _is_address(value)) else None


def _sanitise(html: str) -> str:
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={"a": {"href"}},
        attribute_filter=_only_addresses,
        url_schemes={"https"},
        link_rel="noreferrer",
        strip_comments=True,
    )


def _fact_html(fact: Fact, language: Language) -> str:
    doubt = f". {language.doubt}" if fact.due else ""
    when = f"{language.by} {month_and_year(fact.as_of, language)}"
    return (
        f'<span class="fact"><a href="{language.prefix}/sumber#{fact.key}">'
        f"{escape(fact.value)}</a> <small>({when}{doubt})</small></span>"
    )
