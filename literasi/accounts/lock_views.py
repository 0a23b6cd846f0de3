"""When the angka kunci is asked again: choosing after how long, and opening again."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.accounts import sessions
from literasi.accounts.guesses import WrongGuessError, accept_guess, tries_of
from literasi.accounts.loans import touch
from literasi.accounts.locks import choose_lock, counter_here
from literasi.accounts.models import KnownLearner, Learner
from literasi.accounts.operations import Person, find_learner
from literasi.accounts.views import guess_key_number, words_for
from literasi.database import write
from literasi.domain.access import LOCK_CHOICES
from literasi.web.access import LEARNERS, Who, open_to
from literasi.web.clock import now
from literasi.web.links import safe_next
from literasi.web.words import gettext

blueprint = Blueprint("locks", __name__)

NEVER = "0"
# What opens a door is never written into a page, also not into the one that keeps a form.
SECRETS = frozenset({"angka", "ulang", "lama", "buka"})
DIRECTIONS = frozenset({"lanjut", "kirim", "di-sini"})


@blueprint.get("/saya/terkunci")
@open_to(Who.LOCKED, *LEARNERS)
def show() -> ResponseReturnValue:
    return _page("") if sessions.is_locked() else _go_on()


@blueprint.post("/saya/terkunci")
@open_to(Who.LOCKED, *LEARNERS)
def ask() -> ResponseReturnValue:
    """Opens with the right angka kunci. A form that was sent while the session was locked comes
    here first, without one, and goes on to where it was meant for afterwards."""
    digits = request.form.get("buka")
    if digits is None:
        return _page("") if sessions.is_locked() else _go_on()
    if error := _open(current_user.person, digits.strip()):
        return _page(error), 422
    # Asked by the cover over a page that stays where it is.
    return ("", 204) if "di-sini" in request.form else _go_on()


@blueprint.post("/saya/kunci-otomatis")
@open_to(*LEARNERS)
def choose() -> ResponseReturnValue:
    """Choose the minutes. The angka kunci is asked for, so that whoever finds the phone open
    cannot keep it open."""
    typed, person = request.form.get("menit", ""), current_user.person
    if typed not in (NEVER, *map(str, LOCK_CHOICES)):
        return _choice_page(person, gettext("Pilih dulu salah satu waktu di bawah.")), 422
    if error := _open(person, request.form.get("angka", "").strip()):
        return _choice_page(person, error), 422
    with write():
        choose_lock(person.learner_id, person.sign_in_id, int(typed) or None, now())
    return redirect(url_for("cards.key_number", _anchor="otomatis"), code=303)


def _open(person: Person, digits: str) -> str:
    """Check the angka kunci and open the session, or say what stands against it. Wrong ones are
    counted where those at the door of this phone are."""
    learner, moment = find_learner(person.learner_id), now()
    counter = _counter(learner)
    if counter is None or learner.key_number_hash is None:
        return gettext("HP ini tidak mengenalmu lagi. Masuklah dengan Kartu Peserta.")
    try:
        guess = guess_key_number(learner, counter, digits, moment)
        with write():
            accept_guess(learner, counter, guess)
            touch(person.sign_in_id, now())
    except WrongGuessError as wrong:
        return words_for(wrong.tries, moment)
    return ""


def _counter(learner: Learner) -> KnownLearner | None:
    return counter_here(sessions.device_hash(), learner.id)


def _go_on() -> ResponseReturnValue:
    """Back to where one was, with what was sent there; 307 keeps it a POST. A quiz that was taken
    here while it was locked was nobody's, so it is asked about on the way."""
    if target := safe_next(request.values.get("kirim", "")):
        return redirect(target, code=307 if request.method == "POST" else 303)
    target = safe_next(request.values.get("lanjut", ""))
    return redirect(url_for("portal.confirm_results", lanjut=target or None), code=303)


def _page(error: str) -> str:
    learner = find_learner(current_user.person.learner_id)
    counter = _counter(learner)
    tries = tries_of(counter) if counter else None
    needs_card = tries is None or tries.needs_card
    if tries is not None and needs_card:
        error = words_for(tries, now())
    kept = request.form.items(multi=True)
    return render_template(
        "accounts/locked.html",
        learner=learner,
        error=error,
        needs_card=needs_card,
        kept=[(name, text) for name, text in kept if name not in SECRETS | DIRECTIONS],
        next_url=safe_next(request.values.get("lanjut", "")),
        target=safe_next(request.values.get("kirim", "")),
    )


def _choice_page(person: Person, error: str) -> str:
    return render_template(
        "accounts/set_key_number.html",
        error="",
        lock_error=error,
        has_one=True,
        choices=LOCK_CHOICES,
        chosen=request.form.get("menit", ""),
    )
