"""Remembering: the questions that the home offers some days after a module was passed."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.database import write
from literasi.domain.remember import LET_GO
from literasi.learning.operations import answer_recall, choose_transfer_day
from literasi.learning.record import record_of
from literasi.portal.recall import recall_of
from literasi.web.access import LEARNERS, open_to
from literasi.web.clock import now, today
from literasi.web.site import site

blueprint = Blueprint("remember", __name__)

ANSWERS = {"sudah": True, "nanti": False}


@blueprint.get("/saya/ingat")
@open_to(*LEARNERS)
def show() -> ResponseReturnValue:
    person, catalogue = current_user.person, site().catalogue
    record = record_of(person.learner_id)
    return render_template(
        "portal/recall.html",
        recall=recall_of(person, record, catalogue, today()),
        catalogue=catalogue,
        transfer_day=record.transfer_day,
    )


@blueprint.post("/saya/ingat")
@open_to(*LEARNERS)
def answer() -> ResponseReturnValue:
    """Done, or not now. Anything else is nothing to record, and shows the questions."""
    done = ANSWERS.get(request.form.get("jawab", ""))
    if done is None:
        return redirect(url_for("remember.show"), code=303)
    with write():
        shown_on = _shown_on(request.form.get("hari", ""))
        answer_recall(current_user.person.learner_id, shown_on, done, now())
    return redirect(url_for("portal.home"), code=303)


@blueprint.post("/saya/hari-kiriman")
@open_to(*LEARNERS)
def choose_day() -> ResponseReturnValue:
    text = request.form.get("tanggal", "")
    if text == "" or text in map(str, range(1, 32)):
        with write():
            day = int(text) if text else None
            choose_transfer_day(current_user.person.learner_id, day, now())
    return redirect(url_for("portal.home") + "#hari-kiriman", code=303)


def _shown_on(text: str) -> date:
    """The day whose questions the phone showed: it may send the answer a day later, and twice.
    Today for a text that names no such day."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today()
    return day if today() - timedelta(days=LET_GO) <= day <= today() else today()
