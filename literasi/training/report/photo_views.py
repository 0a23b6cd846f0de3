"""Photographs of a class's closing pack: upload one, look at it, write below it, take it away."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from literasi.database import write
from literasi.photos import LARGEST_FILE, TOO_LARGE, Photo, PhotoError
from literasi.training.loaders import load_class, own_act
from literasi.training.models import Cohort
from literasi.training.report.forms import read_caption
from literasi.training.report.loaders import load_photo
from literasi.training.report.photographs import (
    MOST,
    CaptionChangedError,
    TooManyPhotosError,
    add_photo,
    change_caption,
    remove_photo,
    small_key,
)
from literasi.training.report.views import Shown, page
from literasi.web.access import OFFICE_STAFF, open_to
from literasi.web.bodies import takes_up_to
from literasi.web.site import site

blueprint = Blueprint("report_photos", __name__, url_prefix="/petugas/kelas/<uuid:uid>/berkas/foto")

NO_FILE = "Pilih dulu fotonya: JPEG, PNG, atau WebP."
FULL = f"Paling banyak {MOST} foto. Hapus satu dulu."
CAPTION_CHANGED = (
    "Keterangan ini baru saja diubah orang lain. Isianmu belum disimpan: bandingkan, lalu simpan "
    "lagi."
)


@blueprint.post("")
@open_to(*OFFICE_STAFF)
@takes_up_to(LARGEST_FILE)
def upload(uid: UUID) -> ResponseReturnValue:
    """The same photograph again is there once."""
    cohort = load_class(uid)
    try:
        file, caption = request.files.get("foto"), request.form.get("keterangan", "")
    except RequestEntityTooLarge:
        return _refused(cohort, TOO_LARGE), 413
    if file is None or not file.filename:
        return _refused(cohort, NO_FILE, caption), 422
    caption, problem = read_caption(caption)
    photo = problem or _read(file.read())
    if isinstance(photo, str):
        return _refused(cohort, photo, caption), 422
    try:
        with write():
            cohort = load_class(uid, lock=True)
            add_photo(cohort, photo, caption, site().files, own_act())
    except TooManyPhotosError:
        return _refused(load_class(uid), FULL, caption), 422
    return _back(uid)


@blueprint.get("/<uuid:photo>.jpg")
@open_to(*OFFICE_STAFF)
def small(uid: UUID, photo: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    found = load_photo(cohort, photo)
    content = site().files.get(small_key(cohort, found.hash)) or abort(404)
    return Response(content, mimetype="image/jpeg")


@blueprint.post("/<uuid:photo>")
@open_to(*OFFICE_STAFF)
def describe(uid: UUID, photo: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    load_photo(cohort, photo)
    caption, problem = read_caption(request.form.get("keterangan", ""))
    if problem:
        return _refused(cohort, problem, caption, photo), 422
    try:
        with write():
            cohort = load_class(uid, lock=True)
            seen = request.form.get("semula", "")
            change_caption(load_photo(cohort, photo), cohort, caption, seen, own_act())
    except CaptionChangedError:
        return _refused(load_class(uid), CAPTION_CHANGED, caption, photo), 409
    return _back(uid)


@blueprint.post("/<uuid:photo>/hapus")
@open_to(*OFFICE_STAFF)
def remove(uid: UUID, photo: UUID) -> ResponseReturnValue:
    load_photo(load_class(uid), photo)
    with write():
        cohort = load_class(uid, lock=True)
        remove_photo(load_photo(cohort, photo), cohort, site().files, own_act())
    return _back(uid)


def _read(content: bytes) -> Photo | str:
    """The photograph, or why it is none."""
    # Pillow costs some megabytes and photographs are rare: only a worker that reads one pays.
    from literasi.photos.reading import read_photo

    try:
        return read_photo(content)
    except PhotoError as refusal:
        return str(refusal)


def _refused(cohort: Cohort, why: str, caption: str = "", photo: UUID | None = None) -> str:
    return page(cohort, Shown(photo_error=why, caption=caption, photo=str(photo or "")))


def _back(uid: UUID) -> ResponseReturnValue:
    return redirect(url_for("reports.show", uid=uid, _anchor="foto"), code=303)
