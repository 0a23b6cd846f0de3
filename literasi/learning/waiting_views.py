"""A quiz taken with no signal: its sheet for the phone, the page that shows it, the answers that
waited.

The phone's side is static/js/queue.js, which sends until it hears yes or no. So every no is said
once for all, as JSON; whatever else comes back (a cut line, an error of ours) means: not yet.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from literasi.accounts import sessions
from literasi.accounts.sessions import device_hash
from literasi.database import write
from literasi.domain.assignment import Gate
from literasi.domain.course import Course, Module
from literasi.domain.draw import draw
from literasi.learning import tickets
from literasi.learning.draw_sessions import forget_draw, seal
from literasi.learning.loaders import load_module
from literasi.learning.operations import (
    ChangedBodyError,
    Kept,
    OfflineNote,
    UnknownBankError,
    score_of,
    submit,
)
from literasi.learning.quiz_views import result_url
from literasi.learning.sheet_loaders import Sheet, load_sheet, may_see, owner_of, terms_here
from literasi.learning.tickets import Ticket, TicketError, TicketExpiredError
from literasi.web.access import Who, open_to
from literasi.web.clock import now
from literasi.web.public import public

blueprint = Blueprint("waiting", __name__)


@blueprint.get("/kuis-luring")
@open_to(Who.ANYBODY)
@public()
def shell() -> ResponseReturnValue:
    """Empty for everybody; the phone fills it with what it keeps."""
    return render_template("learning/waiting.html")


@blueprint.get("/kursus/<course>/<module>/kuis/lembar")
@open_to(Who.ANYBODY)
def sheet(course: str, module: str) -> ResponseReturnValue:
    """A new sheet, which the phone keeps for whoever is signed in; writes nothing."""
    found, found_module = load_module(course, module)
    terms = terms_here(found, found_module)
    if terms and terms.gate is not Gate.OPEN:
        return jsonify(alasan="closed"), 409
    person = sessions.learner()
    ticket = tickets.new_ticket(
        learner=person.uid if person else None,
        device_hash=device_hash(),
        course=found.slug,
        module=found_module.slug,
        bank=found_module.bank,
    )
    return jsonify(
        pemilik=owner_of(ticket),
        alamat=url_for("quiz.show", course=found.slug, module=found_module.slug),
        kirim=url_for("waiting.send", course=found.slug, module=found_module.slug),
        judul=found_module.title,
        bahasa=found.language,
        nilai_lulus=terms.pass_mark if terms else found.pass_mark,
        lembar=_fields(found, found_module, ticket),
    )


@blueprint.post("/kursus/<course>/<module>/kuis/kirim")
@open_to(Who.ANYBODY)
def send(course: str, module: str) -> ResponseReturnValue:
    """Grade what waited on a phone, by our own clock, for the one whom the ticket names."""
    try:
        found, found_module = load_module(course, module)
    except NotFound:
        return _refused("gone")
    try:
        came = load_sheet(found, found_module, request.form.get("undian", ""))
    except TicketExpiredError:
        return _refused("expired")
    except (TicketError, UnknownBankError):
        return _refused("forged")
    return _grade(found, found_module, came)


def _grade(course: Course, module: Module, came: Sheet) -> ResponseReturnValue:
    read = came.read(request.form)
    if read.errors:
        return _refused("unread", pemilik=owner_of(came.ticket), salah=read.errors)
    submission = came.submission(read, request.form, _offline_note())
    try:
        with write():
            kept = submit(submission, came.bank, course.pass_mark, now())
    except ChangedBodyError as error:
        return _refused("used", **_result(error.kept, came))
    forget_draw(course, module.slug)
    return jsonify(diterima=True, **_result(kept, came))


def _result(kept: Kept, came: Sheet) -> dict[str, Any]:
    """Whose it is and where its owner reads it, which opens to nobody else; for its owner, when
    they are here, the marks too."""
    score, url = score_of(kept), result_url(kept)
    told = {"pemilik": owner_of(came.ticket), "alamat": url}
    if not may_see(kept):
        return told
    return told | {"hasil": url, "nilai": score.percent, "lulus": score.passes(kept.pass_mark)}


def _refused(reason: str, **more: Any) -> ResponseReturnValue:
    return jsonify(diterima=False, alasan=reason, **more), 422


def _offline_note() -> OfflineNote | None:
    """What the phone says of how the work was done. Its clock may be years off, or no clock."""
    if request.form.get("luring") != "ya":
        return None
    text = request.form.get("jam", "")
    if not (text.isascii() and text.isdigit()) or len(text) > 13:
        return OfflineNote(None)
    return OfflineNote(datetime.fromtimestamp(int(text) // 1000, UTC))


def _fields(course: Course, module: Module, ticket: Ticket) -> str:
    shown = draw(module.bank, ticket.seed)
    by_key = {question.key: question for question in module.bank.questions}
    return render_template(
        "learning/_kept_sheet.html",
        course=course,
        sealed=seal(ticket),
        questions=[(by_key[key], shown.order(key)) for key in shown.questions],
        errors={},
        typed=MultiDict(),
    )
