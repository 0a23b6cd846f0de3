"""Files of a class's certificates: how far they are, trying again, and all of them at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from tempfile import TemporaryFile
from typing import BinaryIO
from uuid import UUID

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from literasi.accounts.audit import note
from literasi.accounts.confirm_views import asks_again
from literasi.accounts.forms import name_key
from literasi.certificates.batches import ask_again, progress_of
from literasi.certificates.documents import stored_pdf
from literasi.certificates.jobs import nudge_due
from literasi.certificates.models import Certificate
from literasi.certificates.operations import class_certificates
from literasi.database import write
from literasi.domain.words import file_part
from literasi.files import FileStoreError
from literasi.keys import KeyFileError
from literasi.pdf import PdfError
from literasi.sealing import SealError
from literasi.training.closing.bundle import in_order, names_in_zip, write_pdf, write_zip
from literasi.training.loaders import load_class, own_act, own_press
from literasi.training.models import Cohort
from literasi.training.operations import subject
from literasi.training.progress import view_class
from literasi.web.access import OFFICE_STAFF, open_to
from literasi.web.clock import now
from literasi.web.links import public_base
from literasi.web.site import site

blueprint = Blueprint("issuing", __name__, url_prefix="/petugas/kelas/<uuid:uid>/sertifikat/berkas")

PDF, ZIP = "pdf", "zip"
PIECE = 64 * 1024
NOT_YET = "Berkasnya belum semua jadi. Tunggu sampai lengkap, lalu unduh lagi."
NONE = "Kelas ini belum punya sertifikat yang berlaku."
FAILED = "Berkasnya tidak bisa disatukan: penyimpanan server penuh atau ada berkas yang rusak."


@blueprint.get("")
@open_to(*OFFICE_STAFF)
def progress(uid: UUID) -> ResponseReturnValue:
    """How far the files are, as the closing page shows it too; 304 while nothing changed."""
    response = Response(_part(load_class(uid)))
    response.add_etag(weak=True)
    return response.make_conditional(request)


@blueprint.post("/lagi")
@open_to(*OFFICE_STAFF)
def try_again(uid: UUID) -> ResponseReturnValue:
    """Have every file that is missing made now, however often it failed before."""
    with write():
        cohort = load_class(uid, lock=True)
        ask_again(class_certificates(cohort.uid), own_press(cohort))
    nudge_due()
    return redirect(url_for("closing.certificates", uid=uid, _anchor="berkas"), code=303)


@blueprint.post("/semua")
@open_to(*OFFICE_STAFF)
@asks_again
def download_all(uid: UUID) -> ResponseReturnValue:
    """Every certificate in force, in the order of the class's list."""
    cohort, kind = load_class(uid), request.form.get("bentuk", PDF)
    if kind not in (PDF, ZIP):
        abort(404)
    wanted = in_order(view_class(cohort, site().catalogue))
    if not wanted or any(not one.file_hash for one in wanted):
        return _refusal(cohort, NOT_YET if wanted else NONE), 409
    try:
        content = _spooled(cohort, wanted, kind)
    except (FileStoreError, PdfError, SealError, KeyFileError, OSError) as error:
        current_app.logger.error("certificates of a class not put together: %s", error)
        return _refusal(cohort, FAILED), 503
    with write():
        note(own_act(), "export.files", subject(cohort), cohort.name)
    return _answer(content, f"sertifikat-{file_part(name_key(cohort.name), 'kelas')}.{kind}")


def _part(cohort: Cohort) -> str:
    files = progress_of(class_certificates(cohort.uid), now())
    return render_template("training/_issuing_part.html", cohort=cohort, files=files)


def _refusal(cohort: Cohort, problem: str) -> str:
    files = progress_of(class_certificates(cohort.uid), now())
    return render_template("training/issuing.html", cohort=cohort, files=files, problem=problem)


def _spooled(cohort: Cohort, wanted: list[Certificate], kind: str) -> BinaryIO:
    """On the disk of the data folder, since /tmp may be memory; it has no name and goes by itself.
    One file after the other is read."""
    files, base, seal = site().files, public_base(), site().fitting
    pages = ((one, stored_pdf(one, files, base, seal)) for one in wanted)
    with ExitStack() as stack:
        target = stack.enter_context(TemporaryFile(dir=site().settings.data))
        if kind == PDF:
            write_pdf(pages, f"Sertifikat {cohort.name}", target)
        else:
            write_zip(pages, names_in_zip(wanted), target)
        # Whole: whoever sends it closes it.
        stack.pop_all()
    return target


def _answer(content: BinaryIO, name: str) -> Response:
    kind = "application/zip" if name.endswith(ZIP) else "application/pdf"
    size = content.tell()
    content.seek(0)
    response = Response(_pieces(content), mimetype=kind)
    response.content_length = size
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.call_on_close(content.close)
    return response


def _pieces(content: BinaryIO) -> Iterator[bytes]:
    yield from iter(partial(content.read, PIECE), b"")
