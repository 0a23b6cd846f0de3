"""A class on its trainer's own device: taken along, and what was filled in with no network.

The device's side is static/js/afield*.js. It sends until it hears yes or no as JSON, like a
learner's phone; a no that somebody can mend goes back to where it was filled in.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.exceptions import NotFound

from literasi.accounts import sessions
from literasi.accounts.loans import lender
from literasi.database import write
from literasi.domain.paper import items_of
from literasi.training.afield.forms import Envelope, read_envelope, read_list
from literasi.training.afield.operations import (
    Answer,
    ItemUsedError,
    enter_sheet,
    note_prepared,
    take_marks,
)
from literasi.training.afield.packing import pack
from literasi.training.afield.standing import may_hold
from literasi.training.afield.tickets import (
    KEPT,
    FieldTicket,
    FieldTicketError,
    FieldTicketOffice,
)
from literasi.training.attendance.words import MARKS, UNMARKED
from literasi.training.loaders import load_class, load_meeting, load_own_office, load_seat, own_act
from literasi.training.models import Cohort
from literasi.training.paper.forms import read_entry, read_letter
from literasi.training.paper.loaders import load_quiz, load_sheet
from literasi.training.paper.operations import variants_of
from literasi.training.paper.words import REFUSALS, words_of, wrong_code
from literasi.web.access import OFFICE_STAFF, Who, open_to
from literasi.web.clock import now
from literasi.web.site import site

blueprint = Blueprint("afield", __name__, url_prefix="/petugas/kelas/<uuid:uid>/luring")

TICKET = "Perangkat ini menyiapkan kelasnya terlalu lama yang lalu. Kirim sekali lagi."
USED = "Isian ini sudah pernah dikirim dengan isi lain, yang tersimpan. Kirim sekali lagi."
DAMAGED = "Isian ini tidak utuh. Periksa, lalu simpan lagi."


@blueprint.get("")
@open_to(*OFFICE_STAFF)
def show(uid: UUID) -> ResponseReturnValue:
    return render_template(
        "training/afield.html",
        cohort=load_class(uid),
        lender=lender(sessions.device_hash()),
        words=MARKS,
        unmarked=UNMARKED,
    )


@blueprint.post("")
@open_to(*OFFICE_STAFF)
def prepare(uid: UUID) -> ResponseReturnValue:
    """Hand the class to this device. That somebody takes it along stands in the log; fetching it
    anew with the ticket of these days does not."""
    cohort = load_class(uid)
    if lender(sessions.device_hash()):
        return jsonify(alasan="pinjaman"), 409
    if not _is_renewal(cohort):
        with write():
            cohort = load_class(uid)
            note_prepared(cohort, own_act())
    sessions.hint_staff(current_user.person.owner)
    packed = pack(cohort, site().catalogue, load_own_office().zone, now())
    ticket = _office().seal(_own_ticket(cohort))
    return jsonify(packed | {"pemilik": current_user.person.owner, "tiket": ticket})


@blueprint.post("/masih")
@open_to(Who.ANYBODY)
def still(uid: UUID) -> ResponseReturnValue:
    """Whether the owner of a ticket may still hold the class, also once their session has ended."""
    try:
        ticket, _ = _office().open(request.form.get("tiket", ""))
    except FieldTicketError:
        return jsonify(boleh=False), 422
    return jsonify(boleh=ticket.cohort == uid and may_hold(ticket))


@blueprint.post("/pertemuan/<uuid:meeting>")
@open_to(*OFFICE_STAFF)
def send_marks(uid: UUID, meeting: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)

    def take() -> Answer:
        load_meeting(cohort, meeting)
        envelope = _open_envelope(cohort, str(meeting))
        seen, wanted = read_list(request.form)
        with write():
            locked = load_class(uid, lock=True)
            found = load_meeting(locked, meeting)
            return take_marks(found, locked, envelope, seen, wanted, own_act())

    return _answer(take)


@blueprint.post("/kertas/<uuid:quiz>/<uuid:seat>")
@open_to(*OFFICE_STAFF)
def send_sheet(uid: UUID, quiz: UUID, seat: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)

    def take() -> Answer:
        found, _ = load_quiz(cohort, quiz), load_seat(cohort, seat)
        envelope = _open_envelope(cohort, f"{quiz}/{seat}")
        variants = {one.letter: one for one in variants_of(found.id)}
        letter = read_letter(request.form.get("kode", ""), found.number, variants)
        if letter is None:
            return _unread({"kode": wrong_code(found)})
        sheet = load_sheet(found, variants[letter])
        form = read_entry(request.form, items_of(sheet.bank, sheet.variant.seed))
        if form.errors:
            return _unread(form.errors)
        with write():
            locked = load_class(uid, lock=True)
            sitting = load_seat(locked, seat)
            return enter_sheet(locked, sitting, sheet, form, envelope, own_act())

    return _answer(take)


class _DamagedError(Exception):
    """No key stands on the item."""


def _answer(take: Callable[[], Answer]) -> ResponseReturnValue:
    """Every no is said once for all, as JSON."""
    try:
        answer = take()
    except NotFound:
        return jsonify(diterima=False, alasan="hilang"), 404
    except FieldTicketError:
        answer = _unread({"": TICKET})
    except ItemUsedError:
        answer = _unread({"": USED})
    except _DamagedError:
        answer = _unread({"": DAMAGED})
    except REFUSALS as refusal:
        answer = _unread(words_of(refusal))
    return jsonify(answer), 200 if answer["diterima"] else 422


def _unread(errors: dict[str, str]) -> Answer:
    """It goes back to be mended."""
    return {"diterima": False, "alasan": "unread", "salah": errors}


def _open_envelope(cohort: Cohort, place: str) -> Envelope:
    """Raises FieldTicketError for a ticket that whoever sends was not given."""
    ticket, _ = _office().open(request.form.get("tiket", ""))
    if ticket != _own_ticket(cohort):
        raise FieldTicketError
    envelope = read_envelope(request.form, place, current_user.person.staff_id)
    if envelope is None:
        raise _DamagedError
    return envelope


def _is_renewal(cohort: Cohort) -> bool:
    try:
        ticket, sealed_at = _office().open(request.form.get("tiket", ""))
    except FieldTicketError:
        return False
    return ticket == _own_ticket(cohort) and now() - sealed_at < KEPT


def _own_ticket(cohort: Cohort) -> FieldTicket:
    owner: str = current_user.person.owner
    return FieldTicket(UUID(owner[:32]), UUID(owner[32:]), cohort.uid)


def _office() -> FieldTicketOffice:
    return FieldTicketOffice(list(site().keys("ticket").keys.values()))
