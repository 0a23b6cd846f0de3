"""Getting a statement, and checking one: the second is open to anybody."""

from __future__ import annotations

import secrets

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
from flask_login import current_user
from werkzeug.exceptions import RequestEntityTooLarge

from literasi.accounts.cards import has_card
from literasi.accounts.forms import clean_name, name_problem
from literasi.accounts.operations import find_learner
from literasi.certificates.checking import find_state
from literasi.certificates.credential_views import has_credential
from literasi.certificates.documents import stored_pdf
from literasi.certificates.expiry import has_expired, is_renewal
from literasi.certificates.file_answers import answer_for, too_large, verify_page
from literasi.certificates.leaving import drop_if_nobodys
from literasi.certificates.loaders import load_own, may_see
from literasi.certificates.models import Certificate
from literasi.certificates.operations import (
    Issue,
    NotEligibleError,
    find_statement,
    issue_statement,
    record_file,
    record_for,
)
from literasi.certificates.replacing import (
    NotInForceError,
    reissue_statement,
    replacements_of,
    took_a_place,
)
from literasi.database import write
from literasi.domain.certificate import format_code, parse_code
from literasi.domain.course import Course
from literasi.domain.progress import is_complete
from literasi.files import FileStoreError
from literasi.keys import KeyFileError
from literasi.learning.loaders import load_source_course
from literasi.pdf import PdfError
from literasi.sealing import SealError
from literasi.sealing.verify import LARGEST
from literasi.web.access import OFFICE_STAFF, Who, open_to
from literasi.web.bodies import takes_up_to
from literasi.web.clock import now, today
from literasi.web.links import permanent_address, public_base
from literasi.web.public import public
from literasi.web.site import site
from literasi.web.words import gettext

blueprint = Blueprint("certificates", __name__)


@blueprint.get("/sertifikat/buat/<course>")
@open_to(Who.LEARNER)
def confirm(course: str) -> ResponseReturnValue:
    found = load_source_course(course)
    before = find_statement(current_user.person.learner_id, found)
    if before and not has_expired(before, now()):
        return redirect(url_for("certificates.show", code=before.code), code=303)
    learner = find_learner(current_user.person.learner_id)
    if not is_complete(found, record_for(learner.id, before).passed_in(found)):
        return _not_eligible(found)
    name = learner.certificate_name or learner.name
    return _confirm_page(found, name, "")


@blueprint.post("/sertifikat/buat/<course>")
@open_to(Who.LEARNER)
def issue(course: str) -> ResponseReturnValue:
    found = load_source_course(course)
    name = clean_name(request.form.get("nama", ""))
    error = name_problem(name)
    if not error and request.form.get("benar") != "ya":
        error = gettext("Periksa namamu, lalu beri tanda bahwa namanya sudah benar.")
    if error:
        return _confirm_page(found, name, error), 422
    order = Issue(name, format_code(secrets.token_bytes(16)), _issuer(), today(), now())
    try:
        with write():
            certificate = issue_statement(current_user.person.learner_id, found, order)
    except NotEligibleError:
        return _not_eligible(found), 422
    return redirect(url_for("certificates.show", code=certificate.code), code=303)


@blueprint.get("/sertifikat/<code>")
@open_to(Who.LEARNER)
def show(code: str) -> ResponseReturnValue:
    certificate = load_own(code)
    if newer := replacements_of(certificate):
        # An old link leads on.
        why = "lewat" if is_renewal(certificate, newer[0]) else "lama"
        return redirect(url_for("certificates.show", code=newer[-1].code, dari=why), code=303)
    return render_template(
        "certificates/show.html",
        certificate=certificate,
        address=permanent_address("certificates.verification", code=certificate.code),
        mendable=_is_mendable(certificate),
        credential=has_credential(certificate),
        expired=has_expired(certificate, now()),
        renewal=_renewal(certificate),
    )


@blueprint.get("/sertifikat/<code>/nama")
@open_to(Who.LEARNER)
def mend(code: str) -> ResponseReturnValue:
    certificate = _load_statement(code)
    if not certificate.is_in_force:
        return redirect(url_for("certificates.show", code=certificate.code), code=303)
    return _mend_page(certificate, certificate.name or "", "")


@blueprint.post("/sertifikat/<code>/nama")
@open_to(Who.LEARNER)
def save_name(code: str) -> ResponseReturnValue:
    """The learner puts the name on their own statement right, once: a new one, and the old leads
    there."""
    certificate = _load_statement(code)
    name = clean_name(request.form.get("nama", ""))
    error = name_problem(name)
    if not error and name == certificate.name and certificate.is_in_force:
        error = gettext("Nama ini sama dengan yang tertulis di suratmu sekarang.")
    if not error and request.form.get("benar") != "ya":
        error = gettext("Periksa namamu, lalu beri tanda bahwa namanya sudah benar.")
    if error:
        return _mend_page(certificate, name, error), 422
    order = Issue(name, format_code(secrets.token_bytes(16)), _issuer(), today(), now())
    try:
        with write():
            certificate = _load_statement(code)
            made = reissue_statement(certificate, order)
    except NotInForceError:
        newer = replacements_of(_load_statement(code))
        if newer and newer[-1].name == name:
            # The same form again is the same act.
            return redirect(url_for("certificates.show", code=newer[-1].code, dari="lama"), 303)
        return _mend_page(certificate, name, ""), 409
    return redirect(url_for("certificates.show", code=made.code, dari="lama"), code=303)


@blueprint.get("/sertifikat/<code>.pdf")
@open_to(Who.LEARNER, *OFFICE_STAFF)
def download(code: str) -> ResponseReturnValue:
    certificate = load_own(code)
    if newer := replacements_of(certificate):
        # Staff come for the file; its owner is told that it is another one.
        is_staff = current_user.who in OFFICE_STAFF
        page = "certificates.download" if is_staff else "certificates.show"
        why = "lewat" if is_renewal(certificate, newer[0]) else "lama"
        more = None if is_staff else why
        return redirect(url_for(page, code=newer[-1].code, dari=more), code=303)
    try:
        content = stored_pdf(certificate, site().files, public_base(), site().fitting)
    except (FileStoreError, PdfError, SealError, KeyFileError) as error:
        # The statement itself is safe in the database; only its file is missing.
        current_app.logger.error("certificate file not made: %s", error)
        return render_template("certificates/file_failed.html", certificate=certificate), 503
    # Whenever it is missing: the process may have died between storing the file and this.
    if not certificate.file_hash:
        with write():
            record_file(certificate.id, content)
        drop_if_nobodys(certificate.id, site().files)
    name = _file_name(certificate)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype="application/pdf", headers=headers)


@blueprint.get("/verifikasi")
@open_to(Who.ANYBODY)
@public()
def verify() -> ResponseReturnValue:
    return verify_page()


@blueprint.post("/verifikasi")
@open_to(Who.ANYBODY)
@takes_up_to(LARGEST)
def look_up() -> ResponseReturnValue:
    """By a file, or by the code that somebody typed."""
    try:
        file = request.files.get("berkas")
    except RequestEntityTooLarge:
        return verify_page(problem=too_large()), 413
    if file is not None:
        return answer_for(file)
    typed = request.form.get("kode", "").strip()[:200]
    code = parse_code(typed)
    if code is None:
        error = gettext("Kode terdiri dari 26 huruf dan angka. Periksa lagi kode di bawah QR.")
        return verify_page(typed, error), 422
    return redirect(url_for("certificates.verification", code=code), code=303)


@blueprint.get("/verifikasi/<code>")
@open_to(Who.ANYBODY)
def verification(code: str) -> ResponseReturnValue:
    """What is true of it (`checking.Standing`), and no more than the paper itself says."""
    state = find_state(code)
    own = state.certificate is not None and may_see(state.certificate)
    page = render_template("certificates/verification.html", state=state, code=code, own=own)
    return page, 200 if state.certificate else 404


def _file_name(certificate: Certificate) -> str:
    """Staff download one after the other: the number tells them apart."""
    if certificate.kind == "class":
        plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in certificate.number)
        return f"sertifikat-{plain}.pdf"
    return f"surat-keterangan-{certificate.course}.pdf"


def _not_eligible(course: Course) -> str:
    before = find_statement(current_user.person.learner_id, course)
    return render_template("certificates/not_eligible.html", course=course, before=before)


def _confirm_page(course: Course, name: str, error: str) -> str:
    return render_template(
        "certificates/confirm.html",
        course=course,
        name=name,
        error=error,
        has_card=has_card(current_user.person.learner_id),
    )


def _mend_page(certificate: Certificate, name: str, error: str) -> str:
    return render_template(
        "certificates/mend.html",
        certificate=certificate,
        name=name,
        error=error,
        mendable=_is_mendable(certificate),
    )


def _is_mendable(certificate: Certificate) -> bool:
    """Whether its owner may put the name right themselves."""
    of_owner = certificate.kind == "statement" and certificate.is_in_force
    return of_owner and not has_expired(certificate, now()) and not took_a_place(certificate)


def _renewal(certificate: Certificate) -> Course | None:
    """The course whose quizzes were passed anew, so that its statement may be renewed."""
    course = site().catalogue.course(certificate.course)
    if course is None or not has_expired(certificate, now()) or not certificate.is_in_force:
        return None
    record = record_for(current_user.person.learner_id, certificate)
    return course if is_complete(course, record.passed_in(course)) else None


def _load_statement(code: str) -> Certificate:
    certificate = load_own(code)
    return certificate if certificate.kind == "statement" else abort(404)


def _issuer() -> str:
    return f"Literasi, program {site().settings.ministry}"
