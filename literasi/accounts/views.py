"""Signing in on a phone that knows one's name, and signing out everywhere."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.accounts import sessions
from literasi.accounts.forms import read_uuid
from literasi.accounts.guesses import (
    Counter,
    Guess,
    WrongGuessError,
    accept_guess,
    begin_guess,
    check_guess,
    tries_of,
)
from literasi.accounts.loans import lender
from literasi.accounts.models import Learner
from literasi.accounts.phones import acquaintance, asks_key_number, known_learner, learners_of
from literasi.database import write
from literasi.domain.lockout import Tries
from literasi.web.access import Who, open_to
from literasi.web.clock import now
from literasi.web.links import safe_next
from literasi.web.site import site
from literasi.web.words import gettext

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/masuk")
@open_to(Who.ANYBODY)
def sign_in() -> ResponseReturnValue:
    if not current_user.is_authenticated:
        sessions.forget_hint()
    return _page()


@blueprint.post("/masuk")
@open_to(Who.ANYBODY)
def begin() -> ResponseReturnValue:
    """Tap one's name on a phone that knows it, then the angka kunci if there is one."""
    learner = known_learner(sessions.device_hash(), read_uuid(request.form.get("peserta", "")))
    if learner is None:
        return _page(
            error=gettext("Nama itu tidak dikenal di HP ini. Pilih nama yang ada di bawah.")
        ), 422
    if not asks_key_number(learner, sessions.device_hash()):
        return _let_in(learner)
    digits = request.form.get("angka")
    if digits is None:
        return _ask(learner, "")
    return _check(learner, digits.strip())


@blueprint.post("/keluar")
@open_to(Who.ANYBODY)
def sign_out() -> ResponseReturnValue:
    is_staff = current_user.is_authenticated and sessions.owner() is None
    if current_user.is_authenticated:
        with write():
            sessions.sign_out(current_user._get_current_object(), now())
    return redirect(url_for("staff.sign_in" if is_staff else "accounts.sign_in"), code=303)


def _check(learner: Learner, digits: str) -> ResponseReturnValue:
    moment = now()
    known = acquaintance(sessions.device_hash(), learner.id)
    try:
        guess = guess_key_number(learner, known, digits, moment)
        with write():
            accept_guess(learner, known, guess)
            sessions.sign_in(learner, moment)
    except WrongGuessError as wrong:
        return _ask(learner, words_for(wrong.tries, moment)), 422
    return redirect(safe_next(request.form.get("lanjut", "")) or _after_sign_in(), code=303)


def _let_in(learner: Learner) -> ResponseReturnValue:
    with write():
        sessions.sign_in(learner, now())
    return redirect(safe_next(request.form.get("lanjut", "")) or _after_sign_in(), code=303)


def _ask(learner: Learner, error: str) -> str:
    tries = tries_of(acquaintance(sessions.device_hash(), learner.id))
    return render_template(
        "accounts/key_number.html",
        learner=learner,
        error=error or ("" if not tries.needs_card else words_for(tries, now())),
        needs_card=tries.needs_card,
        next_url=safe_next(request.values.get("lanjut", "")),
    )


def guess_key_number(learner: Learner, counter: Counter, digits: str, moment: datetime) -> Guess:
    """A right guess, still to be accepted. Raises WrongGuessError, with the guess counted."""
    with write():
        guess = begin_guess(learner, counter, moment)
    check_guess(guess, digits, site().keys("pepper"))
    return guess


def words_for(tries: Tries, moment: datetime, by_card: bool = False) -> str:
    """What a wrong angka kunci leads to, in the learner's words."""
    if tries.needs_card and not by_card:
        return gettext("Sudah sepuluh kali salah di HP ini. Masuklah dengan Kartu Peserta.")
    if minutes := tries.minutes_left(moment):
        return gettext(
            "Sudah beberapa kali salah. Tunggu %(minutes)s menit, lalu coba lagi.", minutes=minutes
        )
    return gettext("Angka kunci belum tepat. Coba lagi.")


def _page(error: str = "") -> str:
    return render_template(
        "accounts/sign_in.html",
        learners=learners_of(sessions.device_hash()),
        next_url=safe_next(request.values.get("lanjut", "")),
        error=error,
        lender=lender(sessions.device_hash()),
    )


def _after_sign_in() -> str:
    """The page that asks about a quiz taken before; it goes on to the home when there is none."""
    return url_for("portal.confirm_results")
