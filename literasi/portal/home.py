"""The learner's home as values: where they are in every course, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from flask import get_template_attribute
from markupsafe import Markup

from literasi.domain.course import Catalogue, Course, Module
from literasi.domain.pretest import Moment, offered
from literasi.domain.progress import (
    CourseProgress,
    ModuleProgress,
    Step,
    is_passed,
    is_read,
    next_step,
    progress,
)
from literasi.learning.loaders import load_module
from literasi.learning.record import Record
from literasi.learning.views import lesson_url, quiz_url
from literasi.web.languages import current_language
from literasi.web.site import site
from literasi.web.words import gettext


@dataclass(frozen=True, slots=True)
class CourseCard:
    """One course with its progress; `step` is None when it is complete. `on_paper` are the
    modules whose best mark was reached on paper. `ticked` names the
    lessons read and the quizzes passed, as the personal answer does. `offer` is the test to
    offer now, if any; `is_compared` when there is a result to show."""

    course: Course
    progress: CourseProgress
    marks: dict[str, int]
    on_paper: set[str]
    talks: set[str]
    week_steps: set[str]
    ticked: set[str]
    begun: bool
    step: Step | None
    offer: Moment | None
    is_compared: bool

    def steps(self, module: Module) -> Markup:
        """The module's lessons and quiz as a list of links; what is done bears a tick."""
        quiz = f"{self.course.slug}/{module.slug}"
        ticked = self.ticked.intersection(
            [quiz, *(f"{quiz}/{lesson.slug}" for lesson in module.lessons)]
        )
        return _steps(_edition(), self.course.slug, module.slug, frozenset(ticked))

    def ticks(self, module: Module) -> Markup:
        """What the family does at home in the module, each with the button that ticks it or
        takes the tick back."""
        held, done = module.slug in self.talks, module.slug in self.week_steps
        return _ticks(_edition(), self.course.slug, module.slug, held, done)

    def is_touched(self, of: ModuleProgress) -> bool:
        """Whether the module is begun or comes next; the others are one line of the home."""
        slug = of.module.slug
        if of.lessons_read or slug in {*self.marks, *self.talks, *self.week_steps}:
            return True
        return self.step is not None and self.step.module is of.module

    @property
    def next_title(self) -> str:
        return _title(self.step) if self.step else ""

    @property
    def next_url(self) -> str:
        return _url(self.course, self.step) if self.step else ""


def _edition() -> str:
    """What a remembered part of the page depends on, besides what its learner did."""
    return f"{site().prepared.fingerprint} {current_language().code}"


@lru_cache(maxsize=4096)
def _steps(edition: str, course: str, module: str, ticked: frozenset[str]) -> Markup:
    """Most modules are untouched or done, so their lists are the same for most learners; only
    another catalogue or language has others."""
    macro = get_template_attribute("macros/course.html", "steps")
    return Markup(macro(*load_module(course, module), ticked))


@lru_cache(maxsize=4096)
def _ticks(edition: str, course: str, module: str, held: bool, done: bool) -> Markup:
    macro = get_template_attribute("macros/course.html", "ticks")
    return Markup(macro(*load_module(course, module), held, done))


def course_cards(catalogue: Catalogue, record: Record, now: datetime) -> list[CourseCard]:
    """Begun and unfinished courses first, then new ones, then finished ones. A course for
    trainers is there once it was begun."""
    cards = [_card(course, record, now) for course in catalogue.courses]
    cards = [card for card in cards if card.begun or not card.course.is_for_trainers]
    return sorted(cards, key=lambda card: (card.progress.is_complete, not card.begun))


def _card(course: Course, record: Record, now: datetime) -> CourseCard:
    read, passed, sat = record.read_in(course), record.passed_in(course), record.sat_in(course)
    done, begun = progress(course, read, passed), _is_begun(course, record)
    return CourseCard(
        course=course,
        progress=done,
        marks=record.marks_in(course),
        on_paper=record.on_paper_in(course),
        talks=record.talks_in(course),
        week_steps=record.steps_in(course),
        ticked={*_read(course, record), *_passed(course, record)},
        begun=begun,
        step=next_step(course, read, passed),
        offer=offered(course, sat, done.modules_passed, begun, now),
        is_compared=Moment.AFTER in sat,
    )


def summary(name: str, catalogue: Catalogue, record: Record) -> dict[str, Any]:
    """The personal answer: the name, what is next, and which pages bear a tick.

    A page is named as in its address: "course/module/lesson", "course/module" for a quiz.
    Courses that were never begun cost nothing.
    """
    begun = [course for course in catalogue.courses if _is_begun(course, record)]
    answer: dict[str, Any] = {
        "nama": name,
        "dibaca": [name for course in begun for name in _read(course, record)],
        "lulus": [name for course in begun for name in _passed(course, record)],
    }
    if following := _following(begun, catalogue, record):
        course, step = following
        answer["lanjut"] = {"judul": _title(step), "url": _url(course, step)}
    return answer


def _is_begun(course: Course, record: Record) -> bool:
    ticked = record.talks_in(course) or record.steps_in(course)
    return bool(record.read_in(course) or record.passed_in(course) or ticked)


def _following(
    begun: list[Course], catalogue: Catalogue, record: Record
) -> tuple[Course, Step] | None:
    """The next step in the first unfinished course, one that was begun before a new one."""
    for_families = (course for course in catalogue.courses if not course.is_for_trainers)
    for course in (*begun, *for_families):
        step = next_step(course, record.read_in(course), record.passed_in(course))
        if step is not None:
            return course, step
    return None


def _read(course: Course, record: Record) -> list[str]:
    read = record.read_in(course)
    return [
        f"{course.slug}/{module.slug}/{lesson.slug}"
        for module, lesson in course.steps()
        if is_read(module, lesson, read)
    ]


def _passed(course: Course, record: Record) -> list[str]:
    passed = record.passed_in(course)
    return [
        f"{course.slug}/{module.slug}" for module in course.modules if is_passed(module, passed)
    ]


def _title(step: Step) -> str:
    return step.lesson.title if step.lesson else gettext("Kuis: %(title)s", title=step.module.title)


def _url(course: Course, step: Step) -> str:
    if step.lesson:
        return lesson_url(course, step.module, step.lesson)
    return quiz_url(course, step.module)
