"""`pretest.md`: forms A and B of a course's pre-test and post-test, item by item alike."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from literasi.content.bare import check_figures
from literasi.content.files import Document, Fields, has_text, read_document
from literasi.content.markup import KeyPlace, LessonLink, Writer
from literasi.content.problems import Notebook
from literasi.content.quality import check_longest
from literasi.content.questions import read_questions
from literasi.content.readability import check_language
from literasi.content.shelf import Shelf
from literasi.domain.codec import make_bank
from literasi.domain.course import Bank, Module
from literasi.domain.languages import Language
from literasi.domain.question import Question

FILE = "pretest.md"
ITEMS = 8  # of each form
_SECTION = re.compile(r"##?\s")


@dataclass(slots=True)
class PretestReader:
    """Reads the file beside course.md, if there is one; `folder` is below `root`."""

    root: Path
    folder: Path
    shelf: Shelf
    notebook: Notebook
    links: list[LessonLink]
    keys: list[KeyPlace]

    def read(self, modules: tuple[Module, ...]) -> tuple[Bank, ...]:
        """Forms A and B; nothing without a file, or after noting what is wrong with it."""
        path = self.folder / FILE
        if not path.exists():
            return ()
        document = read_document(path, str(path.relative_to(self.root)), self.notebook)
        if document is None:
            return ()
        Fields(document, {})
        writer = Writer(document, self.shelf, self.folder, self.links, keys=self.keys)
        check_figures(writer)
        check_language(document, self.shelf.facts, self.shelf.language)
        forms = read_forms(document, writer)
        _Checks(document, {place.key: place.line for place in self.keys}).all(forms, modules)
        return tuple(make_bank(ITEMS, questions) for questions in forms)


def headings(language: Language) -> tuple[str, str]:
    return f"## {language.form} A", f"## {language.form} B"


def read_forms(document: Document, writer: Writer) -> list[list[Question]]:
    """The questions under both headings; nothing after noting that these are not just two."""
    body, first, wanted = document.body, document.start, headings(document.language)
    starts = [number for number, line in enumerate(body) if _SECTION.match(line)]
    if has_text(body[: starts[0] if starts else 0]):
        document.problem(first, f"text before {wanted[0]}: remove it")
    found = [body[start].strip() for start in starts]
    if found != list(wanted):
        document.problem(
            first + starts[0] if starts else first,
            f"the headings are not {wanted[0]} and then {wanted[1]}: write just these two",
        )
        return []
    forms = []
    for heading, start, end in zip(wanted, starts, (starts[1], len(body)), strict=True):
        lines = body[start + 1 : end]
        questions = list(read_questions(lines, first + start + 1, writer, graded=True, tied=True))
        if len(questions) != ITEMS:
            message = f"{heading} has {len(questions)} questions: write {ITEMS}"
            document.problem(first + start, message)
        forms.append(questions)
    return forms


@dataclass(frozen=True, slots=True)
class _Checks:
    """`lines` has the line of each question's key."""

    document: Document
    lines: dict[str, int]

    def all(self, forms: list[list[Question]], modules: tuple[Module, ...]) -> None:
        by_slug = {module.slug: module for module in modules}
        for heading, questions in zip(headings(self.document.language), forms, strict=False):
            for question in questions:
                self._key(question, heading)
                self._ties(question, by_slug)
        check_longest(self.document, [question for questions in forms for question in questions])
        if [len(questions) for questions in forms] == [ITEMS, ITEMS]:
            for first, second in zip(*forms, strict=True):
                self._pair(first, second)
            self._spread(forms[0], by_slug)

    def _key(self, question: Question, heading: str) -> None:
        prefix = f"tes-{heading[-1].lower()}-"
        if not question.key.startswith(prefix):
            message = f"question `{question.key}` stands in {heading}: begin its key with {prefix}"
            self._complain(question, message)

    def _ties(self, question: Question, modules: dict[str, Module]) -> None:
        """The module is one of the course, lesson and outcome are of that module."""
        module = modules.get(question.module)
        self._tie(question, "module", question.module, list(modules))
        if module is None:
            return
        self._tie(question, "lesson", question.lesson, [one.slug for one in module.lessons])
        self._tie(question, "outcome", question.outcome, [one.key for one in module.outcomes])

    def _tie(self, question: Question, name: str, value: str, known: list[str]) -> None:
        if value not in known:
            named = f"names the {name} `{value}`" if value else f"names no {name}"
            use = ", ".join(sorted(known))
            self._complain(question, f"question `{question.key}` {named}: use {name}: with {use}")

    def _pair(self, first: Question, second: Question) -> None:
        """The i-th questions of both forms ask for the same, in the same way."""
        for name, one, other in (
            ("module", first.module, second.module),
            ("outcome", first.outcome, second.outcome),
            ("form of question", type(first).__name__, type(second).__name__),
        ):
            if one != other:
                message = f"question `{second.key}` has the {name} {other}, its pair `{first.key}`"
                self._complain(second, f"{message} has {one}: make them alike")

    def _spread(self, questions: list[Question], modules: dict[str, Module]) -> None:
        """No module is asked for twice while another is not asked for at all."""
        asked = Counter(question.module for question in questions)
        if set(asked) - set(modules) or not modules:
            return
        least, most = ITEMS // len(modules), -(-ITEMS // len(modules))
        for slug in modules:
            if not least <= asked[slug] <= most:
                wanted = str(most) if least == most else f"{least} or {most}"
                message = f"each form asks {asked[slug]} times about the module `{slug}`"
                self.document.problem(1, f"{message}: ask {wanted} times")

    def _complain(self, question: Question, message: str) -> None:
        self.document.problem(self.lines[question.key], message)
