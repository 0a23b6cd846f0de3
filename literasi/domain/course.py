"""Courses as frozen values: what the catalogue holds and every page reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from literasi.domain.dates import months_after
from literasi.domain.languages import SOURCE, Language
from literasi.domain.question import Question

FOR_TRAINERS = ("pelatih",)
LESSON_HOUR = 45  # minutes of one jam pelajaran (JP)
WORDS_A_MINUTE = 100
DOUBT = SOURCE.doubt


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that ages. `value` is already written the Indonesian way ("4,8 persen").
    `due` when it was to be checked again by the day the courses were read. `language` is that of
    label and value; `translations` are (code, label, value) in others."""

    key: str
    label: str
    value: str
    as_of: date
    source_title: str
    source_url: str
    check_again: date
    confidence: str
    due: bool = False
    language: str = SOURCE.code
    translations: tuple[tuple[str, str, str], ...] = ()

    def in_language(self, language: Language) -> Fact:
        """The fact in other words, where somebody wrote them; else itself."""
        for code, label, value in self.translations:
            if code == language.code:
                return replace(self, label=label, value=value, language=code)
        return self

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
    """A question inside a lesson: answered and explained at once, never scored. `again` unless
    it makes no sense outside of its lesson."""

    question: Question
    again: bool = True


@dataclass(frozen=True, slots=True)
class WeekStep:
    """What a family does this week, at the end of a module's last lesson: sanitised HTML."""

    html: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """One short page. `words` counts its prose, without headings, pictures and practice.
    `sources` are the facts it names or leans on."""

    slug: str
    title: str
    words: int
    blocks: tuple[Prose | Practice | WeekStep, ...]
    sources: tuple[Fact, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def practice(self) -> tuple[Practice, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Practice))

    @property
    def reading_minutes(self) -> int:
        """100 words a minute, rounded up, at least 1: slow enough to read it aloud to the
        family, and for someone who reads little."""
        return max(1, -(-self.words // WORDS_A_MINUTE))

    @property
    def practice_minutes(self) -> int:
        """One minute for each question."""
        return len(self.practice)

    @property
    def minutes(self) -> int:
        return self.reading_minutes + self.practice_minutes


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
class Activity:
    """One row of a trainer's plan: whole minutes, and sanitised HTML without paragraphs."""

    minutes: int
    title: str
    how: str


@dataclass(frozen=True, slots=True)
class PlanQuestion:
    """What a class is likely to ask, and what a trainer may answer: sanitised HTML."""

    prompt: str
    answer: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a trainer does with a class in one module. `materials` are plain texts; the role
    play and the worksheet are sanitised HTML."""

    materials: tuple[str, ...]
    activities: tuple[Activity, ...]
    role_play: str
    questions: tuple[PlanQuestion, ...]
    worksheet: str

    @property
    def class_minutes(self) -> int:
        return sum(activity.minutes for activity in self.activities)

    @property
    def lesson_hours(self) -> int:
        """Jam pelajaran (JP), of 45 minutes each."""
        return self.class_minutes // LESSON_HOUR


@dataclass(frozen=True, slots=True)
class Recall:
    """A practice asked again later. The slugs say in which lesson it stands, which is the one to
    read again; `title` is that lesson's."""

    course: str
    module: str
    lesson: str
    title: str
    question: Question


@dataclass(frozen=True, slots=True)
class Module:
    """`home_minutes` is what its family talk and its step of the week take at home. `opener`
    are the questions from earlier modules that its first lesson begins with."""

    slug: str
    title: str
    summary: str
    intro: str
    outcomes: tuple[Outcome, ...]
    lessons: tuple[Lesson, ...]
    bank: Bank
    family_talk: FamilyTalk
    home_minutes: int
    aliases: tuple[str, ...] = ()
    plan: Plan | None = None
    opener: tuple[Recall, ...] = ()

    @property
    def reading_minutes(self) -> int:
        return sum(lesson.reading_minutes for lesson in self.lessons)

    @property
    def practice_minutes(self) -> int:
        """One minute for each question: of the lessons, of the opener, and of what the quiz
        draws."""
        of_lessons = sum(lesson.practice_minutes for lesson in self.lessons)
        return of_lessons + len(self.opener) + self.bank.draw

    @property
    def minutes(self) -> int:
        """Reading and practice time, quiz included."""
        return self.reading_minutes + self.practice_minutes

    @property
    def class_minutes(self) -> int:
        """What the trainer's plan takes with a class; 0 where there is none."""
        return self.plan.class_minutes if self.plan else 0

    @property
    def lesson_hours(self) -> int:
        """Jam pelajaran (JP) of the plan."""
        return self.class_minutes // LESSON_HOUR

    @property
    def week_step(self) -> WeekStep | None:
        """The step that ends its last lesson, where there is one."""
        blocks = self.lessons[-1].blocks if self.lessons else ()
        return next((block for block in blocks if isinstance(block, WeekStep)), None)

    def lesson(self, slug: str) -> Lesson | None:
        return next((lesson for lesson in self.lessons if lesson.slug == slug), None)


@dataclass(frozen=True, slots=True)
class Course:
    """`pass_mark` is a whole percentage that every module's quiz must reach.
    `edition` rises only when what a certificate states changes. `valid_months` is how long a
    certificate holds that names one of its modules, None for good.
    `tests` are forms A and B of the pre-test and post-test, or nothing; the i-th questions of
    both ask for the same outcome. `language` is what its texts are in."""

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
    tests: tuple[Bank, ...] = ()
    language: str = SOURCE.code
    valid_months: int | None = None

    @property
    def reading_minutes(self) -> int:
        return sum(module.reading_minutes for module in self.modules)

    @property
    def practice_minutes(self) -> int:
        return sum(module.practice_minutes for module in self.modules)

    @property
    def home_minutes(self) -> int:
        return sum(module.home_minutes for module in self.modules)

    @property
    def minutes(self) -> int:
        """Reading and practice time, quizzes included."""
        return self.reading_minutes + self.practice_minutes

    @property
    def class_minutes(self) -> int:
        return sum(module.class_minutes for module in self.modules)

    @property
    def lesson_hours(self) -> int:
        return sum(module.lesson_hours for module in self.modules)

    @property
    def is_for_trainers(self) -> bool:
        """Whether only trainers look for it, so that no family is led there unasked."""
        return self.audience == FOR_TRAINERS

    def holds_until(self, issued_on: date) -> date | None:
        """The last day on which a certificate of that day holds."""
        return months_after(issued_on, self.valid_months) if self.valid_months else None

    def module(self, slug: str) -> Module | None:
        return next((module for module in self.modules if module.slug == slug), None)

    def steps(self) -> Iterator[tuple[Module, Lesson]]:
        """Every lesson with its module, in reading order."""
        for module in self.modules:
            for lesson in module.lessons:
                yield module, lesson


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that is taught. `hash` is the SHA-256 of the course files in hex.
    `translations` holds the same by the code of another language: slugs, keys and editions are
    those of the source, so progress is shared. A course that is in no other language stands
    there as it is."""

    hash: str
    courses: tuple[Course, ...]
    facts: tuple[Fact, ...]
    terms: tuple[Term, ...] = ()
    translations: Mapping[str, Catalogue] = field(default_factory=dict)

    def in_language(self, language: Language) -> Catalogue:
        return self.translations.get(language.code, self)

    def lesson_titles(self) -> dict[tuple[str, str, str], str]:
        """Every lesson's title by the slugs of course, module and lesson."""
        return {
            (course.slug, module.slug, lesson.slug): lesson.title
            for course in self.courses
            for module, lesson in course.steps()
        }

    def course(self, slug: str) -> Course | None:
        return next((course for course in self.courses if course.slug == slug), None)
