"""The learner's home as values: where they are in every course, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import get_template_attribute
from markupsafe import Markup

from literasi.domain.course import Catalogue, Course, Module
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
from literasi.web.site import site


@dataclass(frozen=True, slots=True)
class CourseCard:
    """One course with its progress; `step` is None when it is complete. `ticked` names the
    lessons read and the quizzes passed, as the personal answer does."""

    course: Course
    progress: CourseProgress
    marks: dict[str, int]
    talks: set[str]
    ticked: set[str]
    begun: bool
    step: Step | None

    def steps(self, module: Module) -> Markup:
        """The module's lessons and quiz as a list of links; what is done bears a tick."""
        quiz = f"{self.course.slug}/{module.slug}"
        ticked = self.ticked.intersection(
            [quiz, *(f"{quiz}/{lesson.slug}" for lesson in module.lessons)]
        )
        catalogue = site().prepared.fingerprint
        return _steps(catalogue, self.course.slug, module.slug, frozenset(ticked))

    def is_touched(self, of: ModuleProgress) -> bool:
        """Whether the module is begun or comes next; the others are one line of the home."""
        if of.lessons_read or of.module.slug in self.marks or of.module.slug in self.talks:
            return True
        return self.step is not None and self.step.module is of.module

    @property
    def next_title(self) -> str:
        return _title(self.step) if self.step else ""

    @property
    def next_url(self) -> str:
        return _url(self.course, self.step) if self.step else ""


@lru_cache(maxsize=4096)
def _steps(catalogue: str, course: str, module: str, ticked: frozenset[str]) -> Markup:
    """Most modules are untouched or done, so their lists are the same for most learners; only
    another catalogue has others."""
    macro = get_template_attribute("macros/course.html", "steps")
    return Markup(macro(*load_module(course, module), ticked))


def course_cards(catalogue: Catalogue, record: Record) -> list[CourseCard]:
    """Begun and unfinished courses first, then new ones, then finished ones."""
    cards = [_card(course, record) for course in catalogue.courses]
    return sorted(cards, key=lambda card: (card.progress.is_complete, not card.begun))


def _card(course: Course, record: Record) -> CourseCard:
    read, passed = record.read_in(course), record.passed_in(course)
    return CourseCard(
        course=course,
        progress=progress(course, read, passed),
        marks=record.marks_in(course),
        talks=record.talks_in(course),
        ticked={*_read(course, record), *_passed(course, record)},
        begun=_is_begun(course, record),
        step=next_step(course, read, passed),
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
    return bool(record.read_in(course) or record.passed_in(course) or record.talks_in(course))


def _following(
    begun: list[Course], catalogue: Catalogue, record: Record
) -> tuple[Course, Step] | None:
    """The next step in the first unfinished course, one that was begun before a new one."""
    for course in (*begun, *catalogue.courses):
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
    return step.lesson.title if step.lesson else f"Kuis: {step.module.title}"


def _url(course: Course, step: Step) -> str:
    if step.lesson:
        return lesson_url(course, step.module, step.lesson)
    return quiz_url(course, step.module)
