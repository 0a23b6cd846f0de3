"""An office's classes: the list, a new one, its progress, and its plan."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from literasi.accounts.forms import read_uuid
from literasi.database import write
from literasi.domain.dates import local_date
from literasi.training.forms import read_class, read_date
from literasi.training.loaders import load_class, load_own_office, own_act
from literasi.training.models import Cohort
from literasi.training.operations import (
    FormUsedError,
    assign,
    change_class,
    classes_of,
    create_class,
    programme,
)
from literasi.training.overview import overview
from literasi.training.progress import programme_keys, view_class
from literasi.web.access import OFFICE_STAFF, open_to
from literasi.web.clock import now
from literasi.web.site import site

blueprint = Blueprint("classes", __name__, url_prefix="/petugas/kelas")

USED = "Formulir ini sudah membuat kelas. Periksa isinya, lalu simpan lagi untuk kelas yang lain."


@blueprint.get("")
@open_to(*OFFICE_STAFF)
def index() -> ResponseReturnValue:
    classes = classes_of(current_user.person.office_id)
    return render_template("training/classes.html", classes=classes, today=_today(now()))


@blueprint.get("/baru")
@open_to(*OFFICE_STAFF)
def new() -> ResponseReturnValue:
    office = load_own_office()
    today = _today(now()).isoformat()
    typed = MultiDict(
        {
            "kunci": str(uuid4()),
            "judul": "Literasi Keuangan Keluarga Pekerja Migran Indonesia",
            "mulai": today,
            "selesai": today,
            "jabatan": office.signatory.get("position", ""),
            "penandatangan": office.signatory.get("name", ""),
            "nip": office.signatory.get("nip", ""),
        }
    )
    return _plan_page(typed, {}, None)


@blueprint.post("/baru")
@open_to(*OFFICE_STAFF)
def create() -> ResponseReturnValue:
    form, key = read_class(request.form, site().catalogue), read_uuid(request.form.get("kunci", ""))
    if form.plan is None or key is None:
        return _plan_page(request.form, form.errors, None), 422
    person = current_user.person
    try:
        with write():
            cohort = create_class(key, form.plan, person.office_id, person.staff_id, own_act())
    except FormUsedError:
        typed = MultiDict(request.form)
        typed["kunci"] = str(uuid4())
        return _plan_page(typed, {"nama": USED}, None), 422
    return redirect(url_for("seats.index", uid=cohort.uid), code=303)


@blueprint.get("/<uuid:uid>")
@open_to(*OFFICE_STAFF)
def show(uid: UUID) -> ResponseReturnValue:
    view = view_class(load_class(uid), site().catalogue)
    found = overview(view, _today(now()))
    return render_template("training/progress.html", cohort=view.cohort, view=view, now=found)


@blueprint.get("/<uuid:uid>/ubah")
@open_to(*OFFICE_STAFF)
def edit(uid: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    typed = MultiDict(
        [
            ("nama", cohort.name),
            ("judul", cohort.title),
            ("tempat", cohort.place),
            ("mulai", cohort.starts_on.isoformat()),
            ("selesai", cohort.ends_on.isoformat()),
            ("jabatan", cohort.signatory.get("position", "")),
            ("penandatangan", cohort.signatory.get("name", "")),
            ("nip", cohort.signatory.get("nip", "")),
            *(("modul", key) for key in programme_keys(cohort.id, site().catalogue)),
        ]
    )
    return _plan_page(typed, {}, cohort)


@blueprint.post("/<uuid:uid>/ubah")
@open_to(*OFFICE_STAFF)
def change(uid: UUID) -> ResponseReturnValue:
    cohort, form = load_class(uid), read_class(request.form, site().catalogue)
    if form.plan is None:
        return _plan_page(request.form, form.errors, cohort), 422
    with write():
        change_class(load_class(uid, lock=True), form.plan, own_act())
    return redirect(url_for("classes.show", uid=uid), code=303)


@blueprint.get("/<uuid:uid>/pelajaran")
@open_to(*OFFICE_STAFF)
def work(uid: UUID) -> ResponseReturnValue:
    return _work_page(load_class(uid), "")


@blueprint.post("/<uuid:uid>/pelajaran")
@open_to(*OFFICE_STAFF)
def give_work(uid: UUID) -> ResponseReturnValue:
    """Assign the ticked modules until a day, or take them back with the second button."""
    cohort, ticked = load_class(uid), set(request.form.getlist("modul"))
    keys = [(row.course, row.module) for row in programme(cohort.id)]
    chosen = [key for key in keys if "/".join(key) in ticked]
    due_on = read_date(request.form.get("batas", ""))
    taken_back = "tarik" in request.form
    error = ""
    if not chosen:
        error = "Pilih dulu modulnya."
    elif not taken_back and (due_on is None or due_on < _today(now())):
        error = "Tulis batas waktunya: hari ini atau sesudahnya, misalnya 26/11/2026."
    if error:
        return _work_page(cohort, error), 422
    with write():
        assign(load_class(uid, lock=True), chosen, None if taken_back else due_on, own_act())
    return redirect(url_for("classes.work", uid=uid), code=303)


def _today(moment: datetime) -> date:
    """The date where the office is."""
    return local_date(moment, load_own_office().zone)


def _plan_page(typed: MultiDict[str, str], errors: dict[str, str], cohort: Cohort | None) -> str:
    return render_template(
        "training/plan.html",
        typed=typed,
        chosen=typed.getlist("modul"),
        errors=errors,
        cohort=cohort,
        courses=site().catalogue.courses,
    )


def _work_page(cohort: Cohort, error: str) -> str:
    view = view_class(cohort, site().catalogue)
    return render_template(
        "training/work.html",
        cohort=cohort,
        view=view,
        error=error,
        chosen=request.form.getlist("modul"),
    )
