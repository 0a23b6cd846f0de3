"""What a class says about a quiz, for the feature below that knows of no classes."""

from __future__ import annotations

from datetime import datetime

from literasi.domain.assignment import Gate, QuizTerms
from literasi.domain.course import Course, Module
from literasi.learning.record import record_of
from literasi.training.assignments.tasks import Task, tasks_of
from literasi.training.assignments.work import Place, places_of
from literasi.web.site import site


def quiz_terms(learner_id: int, course: Course, module: Module, now: datetime) -> QuizTerms | None:
    """The terms on which somebody takes a module's quiz; None where no class that goes on gave it
    to them. Of several classes one for which it is open decides. One query for a learner in no
    class."""
    own_zone, places = places_of(learner_id)
    if not any(_gives(place, course, module) for place in places):
        return None
    record = record_of(learner_id)
    tasks = tasks_of(learner_id, places, own_zone, site().catalogue, record, now)
    here = course.slug, module.slug
    mine = [one for one in tasks if (one.course.slug, one.module.slug) == here and not one.is_past]
    mine.sort(key=lambda one: one.gate is not Gate.OPEN)
    return _terms(mine[0]) if mine else None


def _gives(place: Place, course: Course, module: Module) -> bool:
    courses, modules = (course.slug, *course.aliases), (module.slug, *module.aliases)
    return any(
        key[0] in courses and key[1] in modules for one in place.given for key in one.modules
    )


def _terms(task: Task) -> QuizTerms:
    before = task.before
    return QuizTerms(
        set_by=task.place.class_name,
        group_uid=task.place.class_uid,
        gate=task.gate,
        pass_mark=task.pass_mark,
        passed=task.passed,
        used=task.standing.used,
        limit=task.standing.limit,
        opens_at=task.opens_at,
        zone=task.place.zone,
        reader_zone=task.reader_zone,
        before=(task.before_course.slug, before.slug, before.title)
        if before and task.before_course
        else None,
    )
