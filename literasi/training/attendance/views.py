"""The sessions of a class, and the list of who was there."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from literasi.database import db, write
from literasi.domain.attendance import COUNTED, Mark
from literasi.domain.dates import local_date
from literasi.training.attendance.arriving import is_open, scanned
from literasi.training.attendance.forms import Session, read_marks, read_minimum, read_session
from literasi.training.attendance.operations import (
    Clash,
    MeetingChangedError,
    add_meeting,
    change_meeting,
    marks_of,
    members_of,
    remove_meeting,
    session_of,
    set_minimum,
    take_attendance,
    word,
)
from literasi.training.attendance.standing import counted_by_meeting
from literasi.training.attendance.words import MARKS, UNITS, UNMARKED
from literasi.training.loaders import load_class, load_meeting, load_own_office, own_act
from literasi.training.models import Cohort, Meeting, RundownItem
from literasi.training.operations import FormUsedError
from literasi.training.progress import minimum_of
from literasi.web.access import OFFICE_STAFF, open_to
from literasi.web.clock import now

blueprint = Blueprint("attendance", __name__, url_prefix="/petugas/kelas/<uuid:uid>/pertemuan")

USED = "Formulir ini sudah mencatat pertemuan lain. Periksa isinya, lalu simpan lagi."
CHANGED = (
    "Pertemuan ini baru saja diubah orang lain. Isianmu masih ada di bawah. Simpan lagi kalau "
    "isianmu yang benar."
)
MINIMUM_CHANGED = (
    "Syarat kehadiran baru saja diubah orang lain menjadi yang tertulis di atas. Simpan lagi kalau "
    "isianmu yang benar."
)
# The buttons that mark everybody who is not marked yet.
REST = {"hadir": Mark.PRESENT, "alpa": Mark.ABSENT}


@blueprint.get("")
@open_to(*OFFICE_STAFF)
def index(uid: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    return _index_page(cohort, _suggested(cohort), {})


@blueprint.post("")
@open_to(*OFFICE_STAFF)
def add(uid: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    form = read_session(request.form, cohort.starts_on, cohort.ends_on)
    if form.session is None or form.uid is None:
        return _index_page(cohort, request.form, form.errors), 422
    try:
        with write():
            add_meeting(load_class(uid, lock=True), form.uid, form.session, own_act())
    except FormUsedError:
        typed = MultiDict({**request.form, "kunci": str(uuid4())})
        return _index_page(cohort, typed, {"": USED}), 422
    return redirect(url_for("attendance.show", uid=uid, meeting=form.uid), code=303)


@blueprint.post("/syarat")
@open_to(*OFFICE_STAFF)
def require(uid: UUID) -> ResponseReturnValue:
    """How much of the class its certificate asks for."""
    cohort = load_class(uid)
    minimum, error = read_minimum(request.form)
    if error:
        return _index_page(cohort, _suggested(cohort), {"persen": error}), 422
    with write():
        cohort = load_class(uid, lock=True)
        # Whoever saw another minimum than there is now has not agreed to write over it.
        stale = request.form.get("semula") != minimum_text(cohort)
        if not stale or minimum == minimum_of(cohort):
            set_minimum(cohort, minimum, own_act())
            stale = False
    if stale:
        return _index_page(cohort, _suggested(cohort), {"persen": MINIMUM_CHANGED}), 409
    return redirect(url_for("attendance.index", uid=uid), code=303)


@blueprint.get("/<uuid:meeting>")
@open_to(*OFFICE_STAFF)
def show(uid: UUID, meeting: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    return _list_page(cohort, load_meeting(cohort, meeting))


@blueprint.post("/<uuid:meeting>")
@open_to(*OFFICE_STAFF)
def mark(uid: UUID, meeting: UUID) -> ResponseReturnValue:
    """Whoever was marked by another meanwhile stays so, and is shown with what was wanted."""
    load_meeting(load_class(uid), meeting)
    with write():
        cohort = load_class(uid, lock=True)
        found = load_meeting(cohort, meeting)
        seats = [seat.uid for seat in members_of(cohort.id)]
        seen = read_marks(request.form, "semula", seats)
        wanted = read_marks(request.form, "tanda", seats)
        rest = REST.get(request.form.get("sisanya", ""))
        clashes = take_attendance(found, cohort, seen, wanted, rest, own_act())
    if clashes:
        return _list_page(cohort, found, clashes), 409
    return redirect(url_for("attendance.show", uid=uid, meeting=meeting, simpan="ya"), code=303)


@blueprint.post("/<uuid:meeting>/ubah")
@open_to(*OFFICE_STAFF)
def change(uid: UUID, meeting: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    found = load_meeting(cohort, meeting)
    form = read_session(request.form, cohort.starts_on, cohort.ends_on)
    if form.session is None:
        return _list_page(cohort, found, typed=request.form, errors=form.errors), 422
    try:
        with write():
            cohort = load_class(uid, lock=True)
            found = load_meeting(cohort, meeting)
            change_meeting(found, cohort, form.session, form.version, own_act())
    except MeetingChangedError:
        found = load_meeting(load_class(uid), meeting)
        typed = MultiDict({**request.form, "versi": str(found.version)})
        return _list_page(cohort, found, typed=typed, errors={"": CHANGED}), 409
    return redirect(url_for("attendance.show", uid=uid, meeting=meeting), code=303)


@blueprint.post("/<uuid:meeting>/hapus")
@open_to(*OFFICE_STAFF)
def delete(uid: UUID, meeting: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    load_meeting(cohort, meeting)
    with write():
        cohort = load_class(uid, lock=True)
        remove_meeting(load_meeting(cohort, meeting), cohort, own_act())
    return redirect(url_for("attendance.index", uid=uid), code=303)


def _index_page(cohort: Cohort, typed: MultiDict[str, str], errors: dict[str, str]) -> str:
    return render_template(
        "training/meetings.html",
        cohort=cohort,
        meetings=counted_by_meeting(cohort.id),
        people=len(members_of(cohort.id)),
        typed=typed,
        errors=errors,
        minimum=minimum_of(cohort),
        minimum_text=minimum_text(cohort),
        units=UNITS,
        wanted=request.form,
    )


def minimum_text(cohort: Cohort) -> str:
    """As the form names the minimum that it showed."""
    return f"{cohort.attendance_by}:{cohort.attendance_percent or ''}"


def _list_page(
    cohort: Cohort,
    meeting: Meeting,
    clashes: list[Clash] | None = None,
    typed: MultiDict[str, str] | None = None,
    errors: dict[str, str] | None = None,
) -> str:
    members, marks = members_of(cohort.id), marks_of(meeting.id)
    wanted = {clash.seat.id: clash.wanted for clash in clashes or []}
    shown = {seat.id: wanted.get(seat.id, marks.get(seat.id)) for seat in members}
    counts = {one: sum(marks.get(seat.id) is one for seat in members) for one in MARKS}
    return render_template(
        "training/attendance.html",
        cohort=cohort,
        meeting=meeting,
        members=members,
        marks=marks,
        shown=shown,
        counts=counts,
        present=sum(counts[one] for one in COUNTED),
        words=MARKS,
        unmarked=UNMARKED,
        clashes=[
            (clash.seat.name, word(clash.wanted), word(clash.theirs)) for clash in clashes or []
        ],
        typed=typed or _filled(session_of(meeting), kunci=meeting.uid, versi=meeting.version),
        errors=errors or {},
        scanned=scanned(meeting.id),
        scanning=is_open(meeting, now()),
        saved=request.args.get("simpan") == "ya",
    )


def _suggested(cohort: Cohort) -> MultiDict[str, str]:
    """A new session as it is likely to be: the next day of the rundown that has none, by its
    hours; else today."""
    held = select(Meeting.held_on).where(Meeting.cohort_id == cohort.id)
    items = db.session.scalars(
        select(RundownItem)
        .where(RundownItem.cohort_id == cohort.id, RundownItem.day.not_in(held))
        .order_by(RundownItem.day, RundownItem.begins)
    ).all()
    day = [item for item in items if item.day == items[0].day]
    if day:
        begins, until = day[0].begins, max(item.until for item in day)
        return _filled(Session(day[0].day, 0, begins, until, late_after=15), kunci=uuid4())
    return _filled(Session(_likely_day(cohort), 0, late_after=15), kunci=uuid4())


def _likely_day(cohort: Cohort) -> date:
    today = local_date(now(), load_own_office().zone)
    return min(max(today, cohort.starts_on), cohort.ends_on)


def _filled(session: Session, **more: Any) -> MultiDict[str, str]:
    """The form as it says this session."""
    fields = {
        "tanggal": session.held_on.isoformat(),
        "jp": str(session.jp or ""),
        "dari": f"{session.begins:%H:%M}" if session.begins else "",
        "sampai": f"{session.until:%H:%M}" if session.until else "",
        "topik": session.topic,
        "telat": "" if session.late_after is None else str(session.late_after),
    }
    return MultiDict(fields | {name: str(value) for name, value in more.items()})
