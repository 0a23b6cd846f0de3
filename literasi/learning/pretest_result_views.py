"""What a learner's tests say: thanks after the first, both side by side after the second."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.domain.course import Course, Lesson, Module
from literasi.domain.pretest import Moment, compare, missed_modules
from literasi.learning.loaders import load_course
from literasi.learning.models import Sitting
from literasi.learning.operations import find_bank
from literasi.learning.review import Reviewed, review_answers
from literasi.learning.sittings import items_of, sittings_of
from literasi.web.access import LEARNERS, open_to
from literasi.web.site import site

blueprint = Blueprint("pretest_results", __name__)


@blueprint.get("/kursus/<course>/tes-awal/hasil")
@open_to(*LEARNERS)
def thanks(course: str) -> ResponseReturnValue:
    """How many were right and what teaches the rest; no key yet, since the form may come again."""
    found = load_course(course)
    sat = sittings_of(current_user.person.learner_id, found)
    if Moment.AFTER in sat:
        return redirect(url_for("pretest_results.compared", course=found.slug), code=303)
    if Moment.BEFORE not in sat:
        abort(404)
    items = items_of(_reviewed(sat[Moment.BEFORE]))
    return render_template(
        "learning/test_thanks.html",
        course=found,
        sitting=sat[Moment.BEFORE],
        missed=missed_modules(found, items),
    )


@blueprint.get("/kursus/<course>/tes-akhir/hasil")
@open_to(*LEARNERS)
def compared(course: str) -> ResponseReturnValue:
    found = load_course(course)
    sat = sittings_of(current_user.person.learner_id, found)
    if Moment.AFTER not in sat:
        abort(404)
    reviews = {moment: _reviewed(sitting) for moment, sitting in sat.items()}
    newest = list(reviews.values())[-1]
    return render_template(
        "learning/test_compared.html",
        course=found,
        sat=sat,
        reviews=reviews,
        lines=compare(found, {moment: items_of(one) for moment, one in reviews.items()}),
        read_again=_lessons_to_read_again(found, newest),
    )


def _reviewed(sitting: Sitting) -> list[Reviewed]:
    bank = find_bank(site().catalogue, sitting.course, sitting.bank_hash)
    return review_answers(bank.questions, sitting.answers)


def _lessons_to_read_again(course: Course, reviewed: list[Reviewed]) -> list[tuple[Module, Lesson]]:
    """What teaches the wrong answers, each lesson once; what is gone is left out."""
    wrong = {(one.question.module, one.question.lesson) for one in reviewed if not one.right}
    return [
        (module, lesson) for module, lesson in course.steps() if (module.slug, lesson.slug) in wrong
    ]
