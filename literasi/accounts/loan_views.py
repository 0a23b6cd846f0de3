"""Making the phone in one's hand an HP pinjaman, and ending that."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.accounts import sessions
from literasi.accounts.audit import Act
from literasi.accounts.loans import lend_phone, lender, return_phone
from literasi.database import write
from literasi.web.access import WHOLE_OFFICE, open_to
from literasi.web.clock import now

blueprint = Blueprint("loans", __name__, url_prefix="/petugas/hp-pinjaman")


@blueprint.get("")
@open_to(*WHOLE_OFFICE)
def show() -> ResponseReturnValue:
    return render_template("staff/loan.html", lender=lender(sessions.device_hash()))


@blueprint.post("")
@open_to(*WHOLE_OFFICE)
def lend() -> ResponseReturnValue:
    """Staff leave the phone with it: the next tap on it is a learner's."""
    person, moment = current_user.person, now()
    with write():
        lend_phone(sessions.device_hash(), person.office_id, _act())
        sessions.sign_out(current_user._get_current_object(), moment)
    return redirect(url_for("accounts.sign_in"), code=303)


@blueprint.post("/kembalikan")
@open_to(*WHOLE_OFFICE)
def give_back() -> ResponseReturnValue:
    office = lender(sessions.device_hash())
    if office is None or office.id != current_user.person.office_id:
        abort(404)
    with write():
        return_phone(sessions.device_hash(), _act())
    return redirect(url_for("loans.show"), code=303)


def _act() -> Act:
    return Act(current_user.person.staff_id, current_user.person.office_id, now())
