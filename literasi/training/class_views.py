"""An office's classes: the list, a new one, its progress, and its plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from literasi.accounts.forms import read_uuid
from literasi.certificates.design.operations import design_of
from literasi.database import write
from literasi.domain.dates import local_date
from literasi.training.assignments.copying import copy_work, follow_programme
from literasi.training.catalogue import present_keys
from literasi.training.closing.loaders import not_mine
from literasi.training.closing.proposal_lists import count_waiting
from literasi.training.forms import read_date
from literasi.training.loaders import load_class, load_own_office, own_act, own_scope
from literasi.training.models import Cohort
from literasi.training.operations import MOST_SEATS, FormUsedError, classes_of
from literasi.training.plan_forms import MODES, PROGRAMMES, ClassForm, fill, read_class
from literasi.training.plan_words import Difference, differences
from literasi.training.planning import (
    ChangedMeanwhileError,
    ClassPlan,
    TooSmallError,
    as_new,
    change_class,
    create_class,
    last_change,
    plan_of,
)
from literasi.training.progress import minimum_of
from literasi.training.results.loaders import glance
from literasi.training.rundown_forms import add_drafted
from literasi.training.team import colleagues
from literasi.web.access import OFFICE_STAFF, open_to
from literasi.web.clock import now
from literasi.web.site import site

blueprint = Blueprint("classes", __name__, url_prefix="/petugas/kelas")

USED = "Formulir ini sudah membuat kelas. Periksa isinya, lalu simpan lagi untuk kelas yang lain."
SPARE_ROWS = {"tamu": 2, "acara": 3}


@blueprint.get("")
@open_to(*OFFICE_STAFF)
def index() -> ResponseReturnValue:
    scope = own_scope()
    # Only whoever may decide is told how many wait.
    proposed = 0 if not_mine(current_user.person) else count_waiting(scope)
    classes = classes_of(scope)
    return render_template(
        "training/classes.html", classes=classes, proposed=proposed, today=_today()
    )


@blueprint.get("/baru")
@open_to(*OFFICE_STAFF)
def new() -> ResponseReturnValue:
    """An empty plan, or that of an earlier class moved to another day (`dari`, `mulai`)."""
    starts_on = read_date(request.args.get("mulai", "")) or _today()
    uid = read_uuid(request.args.get("dari", ""))
    typed = _from_earlier(load_class(uid), starts_on) if uid else _empty(starts_on)
    typed["kunci"] = str(uuid4())
    return _plan_page(typed, {}, None)


@blueprint.post("/baru")
@open_to(*OFFICE_STAFF)
def create() -> ResponseReturnValue:
    if _wants_rows():
        return _plan_page(_with_drafted(), {}, None)
    form, key = _read(), read_uuid(request.form.get("kunci", ""))
    if form.plan is None or key is None:
        return _plan_page(request.form, form.errors, None), 422
    try:
        with write():
            cohort = _create(key, form.plan, read_uuid(request.form.get("dari", "")))
    except FormUsedError:
        typed = MultiDict(request.form)
        typed["kunci"] = str(uuid4())
        return _plan_page(typed, {"nama": USED}, None), 422
    return redirect(url_for("seats.index", uid=cohort.uid), code=303)


@blueprint.get("/<uuid:uid>")
@open_to(*OFFICE_STAFF)
def show(uid: UUID) -> ResponseReturnValue:
    return render_template("training/progress.html", **glance(load_class(uid)))


@blueprint.get("/<uuid:uid>/ubah")
@open_to(*OFFICE_STAFF)
def edit(uid: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    typed = fill(_as_today(plan_of(cohort)), _uids())
    typed["versi"] = str(cohort.version)
    return _plan_page(typed, {}, cohort)


@blueprint.post("/<uuid:uid>/ubah")
@open_to(*OFFICE_STAFF)
def change(uid: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    if _wants_rows():
        return _plan_page(_with_drafted(), {}, cohort)
    form, version = _read(), request.form.get("versi", "")
    if form.plan is None:
        return _plan_page(request.form, form.errors, cohort), 422
    try:
        with write():
            cohort = load_class(uid, lock=True)
            change_class(cohort, form.plan, int(version) if version.isdecimal() else 0, own_act())
            follow_programme(cohort, site().catalogue, own_act())
    except ChangedMeanwhileError as refusal:
        return _conflict(uid, refusal.stored, form.plan), 409
    except TooSmallError as refusal:
        words = f"Kelas ini sudah berisi {refusal.people} orang, jadi kapasitasnya tidak kurang."
        return _plan_page(request.form, {"kapasitas": words}, cohort), 422
    return redirect(url_for("classes.show", uid=uid), code=303)


def _create(key: UUID, plan: ClassPlan, copied_from: UUID | None) -> Cohort:
    """What a plan's form does not hold comes from the earlier class itself."""
    person, act = current_user.person, own_act()
    earlier = load_class(copied_from) if copied_from else None
    minimum = minimum_of(earlier) if earlier else None
    cohort = create_class(key, plan, person.office_id, person.staff_id, act, minimum)
    if earlier:
        copy_work(earlier, cohort, site().catalogue, act)
    return cohort


def _today() -> date:
    """The date where the office is."""
    return local_date(now(), current_user.person.zone)


def _read() -> ClassForm:
    ids = {str(one.uid): one.id for one in colleagues(current_user.person.office_id)}
    return read_class(request.form, site().catalogue, ids)


def _uids() -> dict[int, str]:
    return {one.id: str(one.uid) for one in colleagues(current_user.person.office_id)}


def _as_today(plan: ClassPlan) -> ClassPlan:
    """Its modules by the names that they have today; those that are gone are left out."""
    return replace(plan, modules=present_keys(plan.modules, site().catalogue))


def _empty(starts_on: date) -> MultiDict[str, str]:
    office = load_own_office()
    signatory = design_of(office).signatory
    return MultiDict(
        {
            "judul": "Literasi Keuangan Keluarga Pekerja Migran Indonesia",
            "mulai": starts_on.isoformat(),
            "selesai": starts_on.isoformat(),
            "provinsi": office.coverage[0] if len(office.coverage) == 1 else "",
            "jabatan": signatory.position,
            "penandatangan": signatory.name,
            "nip": signatory.nip,
        }
    )


def _from_earlier(earlier: Cohort, starts_on: date) -> MultiDict[str, str]:
    me = current_user.person.staff_id
    plan = as_new(_as_today(plan_of(earlier)), earlier.trainer_id, me, starts_on)
    typed = fill(plan, _uids())
    typed["dari"] = str(earlier.uid)
    return typed


def _wants_rows() -> bool:
    """Whether the button was one that adds rows to the form and saves nothing."""
    return "tambah" in request.form or "rencana" in request.form


def _with_drafted() -> MultiDict[str, str]:
    """What was typed; with the sessions of the chosen modules' plans, if that was the button."""
    typed = MultiDict(request.form)
    if "rencana" in typed:
        add_drafted(typed, site().catalogue)
    return typed


def _conflict(uid: UUID, stored: ClassPlan, typed: ClassPlan) -> str:
    """A colleague was faster: what differs is shown, and what was typed stays. Saved once more,
    it is saved with the knowledge of that."""
    cohort = load_class(uid)
    form = MultiDict(request.form)
    form["versi"] = str(cohort.version)
    names = {one.id: one.name for one in colleagues(current_user.person.office_id)}
    return _plan_page(form, {}, cohort, differences(stored, typed, names))


def _plan_page(
    typed: MultiDict[str, str],
    errors: dict[str, str],
    cohort: Cohort | None,
    meanwhile: list[Difference] | None = None,
) -> str:
    more = request.form.get("tambah", "") if request.method == "POST" else ""
    leader = cohort.trainer_id if cohort else current_user.person.staff_id
    office_id = current_user.person.office_id
    staff = colleagues(office_id)
    return render_template(
        "training/plan.html",
        typed=typed,
        chosen=typed.getlist("modul"),
        errors=errors,
        cohort=cohort,
        courses=site().catalogue.courses,
        programmes=PROGRAMMES,
        modes=MODES,
        colleagues=[one for one in staff if one.id != leader],
        leader=next((one.name for one in staff if one.id == leader), ""),
        rows={name: spare + 5 * (more == name) for name, spare in SPARE_ROWS.items()},
        meanwhile=meanwhile,
        last=last_change(cohort) if cohort and meanwhile else None,
        most_seats=MOST_SEATS,
        earlier=[] if cohort else classes_of(own_scope()),
    )
