"""Messages that a trainer passes on through their own WhatsApp, and notices on paper."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from literasi.accounts.forms import read_uuid
from literasi.domain.dates import local_date
from literasi.domain.nik import holds_nik
from literasi.pdf import apart
from literasi.pdf.papers import Notice, Slip
from literasi.training.loaders import load_class, load_own_office
from literasi.training.messages.texts import KINDS, LONGEST, Desk, Waiting, message, waiting_for
from literasi.training.progress import Member, view_class
from literasi.web.access import OFFICE_STAFF, open_to
from literasi.web.clock import now
from literasi.web.links import public_base
from literasi.web.site import site

blueprint = Blueprint("messages", __name__, url_prefix="/petugas/kelas/<uuid:uid>/pesan")


@blueprint.get("")
@open_to(*OFFICE_STAFF)
def index(uid: UUID) -> ResponseReturnValue:
    desk, kind = _desk(uid), _kind(request.args.get("jenis", ""))
    member = _receiver(desk, request.args.get("untuk", ""))
    return _page(desk, kind, member, message(desk, kind, member))


@blueprint.post("")
@open_to(*OFFICE_STAFF)
def prepare(uid: UUID) -> ResponseReturnValue:
    """The text as the trainer changed it, behind the link that opens WhatsApp. Nothing is kept."""
    desk, kind = _desk(uid), _kind(request.form.get("jenis", ""))
    member = _receiver(desk, request.form.get("untuk", ""))
    text = request.form.get("teks", "").replace("\r\n", "\n").strip()
    error = _problem(text)
    page = _page(desk, kind, member, text, error, ready=not error)
    return (page, 422) if error else page


@blueprint.get("/lembar.pdf")
@open_to(*OFFICE_STAFF)
def paper(uid: UUID) -> ResponseReturnValue:
    """A notice of what is due for the wall; with `?bentuk=slip` a slip for each learner who has
    something left, four to a sheet."""
    desk = _desk(uid)
    cohort = desk.view.cohort
    if request.args.get("bentuk") == "slip":
        people = [(one, waiting_for(desk, one)) for one in desk.view.members if one.learner_id]
        slips = tuple(Slip(one.seat.name, _words(due)) for one, due in people if due)
    else:
        slips = (Slip("", _words(waiting_for(desk, None))),)
    if not any(slip.lines for slip in slips):
        return _page(desk, "tugas", None, "", "Tidak ada pelajaran yang ditunggu."), 409
    notice = Notice(
        office=desk.office.name,
        class_name=cohort.name,
        printed_on=local_date(desk.now, desk.office.zone),
        address=desk.link,
        slips=slips,
    )
    headers = {"Content-Disposition": 'inline; filename="pelajaran-yang-ditunggu.pdf"'}
    return Response(apart.notice(notice), mimetype="application/pdf", headers=headers)


def _desk(uid: UUID) -> Desk:
    view = view_class(load_class(uid), site().catalogue)
    return Desk(view, load_own_office(), public_base() + url_for("portal.home"), now())


def _kind(text: str) -> str:
    return text if text in KINDS else "tugas"


def _receiver(desk: Desk, text: str) -> Member | None:
    """None for the class; 404 for somebody who is not in it."""
    if not text:
        return None
    uid = read_uuid(text)
    return (desk.view.member(uid) if uid else None) or abort(404)


def _problem(text: str) -> str:
    if not text:
        return "Tulis dulu pesannya."
    if len(text) > LONGEST:
        return f"Pesan paling panjang {LONGEST} huruf. Ini {len(text)} huruf."
    if holds_nik(text):
        return "Ada nomor 16 angka, seperti NIK. Jangan kirim nomor seperti itu lewat pesan."
    return ""


def _words(waiting: Sequence[Waiting]) -> tuple[str, ...]:
    return tuple(one.words for one in waiting)


def _page(
    desk: Desk, kind: str, member: Member | None, text: str, error: str = "", ready: bool = False
) -> str:
    people = [
        (one, message(desk, kind, one), waiting_for(desk, one))
        for one in desk.view.members
        if one.learner_id
    ]
    return render_template(
        "training/messages.html",
        cohort=desk.view.cohort,
        kinds=KINDS,
        topic=kind,
        member=member,
        text=text,
        error=error,
        ready=ready,
        people=people,
    )
