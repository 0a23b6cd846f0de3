"""An office's own settings: what the offices file says of it, and who issues its certificates."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.accounts.audit import Act, note
from literasi.accounts.confirm_views import asks_again
from literasi.accounts.offices import KINDS
from literasi.accounts.postings import has_head
from literasi.accounts.staff_models import Office
from literasi.database import db, write
from literasi.web.access import Who, open_to
from literasi.web.clock import now

blueprint = Blueprint("office", __name__, url_prefix="/petugas/kantor")

NO_HEAD = (
    "Kantor ini belum punya kepala yang aktif, jadi tidak ada yang bisa menyetujui. Undang dulu "
    "kepalanya di halaman Petugas."
)


@blueprint.get("")
@open_to(Who.OFFICE)
def show() -> ResponseReturnValue:
    return _page(_load_own(), "")


@blueprint.post("")
@open_to(Who.OFFICE)
@asks_again
def save() -> ResponseReturnValue:
    wanted = request.form.get("setuju") == "ya"
    person = current_user.person
    if wanted and not has_head(person.office_id):
        return _page(_load_own(), NO_HEAD), 422
    with write():
        office = _load_own(lock=True)
        if office.needs_approval != wanted:
            office.needs_approval = wanted
            about = "kepala yang menerbitkan" if wanted else "pelatih juga menerbitkan"
            act = Act(person.staff_id, office.id, now())
            note(act, "office.approval", f"office:{office.slug}", about)
    return redirect(url_for("office.show", tersimpan=1), code=303)


def _load_own(lock: bool = False) -> Office:
    office_id = current_user.person.office_id
    return db.session.get(Office, office_id, with_for_update=lock) or abort(404)


def _page(office: Office, error: str) -> str:
    return render_template(
        "staff/office.html",
        office=office,
        office_kind=KINDS[office.kind],
        error=error,
        has_head=has_head(office.id),
        saved=bool(request.args.get("tersimpan")),
    )
