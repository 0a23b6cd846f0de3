"""Explains a word where a lesson first uses it, in plain HTML that needs no script.

The word becomes a link to its definition, which stands below the paragraph, folded away.
Following the link unfolds it, by itself in browsers that do so, else by a tap on its line;
the page hardly moves (see `.arti` in the style sheet). A screen reader hears an ordinary link
and finds the definition as the very next thing after the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from literasi.domain.course import Term

_TOKEN = re.compile(r"<[^>]*>|[^<]+")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID = frozenset({"br", "hr"})
# A heading names things, a link leads elsewhere, a fact and a drawing are ours.
_LEFT_ALONE = frozenset({"a", "h2", "h3", "h4", "span", "figure"})
_SUFFIX = r"(?:nya|mu|ku)?"


class Definer:
    """Defines words across the prose of one lesson, each the first time it stands there."""

    def __init__(self, terms: Iterable[Term]) -> None:
        terms = tuple(terms)
        self._forms = {form.lower(): term for term in terms for form in (term.term, *term.forms)}
        self._seen: set[str] = set()
        self._pattern = _any_of([form for term in terms for form in (term.term, *term.forms)])

    def define(self, html: str) -> str:
        """The HTML with the words in it that were not yet defined."""
        blocks = list(_blocks(html))
        texts = ["".join(token for token in block if token[0] != "<") for block in blocks]
        return "".join(
            self._block(block, " ".join(texts[place : place + 2]))
            for place, block in enumerate(blocks)
        )

    def _block(self, tokens: list[str], around: str) -> str:
        """One block and the definitions below it. `around` is its text and the next one's."""
        defined: list[Term] = []
        left_alone = 0
        written = []
        for token in tokens:
            if tag := _TAG.match(token):
                if tag[2] in _LEFT_ALONE:
                    left_alone += -1 if tag[1] else 1
            elif not left_alone:
                token = self._mark(token, around, defined)
            written.append(token)
        return "".join(written) + _definitions(defined)

    def _mark(self, text: str, around: str, defined: list[Term]) -> str:
        def one(match: re.Match[str]) -> str:
            term = self._forms[match[1].lower()]
            if term.key in self._seen:
                return match[0]
            self._seen.add(term.key)
            if _explains(around, match[1]):
                return match[0]
            defined.append(term)
            return f'<a class="kata" href="#arti-{term.key}">{match[0]}</a>'

        return self._pattern.sub(one, text)


def _blocks(html: str) -> Iterator[list[str]]:
    """The tokens of each block that stands in no other."""
    depth, block = 0, []
    for token in _TOKEN.findall(html):
        block.append(token)
        if (tag := _TAG.match(token)) and tag[2] not in _VOID:
            depth += -1 if tag[1] else 1
        # The line break after a block is no block of its own.
        if depth == 0 and not token.isspace():
            yield block
            block = []
    if block:
        yield block


def _definitions(terms: list[Term]) -> str:
    if not terms:
        return ""
    words = ", ".join(escape(term.term) for term in terms)
    said = "".join(
        f'<p id="arti-{term.key}"><dfn>{escape(term.term)}</dfn>: {escape(term.definition)}</p>'
        for term in terms
    )
    return f'<details class="arti"><summary>Arti kata: {words}</summary>{said}</details>'


def _explains(text: str, form: str) -> bool:
    """Whether the author says there what the word means."""
    word = re.escape(form)
    return bool(
        re.search(
            rf"\b{word}\b,? (?:adalah|berarti|artinya|yaitu|disingkat)\b"
            rf"|\({word}\)|\b{word} \(|\b{word}, \w+ yang\b",
            text,
            re.I,
        )
    )


def _any_of(forms: list[str]) -> re.Pattern[str]:
    """Any of the forms, the longest first; an abbreviation only in its capitals."""
    if not forms:
        return re.compile("(?!)")
    choices = "|".join(
        re.escape(form) if form.isupper() else f"(?i:{re.escape(form)})"
        for form in sorted(forms, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w/-])({choices}){_SUFFIX}(?![\w/])")
