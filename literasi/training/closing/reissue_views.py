"""The name on a certificate that was issued already is put right: a new paper for the old one."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.accounts.confirm_views import asks_again
from literasi.accounts.forms import clean_name
from literasi.accounts.staff_forms import read_reason
from literasi.certificates.batches import open_batch
from literasi.certificates.expiry import has_expired
from literasi.certificates.jobs import nudge_batch
from literasi.certificates.models import Certificate, IssueBatch
from literasi.certificates.operations import NumbersTakenError, find_of_class
from literasi.certificates.replacing import NotInForceError, replacements_of
from literasi.database import write
from literasi.domain.nik import holds_document_number
from literasi.domain.register import clean_number, number_fault
from literasi.training.closing.loaders import new_code, not_mine
from literasi.training.closing.names import name_problem
from literasi.training.closing.numbering import TAKEN
from literasi.training.closing.reissuing import reissue
from literasi.training.loaders import load_class, load_own_office, own_act, own_press
from literasi.training.models import Cohort
from literasi.training.progress import view_class
from literasi.web.access import WHOLE_OFFICE, open_to
from literasi.web.clock import now
from literasi.web.site import site

blueprint = Blueprint(
    "reissue", __name__, url_prefix="/petugas/kelas/<uuid:uid>/sertifikat/<uuid:certificate>"
)

SAME = "Nama ini sama dengan yang tertulis di sertifikatnya sekarang."
NO_REASON = "Tulis dulu alasannya: itu masuk ke catatan kantor."
NO_NUMBER = (
    "Di alasannya ada nomor yang mirip nomor KTP, kartu keluarga, atau paspor. Hapus dulu: "
    "Literasi tidak menyimpan nomor identitas siapa pun."
)
MEANWHILE = "Sementara itu sertifikat ini sudah diganti atau dicabut. Tidak ada yang terbit."


@blueprint.get("/perbaiki-nama")
@open_to(*WHOLE_OFFICE)
def show(uid: UUID, certificate: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    return _page(cohort, _load_certificate(cohort, certificate), {})


@blueprint.post("/perbaiki-nama")
@open_to(*WHOLE_OFFICE)
@asks_again
def save(uid: UUID, certificate: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    old = _load_certificate(cohort, certificate)
    name, reason = clean_name(request.form.get("nama", "")), read_reason(request.form)
    number = _number()
    errors = _errors(old, name, reason, number) if old.is_in_force else {}
    if errors:
        return _page(cohort, old, errors), 422
    batch: IssueBatch | None = None
    try:
        with write():
            cohort, office = load_class(uid, lock=True), load_own_office()
            old = _load_certificate(cohort, certificate)
            mine = not_mine(office)
            if not mine and not _is_done(old, name):
                view = view_class(cohort, site().catalogue)
                made = reissue(view, old, office, name, new_code(), own_act(), reason, number)
                batch = open_batch([made], own_press(cohort))
    except NumbersTakenError:
        cohort = load_class(uid)
        return _page(cohort, _load_certificate(cohort, certificate), {"nomor": TAKEN}), 422
    except NotInForceError:
        cohort = load_class(uid)
        return _page(cohort, _load_certificate(cohort, certificate), {"semua": MEANWHILE}), 409
    if mine:
        return _page(cohort, old, {"semua": mine}), 422
    if batch:
        nudge_batch(batch.id)
    return redirect(url_for("closing.certificates", uid=uid, diganti=1), code=303)


def _is_done(old: Certificate, name: str) -> bool:
    """Whether the same form was sent before."""
    newer = replacements_of(old)
    return bool(newer) and newer[-1].name == name


def _number() -> str:
    """The new one's number, where the office takes them from its register; "" where not."""
    is_typed = current_user.person.types_numbers
    return clean_number(request.form.get("nomor", "")) if is_typed else ""


def _errors(old: Certificate, name: str, reason: str, number: str) -> dict[str, str]:
    errors = {}
    if current_user.person.types_numbers and (fault := number_fault(number)):
        errors["nomor"] = fault
    if problem := name_problem(name) or (SAME if name == old.name else ""):
        errors["nama"] = problem
    if not reason:
        errors["alasan"] = NO_REASON
    elif holds_document_number(reason):
        errors["alasan"] = NO_NUMBER
    return errors


def _load_certificate(cohort: Cohort, uid: UUID) -> Certificate:
    """One of this class, whatever became of it, else 404."""
    return find_of_class(cohort.uid, uid) or abort(404)


def _page(cohort: Cohort, certificate: Certificate, errors: dict[str, str]) -> str:
    return render_template(
        "training/reissue.html",
        cohort=cohort,
        certificate=certificate,
        newer=replacements_of(certificate),
        expired=has_expired(certificate, now()),
        errors=errors,
        typed=request.form,
        not_mine=not_mine(current_user.person),
        types_numbers=current_user.person.types_numbers,
    )
