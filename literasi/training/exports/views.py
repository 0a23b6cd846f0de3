"""An office takes its data away: a class's people, marks and attendance, and its certificates."""

from __future__ import annotations

from uuid import UUID

from flask import (
    Blueprint,
    Response,
    abort,
    render_template,
    request,
    stream_with_context,
)
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.accounts.audit import note
from literasi.accounts.confirm_views import asks_again
from literasi.database import write
from literasi.sheets.writing import CSV, XLSX, Sheet, write_csv, write_workbook
from literasi.training.exports.tables import (
    attendance_sheet,
    certificates_sheet,
    file_name,
    marks_sheet,
    roster_sheet,
)
from literasi.training.loaders import load_class, load_own_office, own_act
from literasi.training.models import Cohort
from literasi.training.operations import subject
from literasi.training.progress import view_class
from literasi.web.access import OFFICE_STAFF, WHOLE_OFFICE, open_to
from literasi.web.site import site

blueprint = Blueprint("exports", __name__, url_prefix="/petugas")


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
    return render_template("training/office_exports.html", office=load_own_office())


@blueprint.post("/unduh")
@open_to(*WHOLE_OFFICE)
@asks_again
def download_office() -> ResponseReturnValue:
    office = load_own_office()
    with write():
        note(own_act(), "export.certificates", f"office:{office.slug}", office.name)
    return _answer(certificates_sheet(office.id), f"sertifikat-{office.slug}")


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
