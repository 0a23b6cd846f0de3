"""The trainer's side of a class's notice board."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import UUID, uuid4

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from literasi.accounts.forms import read_uuid
from literasi.database import db, write
from literasi.domain.dates import local_date, read_date
from literasi.domain.nik import holds_nik
from literasi.notify import pass_on
from literasi.training.forms import read_id
from literasi.training.loaders import load_class, load_own_office, own_act
from literasi.training.messages.board import (
    PostChangedError,
    change_post,
    posts_of,
    put_up,
    take_down,
)
from literasi.training.messages.models import BoardPost
from literasi.training.models import Cohort
from literasi.training.operations import FormUsedError
from literasi.web.access import OFFICE_STAFF, open_to
from literasi.web.clock import now
from literasi.web.site import site

blueprint = Blueprint("board", __name__, url_prefix="/petugas/kelas/<uuid:uid>/papan")

LONGEST, DAYS = 500, 366
USED = "Formulir ini sudah menempel pengumuman lain. Periksa isinya, lalu tempel lagi."
CHANGED = (
    "Pengumuman ini baru saja diubah atau ditarik orang lain. Isianmu ada di bawah; tempel "
    "sebagai pengumuman baru kalau masih perlu."
)


@blueprint.get("")
@open_to(*OFFICE_STAFF)
def index(uid: UUID) -> ResponseReturnValue:
    return _page(load_class(uid))


@blueprint.post("")
@open_to(*OFFICE_STAFF)
def post(uid: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    body, until, error = _read()
    key = read_uuid(request.form.get("kunci", ""))
    if error or until is None or key is None:
        return _page(cohort, error or "Muat ulang halaman ini, lalu isi lagi."), 422
    gateways = site().settings.notify_urls
    passes_on = bool(gateways) and request.form.get("teruskan") == "ya"
    try:
        with write():
            cohort = load_class(uid, lock=True)
            is_new = put_up(cohort, key, body, until, passes_on, own_act())
    except FormUsedError:
        return _page(cohort, USED), 422
    if is_new and passes_on:
        pass_on(gateways, f"{cohort.name}, {current_user.person.office}", body)
    return redirect(url_for("board.index", uid=uid), code=303)


@blueprint.post("/<uuid:post>")
@open_to(*OFFICE_STAFF)
def change(uid: UUID, post: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    load_post(cohort, post)
    body, until, error = _read()
    if error or until is None:
        return _page(cohort, error, of=post), 422
    try:
        with write():
            cohort, version = load_class(uid, lock=True), read_id(request.form.get("versi", ""))
            change_post(load_post(cohort, post), cohort, body, until, version or 0, own_act())
    except PostChangedError:
        return _page(load_class(uid), CHANGED), 409
    return redirect(url_for("board.index", uid=uid), code=303)


@blueprint.post("/<uuid:post>/tarik")
@open_to(*OFFICE_STAFF)
def withdraw(uid: UUID, post: UUID) -> ResponseReturnValue:
    load_post(load_class(uid), post)
    with write():
        cohort = load_class(uid, lock=True)
        take_down(load_post(cohort, post), cohort, own_act())
    return redirect(url_for("board.index", uid=uid), code=303)


def load_post(cohort: Cohort, uid: UUID) -> BoardPost:
    """On this class's board, also one that was withdrawn; else 404."""
    found = (
        select(BoardPost)
        .where(BoardPost.uid == uid, BoardPost.cohort_id == cohort.id)
        .execution_options(populate_existing=True)
    )
    return db.session.scalar(found) or abort(404)


def _read() -> tuple[str, date | None, str]:
    """Words, last day, and what to mend."""
    body = re.sub(r"\n{3,}", "\n\n", request.form.get("isi", "").replace("\r\n", "\n")).strip()
    until, today = read_date(request.form.get("sampai", "")), _today()
    if not body:
        return body, until, "Tulis dulu pengumumannya."
    if len(body) > LONGEST:
        return body, until, f"Paling panjang {LONGEST} huruf. Ini {len(body)} huruf."
    if holds_nik(body):
        return body, until, "Ada nomor 16 angka, seperti NIK. Nomor seperti itu tidak ditempel."
    if until is None or not today <= until <= today + timedelta(days=DAYS):
        return body, until, "Tanggalnya hari ini atau sesudahnya, paling lama setahun lagi."
    return body, until, ""


def _today() -> date:
    return local_date(now(), load_own_office().zone)


def _page(cohort: Cohort, error: str = "", of: UUID | None = None) -> str:
    """`of` is the post whose form has the error; None for that of a new one."""
    today = _today()
    usual = {"sampai": (today + timedelta(days=7)).isoformat(), "isi": ""}
    typed = request.form if error else MultiDict(usual)
    return render_template(
        "training/board.html",
        cohort=cohort,
        posts=posts_of(cohort.id),
        error=error,
        of=of,
        typed=typed,
        usual=usual,
        key=uuid4(),
        today=today,
        most=LONGEST,
        can_pass_on=bool(site().settings.notify_urls),
    )
