"""Pelajaran: what a class gives its people to do, until when and on what terms."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from literasi.accounts.forms import read_uuid
from literasi.accounts.staff_forms import read_reason
from literasi.database import write
from literasi.training.assignments.copying import copy_work
from literasi.training.assignments.forms import Frame, class_over, fill, read_module, read_work
from literasi.training.assignments.lines import lines, spent
from literasi.training.assignments.loaders import load_work
from literasi.training.assignments.models import Assignment
from literasi.training.assignments.operations import (
    GivenAlreadyError,
    WorkChangedError,
    WorkGoneError,
    change,
    give,
    give_extra,
    withdraw,
)
from literasi.training.assignments.terms import Terms, in_force, terms_of, withdrawn_of
from literasi.training.loaders import load_class, load_seat, own_act, own_scope
from literasi.training.models import Cohort
from literasi.training.operations import FormUsedError, classes_of, seats_of
from literasi.training.progress import ClassView, view_class
from literasi.web.access import OFFICE_STAFF, open_to
from literasi.web.clock import now
from literasi.web.site import site

blueprint = Blueprint("assignments", __name__, url_prefix="/petugas/kelas/<uuid:uid>/pelajaran")

NO_REASON = "Tulis dulu alasannya: itu masuk ke catatan."
USED = "Formulir ini sudah dipakai untuk tugas lain. Periksa isinya, lalu simpan lagi."
CHANGED = "Rekanmu baru saja mengubah tugas ini. Isianmu belum disimpan dan masih ada di bawah."


@blueprint.get("")
@open_to(*OFFICE_STAFF)
def index(uid: UUID) -> ResponseReturnValue:
    return _index_page(load_class(uid), MultiDict({"kunci": str(uuid4())}), {})


@blueprint.post("")
@open_to(*OFFICE_STAFF)
def add(uid: UUID) -> ResponseReturnValue:
    cohort, key = load_class(uid), read_uuid(request.form.get("kunci", ""))
    view = view_class(cohort, site().catalogue)
    form = read_work(request.form, _frame(view))
    if key is None:
        form.errors.setdefault("", "Formulir ini tidak lengkap. Muat ulang, lalu isi lagi.")
    if form.terms is None or key is None:
        return _index_page(cohort, request.form, form.errors), 422
    try:
        with write():
            give(load_class(uid, lock=True), key, form.terms, own_act())
    except GivenAlreadyError as refusal:
        return _index_page(cohort, request.form, _twice(view, refusal)), 422
    except FormUsedError:
        typed = MultiDict(request.form)
        typed["kunci"] = str(uuid4())
        return _index_page(cohort, typed, {"": USED}), 422
    return redirect(url_for("assignments.index", uid=uid), code=303)


@blueprint.post("/salin")
@open_to(*OFFICE_STAFF)
def copy(uid: UUID) -> ResponseReturnValue:
    """The work of an earlier class, for one that gave none yet."""
    cohort, earlier = load_class(uid), read_uuid(request.form.get("dari", ""))
    if earlier is None or earlier == uid:
        return _index_page(cohort, MultiDict(), {"dari": "Pilih dulu kelasnya."}), 422
    load_class(earlier)
    with write():
        copied = copy_work(
            load_class(earlier), load_class(uid, lock=True), site().catalogue, own_act()
        )
    if not copied:
        words = "Tidak ada yang bisa disalin: kelas itu tidak menugaskan modul dari program ini."
        return _index_page(cohort, MultiDict(), {"dari": words}), 422
    return redirect(url_for("assignments.index", uid=uid), code=303)


@blueprint.get("/<uuid:work>")
@open_to(*OFFICE_STAFF)
def show(uid: UUID, work: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    row = load_work(cohort, work)
    typed = fill(terms_of(row), {seat.id: str(seat.uid) for seat in seats_of(cohort.id)})
    typed["versi"] = str(row.version)
    return _work_page(cohort, row, typed, {})


@blueprint.post("/<uuid:work>")
@open_to(*OFFICE_STAFF)
def save(uid: UUID, work: UUID) -> ResponseReturnValue:
    cohort, reason = load_class(uid), read_reason(request.form)
    row, view = load_work(cohort, work), view_class(cohort, site().catalogue)
    form = read_work(request.form, _frame(view, terms_of(row)))
    if not reason:
        form.errors["alasan"] = NO_REASON
    if form.terms is None or form.errors:
        return _work_page(cohort, row, request.form, form.errors), 422
    try:
        with write():
            locked = load_class(uid, lock=True)
            version = request.form.get("versi", "")
            seen = int(version) if version.isdecimal() else 0
            change(locked, load_work(locked, work), form.terms, seen, own_act(), reason)
    except GivenAlreadyError as refusal:
        return _work_page(cohort, row, request.form, _twice(view, refusal)), 422
    except (WorkChangedError, WorkGoneError) as refusal:
        return _work_changed(uid, work, refusal), 409
    return redirect(url_for("assignments.index", uid=uid), code=303)


@blueprint.post("/<uuid:work>/tarik")
@open_to(*OFFICE_STAFF)
def take_back(uid: UUID, work: UUID) -> ResponseReturnValue:
    cohort, reason = load_class(uid), read_reason(request.form)
    row = load_work(cohort, work)
    if not reason:
        typed = fill(terms_of(row), {seat.id: str(seat.uid) for seat in seats_of(cohort.id)})
        return _work_page(cohort, row, typed, {"tarik": NO_REASON}), 422
    with write():
        cohort = load_class(uid, lock=True)
        withdraw(cohort, load_work(cohort, work), own_act(), reason)
    return redirect(url_for("assignments.index", uid=uid), code=303)


@blueprint.post("/<uuid:work>/kesempatan/<uuid:seat>")
@open_to(*OFFICE_STAFF)
def once_more(uid: UUID, work: UUID, seat: UUID) -> ResponseReturnValue:
    """One more attempt for somebody, with a reason."""
    cohort, reason = load_class(uid), read_reason(request.form)
    row, key = load_work(cohort, work), read_uuid(request.form.get("kunci", ""))
    load_seat(cohort, seat)
    module = read_module(request.form.get("modul", ""), terms_of(row))
    typed = fill(terms_of(row), {one.id: str(one.uid) for one in seats_of(cohort.id)})
    if not reason or key is None or module is None:
        words = "Muat ulang halaman ini, lalu coba lagi." if reason else NO_REASON
        return _work_page(cohort, row, typed, {"kesempatan-lagi": words}), 422
    try:
        with write():
            cohort = load_class(uid, lock=True)
            person = load_seat(cohort, seat)
            give_extra(load_work(cohort, work), person, module, key, own_act(), reason)
    except FormUsedError:
        return _work_page(cohort, row, typed, {"kesempatan-lagi": USED}), 422
    return redirect(url_for("assignments.show", uid=uid, work=work), code=303)


def _frame(view: ClassView, stored: Terms | None = None) -> Frame:
    seats = {str(one.seat.uid): one.seat.id for one in view.members}
    zone = current_user.person.zone
    return Frame(view.cohort, view.taught, seats, zone, now(), stored)


def _twice(view: ClassView, refusal: GivenAlreadyError) -> dict[str, str]:
    titles = [one.title for one in view.taught if one.key in refusal.modules]
    return {"modul": f"Sudah ditugaskan kepada orang yang sama: {', '.join(titles)}."}


def _work_changed(uid: UUID, work: UUID, refusal: Exception) -> str:
    """A colleague was faster: what is stored is shown, and what was typed stays."""
    cohort = load_class(uid)
    row = load_work(cohort, work)
    typed = MultiDict(request.form)
    typed["versi"] = str(row.version)
    if isinstance(refusal, WorkGoneError):
        words = f"Tugas ini baru saja ditarik kembali: {row.withdrawn_reason} Isianmu masih ada."
        return _work_page(cohort, row, typed, {"": words})
    return _work_page(cohort, row, typed, {"": CHANGED}, show_stored=True)


def _index_page(cohort: Cohort, typed: MultiDict[str, str], errors: dict[str, str]) -> str:
    view, zone = view_class(cohort, site().catalogue), current_user.person.zone
    found = lines(view, in_force(cohort.id), zone, now())
    typed = MultiDict(typed)
    typed.setdefault("kunci", str(uuid4()))
    return render_template(
        "training/work.html",
        cohort=cohort,
        view=view,
        lines=found,
        withdrawn=withdrawn_of(cohort.id),
        zone=zone,
        typed=typed,
        errors=errors,
        over=class_over(_frame(view)),
        earlier=[] if found else [one for one, *_ in classes_of(own_scope())],
    )


def _work_page(
    cohort: Cohort,
    row: Assignment,
    typed: MultiDict[str, str],
    errors: dict[str, str],
    show_stored: bool = False,
) -> str:
    catalogue, zone = site().catalogue, current_user.person.zone
    view = view_class(cohort, catalogue)
    line = next(iter(lines(view, [row], zone, now())), None)
    return render_template(
        "training/assignment.html",
        cohort=cohort,
        view=view,
        row=row,
        line=line,
        zone=zone,
        typed=typed,
        errors=errors,
        show_stored=show_stored,
        spent=list(spent(view, line.given, catalogue)) if line else [],
        key=uuid4,
    )
