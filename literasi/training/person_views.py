"""One person of a class, as their trainer sees them; a new card; two records in one."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.accounts.confirm_views import asks_again
from literasi.accounts.merges import NotMergeableError, ask_merge
from literasi.accounts.resets import reset_access
from literasi.accounts.secrets import new_card_code
from literasi.accounts.staff_forms import NO_REASON, read_reason
from literasi.database import write
from literasi.domain.card import card_address
from literasi.domain.nik import holds_document_number
from literasi.pdf import apart
from literasi.pdf.papers import CardSheet, SheetCard
from literasi.training.closing.eligibility import missing
from literasi.training.late import late_work
from literasi.training.loaders import load_class, own_act, own_scope
from literasi.training.progress import Member, view_class
from literasi.training.results.attempts import attempts_of
from literasi.training.roster.answers import staff_details
from literasi.training.twins import possible_twins
from literasi.web.access import OFFICE_STAFF, open_to
from literasi.web.links import public_base
from literasi.web.site import site

blueprint = Blueprint("person", __name__, url_prefix="/petugas/kelas/<uuid:uid>/peserta")

NO_NUMBER = (
    "Di alasannya ada nomor yang mirip nomor KTP, kartu keluarga, atau paspor. Hapus dulu: "
    "Literasi tidak menyimpan nomor identitas siapa pun."
)
NOT_SEEN = (
    "Lihat dulu KTP, paspor, atau kartu lain yang memuat nama dan fotonya, lalu beri tanda. Kartu "
    "baru membuka kelasnya, jadi harus jatuh ke tangan orangnya sendiri."
)


@blueprint.get("/<uuid:seat>")
@open_to(*OFFICE_STAFF)
def show(uid: UUID, seat: UUID) -> ResponseReturnValue:
    return _page(uid, seat, "")


@blueprint.post("/<uuid:seat>/kartu.pdf")
@open_to(*OFFICE_STAFF)
@asks_again
def new_card(uid: UUID, seat: UUID) -> ResponseReturnValue:
    """A new card for somebody who lost theirs or the angka kunci, and showed who they are."""
    learner_id, reason = _load_person(uid, seat), read_reason(request.form)
    if error := _card_problem(reason):
        return _page(uid, seat, error), 422
    code = new_card_code()
    card = _card(uid, seat, code)
    with write():
        reset_access(learner_id, code, site().keys("card"), own_act(), reason)
    headers = {"Content-Disposition": 'attachment; filename="kartu-baru.pdf"'}
    return Response(card, mimetype="application/pdf", headers=headers)


@blueprint.post("/<uuid:seat>/gabung")
@open_to(*OFFICE_STAFF)
def merge(uid: UUID, seat: UUID) -> ResponseReturnValue:
    """Point out that somebody is here twice; the person decides."""
    learner_id, reason = _load_person(uid, seat), read_reason(request.form)
    member = _load_member(uid, seat)
    twins = possible_twins(own_scope(), learner_id, member.seat.name_key)
    chosen = {str(twin.learner_id) for twin in twins} & {request.form.get("lain", "")}
    if not chosen or not reason:
        return _page(uid, seat, NO_REASON if chosen else "Pilih dulu orangnya."), 422
    try:
        with write():
            ask_merge(int(chosen.pop()), learner_id, own_act(), reason)
    except NotMergeableError:
        return _page(uid, seat, "Dua catatan ini sudah ditandai, atau sudah digabung."), 422
    return redirect(url_for("person.show", uid=uid, seat=seat, ditandai=1), code=303)


def _card_problem(reason: str) -> str:
    if not reason:
        return NO_REASON
    if holds_document_number(reason):
        return NO_NUMBER
    return "" if request.form.get("lihat") == "ya" else NOT_SEEN


def _load_member(uid: UUID, seat: UUID) -> Member:
    return view_class(load_class(uid), site().catalogue).member(seat) or abort(404)


def _load_person(uid: UUID, seat: UUID) -> int:
    """The learner who sits there, else 404."""
    return _load_member(uid, seat).learner_id or abort(404)


def _card(uid: UUID, seat: UUID, code: str) -> bytes:
    # Rendered before it is kept: a card that cannot be printed must not end the old one.
    address = card_address(public_base() + url_for("accounts.sign_in"), code)
    card = SheetCard(_load_member(uid, seat).seat.name, code, address)
    return apart.cards(CardSheet(load_class(uid).name, current_user.person.office, (card,)))


def _page(uid: UUID, seat: UUID, error: str) -> str:
    view = view_class(load_class(uid), site().catalogue)
    member = view.member(seat) or abort(404)
    zone = current_user.person.zone
    return render_template(
        "training/person.html",
        cohort=view.cohort,
        view=view,
        member=member,
        missing=missing(view, member),
        attempts=attempts_of(view, member, site().catalogue, zone),
        late=late_work(view, member.learner_id, site().catalogue, zone)
        if member.learner_id
        else [],
        zone=zone,
        twins=possible_twins(own_scope(), member.learner_id, member.seat.name_key)
        if member.learner_id
        else [],
        details=staff_details(member.seat),
        error=error,
        typed=request.form,
    )
