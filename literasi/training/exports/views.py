"""An office takes its data away: a class's people, marks and attendance, and its certificates."""

from __future__ import annotations

from uuid import UUID

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    render_template,
    request,
    stream_with_context,
)
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.accounts.audit import note
from literasi.accounts.confirm_views import asks_again
from literasi.accounts.forms import read_uuid
from literasi.accounts.staff_models import Office
from literasi.database import write
from literasi.domain.dates import local_date
from literasi.sheets.writing import CSV, XLSX, Sheet, write_csv, write_workbook
from literasi.training.exports.archive import archive_of, write_archive, years_of
from literasi.training.exports.tables import (
    Register,
    attendance_sheet,
    certificates_sheet,
    file_name,
    marks_sheet,
    roster_sheet,
)
from literasi.training.loaders import load_class, load_own_office, own_act, own_scope
from literasi.training.models import Cohort
from literasi.training.operations import classes_of, subject
from literasi.training.progress import view_class
from literasi.web.access import OFFICE_STAFF, WHOLE_OFFICE, open_to
from literasi.web.clock import now
from literasi.web.downloads import make_download
from literasi.web.links import public_base
from literasi.web.site import site

blueprint = Blueprint("exports", __name__, url_prefix="/petugas")

DOWNLOADS = "unduhan"  # of the data folder
NO_ROOM = "Zip-nya tidak bisa dibuat: tempat berkas di server penuh. Beri tahu pengelola situs."


@blueprint.get("/kelas/<uuid:uid>/unduh")
@open_to(*OFFICE_STAFF)
def of_class(uid: UUID) -> ResponseReturnValue:
    return render_template("training/exports.html", cohort=load_class(uid))


@blueprint.post("/kelas/<uuid:uid>/unduh")
@open_to(*OFFICE_STAFF)
@asks_again
def download_class(uid: UUID) -> ResponseReturnValue:
    cohort, kind = load_class(uid), request.form.get("isi", "")
    acts = {"peserta": "roster", "nilai": "marks", "kehadiran": "attendance"}
    act = acts.get(kind) or abort(404)
    with write():
        note(own_act(), f"export.{act}", subject(cohort), cohort.name)
    return _answer(_sheet(cohort, kind), f"{kind}-{file_name(cohort.name)}")


@blueprint.get("/unduh")
@open_to(*WHOLE_OFFICE)
def of_office() -> ResponseReturnValue:
    return _office_page("")


@blueprint.post("/unduh")
@open_to(*WHOLE_OFFICE)
@asks_again
def download_office() -> ResponseReturnValue:
    """Every certificate of the office in a list, of a year or of a class if that is asked for."""
    office = load_own_office()
    register, said = _register(office)
    with write():
        about = f"{office.name}{said}"
        note(own_act(), "export.certificates", f"office:{office.slug}", about)
    return _answer(certificates_sheet(register), f"sertifikat-{office.slug}")


@blueprint.post("/unduh/berkas")
@open_to(*WHOLE_OFFICE)
@asks_again
def download_files() -> ResponseReturnValue:
    """The PDFs of a year, as far as they are made."""
    office, year = load_own_office(), _year()
    if year is None:
        abort(404)
    files = site().files
    archive = archive_of(office.id, year, files, now())
    if not archive.entries:
        return _office_page(f"Belum ada sertifikat dari tahun {year}."), 404
    try:
        made = make_download(
            site().settings.data / DOWNLOADS, lambda file: write_archive(archive, files, file)
        )
    except OSError as error:
        current_app.logger.error("zip of a year not made: %s", error)
        return _office_page(NO_ROOM), 503
    with write():
        note(own_act(), "export.archive", f"office:{office.slug}", f"{office.name}: {year}")
    response = Response(made, mimetype="application/zip", direct_passthrough=True)
    response.content_length = made.size
    name = f"sertifikat-{office.slug}-{year}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _office_page(problem: str) -> str:
    office = load_own_office()
    return render_template(
        "training/office_exports.html",
        office=office,
        years=years_of(office.id),
        classes=[cohort for cohort, *_ in classes_of(own_scope())],
        problem=problem,
    )


def _register(office: Office) -> tuple[Register, str]:
    """What is asked for, and how the log says it. 404 for another office's class."""
    year, typed = _year(), request.form.get("kelas", "")
    cohort = load_class(read_uuid(typed) or abort(404)) if typed else None
    today = local_date(now(), office.zone)
    uid = cohort.uid if cohort else None
    parts = [str(year)] if year else []
    parts += [cohort.name] if cohort else []
    said = f": {', '.join(parts)}" if parts else ""
    return Register(office.id, public_base(), today, year, uid), said


def _year() -> int | None:
    """None for all; 404 for what is no year."""
    typed = request.form.get("tahun", "")
    if not typed:
        return None
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) == 4 else abort(404)


def _sheet(cohort: Cohort, kind: str) -> Sheet:
    office_id = current_user.person.office_id
    if kind == "peserta":
        return roster_sheet(office_id, cohort.id, current_user.person.zone)
    if kind == "kehadiran":
        return attendance_sheet(office_id, cohort.id)
    return marks_sheet(view_class(cohort, site().catalogue))


def _answer(sheet: Sheet, name: str) -> Response:
    """The sheet in pieces, as a workbook unless CSV was asked for."""
    is_csv = request.form.get("bentuk") == "csv"
    content = write_csv(sheet) if is_csv else write_workbook([sheet])
    return Response(
        stream_with_context(content),
        content_type=CSV if is_csv else XLSX,
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{"csv" if is_csv else "xlsx"}"'
        },
    )
