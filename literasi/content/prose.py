"""A course file as a reader hears it: paragraphs of plain text, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from literasi.content.compute import ComputeError, compute
from literasi.content.files import Document
from literasi.content.syntax import PICTURE_LINE, PLACEHOLDER
from literasi.domain.course import Fact
from literasi.domain.languages import Language

_MARKS = re.compile(r"\*\*|__|\{#[^}]*\}|(?<=\])\([^)]*\)|[\[\]]")
_HEADING = re.compile(r"(#+)\s+(.*)$")
_OPTION = re.compile(r"\s*- \[[ xX]\]\s*(.*)$")
_ITEM = re.compile(r"\s*(?:[-*]|\d+\.)\s+(.*)$")
_NOTE = re.compile(r"\s*>\s?(.*)$")
_SENTENCE = re.compile(r"""[^.!?…]*(?:[.!?…]+(?!\s|["”')]|$)[^.!?…]*)*[.!?…]*["”')]*""")
WORD = re.compile(r"[^\W_]+(?:[-'.,/][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`kind` is text, prompt, note, option, item, table, heading or picture. Paragraphs of
    one `block` have no blank line between them. `text` keeps its line breaks."""

    line: int
    kind: str
    block: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    line: int
    words: int
    text: str


def paragraphs(document: Document, facts: Mapping[str, Fact]) -> list[Paragraph]:
    """Every paragraph of the body, figures worked out and marks taken away."""
    found: list[Paragraph] = []
    block = 0
    for line, raw in enumerate(document.body, document.start):
        if not raw.strip() or raw.startswith("= "):
            block += 1
            continue
        kind, text = _kind(raw)
        text = _MARKS.sub(
            "", PLACEHOLDER.sub(lambda match: _shown(match[1], facts, document.language), text)
        )
        last = found[-1] if found else None
        if last and last.block == block and last.kind == kind and kind in ("text", "note"):
            found[-1] = Paragraph(last.line, kind, block, f"{last.text}\n{text}")
        else:
            found.append(Paragraph(line, kind, block, text))
    return found


def sentences(paragraph: Paragraph) -> Iterator[Sentence]:
    """The sentences of a paragraph; one that has no word is none."""
    for match in _SENTENCE.finditer(paragraph.text):
        words = len(WORD.findall(match[0]))
        if words:
            lead = len(match[0]) - len(match[0].lstrip())
            line = paragraph.line + paragraph.text.count("\n", 0, match.start() + lead)
            yield Sentence(line, words, " ".join(match[0].split()))


def _kind(raw: str) -> tuple[str, str]:
    if match := PICTURE_LINE.fullmatch(raw):
        return "picture", match[1]
    if match := _HEADING.match(raw):
        return ("prompt" if match[1] == "###" else "heading"), match[2]
    if raw.lstrip().startswith("|"):
        return "table", raw
    for kind, pattern in (("option", _OPTION), ("item", _ITEM), ("note", _NOTE)):
        if match := pattern.match(raw):
            return kind, match[1]
    return "text", raw


def _shown(inside: str, facts: Mapping[str, Fact], language: Language) -> str:
    """What a placeholder shows; "" for one that is noted elsewhere."""
    kind, _, rest = inside.partition(":")
    fact = facts.get(rest.strip())
    if kind.strip() == "fact" and fact is not None:
        return fact.value  # its date stands beside it in small print
    try:
        return compute(rest, language) if kind.strip() == "hitung" else ""
    except ComputeError:
        return ""
