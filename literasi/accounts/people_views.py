"""An administrator's pages: who works here, and what was done."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select

from literasi.accounts.audit import Act
from literasi.accounts.confirm_views import asks_again
from literasi.accounts.postings import Colleague, colleagues, find_colleague, postings_of
from literasi.accounts.staff import (
    INVITATION_LETTERS,
    LoginTakenError,
    ServesElsewhereError,
    change_role,
    code_hash,
    disable,
    end_work,
    find_staff,
    invite,
    invite_again,
    invite_again_here,
    random_code,
)
from literasi.accounts.staff_forms import (
    NO_REASON,
    InvitationForm,
    read_invitation,
    read_reason,
)
from literasi.accounts.staff_models import Office, Posting, Staff
from literasi.database import db, write
from literasi.domain.roles import OF_AN_OFFICE, WORDS, roles_under
from literasi.web.access import ADMINISTRATORS, open_to
from literasi.web.clock import now
from literasi.web.links import public_base

TAKEN = (
    "E-mail atau nomor pegawai ini sudah punya akun, dan tidak bisa diundang dari sini. Kalau ia "
    "ada di daftar di atas, ketuk namanya di sana; kalau tidak, tanyakan kepada admin nasional."
)
ELSEWHERE = (
    "Ia juga bekerja untuk kantor lain, jadi undangan baru hanya bisa dibuat admin nasional. Kalau "
    "tugasnya di sini sudah berakhir, ajak lagi lewat Undang petugas. Tidak ada yang berubah."
)
NO_ROLE = "Pilih peran yang baru."

blueprint = Blueprint("people", __name__, url_prefix="/petugas")


@blueprint.get("/orang")
@open_to(*ADMINISTRATORS)
def index() -> ResponseReturnValue:
    return _page()


@blueprint.post("/orang")
@open_to(*ADMINISTRATORS)
def send_invitation() -> ResponseReturnValue:
    person = current_user.person
    form = read_invitation(request.form, _offices(), person.role, person.office_id)
    if form.newcomer is None:
        return _page(form=form), 422
    code = random_code(INVITATION_LETTERS)
    try:
        with write():
            staff = invite(form.newcomer, code, _act(form.newcomer.office_id))
    except LoginTakenError:
        form.errors["masuk"] = TAKEN
        return _page(form=form), 422
    return _page(invited=staff, code=code)


@blueprint.get("/orang/<uuid:uid>")
@open_to(*ADMINISTRATORS)
def show(uid: UUID) -> ResponseReturnValue:
    return _colleague_page(_load_colleague(uid), "")


@blueprint.post("/orang/<uuid:uid>/undang")
@open_to(*ADMINISTRATORS)
@asks_again
def send_again(uid: UUID) -> ResponseReturnValue:
    found, reason = _load_colleague(uid), read_reason(request.form)
    if not reason:
        return _colleague_page(found, NO_REASON), 422
    code = random_code(INVITATION_LETTERS)
    try:
        with write():
            staff = _invite_again(_load_colleague(uid, lock=True), code, reason)
    except ServesElsewhereError:
        return _colleague_page(found, ELSEWHERE), 422
    return _page(invited=staff, code=code)


@blueprint.post("/orang/<uuid:uid>/nonaktif")
@open_to(*ADMINISTRATORS)
@asks_again
def disable_account(uid: UUID) -> ResponseReturnValue:
    found, reason = _load_colleague(uid), read_reason(request.form)
    if not reason:
        return _colleague_page(found, NO_REASON), 422
    with write():
        found = _load_colleague(uid, lock=True)
        if current_user.person.office_id is None:
            disable(found.staff, _act(found.staff.office_id), reason)
        else:
            end_work(found.staff, found.posts[0].posting, _own_act(), reason)
    return redirect(url_for("people.index"), code=303)


@blueprint.post("/orang/<uuid:uid>/peran")
@open_to(*ADMINISTRATORS)
@asks_again
def save_role(uid: UUID) -> ResponseReturnValue:
    """Somebody is something else here from now on, with the same account."""
    found, person = _load_colleague(uid), current_user.person
    role, reason = request.form.get("peran", ""), read_reason(request.form)
    allowed = role in roles_under(person.role) and role in OF_AN_OFFICE
    if not allowed or not reason:
        return _colleague_page(found, NO_REASON if allowed else NO_ROLE), 422
    with write():
        found = _load_colleague(uid, lock=True)
        posting = _only_posting(found.staff.id, person.office_id) or abort(404)
        change_role(found.staff, posting, role, _act(posting.office_id), reason)
    return redirect(url_for("people.index"), code=303)


def _only_posting(staff_id: int, office_id: int | None) -> Posting | None:
    """The one that lasts at this office; at the national level the only one there is."""
    lasting = [
        one
        for one in postings_of(staff_id)
        if one.accepted_at and office_id in (None, one.office_id)
    ]
    return lasting[0] if len(lasting) == 1 else None


def _act(office_id: int | None) -> Act:
    return Act(current_user.person.staff_id, office_id, now())


def _own_act() -> Act:
    return _act(current_user.person.office_id)


def _load_colleague(uid: UUID, lock: bool = False) -> Colleague:
    """Somebody whom this administrator answers for, who is not themself; else 404."""
    own = current_user.person
    if own.office_id is None:
        staff = find_staff(uid, lock)
        found = Colleague(staff, ()) if staff else None
    else:
        found = find_colleague(uid, own.office_id, lock)
    if found is None or found.staff.id == own.staff_id:
        abort(404)
    if any(post.posting.role not in roles_under(own.role) for post in found.posts):
        abort(404)
    return found


def _invite_again(found: Colleague, code: str, reason: str) -> Staff:
    staff, own = found.staff, current_user.person
    if own.office_id is None:
        invite_again(staff, code, _act(staff.office_id), reason)
    else:
        invite_again_here(staff, own.office_id, code, _own_act(), reason)
    return staff


def _offices() -> list[Office]:
    return list(db.session.scalars(select(Office).order_by(Office.name)))


def _page(
    form: InvitationForm | None = None,
    invited: Staff | None = None,
    code: str = "",
) -> str:
    return render_template(
        "staff/people.html",
        is_new=invited is not None and invited.invitation_hash == code_hash(code),
        people=colleagues(current_user.person.office_id),
        offices=_offices(),
        roles=roles_under(current_user.person.role),
        words=WORDS,
        errors=form.errors if form else {},
        typed=request.form if form else {},
        invited=invited,
        code=code,
        address=urlsplit(public_base()).netloc + url_for("staff.invitation"),
        now=now(),
    )


def _colleague_page(found: Colleague, error: str) -> str:
    posting = _only_posting(found.staff.id, current_user.person.office_id)
    before = found.posts[0].posting.role if found.posts else found.staff.role
    return render_template(
        "staff/colleague.html",
        found=found,
        role=posting.role if posting else before,
        changeable=posting is not None,
        roles=roles_under(current_user.person.role),
        words=WORDS,
        error=error,
        typed=request.form,
        now=now(),
    )
