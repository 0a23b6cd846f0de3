"""A module folder to a module: its lessons in order, its quiz and its family talk."""

from __future__ import annotations

from pathlib import Path

from literasi.content.bare import check_figures
from literasi.content.files import (
    NUMBERED,
    Document,
    Fields,
    has_text,
    is_slug,
    is_translation,
    read_document,
)
from literasi.content.language import Language
from literasi.content.lessons import MOST_WORDS, check_no_step, read_lesson
from literasi.content.markup import KeyPlace, LessonLink, Writer
from literasi.content.plans import FILE as PLAN_FILE
from literasi.content.plans import read_plan
from literasi.content.problems import Notebook
from literasi.content.quality import check_pool
from literasi.content.questions import read_questions
from literasi.content.readability import check_language
from literasi.content.recordings import check_recordings
from literasi.content.shelf import Shelf
from literasi.domain.codec import make_bank
from literasi.domain.course import Bank, FamilyTalk, Lesson, Module, Outcome, Plan, Practice
from literasi.domain.question import Question

KNOWN = {
    "title": "the module's title",
    "summary": "one sentence",
    "outcomes": "what a learner can do, as key: text",
    "quiz": "{draw: 8}",
    "home_minutes": "what talk and step take at home",
    "family_talk": "question, from_home and from_abroad",
    "aliases": "old slugs",
}
TALK_KEYS = ("question", "from_home", "from_abroad")
LONGEST_MESSAGE = 300  # characters; more does not fit a WhatsApp preview


class ModuleReader:
    """Reads one module folder; `folder` and every path shown are below `root`. `most_words` is
    what a lesson's prose may have."""

    def __init__(
        self,
        root: Path,
        folder: Path,
        shelf: Shelf,
        notebook: Notebook,
        most_words: int = MOST_WORDS,
    ) -> None:
        self._root = root
        self._folder = folder
        self._shelf = shelf
        self._notebook = notebook
        self._most_words = most_words
        self.links: list[LessonLink] = []
        self.keys: list[KeyPlace] = []

    def read(self, slug: str) -> Module | None:
        document = self._document("module.md")
        if document is None:
            return None
        fields, writer = Fields(document, KNOWN), self._writer(document)
        check_figures(writer)
        check_language(document, self._shelf.facts, self._shelf.language)
        lessons = self._lessons()
        shown = str(self._folder.relative_to(self._root))
        check_recordings(self._folder, shown, self._notebook)
        outcomes = read_outcomes(document, fields, self._shelf.language)
        self._check_practice(lessons, outcomes)
        title, summary = fields.text("title"), fields.text("summary")
        if not has_text(document.body):
            document.problem(document.start, "has no introduction: write one below the ---")
        return Module(
            slug=slug,
            title=title,
            summary=summary,
            intro=writer.block(document.body, document.start),
            outcomes=outcomes,
            lessons=lessons,
            bank=self._bank(document, fields, lessons, outcomes),
            family_talk=read_family_talk(document, fields),
            home_minutes=fields.number("home_minutes", 15, 60),
            aliases=fields.aliases(),
            plan=self._plan(),
        )

    def _lessons(self) -> tuple[Lesson, ...]:
        lessons: list[Lesson] = []
        documents: list[Document] = []
        for path in sorted(self._folder.glob("*.md")):
            if path.name in ("module.md", "quiz.md", PLAN_FILE) or is_translation(path.name):
                continue
            match = NUMBERED.fullmatch(path.stem)
            document = self._document(path.name)
            if match is None or not is_slug(match[1]):
                self._problem(path.name, "the name is not like 01-slug.md: rename the file")
            elif document is not None:
                lesson = read_lesson(document, match[1], self._writer(document), self._most_words)
                lessons.append(lesson)
                documents.append(document)
        for document in documents[:-1]:
            check_no_step(document)
        if not lessons:
            self._problem("module.md", "the module has no lesson: add 01-slug.md")
        return tuple(lessons)

    def _bank(
        self,
        module: Document,
        fields: Fields,
        lessons: tuple[Lesson, ...],
        outcomes: tuple[Outcome, ...],
    ) -> Bank:
        size = _draw_size(module, fields)
        document = self._document("quiz.md")
        if document is None:
            return make_bank(1, [])
        Fields(document, {})
        writer = self._writer(document)
        check_figures(writer)
        check_language(document, self._shelf.facts, self._shelf.language)
        questions = list(read_questions(document.body, document.start, writer, graded=True))
        self._check_ties(document, questions, lessons, outcomes)
        check_pool(document, questions, size, outcomes)
        if len(questions) < size:
            document.problem(1, f"has {len(questions)} questions but draws {size}: write more")
        return make_bank(size, questions)

    def _plan(self) -> Plan | None:
        if not (self._folder / PLAN_FILE).exists():
            return None
        document = self._document(PLAN_FILE)
        return read_plan(document, self._writer(document)) if document else None

    @staticmethod
    def _check_ties(
        document: Document,
        questions: list[Question],
        lessons: tuple[Lesson, ...],
        outcomes: tuple[Outcome, ...],
    ) -> None:
        slugs = {lesson.slug for lesson in lessons}
        keys = {outcome.key for outcome in outcomes}
        for question in questions:
            line = _line_of_key(document, question.key)
            if question.lesson not in slugs:
                named = (
                    f"names the lesson `{question.lesson}`"
                    if question.lesson
                    else "names no lesson"
                )
                document.problem(
                    line,
                    f"question `{question.key}` {named}: "
                    f"use lesson: with {', '.join(sorted(slugs))}",
                )
            if question.outcome and question.outcome not in keys:
                document.problem(
                    line,
                    f"question `{question.key}` names the outcome `{question.outcome}`: "
                    f"use {', '.join(sorted(keys))}",
                )

    def _document(self, name: str) -> Document | None:
        path = self._folder / name
        shown = str(path.relative_to(self._root))
        if not path.exists():
            self._notebook.problem(shown, 1, "is missing: write it")
            return None
        return read_document(path, shown, self._notebook)

    def _writer(self, document: Document) -> Writer:
        return Writer(document, self._shelf, self._folder, self.links, keys=self.keys)

    def _check_practice(self, lessons: tuple[Lesson, ...], outcomes: tuple[Outcome, ...]) -> None:
        known = {outcome.key for outcome in outcomes} | {""}
        places = {place.key: place for place in self.keys}
        for question in _practice(lessons):
            if question.outcome not in known:
                place = places[question.key]
                message = f"question `{question.key}` names the outcome `{question.outcome}`: "
                use = ", ".join(sorted(known - {""}))
                self._notebook.problem(place.path, place.line, f"{message}use {use}")

    def _problem(self, name: str, message: str) -> None:
        shown = str((self._folder / name).relative_to(self._root))
        self._notebook.problem(shown, 1, message)


def _practice(lessons: tuple[Lesson, ...]) -> list[Question]:
    blocks = (block for lesson in lessons for block in lesson.blocks)
    return [block.question for block in blocks if isinstance(block, Practice)]


def read_outcomes(document: Document, fields: Fields, language: Language) -> tuple[Outcome, ...]:
    outcomes = []
    for key, text in fields.mapping("outcomes").items():
        if not is_slug(str(key)) or not isinstance(text, str) or not text.strip():
            message = f"the outcome `{key}` is not like `slug: what a learner can do`: mend it"
            document.problem(document.line_of("outcomes"), message)
        else:
            _check_verb(document, text.split()[0], language)
        outcomes.append(Outcome(str(key), " ".join(str(text).split())))
    return tuple(outcomes)


def _check_verb(document: Document, verb: str, language: Language) -> None:
    """What a learner can do must be something that another person can see them do."""
    if language.verbs and verb.lower() not in language.verbs:
        message = f"the outcome begins with `{verb}`, which is no verb of `kata_kerja`"
        mend = "say what one can see a learner do, or add the verb to bahasa.yaml"
        document.problem(document.line_of("outcomes"), f"{message}: {mend}")


def _draw_size(document: Document, fields: Fields) -> int:
    """How many questions an attempt shows."""
    found = fields.mapping("quiz")
    size = found.get("draw")
    if found and (set(found) != {"draw"} or type(size) is not int or not 1 <= size <= 50):
        message = "`quiz` is not {draw: number}: write it so, with a number from 1 to 50"
        document.problem(document.line_of("quiz"), message)
    return size if type(size) is int and size > 0 else 1


def _line_of_key(document: Document, key: str) -> int:
    for number, line in enumerate(document.body, document.start):
        if f"{{#{key} " in line or f"{{#{key}}}" in line:
            return number
    return document.start


def read_family_talk(document: Document, fields: Fields) -> FamilyTalk:
    found = fields.mapping("family_talk")
    line = document.line_of("family_talk")
    for key in sorted(str(key) for key in found if key not in TALK_KEYS):
        document.problem(line, f"`family_talk` has the unknown {key}: use {', '.join(TALK_KEYS)}")
    texts = []
    for key in TALK_KEYS:
        text = found.get(key)
        if not isinstance(text, str) or not text.strip():
            if found:
                document.problem(line, f"`family_talk` has no {key}: write it")
            text = ""
        if len(text) > LONGEST_MESSAGE:
            document.problem(
                line, f"`family_talk` {key} is longer than {LONGEST_MESSAGE}: shorten it"
            )
        texts.append(" ".join(text.split()))
    return FamilyTalk(*texts)
