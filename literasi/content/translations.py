"""Sibling files in another language: the same course in other words.

What is no text is taken from the source: slugs, keys, marks, minutes, editions, and the trainers'
plans, which are Indonesian. So whoever changes the language keeps what they did. A sibling that
says something else than its source is a problem.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from literasi.content.alike import check_named, check_questions, check_step, tied
from literasi.content.bare import check_figures
from literasi.content.files import (
    NUMBERED,
    Document,
    Fields,
    is_translation,
    read_document,
    sibling,
)
from literasi.content.lessons import translate_lesson
from literasi.content.markup import LessonLink, Writer
from literasi.content.modules import KNOWN as OF_MODULE
from literasi.content.modules import read_family_talk, read_outcomes
from literasi.content.plans import FILE as PLAN_FILE
from literasi.content.pretest import FILE as TEST_FILE
from literasi.content.pretest import read_forms
from literasi.content.problems import Notebook
from literasi.content.questions import read_questions
from literasi.content.readability import check_language
from literasi.content.shelf import Shelf
from literasi.domain.codec import make_bank
from literasi.domain.course import Bank, Course, Lesson, Module
from literasi.domain.languages import Language
from literasi.domain.question import Question
from literasi.domain.remember import with_openers

TEXTS = ("title", "summary")


@dataclass(slots=True)
class Translator:
    """Reads the siblings of one course in one language; `folder` is below `root`."""

    root: Path
    folder: Path
    language: Language
    shelf: Shelf
    notebook: Notebook
    links: list[LessonLink]

    def read(self, course: Course) -> Course | None:
        """The course in that language; None without siblings, or with some of them missing."""
        self._note_strays()
        expected = [sibling(path, self.language) for path in self._sources()]
        missing = [path for path in expected if not path.exists()]
        if len(missing) == len(expected):
            return None
        for path in missing:
            message = f"is missing: other files of the course are in {self.language.name}, write it"
            self.notebook.problem(self._shown(path), 1, message)
        translated = self._course(course)
        return None if missing else with_openers(translated)

    def _sources(self) -> list[Path]:
        """Every course file that has to have a sibling: all but the trainers' plans."""
        found = [self.folder / "course.md", *sorted(self.folder.glob("*/*.md"))]
        if (self.folder / TEST_FILE).exists():
            found.append(self.folder / TEST_FILE)
        return [path for path in found if path.name != PLAN_FILE and not is_translation(path.name)]

    def _note_strays(self) -> None:
        known = {sibling(path, self.language) for path in self._sources()}
        for path in sorted(self.folder.rglob(f"*{self.language.ending}")):
            if path not in known:
                message = "is the sibling of no page that learners read: rename or remove it"
                self.notebook.problem(self._shown(path), 1, message)

    def _course(self, course: Course) -> Course:
        modules = {
            match[1]: path
            for path in sorted(self.folder.iterdir())
            if path.is_dir() and (match := NUMBERED.fullmatch(path.name))
        }
        translated = tuple(self._module(modules[one.slug], one) for one in course.modules)
        course = replace(
            course,
            modules=translated,
            tests=self._tests(course.tests),
            language=self.language.code,
        )
        pair = self._pair(self.folder / "course.md")
        if pair is None:
            return course
        fields = Fields(pair.document, {key: f"the course's {key}" for key in TEXTS})
        intro = pair.writer.block(pair.document.body, pair.document.start)
        pair.check()
        title, summary = (fields.text(key) for key in TEXTS)
        return replace(course, title=title, summary=summary, intro=intro)

    def _module(self, folder: Path, module: Module) -> Module:
        module = replace(
            module,
            lessons=self._lessons(folder, module.lessons),
            bank=self._bank(folder, module.bank),
        )
        pair = self._pair(folder / "module.md")
        if pair is None:
            return module
        document, known = pair.document, (*TEXTS, "outcomes", "family_talk")
        fields = Fields(document, {key: OF_MODULE[key] for key in known})
        outcomes = read_outcomes(document, fields, self.shelf.language)
        keys = [outcome.key for outcome in outcomes]
        wanted = [outcome.key for outcome in module.outcomes]
        if keys != wanted:
            message = f"the outcomes are {', '.join(keys)}: give {', '.join(wanted)}, in this order"
            document.problem(document.line_of("outcomes"), message)
        intro = pair.writer.block(document.body, document.start)
        talk = read_family_talk(document, fields)
        pair.check()
        title, summary = (fields.text(key) for key in TEXTS)
        return replace(
            module, title=title, summary=summary, intro=intro, outcomes=outcomes, family_talk=talk
        )

    def _lessons(self, folder: Path, lessons: tuple[Lesson, ...]) -> tuple[Lesson, ...]:
        files = {
            match[1]: path
            for path in sorted(folder.glob("*.md"))
            if (match := NUMBERED.fullmatch(path.stem)) and not is_translation(path.name)
        }
        return tuple(self._lesson(files[lesson.slug], lesson) for lesson in lessons)

    def _lesson(self, path: Path, lesson: Lesson) -> Lesson:
        pair = self._pair(path)
        if pair is None:
            return lesson
        translated = translate_lesson(pair.document, lesson, pair.writer)
        # Sources and rates that are examples are said once, in the source.
        for key in ("sources", "example_rates"):
            if key in pair.source.meta:
                pair.document.meta[key] = pair.source.meta[key]
        pair.check()
        pair.check_questions(_practice(translated), _practice(lesson))
        check_step(pair.document, path.name, translated, lesson)
        return replace(translated, blocks=tuple(tied(translated, lesson)))

    def _bank(self, folder: Path, bank: Bank) -> Bank:
        pair = self._pair(folder / "quiz.md")
        if pair is None:
            return bank
        document = pair.document
        Fields(document, {})
        found = list(read_questions(document.body, document.start, pair.writer, graded=True))
        pair.check()
        return make_bank(bank.draw, pair.check_questions(found, list(bank.questions)))

    def _tests(self, tests: tuple[Bank, ...]) -> tuple[Bank, ...]:
        pair = self._pair(self.folder / TEST_FILE) if tests else None
        if pair is None:
            return tests
        Fields(pair.document, {})
        forms = read_forms(pair.document, pair.writer)
        pair.check()
        return tuple(
            make_bank(bank.draw, pair.check_questions(found, list(bank.questions)))
            for found, bank in zip(forms, tests, strict=False)
        )

    def _pair(self, path: Path) -> _Pair | None:
        """A file and its sibling; None where either cannot be read, which is noted elsewhere."""
        other = sibling(path, self.language)
        if not other.exists():
            return None
        document = read_document(other, self._shown(other), self.notebook)
        source = read_document(path, path.name, Notebook())
        if document is None or source is None:
            return None
        return _Pair(document, source, Writer(document, self.shelf, path.parent, self.links))

    def _shown(self, path: Path) -> str:
        return str(path.relative_to(self.root))


@dataclass(frozen=True, slots=True)
class _Pair:
    """A sibling and its source; the writer is the sibling's."""

    document: Document
    source: Document
    writer: Writer

    def check(self) -> None:
        """What holds for every file: figures, length of sentences, facts and drawings."""
        check_figures(self.writer)
        check_language(self.document, self.writer.shelf.facts, self.writer.shelf.language)
        check_named(self.document, self.source)

    def check_questions(self, found: list[Question], wanted: list[Question]) -> list[Question]:
        """The questions, tied to lesson and outcome as those of the source are."""
        lines = {place.key: place.line for place in self.writer.keys}
        return check_questions(self.document, self.source.path, lines, found, wanted)


def _practice(lesson: Lesson) -> list[Question]:
    return [practice.question for practice in lesson.practice]
