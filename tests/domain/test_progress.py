"""What is next in a course follows from what was done, and from nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from literasi.domain.progress import (
    ModuleState,
    is_complete,
    next_step,
    progress,
)
from tests.domain.samples import course, module

ONE = module("satu", ["a", "b"])
TWO = module("dua", ["c"], aliases=("dua-lama",))
COURSE = course(ONE, TWO)
ALL_READ = {("satu", "a"), ("satu", "b"), ("dua", "c")}


def _next(read: set[tuple[str, str]], passed: dict[str, bool]) -> tuple[str, str | None] | None:
    step = next_step(COURSE, read, passed)
    if step is None:
        return None
    return step.module.slug, step.lesson.slug if step.lesson else None


def test_a_course_begins_with_its_first_lesson() -> None:
    assert _next(set(), {}) == ("satu", "a")


def test_the_first_unread_lesson_comes_next_even_after_a_jump() -> None:
    assert _next({("satu", "b")}, {}) == ("satu", "a")


def test_the_quiz_comes_when_the_lessons_of_its_module_are_read() -> None:
    assert _next({("satu", "a"), ("satu", "b")}, {}) == ("satu", None)


def test_a_quiz_that_was_failed_comes_again() -> None:
    assert _next(ALL_READ, {"satu": False}) == ("satu", None)


def test_a_passed_module_is_done_even_with_a_lesson_unread() -> None:
    assert _next(set(), {"satu": True}) == ("dua", "c")


def test_nothing_is_next_when_every_quiz_is_passed() -> None:
    assert _next(set(), {"satu": True, "dua": True}) is None


def test_an_old_name_of_a_module_still_counts() -> None:
    assert _next({("dua-lama", "c")}, {"satu": True}) == ("dua", None)
    assert is_complete(COURSE, {"satu": True, "dua-lama": True})


def test_a_module_is_new_then_read_then_passed() -> None:
    def state(read: set[tuple[str, str]], passed: dict[str, bool]) -> ModuleState:
        return progress(COURSE, read, passed).modules[0].state

    assert state(set(), {}) is ModuleState.NEW
    assert state({("satu", "a")}, {}) is ModuleState.NEW
    assert state(ALL_READ, {}) is ModuleState.READ
    assert state(set(), {"satu": True}) is ModuleState.PASSED


def test_a_lesson_of_the_same_name_in_another_module_does_not_count() -> None:
    assert progress(COURSE, {("dua", "a")}, {}).lessons_read == 0


def test_counts_cover_the_whole_course() -> None:
    found = progress(COURSE, {("satu", "a")}, {"dua": True})
    assert (found.lessons_read, found.lessons) == (1, 3)
    assert found.modules_passed == 1
    assert [one.lessons_read for one in found.modules] == [1, 0]
    assert not found.is_complete


@given(
    st.sets(st.sampled_from(sorted(ALL_READ))),
    st.dictionaries(st.sampled_from(["satu", "dua"]), st.booleans()),
)
def test_doing_what_is_next_always_leads_to_the_end(
    read: set[tuple[str, str]], passed: dict[str, bool]
) -> None:
    for _ in range(len(COURSE.modules) + len(ALL_READ)):
        step = next_step(COURSE, read, passed)
        assert (step is None) == is_complete(COURSE, passed)
        assert is_complete(COURSE, passed) == progress(COURSE, read, passed).is_complete
        if step is None:
            return
        if step.lesson is None:
            passed = passed | {step.module.slug: True}
        else:
            assert (step.module.slug, step.lesson.slug) not in read
            read = read | {(step.module.slug, step.lesson.slug)}
    assert next_step(COURSE, read, passed) is None
