"""Whatever learners did, as one statement: a row for each thing, with whose it is.

The columns are person, kind, course, module, lesson, percent, passed and at. A kind that has no use
for a column leaves it empty, or says what else it keeps there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Integer,
    Select,
    String,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from literasi.accounts.models import Learner
from literasi.accounts.operations import ids_of
from literasi.database import UtcDateTime
from literasi.learning.models import (
    Attempt,
    FamilyTalkHeld,
    LessonRead,
    RecallAnswer,
    Sitting,
    TransferDay,
    WeekStepDone,
)

_NONE, _ZERO = literal("", String), literal(0, Integer)
_NEVER = cast(null(), UtcDateTime)
PAPER = "paper"
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
        _NEVER.label("at"),
    )


def _attempts() -> Any:
    passes = Attempt.right_count * 100 >= Attempt.pass_mark * Attempt.total
    passed = func.max(case((passes, 1), else_=0))
    first = func.min(case((passes, Attempt.submitted_at)))
    percent = Attempt.right_count * 100 // Attempt.total
    entered, module = Attempt.entered_by_id, (Attempt.course, Attempt.module)
    typed_in = func.coalesce(func.max(case((entered.is_not(None), percent))), -1)
    on_phone = func.coalesce(func.max(case((entered.is_(None), percent))), -1)
    # Where a lesson would stand: whether the best mark was reached on paper alone.
    best_on = case((typed_in > on_phone, PAPER), else_="")
    marks = func.max(percent), passed, first
    chosen = select(_PERSON, literal("attempt", String), *module, best_on, *marks)
    return chosen.group_by(_PERSON, *module)


def _ticks(kind: str, table: type[FamilyTalkHeld | WeekStepDone]) -> Any:
    place = table.course, table.module
    return select(_PERSON, literal(kind, String), *place, _NONE, _ZERO, _ZERO, _NEVER)


def _sittings() -> Any:
    """A test has no module: its moment and form stand there, and its counts in the numbers."""
    place = Sitting.course, Sitting.moment, Sitting.form
    counts = Sitting.right_count, Sitting.total, Sitting.submitted_at
    return select(_PERSON, literal("sitting", String), *place, *counts)


def _recalls() -> Any:
    """The newest day alone; as text, because the column holds a lesson's name elsewhere."""
    newest = func.max(cast(RecallAnswer.answered_on, String))
    columns = literal("recall", String), _NONE, _NONE, newest, _ZERO, _ZERO, _NEVER
    return select(_PERSON, *columns).group_by(_PERSON)


def _transfer_days() -> Any:
    day, at = func.coalesce(TransferDay.day, 0), TransferDay.chosen_at
    return select(_PERSON, literal("transfer", String), _NONE, _NONE, _NONE, day, _ZERO, at)


_LEARNED = (
    (_reads(), LessonRead),
    (_attempts(), Attempt),
    (_ticks("talk", FamilyTalkHeld), FamilyTalkHeld),
    (_ticks("step", WeekStepDone), WeekStepDone),
    (_sittings(), Sitting),
)
_OWN = ((_recalls(), RecallAnswer), (_transfer_days(), TransferDay))


def _statement(ids: Select[int], parts: Sequence[tuple[Any, Any]]) -> CompoundSelect[Any]:
    """One row for each thing done under these ids, with whose it is. Two records of one person
    that were merged are read as one."""
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
OF_LEARNER = _statement(ids_of(bindparam("learner_id", type_=Integer)), (*_LEARNED, *_OWN))
OF_CLASS = _statement(_ids_of_all(), _LEARNED)
