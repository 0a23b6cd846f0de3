"""Staff come in: sign-in, invitation, and their own account."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.accounts import sessions, totp
from literasi.accounts.audit import Act, StaffGoneError, note
from literasi.accounts.cards import must_rest, note_wrong_code
from literasi.accounts.postings import InvitationError, works_at
from literasi.accounts.secrets import hash_passphrase
from literasi.accounts.staff import (
    accept,
    change_passphrase,
    find_invited,
    find_staff,
    new_recovery_codes,
)
from literasi.accounts.staff_forms import REST
from literasi.accounts.staff_models import Staff
from literasi.accounts.staff_sign_in import Typed, check_code, has_passphrase
from literasi.database import write
from literasi.domain.passphrase import passphrase_problem
from literasi.web.access import STAFF, Who, open_to
from literasi.web.clock import now
from literasi.web.errors import Words
from literasi.web.links import safe_next
from literasi.web.qr import qr_drawing
from literasi.web.site import site

blueprint = Blueprint("staff", __name__, url_prefix="/petugas")

WRONG = "Nama masuk, kalimat sandi, atau kodenya tidak cocok. Periksa ketiganya, lalu coba lagi."
USED = "Undangan ini tidak dikenal, sudah dipakai, atau sudah lewat tujuh hari."
GONE = Words(
    "Akunmu sudah dinonaktifkan",
    "Akunmu, atau tugasmu di kantor ini, diakhiri tepat sebelum tombol tadi ditekan. "
    "Tidak ada yang berubah. Tanyakan kepada admin kantormu.",
)


@blueprint.app_errorhandler(StaffGoneError)
def gone(_: StaffGoneError) -> ResponseReturnValue:
    """Somebody was disabled between their request and its effect, whatever page it was."""
    return render_template("errors/error.html", words=GONE, status=403), 403


@blueprint.get("/masuk")
@open_to(Who.ANYBODY)
def sign_in() -> ResponseReturnValue:
    return _sign_in_page("")


@blueprint.post("/masuk")
@open_to(Who.ANYBODY)
def begin() -> ResponseReturnValue:
    typed = Typed(
        login=request.form.get("masuk", "")[:200],
        passphrase=request.form.get("sandi", "")[:400],
        code=request.form.get("kode", "")[:40],
    )
    moment, device = now(), sessions.device_hash()
    if must_rest(device, known=True, now=moment):
        return _sign_in_page(REST), 422
    staff = has_passphrase(typed, site().keys("pepper"))
    if staff is not None and staff.demo and not site().settings.demo:
        staff = None
    with write():
        opened = staff is not None and check_code(staff.id, typed, site().keys("totp"), moment)
        if staff is not None and opened:
            sessions.sign_in_staff(staff.id, moment)
        else:
            note_wrong_code(device, moment)
    if not opened:
        return _sign_in_page(WRONG), 422
    return redirect(safe_next(request.form.get("lanjut", "")) or url_for("staff.desk"), code=303)


@blueprint.get("/meja")
@open_to(*STAFF)
def desk() -> ResponseReturnValue:
    """Where staff begin: an office's with its classes, the national level with the people."""
    national = current_user.person.office_id is None
    return redirect(url_for("people.index" if national else "classes.index"), code=303)


@blueprint.get("/undangan")
@open_to(Who.ANYBODY)
def invitation() -> ResponseReturnValue:
    return render_template("staff/invitation.html", error="", typed="")


@blueprint.post("/undangan")
@open_to(Who.ANYBODY)
def accept_invitation() -> ResponseReturnValue:
    """First the invitation's code; then, with it, the passphrase and the telephone's code."""
    typed, moment, device = request.form.get("undangan", "")[:60], now(), sessions.device_hash()
    if must_rest(device, known=True, now=moment):
        return render_template("staff/invitation.html", error=REST, typed=typed), 422
    try:
        with write():
            staff = find_invited(typed, moment)
            error, step = _acceptance_problem(staff)
        if error or "sandi" not in request.form:
            return _acceptance_page(staff, typed, error), 422 if error else 200
        return _accept(typed, step)
    except InvitationError:
        with write():
            note_wrong_code(device, moment)
        return render_template("staff/invitation.html", error=USED, typed=typed), 422


@blueprint.get("/akun")
@open_to(*STAFF)
def account() -> ResponseReturnValue:
    return render_template("staff/account.html", error="", codes=())


@blueprint.post("/akun/sandi")
@open_to(*STAFF)
def save_passphrase() -> ResponseReturnValue:
    person, moment = current_user.person, now()
    staff, new = _own_account(), request.form.get("sandi", "")[:400]
    error = _new_passphrase_problem(new, staff) or _old_passphrase_problem(staff, moment)
    if error:
        return render_template("staff/account.html", error=error, codes=()), 422
    hashed = hash_passphrase(new, site().keys("pepper"))
    with write():
        act = Act(person.staff_id, person.office_id, moment)
        change_passphrase(_own_account(), hashed, person.sign_in_id, act)
    return redirect(url_for("staff.account"), code=303)


@blueprint.post("/akun/kode-cadangan")
@open_to(*STAFF)
def renew_codes() -> ResponseReturnValue:
    """Ten new recovery codes, shown this once, for somebody who types the code of now."""
    staff = _own_account()
    typed = Typed(staff.login, "", request.form.get("kode", "")[:40])
    codes: list[str] = []
    with write():
        if check_code(staff.id, typed, site().keys("totp"), now()):
            codes = new_recovery_codes(staff.id)
            act = Act(staff.id, current_user.person.office_id, now())
            note(act, "staff.codes", f"staff:{staff.uid}", staff.name)
    if not codes:
        error = "Kode dari HP tidak cocok. Tunggu kode berikutnya, lalu coba lagi."
        return render_template("staff/account.html", error=error, codes=()), 422
    return render_template("staff/account.html", error="", codes=codes)


def _accept(typed: str, step: int) -> ResponseReturnValue:
    pepper, ring = site().keys("pepper"), site().keys("totp")
    hashed = hash_passphrase(request.form["sandi"][:400], pepper)
    moment = now()
    with write():
        staff = find_invited(typed, moment)
        codes = accept(staff, hashed, list(ring.keys)[-1], step)
        note(Act(staff.id, works_at(staff.id), moment), "staff.accept", f"staff:{staff.uid}")
        sessions.sign_in_staff(staff.id, moment)
    return render_template("staff/recovery_codes.html", codes=codes, staff=staff)


def _acceptance_problem(staff: Staff) -> tuple[str, int]:
    """What is wrong with the second form, and the step of the telephone's code."""
    if "sandi" not in request.form:
        return "", 0
    if error := _new_passphrase_problem(request.form["sandi"][:400], staff):
        return error, 0
    code = "".join(request.form.get("kode", "").split())
    step = totp.matching_step(_coming_secret(staff), code, now(), 0)
    if step is None:
        return "Kode dari HP tidak cocok. Periksa jam HP, tunggu kode berikutnya, lalu ketik.", 0
    return "", step


def _new_passphrase_problem(new: str, staff: Staff) -> str:
    if error := passphrase_problem(new, staff.login, staff.name):
        return error
    if new != request.form.get("ulang", "")[:400]:
        return "Kedua kalimat sandi tidak sama. Ketik lagi keduanya."
    return ""


def _old_passphrase_problem(staff: Staff, moment: datetime) -> str:
    """Guesses at it count as at the door: whoever finds an open desk must not find it out."""
    device = sessions.device_hash()
    if must_rest(device, known=True, now=moment):
        return REST
    typed = Typed(staff.login, request.form.get("lama", "")[:400], "")
    if has_passphrase(typed, site().keys("pepper")) is not None:
        return ""
    with write():
        note_wrong_code(device, moment)
    return "Kalimat sandi yang lama tidak cocok."


def _acceptance_page(staff: Staff, typed: str, error: str) -> str:
    shared = _coming_secret(staff)
    return render_template(
        "staff/accept.html",
        staff=staff,
        typed=typed,
        error=error,
        secret=" ".join(shared[place : place + 4] for place in range(0, len(shared), 4)),
        qr=qr_drawing(totp.address(shared, staff.login)),
    )


def _coming_secret(staff: Staff) -> str:
    """The secret that the account will have once accepted: the same however often one tries."""
    ring = site().keys("totp")
    return totp.secret(ring, list(ring.keys)[-1], staff.uid, staff.totp_serial + 1)


def _own_account() -> Staff:
    staff = find_staff(current_user.person.uid)
    if staff is None:
        raise LookupError("a session of staff without its account")
    return staff


def _sign_in_page(error: str) -> str:
    return render_template(
        "staff/sign_in.html",
        error=error,
        login=request.form.get("masuk", "")[:200],
        next_url=safe_next(request.values.get("lanjut", "")),
        unsaved=request.args.get("belum") == "ya",
        demo=site().settings.demo,
    )
