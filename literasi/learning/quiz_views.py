"""The quiz of a module: drawn, answered, explained. Nobody needs to be registered."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from literasi.accounts import sessions
from literasi.accounts.operations import is_one_person
from literasi.accounts.sessions import device_hash
from literasi.database import db, write
from literasi.domain.course import Bank, Course, Module
from literasi.domain.draw import draw
from literasi.learning import tickets
from literasi.learning.forms import QuizForm, body_hash, read_quiz
from literasi.learning.loaders import load_module
from literasi.learning.models import Attempt
from literasi.learning.operations import (
    ChangedBodyError,
    Kept,
    Submission,
    UnknownBankError,
    find_bank,
    learner_of,
    score_of,
    submit,
)
from literasi.learning.record import record_of
from literasi.learning.review import lessons_to_read_again, review
from literasi.learning.tickets import Ticket, TicketError, TicketExpiredError
from literasi.web.access import Who, open_to
from literasi.web.clock import now
from literasi.web.site import site

blueprint = Blueprint("quiz", __name__)

DRAWS = "draws"  # in the session: "course/module" to the sealed ticket that is still open
MOST_DRAWS = 3  # a cookie has room for few


@blueprint.get("/kursus/<course>/<module>/kuis")
@open_to(Who.ANYBODY)
def show(course: str, module: str) -> ResponseReturnValue:
    found, found_module = load_module(course, module)
    sealed, ticket = _open_draw(found, found_module)
    return _quiz_page(found, found_module, found_module.bank, ticket, sealed)


@blueprint.post("/kursus/<course>/<module>/kuis")
@open_to(Who.ANYBODY)
def answer(course: str, module: str) -> ResponseReturnValue:
    found, found_module = load_module(course, module)
    sealed = request.form.get("undian", "")
    try:
        ticket = _read_ticket(sealed, found, found_module)
        bank = find_bank(site().catalogue, ticket.course, ticket.module, ticket.bank_hash)
    except TicketExpiredError:
        return _refused(found, found_module, "expired")
    except (TicketError, UnknownBankError):
        return _refused(found, found_module, "forged")
    questions = {question.key: question for question in bank.questions}
    shown = draw(bank, ticket.seed)
    form = read_quiz(questions, shown, request.form)
    if form.errors:
        return _quiz_page(found, found_module, bank, ticket, sealed, form), 422
    submission = Submission(
        ticket,
        _learner_id(ticket),
        shown.questions,
        form.answers,
        form.raw,
        body_hash(request.form),
    )
    return _submit(found, found_module, bank, submission)


@blueprint.get("/kursus/<course>/<module>/kuis/<uuid:attempt>")
@open_to(Who.ANYBODY)
def result(course: str, module: str, attempt: UUID) -> ResponseReturnValue:
    found, found_module = load_module(course, module)
    row = _load_attempt(attempt, found, found_module)
    reviewed = review(row, find_bank(site().catalogue, row.course, row.module, row.bank_hash))
    again = [found_module.lesson(slug) for slug in lessons_to_read_again(reviewed)]
    return render_template(
        "learning/result.html",
        course=found,
        module=found_module,
        attempt=row,
        score=score_of(row),
        passed=score_of(row).passes(row.pass_mark),
        reviewed=reviewed,
        read_again=[lesson for lesson in again if lesson],
        held=_has_held_talk(found, found_module),
    )


def _submit(
    course: Course, module: Module, bank: Bank, submission: Submission
) -> ResponseReturnValue:
    try:
        with write():
            kept = submit(submission, bank, course.pass_mark, now())
    except ChangedBodyError as error:
        return _refused(course, module, "used", error.kept)
    _forget_draw(course, module)
    if not _may_see(kept):
        return _kept_for_somebody_else(course, module, kept)
    return redirect(_result_url(kept), code=303)


def _kept_for_somebody_else(course: Course, module: Module, kept: Kept) -> str:
    """The session ended while they answered, another person signed in, or the browser keeps no
    cookies. Nothing is lost, but the result is shown to its owner only, who is not named."""
    return render_template(
        "learning/kept.html",
        course=course,
        module=module,
        of_learner=kept.learner_id is not None,
        result_url=_result_url(kept),
    )


def _has_held_talk(course: Course, module: Module) -> bool:
    person = sessions.learner()
    return person is not None and module.slug in record_of(person.learner_id).talks_in(course)


def _learner_id(ticket: Ticket) -> int | None:
    person = sessions.learner()
    if person is not None and person.uid == ticket.learner:
        return person.learner_id
    return learner_of(ticket)


def _quiz_page(
    course: Course,
    module: Module,
    bank: Bank,
    ticket: Ticket,
    sealed: str,
    form: QuizForm | None = None,
) -> str:
    shown = draw(bank, ticket.seed)
    by_key = {question.key: question for question in bank.questions}
    return render_template(
        "learning/quiz.html",
        course=course,
        module=module,
        sealed=sealed,
        questions=[(by_key[key], shown.order(key)) for key in shown.questions],
        errors=form.errors if form else {},
        typed=request.form if form else MultiDict(),
    )


def _refused(
    course: Course, module: Module, reason: str, kept: Kept | None = None
) -> ResponseReturnValue:
    _forget_draw(course, module)
    url = _result_url(kept) if kept and _may_see(kept) else ""
    page = render_template(
        "learning/refused.html", course=course, module=module, reason=reason, result_url=url
    )
    return page, 422


def _open_draw(course: Course, module: Module) -> tuple[str, Ticket]:
    """The draw that this reader has open for the module, so that a reload shows the same
    questions; a new one when there is none, or when questions or reader changed."""
    person = sessions.learner()
    learner = person.uid if person else None
    device = device_hash()
    sealed = session.get(DRAWS, {}).get(f"{course.slug}/{module.slug}", "")
    try:
        ticket = _read_ticket(sealed, course, module)
        drawn_for = (ticket.learner, ticket.device_hash, ticket.bank_hash)
        if drawn_for == (learner, device, module.bank.hash):
            return sealed, ticket
    except TicketError:
        pass
    ticket = tickets.new_ticket(
        learner=learner,
        device_hash=device,
        course=course.slug,
        module=module.slug,
        bank=module.bank,
    )
    sealed = _office().seal(ticket)
    _remember_draw(course, module, sealed)
    return sealed, ticket


def _read_ticket(sealed: str, course: Course, module: Module) -> Ticket:
    ticket = _office().open(sealed)
    of_course = ticket.course in (course.slug, *course.aliases)
    if not of_course or ticket.module not in (module.slug, *module.aliases):
        raise TicketError("a ticket for another module")
    return ticket


def _remember_draw(course: Course, module: Module, sealed: str) -> None:
    draws = dict(session.get(DRAWS, {}))
    draws.pop(f"{course.slug}/{module.slug}", None)
    newest = list(draws.items())[-(MOST_DRAWS - 1) :]
    session[DRAWS] = {**dict(newest), f"{course.slug}/{module.slug}": sealed}
    session.permanent = True


def _forget_draw(course: Course, module: Module) -> None:
    draws = dict(session.get(DRAWS, {}))
    if draws.pop(f"{course.slug}/{module.slug}", None):
        session[DRAWS] = draws


def _load_attempt(uid: UUID, course: Course, module: Module) -> Attempt:
    row = db.session.scalar(select(Attempt).where(Attempt.uid == uid))
    if row is None or not _may_see(row):
        abort(404)
    if row.course not in (course.slug, *course.aliases):
        abort(404)
    if row.module not in (module.slug, *module.aliases):
        abort(404)
    return row


def _may_see(attempt: Attempt | Kept) -> bool:
    """The learner whose attempt it is, or the device while it is nobody's."""
    if attempt.learner_id is None:
        return attempt.device_hash == device_hash()
    person = sessions.learner()
    return person is not None and is_one_person(person.learner_id, attempt.learner_id)


def _result_url(attempt: Kept) -> str:
    return url_for("quiz.result", course=attempt.course, module=attempt.module, attempt=attempt.uid)


def _office() -> tickets.TicketOffice:
    return tickets.TicketOffice(list(site().keys("ticket").keys.values()))
