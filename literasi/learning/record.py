"""What a learner has done, read in one query; progress is computed from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Integer,
    String,
    bindparam,
    case,
    func,
    literal,
    select,
    union_all,
)

from literasi.database import read
from literasi.domain.course import Course
from literasi.learning.models import Attempt, FamilyTalkHeld, LessonRead


@dataclass(slots=True)
class Record:
    """By course slug: lessons read, best percentage and pass by module, talks held."""

    read: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    marks: dict[str, dict[str, int]] = field(default_factory=dict)
    passed: dict[str, dict[str, bool]] = field(default_factory=dict)
    talks: dict[str, set[str]] = field(default_factory=dict)

    def read_in(self, course: Course) -> set[tuple[str, str]]:
        return set().union(*(self.read.get(slug, set()) for slug in _slugs(course)))

    def passed_in(self, course: Course) -> dict[str, bool]:
        """Module slug to whether its quiz was ever passed; the best attempt counts."""
        merged: dict[str, bool] = {}
        for slug in _slugs(course):
            for module, passed in self.passed.get(slug, {}).items():
                merged[module] = merged.get(module, False) or passed
        return merged

    def marks_in(self, course: Course) -> dict[str, int]:
        """Module slug to the best whole percentage."""
        merged: dict[str, int] = {}
        for slug in _slugs(course):
            for module, mark in self.marks.get(slug, {}).items():
                merged[module] = max(merged.get(module, 0), mark)
        return merged

    def talks_in(self, course: Course) -> set[str]:
        return set().union(*(self.talks.get(slug, set()) for slug in _slugs(course)))


def _slugs(course: Course) -> tuple[str, ...]:
    return (course.slug, *course.aliases)


def _statement() -> CompoundSelect[Any]:
    who = bindparam("learner_id", type_=Integer)
    none = literal("", String)
    zero = literal(0, Integer)
    passed = case((Attempt.right_count * 100 >= Attempt.pass_mark * Attempt.total, 1), else_=0)
    reads = select(
        literal("read", String).label("kind"),
        LessonRead.course.label("course"),
        LessonRead.module.label("module"),
        LessonRead.lesson.label("lesson"),
        zero.label("percent"),
        zero.label("passed"),
    ).where(LessonRead.learner_id == who)
    attempts = (
        select(
            literal("attempt", String),
            Attempt.course,
            Attempt.module,
            none,
            func.max(Attempt.right_count * 100 // Attempt.total),
            func.max(passed),
        )
        .where(Attempt.learner_id == who)
        .group_by(Attempt.course, Attempt.module)
    )
    talks = select(
        literal("talk", String), FamilyTalkHeld.course, FamilyTalkHeld.module, none, zero, zero
    ).where(FamilyTalkHeld.learner_id == who)
    return union_all(reads, attempts, talks)


# Built once: what changes from request to request is only the learner.
_RECORD = _statement()


def record_of(learner_id: int) -> Record:
    """Everything a learner did, in one query."""
    record = Record()
    rows = read().execute(_RECORD, {"learner_id": learner_id})
    for kind, course, module, lesson, percent, passed in rows:
        if kind == "read":
            record.read.setdefault(course, set()).add((module, lesson))
        elif kind == "talk":
            record.talks.setdefault(course, set()).add(module)
        else:
            record.marks.setdefault(course, {})[module] = percent
            record.passed.setdefault(course, {})[module] = bool(passed)
    return record
