"""An administrator's pages: who works here, and what was done."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select

from literasi.accounts import audit
from literasi.accounts.audit import Act
from literasi.accounts.staff import (
    INVITATION_LETTERS,
    LoginTakenError,
    colleagues,
    disable,
    find_colleague,
    invite,
    invite_again,
    random_code,
)
from literasi.accounts.staff_forms import InvitationForm, read_invitation, read_reason
from literasi.accounts.staff_models import Office, Staff
from literasi.database import db, write
from literasi.web.access import ADMINISTRATORS, open_to
from literasi.web.clock import now
from literasi.web.links import public_base

blueprint = Blueprint("people", __name__, url_prefix="/petugas")


@blueprint.get("/orang")
@open_to(*ADMINISTRATORS)
def index() -> ResponseReturnValue:
    return _page()


@blueprint.post("/orang")
@open_to(*ADMINISTRATORS)
def send_invitation() -> ResponseReturnValue:
    form = read_invitation(request.form, _offices(), current_user.person.office_id)
    if form.newcomer is None:
        return _page(form=form), 422
    code = random_code(INVITATION_LETTERS)
    try:
        with write():
            staff = invite(form.newcomer, code, _act(form.newcomer.office_id))
    except LoginTakenError:
        form.errors["masuk"] = "E-mail atau nomor pegawai ini sudah punya akun."
        return _page(form=form), 422
    return _page(invited=staff, code=code)


@blueprint.post("/orang/<uuid:uid>/undang")
@open_to(*ADMINISTRATORS)
def send_again(uid: UUID) -> ResponseReturnValue:
    _load_colleague(uid)
    reason = read_reason(request.form)
    if not reason:
        return _page(error="Tulis dulu alasannya: itu masuk ke catatan."), 422
    code = random_code(INVITATION_LETTERS)
    with write():
        staff = _load_colleague(uid, lock=True)
        invite_again(staff, code, _act(staff.office_id), reason)
    return _page(invited=staff, code=code)


@blueprint.post("/orang/<uuid:uid>/nonaktif")
@open_to(*ADMINISTRATORS)
def disable_account(uid: UUID) -> ResponseReturnValue:
    _load_colleague(uid)
    reason = read_reason(request.form)
    if not reason:
        return _page(error="Tulis dulu alasannya: itu masuk ke catatan."), 422
    with write():
        staff = _load_colleague(uid, lock=True)
        disable(staff, _act(staff.office_id), reason)
    return redirect(url_for("people.index"), code=303)


@blueprint.get("/catatan")
@open_to(*ADMINISTRATORS)
def log() -> ResponseReturnValue:
    found = audit.entries(current_user.person.office_id, _before())
    older = found[-1][0].id if len(found) == audit.PAGE else None
    return render_template("staff/log.html", entries=found, older=older, words=audit.WORDS)


def _before() -> int | None:
    """From which entry on back; None for the newest, and for what is no entry's number."""
    text = request.args.get("sebelum", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _act(office_id: int | None) -> Act:
    return Act(current_user.person.staff_id, office_id, now())


def _load_colleague(uid: UUID, lock: bool = False) -> Staff:
    """Somebody whom this administrator answers for, who is not themself; else 404."""
    staff, own = find_colleague(uid, lock), current_user.person
    if staff is None or staff.id == own.staff_id:
        abort(404)
    if own.office_id is not None and staff.office_id != own.office_id:
        abort(404)
    return staff


def _offices() -> list[Office]:
    return list(db.session.scalars(select(Office).order_by(Office.name)))


def _page(
    form: InvitationForm | None = None,
    invited: Staff | None = None,
    code: str = "",
    error: str = "",
) -> str:
    offices = _offices()
    return render_template(
        "staff/people.html",
        people=colleagues(current_user.person.office_id),
        offices=offices,
        office_names={office.id: office.name for office in offices},
        errors=form.errors if form else {},
        typed=request.form if form else {},
        invited=invited,
        code=code,
        address=urlsplit(public_base()).netloc + url_for("staff.invitation"),
        error=error,
        now=now(),
    )
