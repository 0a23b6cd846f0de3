"""When people of a class were last seen, and how often they tried each quiz."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Select, String, bindparam, func, literal, select, union_all

from literasi.accounts.models import Learner, SignIn
from literasi.database import UtcDateTime, read
from literasi.domain.assignment import Given
from literasi.domain.course import Catalogue
from literasi.learning.models import Attempt, LessonRead
from literasi.training.assignments.standing import Counts, counts_from, counts_parts
from literasi.training.catalogue import find_module

_PERSON = func.coalesce(Learner.merged_into_id, Learner.id)
_NONE, _ZERO = literal("", String), literal(0, Integer)
SEEN = "seen"


@dataclass(slots=True)
class Activity:
    """`seen_at` is the last sign of them: a sign-in, a lesson read, a quiz sent. `tries` counts
    by the present slugs of course and module."""

    seen_at: datetime | None = None
    tries: dict[tuple[str, str], int] = field(default_factory=dict)

    def see(self, at: datetime | None) -> None:
        if at is not None and (self.seen_at is None or at > self.seen_at):
            self.seen_at = at


class Gathering:
    """Counts a class's attempts for `view_class`, and reads `activity` of its people in the same
    query; two records of one person are read as one."""

    def __init__(self) -> None:
        self.activity: dict[int, Activity] = {}

    def __call__(
        self, learner_ids: Sequence[int], given: Sequence[Given], catalogue: Catalogue
    ) -> Counts:
        if not learner_ids:
            return Counts()
        counted = counts_parts(learner_ids, given, catalogue)
        statement = union_all(*counted, *_PARTS) if counted else _STATEMENT
        rows = read().execute(statement, {"learner_ids": list(learner_ids)}).all()
        self.activity = _activity((row for row in rows if row[0] == SEEN), catalogue)
        return counts_from((row for row in rows if row[0] != SEEN), catalogue)


def _activity(rows: Iterable[Sequence[Any]], catalogue: Catalogue) -> dict[int, Activity]:
    found: dict[int, Activity] = {}
    present: dict[tuple[str, str], tuple[str, str] | None] = {}
    for _, person, count, course, module, at, *_ in rows:
        one = found.setdefault(person, Activity())
        one.see(at)
        if not course:
            continue
        if (course, module) not in present:
            present[course, module] = _present(catalogue, course, module)
        key = present[course, module]
        if key is not None:
            one.tries[key] = one.tries.get(key, 0) + count
    return found


def _present(catalogue: Catalogue, course: str, module: str) -> tuple[str, str] | None:
    found, found_module = find_module(catalogue, course, module)
    return (found.slug, found_module.slug) if found and found_module else None


def _last(at: Any) -> Any:
    return func.max(at, type_=UtcDateTime)


def _parts() -> list[Select[Any]]:
    place = Attempt.course, Attempt.module
    return [
        _of(Attempt, func.count(), *place, _last(Attempt.submitted_at)).group_by(*place),
        _of(LessonRead, _ZERO, _NONE, _NONE, _last(LessonRead.read_at)),
        _of(SignIn, _ZERO, _NONE, _NONE, _last(SignIn.created_at)),
        _of(SignIn, _ZERO, _NONE, _NONE, _last(SignIn.seen_at)),
    ]


def _of(table: type[Attempt | LessonRead | SignIn], *columns: Any) -> Select[Any]:
    """In the columns of `counts_from`: a count stands where that has a seat."""
    asked = bindparam("learner_ids", type_=Integer, expanding=True)
    ids = select(Learner.id).where(Learner.id.in_(asked) | Learner.merged_into_id.in_(asked))
    kind, rest = literal(SEEN, String), (_ZERO, _ZERO)
    chosen = select(kind, _PERSON, *columns, *rest).join(Learner, Learner.id == table.learner_id)
    return chosen.where(table.learner_id.in_(ids)).group_by(_PERSON)


# Built once: only the people change.
_PARTS = _parts()
_STATEMENT = union_all(*_PARTS)
