"""A list of participants as a file: upload it, look at what would happen, then accept it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from literasi.accounts.forms import read_uuid
from literasi.database import write
from literasi.domain.dates import local_date
from literasi.domain.participant import RELATIONS
from literasi.domain.roster_plan import Standing
from literasi.domain.roster_sheet import Reading, read_sheet
from literasi.sheets.errors import SheetError
from literasi.sheets.reading import LARGEST_FILE, TOO_LARGE, read_tables
from literasi.sheets.writing import CSV, XLSX
from literasi.training.loaders import load_class, load_own_office, own_act
from literasi.training.models import Cohort
from literasi.training.operations import ClassFullError, FormUsedError
from literasi.training.roster.countries import countries_by_name, country_names
from literasi.training.roster.drafts import (
    OPEN,
    ChangedMeanwhileError,
    accept_draft,
    find_draft,
    keep_draft,
    preview,
)
from literasi.training.roster.forms import band_words, read_rows
from literasi.training.roster.models import RosterDraft
from literasi.training.roster.templates import template_csv, template_workbook
from literasi.web.access import OFFICE_STAFF, open_to
from literasi.web.bodies import takes_up_to
from literasi.web.clock import now

blueprint = Blueprint("roster", __name__, url_prefix="/petugas/kelas/<uuid:uid>/peserta/impor")

NO_FILE = "Pilih dulu filenya: Excel (.xlsx) atau CSV."
INCOMPLETE = "Formulir ini tidak lengkap. Muat ulang halaman ini, lalu unggah lagi."
USED = "Formulir ini sudah dipakai untuk file lain. Pilih filenya sekali lagi, lalu unggah."
EXPIRED = "Pratinjau itu sudah lewat sehari, jadi dihapus. Unggah filenya sekali lagi."
NOTHING_CHOSEN = "Centang dulu siapa yang diimpor."
ACCEPTED = "Pratinjau ini sudah diimpor dengan pilihan lain. Unggah filenya lagi untuk yang lain."
CHANGED = (
    "Daftar kelas berubah sejak kamu membuka pratinjau ini. Belum ada yang diimpor. Periksa lagi "
    "yang di bawah ini, lalu impor."
)
FULL = "Kelas ini paling banyak {} orang. Belum ada yang diimpor. Kurangi centangnya."


@blueprint.get("")
@open_to(*OFFICE_STAFF)
def ask(uid: UUID) -> ResponseReturnValue:
    return _upload_page(load_class(uid), "")


@blueprint.post("")
@open_to(*OFFICE_STAFF)
@takes_up_to(LARGEST_FILE)
def upload(uid: UUID) -> ResponseReturnValue:
    """Reads the file and keeps what it says; imports nothing."""
    cohort = load_class(uid)
    try:
        file, key = request.files.get("berkas"), read_uuid(request.form.get("kunci", ""))
    except RequestEntityTooLarge:
        return _upload_page(cohort, TOO_LARGE), 413
    if file is None or not file.filename or key is None:
        return _upload_page(cohort, INCOMPLETE if key is None else NO_FILE), 422
    content = file.read()
    reading = _read(content)
    if reading.fatal:
        return _upload_page(cohort, reading.fatal), 422
    try:
        with write():
            keep_draft(load_class(uid), key, content, reading, now())
    except FormUsedError:
        return _upload_page(cohort, USED), 422
    return redirect(url_for("roster.show", uid=uid, draft=key), code=303)


@blueprint.get("/<uuid:draft>")
@open_to(*OFFICE_STAFF)
def show(uid: UUID, draft: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    found = _load_draft(cohort, draft)
    if found.expires_at <= now():
        return _upload_page(cohort, EXPIRED), 410
    return _preview_page(cohort, found, "")


@blueprint.post("/<uuid:draft>")
@open_to(*OFFICE_STAFF)
def accept(uid: UUID, draft: UUID) -> ResponseReturnValue:
    cohort, chosen = load_class(uid), read_rows(request.form.getlist("baris"))
    found = _load_draft(cohort, draft)
    if found.expires_at <= now():
        return _upload_page(cohort, EXPIRED), 410
    if not chosen:
        return _preview_page(cohort, found, NOTHING_CHOSEN, ()), 422
    try:
        with write():
            cohort = load_class(uid, lock=True)
            seal = request.form.get("segel", "")
            accept_draft(_load_draft(cohort, draft), cohort, chosen, seal, own_act())
    except ClassFullError as refusal:
        words = FULL.format(refusal.most)
        return _preview_page(cohort, _load_draft(cohort, draft), words, chosen), 422
    except (FormUsedError, ChangedMeanwhileError) as refusal:
        words = ACCEPTED if isinstance(refusal, FormUsedError) else CHANGED
        return _preview_page(cohort, _load_draft(cohort, draft), words, chosen), 422
    return redirect(url_for("roster.show", uid=uid, draft=draft), code=303)


@blueprint.get("/templat.xlsx", defaults={"kind": "xlsx"})
@blueprint.get("/templat.csv", defaults={"kind": "csv"})
@open_to(*OFFICE_STAFF)
def template(uid: UUID, kind: str) -> ResponseReturnValue:
    load_class(uid)
    content = template_csv() if kind == "csv" else template_workbook()
    headers = {"Content-Disposition": f'attachment; filename="templat-peserta.{kind}"'}
    kind_of = CSV if kind == "csv" else XLSX
    return Response(content, content_type=kind_of, headers=headers)


def _read(content: bytes) -> Reading:
    year = local_date(now(), load_own_office().zone).year
    try:
        return read_sheet(read_tables(content), countries_by_name(), year)
    except SheetError as error:
        return Reading(fatal=str(error))


def _load_draft(cohort: Cohort, uid: UUID) -> RosterDraft:
    return find_draft(cohort.id, uid) or abort(404)


def _upload_page(cohort: Cohort, problem: str) -> str:
    return render_template("training/import.html", cohort=cohort, key=uuid4(), problem=problem)


def _preview_page(
    cohort: Cohort, draft: RosterDraft, problem: str, chosen: Sequence[int] | None = None
) -> str:
    if draft.accepted_at is not None:
        return render_template(
            "training/imported.html", cohort=cohort, outcome=draft.outcome, problem=problem
        )
    found = preview(draft)
    return render_template(
        "training/preview.html",
        cohort=cohort,
        preview=found,
        chosen=found.usual if chosen is None else chosen,
        open=OPEN,
        standings=Standing,
        relations=RELATIONS,
        countries=country_names("id"),
        band_words=band_words,
        problem=problem,
    )
