"""What a learner answers about their own records: a reset by an office, two records in one."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.accounts.audit import Act
from literasi.accounts.merges import NotMergeableError, confirm_merge, end_merge, find_notice
from literasi.accounts.resets import confirm_reset, find_pending, refuse_reset
from literasi.database import write
from literasi.web.access import Who, open_to
from literasi.web.clock import now

blueprint = Blueprint("notices", __name__, url_prefix="/saya")


@blueprint.post("/pemulihan/<uuid:uid>")
@open_to(Who.LEARNER)
def answer_reset(uid: UUID) -> ResponseReturnValue:
    person, moment, answer = current_user.person, now(), request.form.get("jawab")
    with write():
        reset = find_pending(uid, person.learner_id, person.sign_in_id, moment) or abort(404)
        if answer == "ya":
            confirm_reset(reset, moment)
        elif answer == "bukan":
            refuse_reset(reset, moment)
    return redirect(url_for("portal.home"), code=303)


@blueprint.post("/catatan/<uuid:uid>")
@open_to(Who.LEARNER)
def answer_merge(uid: UUID) -> ResponseReturnValue:
    person, moment, answer = current_user.person, now(), request.form.get("jawab")
    with write():
        merge = find_notice(uid, person.learner_id, moment) or abort(404)
        if answer == "bukan":
            end_merge(merge, Act(None, None, moment), "kata orangnya sendiri")
        elif answer == "ya":
            try:
                confirm_merge(merge, moment)
            except NotMergeableError:
                abort(404)
    return redirect(url_for("portal.home"), code=303)
