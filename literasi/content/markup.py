"""Markdown to sanitised HTML, with facts, computed figures, links and drawings.

What we make ourselves (a fact with its date, a drawing) stands in the text as a token
while Markdown and the sanitiser run, and is put in afterwards: the sanitiser lets
authors' HTML carry nothing but plain structure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import nh3
from markdown import Markdown

from literasi.content.compute import ComputeError, compute
from literasi.content.files import Document
from literasi.content.svg import DrawingError, drawing
from literasi.domain.course import Fact
from literasi.domain.dates import month_and_year

TAGS = frozenset(
    {"p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "blockquote", "a", "br", "hr"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
_PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}")
_HTML = re.compile(r"<[A-Za-z/!?]")
_PICTURE = re.compile(r"!\[(.*?)\]\(([^)\s]*)\)")
_PICTURE_LINE = re.compile(r"\s*!\[(.*?)\]\(([\w.-]+\.svg)\)\s*")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]*)[^)]*\)")
_REFERENCE = re.compile(r"^\s{0,3}\[[^\]]+\]:")
_LESSON_LINK = re.compile(r"pelajaran:([a-z0-9-]+)/([a-z0-9-]+)/([a-z0-9-]+)")
_OUTSIDE = re.compile(r"https://[^\s\"'<>]+")
_INSIDE = re.compile(r"/(?![/\\])[\w/#.-]*")
# Two characters that nobody types: they mark where something of ours goes in.
_OPEN, _CLOSE = "\ue000", "\ue001"
_TOKEN = re.compile(rf"(?:<p>)?{_OPEN}(\d+){_CLOSE}(?:</p>)?|{_OPEN}(\d+){_CLOSE}")


@dataclass(slots=True)
class LessonLink:
    """A link that must lead to a lesson once every course is read."""

    document: Document
    line: int
    target: tuple[str, str, str]


@dataclass(slots=True)
class Writer:
    """Renders the texts of one file. Lines are those of the file; nothing is raised."""

    document: Document
    facts: Mapping[str, Fact]
    folder: Path
    links: list[LessonLink]
    used: dict[str, Fact] = field(default_factory=dict)

    def block(self, lines: list[str], first: int) -> str:
        """HTML of whole paragraphs; `first` is the file's line of `lines[0]`."""
        ours: list[str] = []
        prepared = [self._line(text, first + n, ours) for n, text in enumerate(lines)]
        return _put_back(_sanitise("\n".join(prepared)), ours)

    def inline(self, text: str, line: int) -> str:
        """HTML of one line, without a paragraph around it."""
        html = self.block([text], line)
        inner = re.fullmatch(r"<p>((?:(?!</p>).)*)</p>", html, re.DOTALL)
        return inner[1] if inner else html

    def plain(self, text: str, line: int) -> str:
        """The text with its figures worked out, for what is read as a number."""
        return _PLACEHOLDER.sub(lambda match: self._compute(match[1], line), text)

    def problem(self, line: int, message: str) -> None:
        self.document.problem(line, message)

    def _line(self, text: str, line: int, ours: list[str]) -> str:
        if _OPEN in text or _CLOSE in text:
            self.problem(line, "has a private-use character: remove it")
            return ""
        if _HTML.search(text):
            self.problem(line, "has raw HTML: write Markdown instead, and &lt; for a plain <")
            return ""
        if match := _PICTURE_LINE.fullmatch(text):
            return self._keep(self._picture(match[1], match[2], line), ours)
        if _PICTURE.search(text):
            self.problem(
                line, "has a picture that cannot be shown: put ![text](name.svg) alone on a line"
            )
            return ""
        text = self._links(text, line)
        return _PLACEHOLDER.sub(lambda match: self._placeholder(match[1], line, ours), text)

    def _placeholder(self, inside: str, line: int, ours: list[str]) -> str:
        kind, _, rest = inside.partition(":")
        if kind.strip() != "fact":
            return self._compute(inside, line)
        fact = self.facts.get(rest.strip())
        if fact is None:
            self.problem(
                line, f"unknown fact `{rest.strip()}`: add it to facts.yaml or mend the key"
            )
            return ""
        self.used[fact.key] = fact
        return self._keep(_fact_html(fact), ours)

    def _compute(self, inside: str, line: int) -> str:
        kind, _, rest = inside.partition(":")
        if kind.strip() != "hitung":
            self.problem(line, f"unknown placeholder `{inside.strip()}`: use fact: or hitung:")
            return ""
        try:
            return compute(rest)
        except ComputeError as error:
            self.problem(line, f"hitung `{rest.strip()}`: {error}")
            return ""

    def _picture(self, alt: str, name: str, line: int) -> str:
        if not alt.strip():
            self.problem(line, f"the picture {name} has no description: write it between [ and ]")
            return ""
        try:
            return drawing((self.folder / name).read_bytes(), alt.strip())
        except OSError:
            self.problem(line, f"the picture {name} is missing: put it beside this file")
        except DrawingError as error:
            self.problem(line, f"the picture {name} {error}")
        return ""

    def _links(self, text: str, line: int) -> str:
        if _REFERENCE.match(text):
            self.problem(line, "has a reference link: write [text](address) instead")
            return ""
        for match in _LINK.finditer(text):
            self._check_link(match[1], line)
        return _LESSON_LINK.sub(r"/kursus/\1/\2/\3", text)

    def _check_link(self, target: str, line: int) -> None:
        if match := _LESSON_LINK.fullmatch(target):
            self.links.append(LessonLink(self.document, line, (match[1], match[2], match[3])))
        elif not (_OUTSIDE.fullmatch(target) or _INSIDE.fullmatch(target)):
            self.problem(
                line,
                f"links to `{target}`: use https://…, /page or pelajaran:course/module/lesson",
            )

    @staticmethod
    def _keep(html: str, ours: list[str]) -> str:
        ours.append(html)
        return f"{_OPEN}{len(ours) - 1}{_CLOSE}"


def _sanitise(text: str) -> str:
    html = Markdown(extensions=["tables", "sane_lists"], output_format="html").convert(text)
    clean = nh3.clean(
        html,
        tags=set(TAGS),
        attributes={"a": {"href"}},
        url_schemes={"https"},
        link_rel="noreferrer",
        strip_comments=True,
    )
    framed = clean.replace(
        "<table>", '<div class="table" tabindex="0" role="region" aria-label="Tabel"><table>'
    )
    return framed.replace("</table>", "</table></div>")


def _put_back(html: str, ours: list[str]) -> str:
    def one(match: re.Match[str]) -> str:
        piece = ours[int(match[1] or match[2])]
        is_block = piece.startswith("<figure") or not piece
        return piece if is_block else match[0].replace(_token(match), piece)

    return _TOKEN.sub(one, html)


def _token(match: re.Match[str]) -> str:
    return f"{_OPEN}{match[1] or match[2]}{_CLOSE}"


def _fact_html(fact: Fact) -> str:
    return (
        f'<span class="fact"><a href="/sumber#{fact.key}">{escape(fact.value)}</a> '
        f"<small>(per {month_and_year(fact.as_of)})</small></span>"
    )
