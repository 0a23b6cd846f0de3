"""Somebody who is on no list comes to class: one types the name, and hands over a spare card."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from literasi.accounts import sessions
from literasi.accounts.cards import find_unclaimed, must_rest, note_wrong_code
from literasi.accounts.forms import read_uuid
from literasi.database import write
from literasi.domain.card import read_code
from literasi.domain.roster import read_roster
from literasi.training.joining import find_waiting
from literasi.training.loaders import load_class, load_seat, own_act
from literasi.training.models import Cohort
from literasi.training.operations import ClassFullError
from literasi.training.walk_ins import SpareGoneError, free_spares, give_spare
from literasi.web.access import OFFICE_STAFF, open_to
from literasi.web.clock import now
from literasi.web.site import site

blueprint = Blueprint("walk_ins", __name__, url_prefix="/petugas/kelas/<uuid:uid>/peserta/datang")

NO_NAME = "Tulis satu nama, seperti di KTP atau paspornya."
FULL = "Kelas ini paling banyak {} orang. Kapasitasnya ada di Ubah kelas."
NO_CARD = "Pilih nomor kartunya, atau ketik 16 angka di kartu itu."
OTHER_CARD = "Kode ini bukan kartu cadangan kelas ini yang masih kosong. Periksa lagi 16 angkanya."
REST = "Terlalu banyak kode yang salah. Tunggu 15 menit, atau pilih nomor kartunya."


@blueprint.get("")
@open_to(*OFFICE_STAFF)
def show(uid: UUID) -> ResponseReturnValue:
    return _page(load_class(uid), "")


@blueprint.post("")
@open_to(*OFFICE_STAFF)
def give(uid: UUID) -> ResponseReturnValue:
    cohort, roster = load_class(uid), read_roster(request.form.get("nama", ""))
    if len(roster.names) != 1:
        return _page(cohort, roster.problems[0] if roster.problems else NO_NAME), 422
    chosen, error = _chosen(cohort)
    if chosen is None:
        return _page(cohort, error), 422
    try:
        with write():
            cohort = load_class(uid, lock=True)
            give_spare(load_seat(cohort, chosen), cohort, roster.names[0], own_act())
    except SpareGoneError as gone:
        whose = f"sudah untuk {gone.name}" if gone.name else "baru saja dipakai orang lain"
        return _page(cohort, f"Kartu itu {whose}. Pilih kartu yang lain."), 422
    except ClassFullError as full:
        return _page(cohort, FULL.format(full.most)), 422
    return redirect(url_for("seats.index", uid=uid, diberi=chosen) + "#datang", code=303)


def _chosen(cohort: Cohort) -> tuple[UUID | None, str]:
    """The seat of the card in hand, by the code on it or by its number, or what to say."""
    typed = request.form.get("kode", "").strip()[:60]
    if not typed:
        return read_uuid(request.form.get("kartu", "")), NO_CARD
    device, moment = sessions.device_hash(), now()
    if must_rest(device, known=True, now=moment):
        return None, REST
    code = read_code(typed)
    card = find_unclaimed(code, site().keys("card")) if code else None
    waiting = find_waiting(card.id) if card else None
    if waiting is None or waiting.cohort.id != cohort.id:
        with write():
            note_wrong_code(device, moment)
        return None, OTHER_CARD
    return waiting.seat.uid, ""


def _page(cohort: Cohort, error: str) -> str:
    return render_template(
        "training/walk_in.html",
        cohort=cohort,
        free=free_spares(cohort.id),
        error=error,
        typed=request.form,
    )
