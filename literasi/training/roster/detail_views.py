"""The few questions about a participant: staff write, the person answers, changes and deletes."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.database import write
from literasi.training.joining import ClassWork, classes_of_learner
from literasi.training.loaders import load_class, load_seat, own_act
from literasi.training.models import Cohort, Seat
from literasi.training.roster.answers import own_values, staff_details, take_answer
from literasi.training.roster.details import AnsweredError, find_details, write_details
from literasi.training.roster.forms import DetailsForm, choices, form_of, read_answer, read_details
from literasi.web.access import LEARNERS, OFFICE_STAFF, open_to
from literasi.web.languages import current_language

blueprint = Blueprint("details", __name__)

ANSWERED = (
    "Orangnya sudah menjawab sendiri, jadi data ini hanya bisa ia ubah. Yang kamu tulis tidak "
    "disimpan."
)


@blueprint.post("/petugas/kelas/<uuid:uid>/peserta/<uuid:seat>/data")
@open_to(*OFFICE_STAFF)
def save(uid: UUID, seat: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    found, form = load_seat(cohort, seat), read_details(request.form)
    if form.errors:
        return _staff_page(cohort, found, form, ""), 422
    try:
        with write():
            cohort = load_class(uid, lock=True)
            write_details(load_seat(cohort, seat), cohort, form.details, own_act())
    except AnsweredError:
        return _staff_page(cohort, found, form, ANSWERED), 422
    return redirect(url_for("person.show", uid=uid, seat=seat) + "#data", code=303)


@blueprint.get("/saya/kelas/<uuid:uid>/data")
@open_to(*LEARNERS)
def show(uid: UUID) -> ResponseReturnValue:
    work = _load_work(uid)
    row = find_details(work.seat.id)
    allowed = True if row and row.consent_at else False if row and row.refused_at else None
    return _own_page(work, form_of(own_values(work.seat), allowed))


@blueprint.post("/saya/kelas/<uuid:uid>/data")
@open_to(*LEARNERS)
def answer(uid: UUID) -> ResponseReturnValue:
    work = _load_work(uid)
    form = read_answer(request.form, own_values(work.seat))
    if form.errors:
        return _own_page(work, form), 422
    with write():
        take_answer(_load_work(uid).seat, form)
    return redirect(url_for("joining.classroom", uid=uid), code=303)


def _load_work(uid: UUID) -> ClassWork:
    works = classes_of_learner(current_user.person.learner_id)
    return next((work for work in works if work.cohort.uid == uid), None) or abort(404)


def _own_page(work: ClassWork, form: DetailsForm) -> str:
    offered = choices(current_language().code)
    return render_template("training/own_details.html", work=work, form=form, choices=offered)


def _staff_page(cohort: Cohort, seat: Seat, form: DetailsForm, problem: str) -> str:
    details = {**staff_details(seat), "form": form}
    return render_template(
        "training/details.html", cohort=cohort, seat=seat, details=details, problem=problem
    )
