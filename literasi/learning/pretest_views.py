"""The pre-test and post-test of a course: asked, answered once, kept. Nothing depends on them."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from literasi.accounts import sessions
from literasi.accounts.operations import Person, is_one_person
from literasi.database import write
from literasi.domain.course import Bank, Course
from literasi.domain.draw import Draw, draw_all
from literasi.domain.pretest import (
    REPEAT_FROM,
    REPEAT_UNTIL,
    Gate,
    Moment,
    Tests,
    bank_of,
    form_by_place,
    form_by_uid,
    form_for,
    gate,
)
from literasi.domain.progress import is_passed
from literasi.learning.draw_sessions import forget_draw, learner_id_of, open_draw, read_ticket
from literasi.learning.forms import QuizForm, body_hash, read_quiz
from literasi.learning.loaders import load_course
from literasi.learning.operations import Submission, UnknownBankError, find_bank
from literasi.learning.record import record_of
from literasi.learning.sittings import Mark, SatBeforeError, TooLateError, marks, sit
from literasi.learning.tickets import TicketError, TicketExpiredError
from literasi.web.access import Who, ask_to_unlock, open_to
from literasi.web.clock import now
from literasi.web.site import site

blueprint = Blueprint("pretest", __name__)

# The hook by which an upper feature says a learner's place in a class of a course, or None.
PLACE_IN_CLASS = "place_in_class"


@blueprint.get("/kursus/<course>/tes-awal", defaults={"moment": Moment.BEFORE})
@blueprint.get("/kursus/<course>/tes-akhir", defaults={"moment": Moment.AFTER})
@blueprint.get("/kursus/<course>/tes-akhir/ulang", defaults={"moment": Moment.AGAIN})
@open_to(Who.ANYBODY)
def show(course: str, moment: Moment) -> ResponseReturnValue:
    found, person = load_course(course), sessions.learner()
    if not found.tests:
        abort(404)
    if sessions.is_locked():
        return ask_to_unlock()
    if person is None:
        return _door(found, moment, "unknown")
    record = record_of(person.learner_id)
    sat, passed = record.sat_in(found), record.passed_in(found)
    modules_passed = sum(is_passed(module, passed) for module in found.modules)
    state = gate(moment, sat, modules_passed, len(found.modules), now())
    if state is Gate.SAT:
        return redirect(result_url(found, moment), code=303)
    if state is not Gate.OPEN:
        return _door(found, moment, state, sat)
    mark = Mark(moment, form_for(moment, sat, _assigned(person, found)))
    bank = bank_of(mark.form, found)
    sealed, ticket = open_draw(found, str(mark), (str(mark),), bank)
    return _sheet(found, moment, bank, draw_all(bank, ticket.seed), sealed)


@blueprint.post("/kursus/<course>/tes-awal", defaults={"moment": Moment.BEFORE})
@blueprint.post("/kursus/<course>/tes-akhir", defaults={"moment": Moment.AFTER})
@blueprint.post("/kursus/<course>/tes-akhir/ulang", defaults={"moment": Moment.AGAIN})
@open_to(Who.ANYBODY)
def answer(course: str, moment: Moment) -> ResponseReturnValue:
    """The ticket is the authority: it counts when the session ended meanwhile, too."""
    found, sealed, known = load_course(course), request.form.get("undian", ""), marks(moment)
    try:
        ticket = read_ticket(sealed, found, known)
        bank = find_bank(site().catalogue, ticket.course, ticket.bank_hash)
    except TicketExpiredError:
        return _door(found, moment, "expired"), 422
    except (TicketError, UnknownBankError):
        return _door(found, moment, "forged"), 422
    learner_id, shown = learner_id_of(ticket), draw_all(bank, ticket.seed)
    if learner_id is None:
        return _door(found, moment, "forged"), 422
    form = read_quiz({one.key: one for one in bank.questions}, shown, request.form)
    if form.errors:
        return _sheet(found, moment, bank, shown, sealed, form), 422
    submission = Submission(
        ticket, learner_id, shown.questions, form.answers, form.raw, body_hash(request.form)
    )
    return _sit(found, known[ticket.module], bank, submission, learner_id)


def result_url(course: Course, moment: Moment) -> str:
    """Where a test that was answered is shown; the repeat stands beside the others."""
    page = "thanks" if moment is Moment.BEFORE else "compared"
    return url_for(f"pretest_results.{page}", course=course.slug)


def _sit(
    course: Course, mark: Mark, bank: Bank, submission: Submission, learner_id: int
) -> ResponseReturnValue:
    forget_draw(course, str(mark))
    try:
        with write():
            sit(submission, learner_id, mark, course, bank, now())
    except SatBeforeError:
        return _door(course, mark.moment, "used"), 422
    except TooLateError:
        return _door(course, mark.moment, Gate.LATE), 422
    person = sessions.owner()
    if person is None or not is_one_person(person.learner_id, learner_id):
        return _door(course, mark.moment, "kept")
    return redirect(result_url(course, mark.moment), code=303)


def _assigned(person: Person, course: Course) -> str:
    """The form with which this person begins: by the place in the class, else by chance."""
    place = current_app.extensions[PLACE_IN_CLASS](person.learner_id, course)
    return form_by_place(place) if place else form_by_uid(person.uid)


def _sheet(
    course: Course,
    moment: Moment,
    bank: Bank,
    shown: Draw,
    sealed: str,
    form: QuizForm | None = None,
) -> str:
    return render_template(
        "learning/test.html",
        course=course,
        moment=moment,
        sealed=sealed,
        questions=[(question, shown.order(question.key)) for question in bank.questions],
        errors=form.errors if form else {},
        typed=request.form if form else MultiDict(),
    )


def _door(course: Course, moment: Moment, state: str, sat: Tests | None = None) -> str:
    """The page that says why there is nothing to answer here, and what to do instead."""
    after = (sat or {}).get(Moment.AFTER)
    return render_template(
        "learning/test_door.html",
        course=course,
        moment=moment,
        state=state,
        address=url_for("pretest.show", course=course.slug, moment=moment),
        result_url=result_url(course, moment),
        repeat=(after.at + REPEAT_FROM, after.at + REPEAT_UNTIL) if after else None,
    )
