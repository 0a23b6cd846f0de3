"""Courses as frozen values: what the catalogue holds and every page reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from literasi.domain.question import Question

DOUBT = "Belum pasti. Tanyakan ke BP3MI atau dinas."


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that ages. `value` is already written the Indonesian way ("4,8 persen").
    `due` when it was to be checked again by the day the courses were read."""

    key: str
    label: str
    value: str
    as_of: date
    source_title: str
    source_url: str
    check_again: date
    confidence: str
    due: bool = False

    @property
    def doubt(self) -> str:
        """What a page says beside a figure that nobody has checked again, else ""."""
        return DOUBT if self.due else ""


@dataclass(frozen=True, slots=True)
class Term:
    """A word and what it means, in one plain sentence. `forms` are other ways it is written;
    `lesson` names course, module and lesson where it is taught. `inline` when a lesson that
    uses the word explains it on the spot, in these `courses` or, with none, in all."""

    key: str
    term: str
    definition: str
    forms: tuple[str, ...] = ()
    fact: Fact | None = None
    lesson: tuple[str, str, str] | None = None
    inline: bool = True
    courses: tuple[str, ...] = ()

    def is_explained_in(self, course: str) -> bool:
        return self.inline and (not self.courses or course in self.courses)


@dataclass(frozen=True, slots=True)
class Prose:
    """A run of sanitised HTML."""

    html: str


@dataclass(frozen=True, slots=True)
class Practice:
    """A question inside a lesson: answered and explained at once, never scored."""

    question: Question


@dataclass(frozen=True, slots=True)
class WeekStep:
    """What a family does this week, at the end of a module's last lesson: sanitised HTML."""

    html: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """One short page. `sources` are the facts it names or leans on."""

    slug: str
    title: str
    minutes: int
    blocks: tuple[Prose | Practice | WeekStep, ...]
    sources: tuple[Fact, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a learner can do after the module."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class FamilyTalk:
    """One question for the other side. The messages are plain text for WhatsApp:
    one sent by the person at home, one by the person abroad (or, in the cooperative
    course, by a founder to the family and by the family to the founder)."""

    question: str
    from_home: str
    from_abroad: str


@dataclass(frozen=True, slots=True)
class Bank:
    """A module's pool of questions. `hash` is the SHA-256 of its content in hex: an
    attempt names it, so that it is graded by the questions it answered."""

    hash: str
    draw: int
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Module:
    slug: str
    title: str
    summary: str
    intro: str
    outcomes: tuple[Outcome, ...]
    lessons: tuple[Lesson, ...]
    bank: Bank
    family_talk: FamilyTalk
    aliases: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        """Reading and practice time of the lessons, in minutes."""
        return sum(lesson.minutes for lesson in self.lessons)

    def lesson(self, slug: str) -> Lesson | None:
        return next((lesson for lesson in self.lessons if lesson.slug == slug), None)


@dataclass(frozen=True, slots=True)
class Course:
    """`pass_mark` is a whole percentage that every module's quiz must reach.
    `edition` rises only when what a certificate states changes."""

    slug: str
    title: str
    summary: str
    level: str
    audience: tuple[str, ...]
    pass_mark: int
    edition: int
    intro: str
    modules: tuple[Module, ...]
    aliases: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        return sum(module.minutes for module in self.modules)

    def module(self, slug: str) -> Module | None:
        return next((module for module in self.modules if module.slug == slug), None)

    def steps(self) -> Iterator[tuple[Module, Lesson]]:
        """Every lesson with its module, in reading order."""
        for module in self.modules:
            for lesson in module.lessons:
                yield module, lesson


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that is taught. `hash` is the SHA-256 of the course files in hex."""

    hash: str
    courses: tuple[Course, ...]
    facts: tuple[Fact, ...]
    terms: tuple[Term, ...] = ()

    def lesson_titles(self) -> dict[tuple[str, str, str], str]:
        """Every lesson's title by the slugs of course, module and lesson."""
        return {
            (course.slug, module.slug, lesson.slug): lesson.title
            for course in self.courses
            for module, lesson in course.steps()
        }

    def course(self, slug: str) -> Course | None:
        return next((course for course in self.courses if course.slug == slug), None)
