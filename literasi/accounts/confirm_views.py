"""Grave acts ask again who one is, a quarter of an hour after one last showed it.

    @blueprint.post("/nonaktif")
    @open_to(*ADMINISTRATORS)
    @asks_again
    def disable_account(): ...

What was filled in goes along and comes back, as with a locked session of a learner. A file cannot:
where one is uploaded, a later step asks.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec
from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.accounts import sessions
from literasi.accounts.cards import must_rest, note_wrong_code
from literasi.accounts.staff import find_staff
from literasi.accounts.staff_forms import REST
from literasi.accounts.staff_models import Staff
from literasi.accounts.staff_sign_in import Typed, check_code, confirm, has_passphrase
from literasi.database import write
from literasi.domain.access import must_confirm
from literasi.web.access import STAFF, open_to
from literasi.web.clock import now
from literasi.web.links import safe_next
from literasi.web.site import site

Given = ParamSpec("Given")

blueprint = Blueprint("confirming", __name__, url_prefix="/petugas/pastikan")

WRONG = "Tidak cocok. Ketik kalimat sandimu, atau 6 angka yang sekarang tampil di HP."
# What proves who one is is never written into a page; the rest says where to go.
NOT_KEPT = frozenset({"bukti", "kirim", "lanjut", "dari"})


def asks_again(
    view: Callable[Given, ResponseReturnValue],
) -> Callable[Given, ResponseReturnValue]:
    """Declare, below `open_to`, that a view wants its member of staff confirmed first."""

    @wraps(view)
    def confirmed(*args: Given.args, **kwargs: Given.kwargs) -> ResponseReturnValue:
        if must_confirm(current_user.person.confirmed_at, now()):
            return _lead_away()
        return view(*args, **kwargs)

    confirmed.asks_again = True  # type: ignore[attr-defined]
    return confirmed


@blueprint.get("")
@open_to(*STAFF)
def show() -> ResponseReturnValue:
    return _page("")


@blueprint.post("")
@open_to(*STAFF)
def ask() -> ResponseReturnValue:
    """A form that was stopped on its way comes here first, and goes on once the proof is right."""
    proof = request.form.get("bukti")
    if proof is None:
        return _page("")
    if error := _refusal(proof[:400].strip()):
        return _page(error), 422
    if target := safe_next(request.values.get("kirim", "")):
        return redirect(target, code=307)
    return redirect(safe_next(request.values.get("lanjut", "")) or url_for("staff.desk"), code=303)


def _lead_away() -> ResponseReturnValue:
    here = safe_next(f"{request.script_root}{request.full_path.rstrip('?')}")
    if request.method == "POST":
        return redirect(url_for("confirming.ask", kirim=here or None), code=307)
    return redirect(url_for("confirming.show", lanjut=here or None), code=303)


def _refusal(proof: str) -> str:
    """Why the proof does not do; "" when it does. Wrong ones count as at the door."""
    device, moment = sessions.device_hash(), now()
    if must_rest(device, known=True, now=moment):
        return REST
    staff = find_staff(current_user.person.uid)
    is_right = staff is not None and _is_theirs(staff, proof)
    with write():
        if is_right:
            confirm(current_user.person.sign_in_id, moment)
        else:
            note_wrong_code(device, moment)
    return "" if is_right else WRONG


def _is_theirs(staff: Staff, proof: str) -> bool:
    """Six digits are the telephone's code, which examples do not have; all else a passphrase."""
    digits = "".join(proof.split())
    if len(digits) == 6 and digits.isascii() and digits.isdigit() and not staff.demo:
        with write():
            return check_code(staff.id, Typed(staff.login, "", digits), site().keys("totp"), now())
    return has_passphrase(Typed(staff.login, proof, ""), site().keys("pepper")) is not None


def _page(error: str) -> str:
    kept = request.form.items(multi=True)
    return render_template(
        "staff/confirm.html",
        error=error,
        kept=[(name, text) for name, text in kept if name not in NOT_KEPT],
        target=safe_next(request.values.get("kirim", "")),
        next_url=safe_next(request.values.get("lanjut", "")),
        back=safe_next(request.form.get("dari", "")) or _came_from(),
    )


def _came_from() -> str:
    """The page whose form was stopped, so that one can go back to it without sending anything."""
    found = urlsplit(request.referrer or "")
    return safe_next(found.path) if found.netloc == request.host else ""
