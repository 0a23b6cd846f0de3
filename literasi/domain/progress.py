"""Where a learner is in a course: computed from what was done, never stored.

A module is done when its quiz is passed. Lessons lead there but are not demanded: nobody
can prove reading, and who learned offline or from paper may go straight to the quiz.
Old names count: what was read or passed under an alias stays read or passed.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import Enum

from literasi.domain.course import Course, Lesson, Module

Read = Set[tuple[str, str]]
Passed = Mapping[str, bool]


class ModuleState(Enum):
    """NEW: a lesson is still unread. READ: all read, quiz not passed. PASSED: quiz passed."""

    NEW = "baru"
    READ = "dibaca"
    PASSED = "lulus"


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next: the lesson, or the module's quiz if `lesson` is None."""

    module: Module
    lesson: Lesson | None


@dataclass(frozen=True, slots=True)
class ModuleProgress:
    module: Module
    state: ModuleState
    lessons_read: int

    @property
    def lessons(self) -> int:
        return len(self.module.lessons)

    def with_quiz(self, passed: bool) -> ModuleProgress:
        """The same reading with another answer to whether the quiz is passed."""
        return ModuleProgress(
            self.module, _state(passed, self.lessons_read, self.lessons), self.lessons_read
        )


@dataclass(frozen=True, slots=True)
class CourseProgress:
    """One entry for each module, in course order, and the counts over all."""

    modules: tuple[ModuleProgress, ...]

    @property
    def lessons_read(self) -> int:
        return sum(module.lessons_read for module in self.modules)

    @property
    def lessons(self) -> int:
        return sum(module.lessons for module in self.modules)

    @property
    def modules_passed(self) -> int:
        return sum(module.state is ModuleState.PASSED for module in self.modules)

    @property
    def is_complete(self) -> bool:
        return all(module.state is ModuleState.PASSED for module in self.modules)


def progress(course: Course, read: Read, passed: Passed) -> CourseProgress:
    """`read` holds (module slug, lesson slug); `passed` says of a module slug whether its
    quiz was passed, and a missing one was not."""
    return CourseProgress(tuple(_of_module(module, read, passed) for module in course.modules))


def next_step(course: Course, read: Read, passed: Passed) -> Step | None:
    """In the first module not passed: its first unread lesson, else its quiz.

    None when every module is passed, which is when the course is complete.
    """
    for module in course.modules:
        if not is_passed(module, passed):
            unread = (lesson for lesson in module.lessons if not is_read(module, lesson, read))
            return Step(module, next(unread, None))
    return None


def is_complete(course: Course, passed: Passed) -> bool:
    """Whether every module's quiz is passed, which is what a certificate states."""
    return all(is_passed(module, passed) for module in course.modules)


def is_passed(module: Module, passed: Passed) -> bool:
    if passed.get(module.slug, False):
        return True
    return any(passed.get(slug, False) for slug in module.aliases)


def is_read(module: Module, lesson: Lesson, read: Read) -> bool:
    if (module.slug, lesson.slug) in read:
        return True
    if not (read and (module.aliases or lesson.aliases)):
        return False
    return any(
        (module_slug, lesson_slug) in read
        for module_slug in (module.slug, *module.aliases)
        for lesson_slug in (lesson.slug, *lesson.aliases)
    )


def _of_module(module: Module, read: Read, passed: Passed) -> ModuleProgress:
    lessons_read = sum(is_read(module, lesson, read) for lesson in module.lessons)
    state = _state(is_passed(module, passed), lessons_read, len(module.lessons))
    return ModuleProgress(module, state, lessons_read)


def _state(passed: bool, lessons_read: int, lessons: int) -> ModuleState:
    if passed:
        return ModuleState.PASSED
    return ModuleState.READ if lessons_read == lessons else ModuleState.NEW
