"""A class comes to its end: meetings attended, certificates issued and withdrawn."""

from __future__ import annotations

import secrets
from uuid import UUID, uuid4

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.accounts.audit import note
from literasi.accounts.staff_forms import read_reason
from literasi.certificates.models import Certificate
from literasi.certificates.operations import find_class_certificate, withdraw
from literasi.database import write
from literasi.domain.certificate import format_code
from literasi.domain.dates import local_date
from literasi.training.certificates import class_problem, issue_certificates, outcome
from literasi.training.forms import read_meeting
from literasi.training.loaders import load_class, load_meeting, load_own_office, own_act
from literasi.training.models import Cohort
from literasi.training.operations import FormUsedError, add_meeting, remove_meeting
from literasi.training.progress import view_class
from literasi.web.access import OFFICE_STAFF, open_to
from literasi.web.clock import now
from literasi.web.site import site

blueprint = Blueprint("closing", __name__, url_prefix="/petugas/kelas/<uuid:uid>")

USED = "Formulir ini sudah mencatat pertemuan lain. Periksa isinya, lalu simpan lagi."


@blueprint.get("/pertemuan")
@open_to(*OFFICE_STAFF)
def meetings(uid: UUID) -> ResponseReturnValue:
    return _meetings_page(load_class(uid), "")


@blueprint.post("/pertemuan")
@open_to(*OFFICE_STAFF)
def save_meeting(uid: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    form = read_meeting(request.form, cohort.starts_on, cohort.ends_on)
    if form.error or form.held_on is None or form.uid is None:
        return _meetings_page(cohort, form.error), 422
    try:
        with write():
            found = load_class(uid, lock=True)
            add_meeting(found, form.uid, form.held_on, form.jp, form.present, own_act())
    except FormUsedError:
        return _meetings_page(cohort, USED), 422
    return redirect(url_for("closing.meetings", uid=uid), code=303)


@blueprint.post("/pertemuan/<uuid:meeting>/hapus")
@open_to(*OFFICE_STAFF)
def delete_meeting(uid: UUID, meeting: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    load_meeting(cohort, meeting)
    with write():
        cohort = load_class(uid, lock=True)
        remove_meeting(load_meeting(cohort, meeting), cohort, own_act())
    return redirect(url_for("closing.meetings", uid=uid), code=303)


@blueprint.get("/sertifikat")
@open_to(*OFFICE_STAFF)
def certificates(uid: UUID) -> ResponseReturnValue:
    return _certificates_page(load_class(uid), "")


@blueprint.post("/sertifikat")
@open_to(*OFFICE_STAFF)
def issue(uid: UUID) -> ResponseReturnValue:
    load_class(uid)
    with write():
        # Read under the lock: what decides is what is true when they are issued.
        cohort, office = load_class(uid, lock=True), load_own_office()
        problem = class_problem(cohort, local_date(now(), office.zone))
        made: list[Certificate] = []
        if not problem:
            specimen = current_user.person.demo
            view = view_class(cohort, site().catalogue)
            made = issue_certificates(view, office, _new_code, specimen, own_act())
    if problem:
        return _certificates_page(load_class(uid), problem), 422
    return redirect(url_for("closing.certificates", uid=uid, terbit=len(made)), code=303)


@blueprint.post("/sertifikat/<uuid:certificate>/cabut")
@open_to(*OFFICE_STAFF)
def withdraw_certificate(uid: UUID, certificate: UUID) -> ResponseReturnValue:
    cohort, reason = load_class(uid), read_reason(request.form)
    _load_certificate(cohort, certificate)
    if not reason:
        error = "Tulis dulu alasannya: siapa pun yang mengecek surat itu akan membacanya."
        return _certificates_page(cohort, error), 422
    with write():
        found = _load_certificate(load_class(uid, lock=True), certificate)
        withdraw(found, reason, now())
        about = f"{cohort.name}: {found.name}, {found.number}"
        note(own_act(), "certificate.withdraw", f"certificate:{found.uid}", about, reason)
    return redirect(url_for("closing.certificates", uid=uid), code=303)


def _load_certificate(cohort: Cohort, uid: UUID) -> Certificate:
    """One in force of this class, else 404."""
    return find_class_certificate(cohort.uid, uid) or abort(404)


def _new_code() -> str:
    return format_code(secrets.token_bytes(16))


def _meetings_page(cohort: Cohort, error: str) -> str:
    view = view_class(cohort, site().catalogue)
    return render_template(
        "training/meetings.html",
        key=uuid4(),
        cohort=cohort,
        view=view,
        attended=[
            (meeting, sum(meeting.id in member.present for member in view.members))
            for meeting in view.meetings
        ],
        error=error,
        typed=request.form,
        present=request.form.getlist("hadir"),
    )


def _certificates_page(cohort: Cohort, error: str) -> str:
    office, view = load_own_office(), view_class(cohort, site().catalogue)
    return render_template(
        "training/certificates.html",
        cohort=cohort,
        outcome=outcome(view),
        error=error,
        issued_now=request.args.get("terbit", type=int),
        problem=class_problem(cohort, local_date(now(), office.zone)),
        has_meetings=bool(view.meetings),
    )
