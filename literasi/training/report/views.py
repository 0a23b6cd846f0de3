"""Berkas penutupan: what the office writes above a class's figures, its photographs, the files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from flask import (
    Blueprint,
    Response,
    abort,
    redirect,
    render_template,
    request,
    stream_with_context,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from literasi.accounts.audit import note
from literasi.accounts.confirm_views import asks_again
from literasi.database import write
from literasi.domain.closing_pack import PART_TITLES, Pack
from literasi.domain.dates import local_date
from literasi.pdf import apart
from literasi.sheets.writing import XLSX, write_workbook
from literasi.training.exports.tables import file_name
from literasi.training.loaders import load_class, load_own_office, own_act, own_scope
from literasi.training.models import Cohort
from literasi.training.operations import subject
from literasi.training.plan_words import Difference
from literasi.training.planning import last_change
from literasi.training.progress import view_class
from literasi.training.report.contents import pack_of
from literasi.training.report.forms import differences, fill, read_report
from literasi.training.report.models import ReportPhoto
from literasi.training.report.operations import (
    ReportChangedError,
    find_report,
    forget_report,
    last_report,
    report_of,
    save_report,
    version_of,
)
from literasi.training.report.photographs import MOST, forget_photos, full_key, photos_of
from literasi.training.report.tables import sheets_of
from literasi.web.access import OFFICE_STAFF, open_to
from literasi.web.clock import now
from literasi.web.site import site

blueprint = Blueprint("reports", __name__, url_prefix="/petugas/kelas/<uuid:uid>/berkas")

NOTHING_TO_COPY = "Belum ada berkas kelas lain yang bisa disalin."


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page says to somebody whose form was not taken, beside what they typed."""

    typed: MultiDict[str, str] | None = None
    errors: dict[str, str] = field(default_factory=dict)
    version: int | None = None
    meanwhile: list[Difference] = field(default_factory=list)
    # Of photographs: what was typed below one, and which it was, "" for a new one.
    photo_error: str = ""
    caption: str = ""
    photo: str = ""
    note: str = ""


NOTHING_SAID = Shown()


@blueprint.get("")
@open_to(*OFFICE_STAFF)
def show(uid: UUID) -> ResponseReturnValue:
    """With `salin`, filled in as the last report that one may see; nothing is stored."""
    cohort = load_class(uid)
    if "salin" not in request.args:
        return page(cohort)
    last = last_report(own_scope(), cohort.id)
    if last is None:
        return page(cohort, Shown(note=NOTHING_TO_COPY))
    typed = fill(last)
    # A letter has its own number and day, and a class its own notes.
    for name in ("nomor", "tanggal", "catatan"):
        typed[name] = fill(report_of(find_report(cohort.id)))[name]
    return page(cohort, Shown(typed, note="Disalin dari berkas terakhir. Periksa, lalu simpan."))


@blueprint.post("")
@open_to(*OFFICE_STAFF)
def save(uid: UUID) -> ResponseReturnValue:
    cohort, form = load_class(uid), read_report(request.form)
    if form.report is None:
        return page(cohort, Shown(request.form, form.errors, form.version)), 422
    try:
        with write():
            save_report(load_class(uid, lock=True), form.report, form.version, own_act())
    except ReportChangedError as refusal:
        said = differences(refusal.stored, form.report)
        return page(load_class(uid), Shown(request.form, meanwhile=said)), 409
    return redirect(url_for("reports.show", uid=uid, simpan="ya", _anchor="isian"), code=303)


@blueprint.post("/unduh")
@open_to(*OFFICE_STAFF)
@asks_again
def download(uid: UUID) -> ResponseReturnValue:
    """The pack as it is stored, not as a form beside it may say by now."""
    form = request.form.get("bentuk", "")
    if form not in ("pdf", "xlsx"):
        abort(404)
    load_class(uid)
    with write():
        cohort = load_class(uid)
        note(own_act(), "export.pack", subject(cohort), f"{cohort.name}: {form.upper()}")
    photos = _at_hand(cohort)
    pack = _pack(cohort, [photo for photo, _ in photos])
    content = {photo.hash: bytes_ for photo, bytes_ in photos}
    return _workbook(pack) if form == "xlsx" else _paper(pack, content)


@blueprint.post("/hapus")
@open_to(*OFFICE_STAFF)
@asks_again
def delete(uid: UUID) -> ResponseReturnValue:
    """What was written and the photographs go; the class and its figures stay."""
    load_class(uid)
    with write():
        cohort = load_class(uid, lock=True)
        forget_photos(cohort, site().files)
        forget_report(cohort, own_act())
    return redirect(url_for("reports.show", uid=uid), code=303)


def page(cohort: Cohort, shown: Shown = NOTHING_SAID) -> str:
    row, photos = find_report(cohort.id), photos_of(cohort.id)
    return render_template(
        "training/report.html",
        cohort=cohort,
        pack=_pack(cohort, photos),
        shown=shown,
        typed=shown.typed if shown.typed is not None else fill(report_of(row)),
        # Whoever mends a form is still held to what they saw; whoever was told of a colleague's
        # change has seen it.
        version=version_of(row) if shown.version is None else shown.version,
        is_written=row is not None or bool(photos),
        titles=PART_TITLES,
        photos=photos,
        most_photos=MOST,
        meanwhile=shown.meanwhile,
        last=last_change(cohort, "report.save") if shown.meanwhile else None,
        saved=request.method == "GET" and "simpan" in request.args,
    )


def _pack(cohort: Cohort, photos: Iterable[ReportPhoto]) -> Pack:
    office = load_own_office()
    return pack_of(
        view_class(cohort, site().catalogue),
        office,
        report_of(find_report(cohort.id)),
        photos,
        local_date(now(), office.zone),
        current_user.person.demo,
    )


def _at_hand(cohort: Cohort) -> list[tuple[ReportPhoto, bytes]]:
    """The photographs whose files are there."""
    found = [(one, site().files.get(full_key(cohort, one.hash))) for one in photos_of(cohort.id)]
    return [(one, content) for one, content in found if content is not None]


def _paper(pack: Pack, photos: dict[str, bytes]) -> Response:
    return Response(
        apart.pack(pack, photos), content_type="application/pdf", headers=_attached(pack, "pdf")
    )


def _workbook(pack: Pack) -> Response:
    content = stream_with_context(write_workbook(sheets_of(pack)))
    return Response(content, content_type=XLSX, headers=_attached(pack, "xlsx"))


def _attached(pack: Pack, ending: str) -> dict[str, str]:
    name = f"berkas-{file_name(pack.name)}.{ending}"
    return {"Content-Disposition": f'attachment; filename="{name}"'}
