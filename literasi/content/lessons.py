"""A lesson file to a lesson: prose, and practice at the places where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from literasi.content.bare import check_figures
from literasi.content.definer import Definer
from literasi.content.files import Document, Fields
from literasi.content.markup import Writer
from literasi.content.questions import read_questions
from literasi.content.readability import check_lesson
from literasi.domain.course import FOR_TRAINERS, Lesson, Practice, Prose, WeekStep
from literasi.domain.languages import Language

KNOWN = {
    "title": "the lesson's title",
    "sources": "fact keys",
    "aliases": "old slugs",
    "example_rates": "percentages that are examples",
}
FEWEST_WORDS, MOST_WORDS, MOST_FOR_TRAINERS = 150, 300, 500
_SECTION = re.compile(r"##?\s")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_QUESTION = re.compile(r"###.*\{#|- \[[ xX]\]")
_NO_PROSE = re.compile(r"!\[.*?\]\(.*?\)|\]\([^)]*\)|\{\{.*?\}\}|^[\s|:-]+$|^#+\s.*$")
WORD = re.compile(r"[^\W_]+(?:[-'.,][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Section:
    """A run of lines of one kind: prose, practice or step. `first` is the file's line."""

    kind: str
    lines: list[str]
    first: int

    @property
    def practice(self) -> bool:
        return self.kind == "practice"


def most_words(audience: tuple[str, ...]) -> int:
    """The words that a lesson's prose may have; a course for trainers alone may say more."""
    return MOST_FOR_TRAINERS if audience == FOR_TRAINERS else MOST_WORDS


def read_lesson(document: Document, slug: str, writer: Writer, most: int = MOST_WORDS) -> Lesson:
    fields = Fields(document, KNOWN)
    sections = list(_sections(document))
    course = document.path.partition("/")[0]
    definer = Definer(term for term in writer.shelf.terms if term.is_explained_in(course))
    blocks = tuple(block for section in sections for block in _blocks(section, writer, definer))
    _check_words(document, most)
    _check_shape(document, sections)
    check_figures(writer)
    check_lesson(document, writer.shelf.facts, writer.shelf.language)
    for key in fields.texts("sources"):
        if key in writer.shelf.facts:
            writer.use(writer.shelf.facts[key], document.line_of("sources"))
        else:
            document.problem(document.line_of("sources"), f"unknown fact `{key}`: mend the key")
    return Lesson(
        slug=slug,
        title=fields.text("title"),
        words=len(prose_words(document)),
        blocks=blocks,
        sources=tuple(writer.used.values()),
        aliases=fields.aliases(),
    )


def translate_lesson(document: Document, source: Lesson, writer: Writer) -> Lesson:
    """The lesson of a sibling file. Its facts and its minutes are those of the source."""
    fields = Fields(document, {"title": KNOWN["title"]})
    sections = list(_sections(document))
    nothing = Definer(())
    blocks = tuple(block for section in sections for block in _blocks(section, writer, nothing))
    _check_shape(document, sections)
    for fact in source.sources:
        writer.use(writer.shelf.facts[fact.key], 1)
    in_order = tuple(writer.used[fact.key] for fact in source.sources)
    return replace(source, title=fields.text("title"), blocks=blocks, sources=in_order)


def check_no_step(document: Document) -> None:
    """The step of the week ends the module's last lesson, so it stands in no other."""
    for number, line in enumerate(document.body, document.start):
        if _begun(line, document.language) == "step":
            document.problem(
                number, "## Langkah minggu ini ends the module's last lesson only: move it"
            )


def prose_words(document: Document) -> list[str]:
    """The words of a lesson's prose, without headings, pictures and practice."""
    return [
        word
        for section in _sections(document)
        if not section.practice
        for line in section.lines
        for word in WORD.findall(_NO_PROSE.sub(" ", line))
    ]


def _sections(document: Document) -> Iterator[Section]:
    kind, first = "prose", document.start
    lines: list[str] = []
    for number, line in enumerate(document.body, document.start):
        begun = _begun(line, document.language)
        if begun != "prose" or (kind != "prose" and _SECTION.match(line)):
            yield Section(kind, lines, first)
            kind = begun
            # The page writes the other headings itself.
            lines, first = ([line], number) if kind == "prose" else ([], number + 1)
        else:
            lines.append(line)
    yield Section(kind, lines, first)


def _begun(line: str, language: Language) -> str:
    """The kind of section that a line begins; prose for any other line."""
    heading = re.fullmatch(r"##\s+(.*\S)\s*", line)
    kinds = {language.practice: "practice", language.week_step: "step"}
    return kinds.get(heading[1], "prose") if heading else "prose"


def _blocks(
    section: Section, writer: Writer, definer: Definer
) -> Iterator[Prose | Practice | WeekStep]:
    if section.practice:
        before = len(writer.document.notebook.problems)
        questions = list(read_questions(section.lines, section.first, writer, graded=False))
        if not questions and len(writer.document.notebook.problems) == before:
            heading = writer.document.language.practice
            message = f"## {heading} without a question: add one with ###"
            writer.problem(section.first - 1, message)
        once = {place.key for place in writer.keys if not place.again}
        yield from (Practice(question, question.key not in once) for question in questions)
    elif section.kind == "step":
        if not any(line.strip() for line in section.lines):
            heading = writer.document.language.week_step
            writer.problem(section.first - 1, f"## {heading} is empty: name one small step")
        yield WeekStep(writer.block(section.lines, section.first))
    elif any(line.strip() for line in section.lines):
        yield Prose(definer.define(writer.block(section.lines, section.first)))


def _check_words(document: Document, most: int) -> None:
    words = len(prose_words(document))
    if not FEWEST_WORDS <= words <= most:
        document.problem(
            document.start, f"has {words} words of prose: write {FEWEST_WORDS} to {most}"
        )


def _check_shape(document: Document, sections: list[Section]) -> None:
    practice, step = f"## {document.language.practice}", f"## {document.language.week_step}"
    for section in sections[:-1]:
        if section.kind == "step":
            message = f"{step} is not the last section: move it to the end"
            document.problem(section.first - 1, message)
    for section in sections:
        for number, line in enumerate(section.lines, section.first):
            if not section.practice and _QUESTION.match(line):
                message = f"a question stands outside {practice}: put that above it"
                document.problem(number, message)
    rules = [
        number
        for section in sections
        if not section.practice
        for number, line in enumerate(section.lines, section.first)
        for _ in _BOLD.findall(line)
    ]
    if len(rules) != 1:
        document.problem(
            rules[1] if rules else document.start,
            f"has {len(rules)} bold passages: a lesson has one, its rule",
        )
    practices = [section.first for section in sections if section.practice]
    if not practices:
        message = f"has no {practice}: practice comes before the rule"
        document.problem(document.start, message)
    elif rules and practices[0] > rules[0]:
        document.problem(
            practices[0] - 1, f"the first {practice} stands after the rule: move it up"
        )
