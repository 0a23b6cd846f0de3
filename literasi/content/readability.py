"""Can it be read aloud? Sentence lengths, officialese, and abbreviations nobody explained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from literasi.content.files import Document
from literasi.content.language import ABBREVIATION, Language
from literasi.content.prose import Paragraph, Sentence, paragraphs, sentences
from literasi.domain.course import Fact

LONGEST = 25  # words of a sentence
LARGEST_MEAN = 14  # words of a lesson's sentences
# The mean is that of running text: the short lines of a list would only flatter it.
RUNNING = ("text", "prompt", "note")
SPOKEN = (*RUNNING, "item", "option")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a lesson's running text measures."""

    sentences: int
    words: int
    longest: Sentence

    @property
    def mean(self) -> float:
        return self.words / max(1, self.sentences)


def check_language(document: Document, facts: Mapping[str, Fact], language: Language) -> None:
    """Note sentences that are too long, and words that nobody says."""
    for paragraph in paragraphs(document, facts):
        if paragraph.kind in SPOKEN:
            _check_lengths(document, paragraph)
        for match in language.officialese.finditer(paragraph.text):
            line = paragraph.line + paragraph.text.count("\n", 0, match.start())
            better = language.plain[" ".join(match[0].lower().split())]
            document.problem(line, f"`{match[0]}` is officialese: write {better}")


def check_lesson(document: Document, facts: Mapping[str, Fact], language: Language) -> None:
    """What holds for a lesson as a whole, on top of `check_language`."""
    check_language(document, facts, language)
    found = paragraphs(document, facts)
    reading = measure(found)
    if reading.mean > LARGEST_MEAN:
        message = f"its sentences have {reading.mean:.1f} words on average"
        document.problem(document.start, f"{message}: shorten them to {LARGEST_MEAN}")
    _check_explained(document, found, language)


def check_cells(document: Document, facts: Mapping[str, Fact]) -> None:
    """Note sentences that are too long in tables, where these hold running text."""
    for paragraph in paragraphs(document, facts):
        if paragraph.kind == "table":
            for cell in paragraph.text.split("|"):
                _check_lengths(document, Paragraph(paragraph.line, "text", 0, cell))


def check_abbreviations(document: Document, facts: Mapping[str, Fact], language: Language) -> None:
    """Note abbreviations that nobody explains where they first stand."""
    _check_explained(document, paragraphs(document, facts), language)


def measure(found: Iterable[Paragraph]) -> Reading:
    """The running text of one lesson, or of several."""
    every = [one for part in found if part.kind in RUNNING for one in sentences(part)]
    longest = max(every, key=lambda one: one.words, default=Sentence(1, 0, ""))
    return Reading(len(every), sum(one.words for one in every), longest)


def _check_lengths(document: Document, paragraph: Paragraph) -> None:
    for one in sentences(paragraph):
        if one.words > LONGEST:
            start = " ".join(one.text.split()[:5])
            message = f"a sentence of {one.words} words, `{start} …`: split it"
            document.problem(one.line, f"{message}, {LONGEST} is the most")


def _check_explained(document: Document, found: list[Paragraph], language: Language) -> None:
    """Each abbreviation is explained where it first stands, or in the paragraph below."""
    seen: set[str] = set()
    for paragraph in found:
        if paragraph.kind == "heading":
            continue  # a heading names what the text below it explains
        for match in ABBREVIATION.finditer(paragraph.text):
            short = match[0]
            if short in seen or short in language.known:
                continue
            seen.add(short)
            line = paragraph.line + paragraph.text.count("\n", 0, match.start())
            if short not in language.abbreviations:
                message = f"unknown abbreviation `{short}`: write it out"
                document.problem(line, f"{message}, or add it to bahasa.yaml and explain it")
            elif not _is_explained(language.abbreviations[short], paragraph.block, found):
                words = " or ".join(language.abbreviations[short])
                document.problem(
                    line, f"`{short}` is not explained where it first stands: write {words}"
                )


def _is_explained(words: tuple[str, ...], block: int, found: list[Paragraph]) -> bool:
    before = " ".join(part.text for part in found if part.block <= block + 1)
    told = re.sub(r"\s+", " ", before).lower()
    return any(one.lower() in told for one in words)
