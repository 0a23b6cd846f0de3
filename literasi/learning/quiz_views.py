"""The quiz of a module: drawn, answered, explained. Nobody needs to be registered."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from literasi.accounts import sessions
from literasi.accounts.operations import is_one_person
from literasi.database import db, write
from literasi.domain.assignment import Gate, QuizTerms
from literasi.domain.course import Bank, Course, Module
from literasi.domain.draw import draw
from literasi.learning.draw_sessions import forget_draw, open_draw
from literasi.learning.forms import QuizForm
from literasi.learning.loaders import load_module
from literasi.learning.models import Attempt
from literasi.learning.operations import (
    ChangedBodyError,
    Kept,
    Submission,
    UnknownBankError,
    find_bank,
    score_of,
    submit,
)
from literasi.learning.record import Record, record_of
from literasi.learning.review import lessons_to_read_again, review
from literasi.learning.sheet_loaders import load_sheet, may_see, names_of, owner_of, terms_here
from literasi.learning.tickets import Ticket, TicketError, TicketExpiredError
from literasi.web.access import Who, ask_to_unlock, open_to
from literasi.web.clock import now
from literasi.web.site import site

blueprint = Blueprint("quiz", __name__)


@blueprint.get("/kursus/<course>/<module>/kuis")
@open_to(Who.ANYBODY)
def show(course: str, module: str) -> ResponseReturnValue:
    found, found_module = load_module(course, module)
    terms = terms_here(found, found_module)
    if terms and terms.gate is not Gate.OPEN:
        # Why the class keeps this quiz closed for now, and what to do instead.
        return render_template(
            "learning/not_open.html", course=found, module=found_module, terms=terms
        )
    names, bank = names_of(found_module), found_module.bank
    sealed, ticket = open_draw(found, found_module.slug, names, bank)
    return _quiz_page(found, found_module, bank, ticket, sealed, terms)


@blueprint.post("/kursus/<course>/<module>/kuis")
@open_to(Who.ANYBODY)
def answer(course: str, module: str) -> ResponseReturnValue:
    found, found_module = load_module(course, module)
    try:
        sheet = load_sheet(found, found_module, request.form.get("undian", ""))
    except TicketExpiredError:
        return _refused(found, found_module, "expired")
    except (TicketError, UnknownBankError):
        return _refused(found, found_module, "forged")
    form = sheet.read(request.form)
    if form.errors:
        terms = terms_here(found, found_module)
        page = _quiz_page(found, found_module, sheet.bank, sheet.ticket, sheet.sealed, terms, form)
        return page, 422
    submission = sheet.submission(form, request.form, None)
    return _submit(found, found_module, sheet.bank, submission)


@blueprint.get("/kursus/<course>/<module>/kuis/<uuid:attempt>")
@open_to(Who.ANYBODY)
def result(course: str, module: str, attempt: UUID) -> ResponseReturnValue:
    found, found_module = load_module(course, module)
    row = _load_attempt(attempt, found, found_module)
    reviewed = review(row, find_bank(site().catalogue, row.course, row.bank_hash))
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
        terms=terms_here(found, found_module) if row.learner_id is not None else None,
        **_ticked(found, found_module),
    )


def _submit(
    course: Course, module: Module, bank: Bank, submission: Submission
) -> ResponseReturnValue:
    try:
        with write():
            kept = submit(submission, bank, course.pass_mark, now())
    except ChangedBodyError as error:
        return _refused(course, module, "used", error.kept)
    forget_draw(course, module.slug)
    if not may_see(kept) and not _is_of_locked(kept):
        return _kept_for_somebody_else(course, module, kept)
    return redirect(result_url(kept), code=303)


def _kept_for_somebody_else(course: Course, module: Module, kept: Kept) -> str:
    """The session ended while they answered, another person signed in, or the browser keeps no
    cookies. Nothing is lost, but the result is shown to its owner only, who is not named."""
    return render_template(
        "learning/kept.html",
        course=course,
        module=module,
        of_learner=kept.learner_id is not None,
        result_url=result_url(kept),
    )


def _ticked(course: Course, module: Module) -> dict[str, bool]:
    """What the reader has ticked of the module: its talk held, its step of the week done."""
    person = sessions.learner()
    record = record_of(person.learner_id) if person else Record()
    return {
        "held": module.slug in record.talks_in(course),
        "done": module.slug in record.steps_in(course),
    }


def _quiz_page(
    course: Course,
    module: Module,
    bank: Bank,
    ticket: Ticket,
    sealed: str,
    terms: QuizTerms | None,
    form: QuizForm | None = None,
) -> str:
    shown = draw(bank, ticket.seed)
    by_key = {question.key: question for question in bank.questions}
    return render_template(
        "learning/quiz.html",
        course=course,
        module=module,
        sealed=sealed,
        owner=owner_of(ticket),
        questions=[(by_key[key], shown.order(key)) for key in shown.questions],
        errors=form.errors if form else {},
        typed=request.form if form else MultiDict(),
        terms=terms,
    )


def _refused(
    course: Course, module: Module, reason: str, kept: Kept | None = None
) -> ResponseReturnValue:
    forget_draw(course, module.slug)
    url = result_url(kept) if kept and may_see(kept) else ""
    page = render_template(
        "learning/refused.html", course=course, module=module, reason=reason, result_url=url
    )
    return page, 422


def _load_attempt(uid: UUID, course: Course, module: Module) -> Attempt:
    row = db.session.scalar(select(Attempt).where(Attempt.uid == uid))
    if row is None or not may_see(row):
        abort(ask_to_unlock() if sessions.is_locked() else 404)
    if row.course not in (course.slug, *course.aliases):
        abort(404)
    if row.module not in names_of(module):
        abort(404)
    return row


def _is_of_locked(kept: Kept) -> bool:
    """Whether it is of the learner whose pages locked while they answered: the result's page asks
    for the angka kunci."""
    person = sessions.owner()
    if person is None or kept.learner_id is None:
        return False
    return is_one_person(person.learner_id, kept.learner_id)


def result_url(attempt: Kept) -> str:
    """The address of an attempt's result, which shows it to its owner only."""
    return url_for("quiz.result", course=attempt.course, module=attempt.module, attempt=attempt.uid)
