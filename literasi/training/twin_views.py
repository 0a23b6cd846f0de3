"""Gabungkan akun: who is perhaps here twice, pointing it out, and taking that back."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from literasi.accounts.merges import NotMergeableError, ask_merge, dismiss_pair, end_merge
from literasi.accounts.staff_forms import NO_REASON, read_reason
from literasi.database import write
from literasi.domain.twins import Reason
from literasi.training.forms import read_id
from literasi.training.loaders import own_act, own_scope
from literasi.training.twins import Said, are_here, said_of, suggest
from literasi.web.access import OFFICE_STAFF, open_to

blueprint = Blueprint("twins", __name__, url_prefix="/petugas/gabungkan")

SAID_BEFORE = "Dua catatan ini sudah ditandai, atau salah satunya sudah digabung."
WORDS = {
    Reason.SAME_NAME: "nama sama",
    Reason.SAME_WORDS: "kata-kata namanya sama, urutannya lain",
    Reason.SAME_SOUND: "bunyi namanya sama",
    Reason.ONE_LETTER: "namanya beda satu huruf",
    Reason.SHORTENED: "nama yang satu lebih pendek",
    Reason.SAME_VILLAGE: "desa sama",
    Reason.SAME_DISTRICT: "kecamatan sama",
    Reason.SAME_CLASS: "di kelas yang sama",
    Reason.OTHER_VILLAGE: "desanya lain",
    Reason.OTHER_DISTRICT: "kecamatannya lain",
}


@blueprint.get("")
@open_to(*OFFICE_STAFF)
def show() -> ResponseReturnValue:
    return _page("")


@blueprint.post("")
@open_to(*OFFICE_STAFF)
def point_out() -> ResponseReturnValue:
    """Two records are one person, says the office, and nothing happens before that person says so
    too; or they are two people, and are not suggested again."""
    kept, other = (read_id(request.form.get(name, "")) for name in ("tetap", "lain"))
    if kept is None or other is None or kept == other or not are_here(own_scope(), (kept, other)):
        abort(404)
    if "bukan" in request.form:
        with write():
            dismiss_pair(other, kept, own_act())
        return redirect(url_for("twins.show"), code=303)
    if not (reason := read_reason(request.form)):
        return _page(NO_REASON), 422
    try:
        with write():
            ask_merge(other, kept, own_act(), reason)
    except NotMergeableError:
        return _page(SAID_BEFORE), 422
    return redirect(url_for("twins.show", ditandai=1), code=303)


@blueprint.post("/<uuid:uid>/pisah")
@open_to(*OFFICE_STAFF)
def separate(uid: UUID) -> ResponseReturnValue:
    """Take it back, asked or done: both records are as they were."""
    _load_said(uid)
    if not (reason := read_reason(request.form)):
        return _page(NO_REASON), 422
    with write():
        end_merge(_load_said(uid).merge, own_act(), reason)
    return redirect(url_for("twins.show"), code=303)


def _load_said(uid: UUID) -> Said:
    """One that is asked or done, about people of classes that one sees; else 404."""
    found = (one for one in said_of(own_scope()) if one.merge.uid == uid)
    return next((one for one in found if one.merge.ended_at is None), None) or abort(404)


def _page(error: str) -> str:
    scope = own_scope()
    said = said_of(scope)
    suggestions, total = suggest(scope, said)
    open_ones = [one for one in said if one.merge.ended_at is None]
    return render_template(
        "training/twins.html",
        suggestions=suggestions,
        more=total - len(suggestions),
        words=WORDS,
        asked=[one for one in open_ones if one.merge.confirmed_at is None],
        done=[one for one in open_ones if one.merge.confirmed_at],
        error=error,
        typed=request.form,
        pointed_out=bool(request.args.get("ditandai")),
    )
