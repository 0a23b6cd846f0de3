"""The session's changing QR on the classroom's screen, and the learner who scans it."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.accounts import sessions
from literasi.accounts.cards import must_rest, note_wrong_code
from literasi.database import write
from literasi.domain.arrival_code import (
    STEP,
    ForgedCodeError,
    OldCodeError,
    make_code,
    open_code,
    seconds_left,
)
from literasi.domain.attendance import COUNTED
from literasi.domain.words import for_later
from literasi.training.attendance.arriving import (
    NotInClassError,
    ScanClosedError,
    arrive,
    close_scan,
    is_open,
    open_scan,
)
from literasi.training.attendance.operations import marks_of, members_of
from literasi.training.loaders import load_class, load_meeting, own_act
from literasi.training.models import Cohort, Meeting
from literasi.web.access import LEARNERS, OFFICE_STAFF, open_to
from literasi.web.clock import now
from literasi.web.links import public_base
from literasi.web.qr import qr_drawing
from literasi.web.site import site
from literasi.web.words import gettext

blueprint = Blueprint("scanning", __name__)
SCREEN = "/petugas/kelas/<uuid:uid>/pertemuan/<uuid:meeting>/qr"

REST = for_later("Terlalu banyak kode yang salah. Tunggu 15 menit, lalu coba lagi.")
FORGED = for_later("Kode ini tidak dikenal. Pindai QR yang ada di layar kelas.")
OLD = for_later("Kode ini sudah berganti. Pindai lagi QR yang sekarang ada di layar kelas.")
CLOSED = for_later(
    "Daftar hadir lewat QR sudah ditutup. Kalau kamu ada di kelas, beri tahu pelatih."
)
STRANGER = for_later(
    "Namamu belum ada di kelas ini. Minta kode kelas kepada pelatih, gabung, lalu pindai lagi."
)


@blueprint.post(SCREEN)
@open_to(*OFFICE_STAFF)
def switch(uid: UUID, meeting: UUID) -> ResponseReturnValue:
    """Take scans, or no more."""
    load_meeting(load_class(uid), meeting)
    closing = request.form.get("pindai") == "tutup"
    with write():
        cohort = load_class(uid, lock=True)
        found = load_meeting(cohort, meeting)
        (close_scan if closing else open_scan)(found, cohort, own_act())
    to = "attendance.show" if closing else "scanning.screen"
    return redirect(url_for(to, uid=uid, meeting=meeting), code=303)


@blueprint.get(SCREEN)
@open_to(*OFFICE_STAFF)
def screen(uid: UUID, meeting: UUID) -> ResponseReturnValue:
    """The code alone, large enough for the last row; comes anew by itself, with script and
    without."""
    cohort = load_class(uid)
    return render_template("training/scan.html", **_shown(cohort, load_meeting(cohort, meeting)))


@blueprint.get(SCREEN + "/isi")
@open_to(*OFFICE_STAFF)
def fragment(uid: UUID, meeting: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    return render_template("training/_scan.html", **_shown(cohort, load_meeting(cohort, meeting)))


@blueprint.get("/hadir/<code>")
@open_to(*LEARNERS)
def arrived(code: str) -> ResponseReturnValue:
    """Opening the address is the act: the code is good for a minute, for whoever is in the room,
    and the same again changes nothing."""
    device, moment = sessions.device_hash(), now()
    if must_rest(device, True, moment):
        return _refused(REST), 429
    try:
        meeting = open_code(code, site().keys("scan").keys.values(), moment)
        with write():
            arrival = arrive(meeting, current_user.person.learner_id, moment)
    except ForgedCodeError:
        with write():
            note_wrong_code(device, moment)
        return _refused(FORGED), 404
    except OldCodeError:
        return _refused(OLD), 410
    except ScanClosedError:
        return _refused(CLOSED), 409
    except NotInClassError:
        return _refused(STRANGER, join=True), 404
    return render_template("training/arrived.html", arrival=arrival, mark=arrival.mark.value)


def _refused(words: str, join: bool = False) -> str:
    return render_template("training/not_arrived.html", error=gettext(words), join=join)


def _shown(cohort: Cohort, meeting: Meeting) -> dict[str, object]:
    moment, people, marks = now(), members_of(cohort.id), marks_of(meeting.id)
    taken = is_open(meeting, moment)
    address = ""
    if taken:
        code = make_code(site().keys("scan").current, meeting.uid, moment)
        address = public_base() + url_for("scanning.arrived", code=code)
    return {
        "cohort": cohort,
        "meeting": meeting,
        "qr": qr_drawing(address) if address else "",
        "people": len(people),
        "present": sum(marks.get(seat.id) in COUNTED for seat in people),
        "seconds": seconds_left(moment),
        "step": STEP,
    }
