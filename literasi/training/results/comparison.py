"""Everybody's pre-test beside their post-test, course by course."""

from __future__ import annotations

from dataclasses import dataclass

from literasi.domain.course import Course
from literasi.domain.pretest import Means, Moment, Sat
from literasi.training.progress import ClassView, Member


@dataclass(frozen=True, slots=True)
class Pair:
    """One person's two tests; None where one was not answered."""

    member: Member
    before: Sat | None
    after: Sat | None

    @property
    def change(self) -> int | None:
        """How many answers more are right; below zero for fewer."""
        return self.after.right - self.before.right if self.before and self.after else None


@dataclass(frozen=True, slots=True)
class Compared:
    course: Course
    means: Means
    pairs: tuple[Pair, ...]


def compare_tests(view: ClassView) -> list[Compared]:
    """Of each course of which somebody answered a test, those who did, by name."""
    return [
        Compared(course, means, tuple(_pairs(view, course.slug))) for course, means in view.tests
    ]


def _pairs(view: ClassView, course: str) -> list[Pair]:
    pairs = [
        Pair(one, one.tests[course].get(Moment.BEFORE), one.tests[course].get(Moment.AFTER))
        for one in view.members
    ]
    return [pair for pair in pairs if pair.before or pair.after]
