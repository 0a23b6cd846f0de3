"""Who sits in a class: names, cards, the open door, and who leaves."""

from __future__ import annotations

import secrets
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.accounts.forms import read_uuid
from literasi.accounts.secrets import new_card_code
from literasi.accounts.staff_forms import read_reason
from literasi.database import write
from literasi.domain.card import card_address
from literasi.domain.roster import read_roster
from literasi.pdf import apart
from literasi.pdf.papers import CardSheet, SheetCard
from literasi.training.cards import PrintedCard, print_cards, print_spares
from literasi.training.forms import DOOR_HOURS, read_count
from literasi.training.loaders import load_class, load_seat, own_act
from literasi.training.models import Cohort
from literasi.training.operations import (
    ClassFullError,
    FormUsedError,
    add_seats,
    close_door,
    hold_door,
    remove_seat,
    rename_seat,
    seats_of,
)
from literasi.training.roster.details import answers_in
from literasi.training.walk_ins import free_spares
from literasi.web.access import OFFICE_STAFF, open_to
from literasi.web.clock import now
from literasi.web.links import public_base
from literasi.web.qr import qr_drawing
from literasi.web.site import site

blueprint = Blueprint("seats", __name__, url_prefix="/petugas/kelas/<uuid:uid>/peserta")

MOST_SPARES = 20
NO_CARD = "Tidak ada kartu baru: semua kursi sudah diambil, dan jumlah kartu cadangannya nol."
USED = "Formulir ini sudah pernah dikirim dengan nama lain. Periksa namanya, lalu tambahkan lagi."


@blueprint.get("")
@open_to(*OFFICE_STAFF)
def index(uid: UUID) -> ResponseReturnValue:
    return _page(load_class(uid))


@blueprint.post("")
@open_to(*OFFICE_STAFF)
def add(uid: UUID) -> ResponseReturnValue:
    """Names pasted in whatever form; all of them or, with a problem, none."""
    cohort, pasted = load_class(uid), request.form.get("daftar", "")
    roster, key = read_roster(pasted), read_uuid(request.form.get("kunci", ""))
    problems = list(roster.problems)
    if not roster.names and not problems:
        problems = ["Tempel dulu namanya, satu nama tiap baris."]
    if problems or key is None:
        return _page(cohort, problems, pasted), 422
    try:
        with write():
            add_seats(load_class(uid, lock=True), key, roster.names, own_act())
    except ClassFullError as refusal:
        return _page(cohort, [_full(refusal)], pasted), 422
    except FormUsedError:
        return _page(cohort, [USED], pasted), 422
    return redirect(url_for("seats.index", uid=uid), code=303)


@blueprint.post("/kartu.pdf")
@open_to(*OFFICE_STAFF)
def cards(uid: UUID) -> ResponseReturnValue:
    """New cards for every seat not taken yet, and some spares. What was printed before stops
    working: only hashes are kept, so a code cannot be printed twice. Or spares alone, more of
    them, and then all stays as it is."""
    load_class(uid)
    spares = read_count(request.form.get("cadangan", ""), MOST_SPARES)
    ring = site().keys("card")
    make = print_spares if "hanya" in request.form else print_cards
    try:
        with write():
            cohort = load_class(uid, lock=True)
            printed = make(cohort, spares, new_card_code, ring, own_act())
    except ClassFullError as refusal:
        return _page(load_class(uid), [_full(refusal)]), 422
    if not printed:
        return _page(load_class(uid), [NO_CARD]), 422
    headers = {"Content-Disposition": 'attachment; filename="kartu-peserta.pdf"'}
    return Response(_sheet(cohort, printed), mimetype="application/pdf", headers=headers)


@blueprint.post("/pintu")
@open_to(*OFFICE_STAFF)
def open_door(uid: UUID) -> ResponseReturnValue:
    load_class(uid)
    hours = DOOR_HOURS.get(request.form.get("lama", ""))
    with write():
        cohort = load_class(uid, lock=True)
        if hours is None:
            close_door(cohort, own_act())
        else:
            hold_door(cohort, _new_door, timedelta(hours=hours), own_act())
    return redirect(url_for("seats.index", uid=uid) + "#pintu", code=303)


@blueprint.get("/pintu")
@open_to(*OFFICE_STAFF)
def door(uid: UUID) -> ResponseReturnValue:
    """The open door's code alone, large enough for the last row of a classroom."""
    cohort = load_class(uid)
    address = _door_address(cohort)
    return render_template(
        "training/screen.html",
        cohort=cohort,
        door=address,
        address=f"{urlsplit(public_base()).netloc}{url_for('joining.ask')}",
        qr=qr_drawing(address) if address else "",
    )


@blueprint.post("/<uuid:seat>/nama")
@open_to(*OFFICE_STAFF)
def rename(uid: UUID, seat: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    load_seat(cohort, seat)
    roster = read_roster(request.form.get("nama", ""))
    if len(roster.names) != 1:
        return _page(cohort, roster.problems or ["Tulis satu nama."]), 422
    with write():
        cohort = load_class(uid, lock=True)
        rename_seat(load_seat(cohort, seat), cohort, roster.names[0], own_act())
    return redirect(url_for("seats.index", uid=uid), code=303)


@blueprint.post("/<uuid:seat>/keluarkan")
@open_to(*OFFICE_STAFF)
def remove(uid: UUID, seat: UUID) -> ResponseReturnValue:
    cohort, reason = load_class(uid), read_reason(request.form)
    load_seat(cohort, seat)
    if not reason:
        return _page(cohort, ["Tulis dulu alasannya: itu masuk ke catatan."]), 422
    with write():
        cohort = load_class(uid, lock=True)
        remove_seat(load_seat(cohort, seat), cohort, own_act(), reason)
    return redirect(url_for("seats.index", uid=uid), code=303)


def _full(refusal: ClassFullError) -> str:
    return f"Kelas ini paling banyak {refusal.most} orang. Kapasitasnya ada di Ubah kelas."


def _new_door() -> str:
    return f"{secrets.randbelow(10**6):06d}"


def _sheet(cohort: Cohort, printed: list[PrintedCard]) -> bytes:
    address = f"{public_base()}{url_for('accounts.sign_in')}"
    cards = (
        SheetCard(one.name, one.code, card_address(address, one.code), spare_no=one.spare_no)
        for one in printed
    )
    return apart.cards(CardSheet(cohort.name, current_user.person.office, tuple(cards)))


def _page(cohort: Cohort, problems: object = (), pasted: str = "") -> str:
    seats, answers = seats_of(cohort.id), answers_in(cohort.id)
    given = request.args.get("diberi")
    return render_template(
        "training/seats.html",
        cohort=cohort,
        seats=[(seat, answers.get(seat.id)) for seat in seats if seat.name],
        spares=sum(not seat.name for seat in seats),
        free=free_spares(cohort.id),
        given=next((seat for seat in seats if seat.name and str(seat.uid) == given), None),
        waiting=sum(seat.learner_id is None for seat in seats if seat.name),
        problems=problems,
        pasted=pasted,
        key=uuid4(),
        door=_door_address(cohort),
    )


def _door_address(cohort: Cohort) -> str:
    """Where people join; "" while the door is closed."""
    if cohort.door_until is None or cohort.door_until <= now():
        return ""
    return public_base() + url_for("joining.door", code=cohort.door_code)
