"""What a learner has done, read in one query; progress is computed from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Integer,
    Select,
    String,
    bindparam,
    case,
    func,
    literal,
    select,
    union_all,
)

from literasi.accounts.models import Learner
from literasi.accounts.operations import ids_of
from literasi.database import read
from literasi.domain.course import Course, Module
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
        """Present module slug to the best whole percentage under any of its names."""
        marks: dict[str, int] = {}
        for module in course.modules:
            found = [
                self.marks[slug][name]
                for slug in _slugs(course)
                for name in _slugs(module)
                if name in self.marks.get(slug, {})
            ]
            if found:
                marks[module.slug] = max(found)
        return marks

    def talks_in(self, course: Course) -> set[str]:
        """Present slugs of the modules whose family talk was held."""
        held = set().union(*(self.talks.get(slug, set()) for slug in _slugs(course)))
        return {module.slug for module in course.modules if held & set(_slugs(module))}


def _slugs(thing: Course | Module) -> tuple[str, ...]:
    return (thing.slug, *thing.aliases)


_NONE, _ZERO = literal("", String), literal(0, Integer)
_PERSON = func.coalesce(Learner.merged_into_id, Learner.id)


def _reads() -> Any:
    return select(
        _PERSON.label("person"),
        literal("read", String).label("kind"),
        LessonRead.course.label("course"),
        LessonRead.module.label("module"),
        LessonRead.lesson.label("lesson"),
        _ZERO.label("percent"),
        _ZERO.label("passed"),
    )


def _attempts() -> Any:
    passed = case((Attempt.right_count * 100 >= Attempt.pass_mark * Attempt.total, 1), else_=0)
    best = func.max(Attempt.right_count * 100 // Attempt.total)
    module = Attempt.course, Attempt.module
    chosen = select(_PERSON, literal("attempt", String), *module, _NONE, best, func.max(passed))
    return chosen.group_by(_PERSON, *module)


def _talks() -> Any:
    module = FamilyTalkHeld.course, FamilyTalkHeld.module
    return select(_PERSON, literal("talk", String), *module, _NONE, _ZERO, _ZERO)


def _statement(ids: Select[int]) -> CompoundSelect[Any]:
    """One row for each thing done under these ids, with whose it is. Two records of one person
    that were merged are read as one."""
    parts = ((_reads(), LessonRead), (_attempts(), Attempt), (_talks(), FamilyTalkHeld))
    return union_all(
        *(
            chosen.join(Learner, Learner.id == table.learner_id).where(table.learner_id.in_(ids))
            for chosen, table in parts
        )
    )


def _ids_of_all() -> Select[int]:
    asked = bindparam("learner_ids", type_=Integer, expanding=True)
    return select(Learner.id).where(Learner.id.in_(asked) | Learner.merged_into_id.in_(asked))


# Built once: what changes from request to request is only the learners. A list of them has to
# be written into the statement each time, which one learner, whom most pages ask for, need not.
_RECORD = _statement(ids_of(bindparam("learner_id", type_=Integer)))
_RECORDS = _statement(_ids_of_all())


def record_of(learner_id: int) -> Record:
    """Everything a learner did, in one query."""
    record = Record()
    for row in read().execute(_RECORD, {"learner_id": learner_id}):
        _add(record, row)
    return record


def records_of(learner_ids: Sequence[int]) -> dict[int, Record]:
    """Everything that these learners did, in one query; a record for each of them."""
    records = {learner_id: Record() for learner_id in learner_ids}
    for row in read().execute(_RECORDS, {"learner_ids": list(learner_ids)}):
        _add(records[row[0]], row)
    return records


def _add(record: Record, row: Sequence[Any]) -> None:
    _, kind, course, module, lesson, percent, passed = row
    if kind == "read":
        record.read.setdefault(course, set()).add((module, lesson))
    elif kind == "talk":
        record.talks.setdefault(course, set()).add(module)
    else:
        record.marks.setdefault(course, {})[module] = percent
        record.passed.setdefault(course, {})[module] = bool(passed)
