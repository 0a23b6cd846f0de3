"""Staff who serve two offices: which one they work for now, and answering an office that asks."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.accounts import sessions
from literasi.accounts.audit import Act
from literasi.accounts.cards import must_rest, note_wrong_code
from literasi.accounts.forms import read_uuid
from literasi.accounts.postings import (
    InvitationError,
    accept_posting,
    find_own_posting,
    refuse_posting,
    work_for,
)
from literasi.accounts.sessions import StaffUser
from literasi.accounts.staff import code_hash, find_staff
from literasi.accounts.staff_forms import REST
from literasi.accounts.staff_models import Posting
from literasi.database import write
from literasi.web.access import STAFF, open_to
from literasi.web.clock import now
from literasi.web.errors import Words

blueprint = Blueprint("postings", __name__, url_prefix="/petugas")

# A form that makes something new for an office says for which one it was filled in.
WORKS_FOR = "bekerja"
MOVED = Words(
    "Kamu sudah bekerja untuk kantor lain",
    "Di tab lain kamu berpindah kantor sesudah formulir ini dibuka. Tidak ada yang disimpan. "
    "Kembali ke formulir tadi, pilih lagi kantornya di atas halaman, lalu kirim.",
)
WRONG = (
    "Kode undangannya tidak cocok, atau sudah lewat tujuh hari. Minta kodenya langsung dari admin "
    "kantor yang mengundang."
)


@blueprint.before_app_request
def refuse_another_office() -> ResponseReturnValue | None:
    """What was filled in for one office is not done for the other, chosen in another tab since."""
    # Uploads are left alone: their view sets how large they may be before it reads them.
    plain = request.method == "POST" and request.mimetype == "application/x-www-form-urlencoded"
    meant = request.form.get(WORKS_FOR) if plain else None
    user = current_user._get_current_object() if meant else None
    if not isinstance(user, StaffUser) or meant == str(user.person.office_id):
        return None
    return render_template("errors/error.html", words=MOVED, status=409), 409


@blueprint.post("/bekerja-untuk")
@open_to(*STAFF)
def choose() -> ResponseReturnValue:
    """Work for another of one's offices in this session."""
    person, uid = current_user.person, read_uuid(request.form.get("tugas", ""))
    with write():
        posting = _load_own(uid)
        if posting.accepted_at is None:
            abort(404)
        work_for(person.sign_in_id, posting)
        sessions.forget_staff_hint(unless=posting.uid)
    return redirect(url_for("staff.desk"), code=303)


@blueprint.post("/tugas/<uuid:uid>")
@open_to(*STAFF)
def answer(uid: UUID) -> ResponseReturnValue:
    """Yes with the code that the office gave, or no; whatever else is sent changes nothing."""
    said, device, typed = request.form.get("jawab"), sessions.device_hash(), _typed()
    if said == "ya" and must_rest(device, known=True, now=now()):
        return _account(REST), 422
    try:
        _answer(uid, said, typed)
    except InvitationError:
        with write():
            note_wrong_code(device, now())
        return _account(WRONG), 422
    return redirect(url_for("staff.account"), code=303)


def _answer(uid: UUID, said: str | None, typed: str) -> None:
    with write():
        staff = find_staff(current_user.person.uid, lock=True) or abort(404)
        posting = _load_own(uid)
        act = Act(staff.id, posting.office_id, now())
        if said == "ya":
            accept_posting(staff, posting, code_hash(typed), act)
        elif said == "tidak" and posting.accepted_at is None:
            refuse_posting(staff, posting, act)


def _typed() -> str:
    return request.form.get("undangan", "")[:60]


def _account(error: str) -> str:
    return render_template("staff/account.html", error=error, codes=(), typed_code=_typed())


def _load_own(uid: UUID | None) -> Posting:
    """A posting of one's own that has not ended, else 404."""
    found = find_own_posting(current_user.person.staff_id, uid) if uid else None
    return found or abort(404)
