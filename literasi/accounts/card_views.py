"""The Kartu Peserta: making one, signing in with one, and the angka kunci that guards both."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.accounts import sessions
from literasi.accounts.cards import (
    CardReplacedError,
    end_other_sign_ins,
    find_by_card,
    find_unclaimed,
    has_card,
    issue_card,
    lock_card,
    must_rest,
    note_wrong_code,
    set_key_number,
)
from literasi.accounts.guesses import Guess, WrongGuessError, accept_guess
from literasi.accounts.loans import lender
from literasi.accounts.models import Learner, LearnerCard
from literasi.accounts.operations import find_learner
from literasi.accounts.phones import (
    PhoneFullError,
    acquaintance,
    known_learner,
    learners_of,
    unlocked,
    welcome,
)
from literasi.accounts.secrets import hash_key_number, new_card_code
from literasi.accounts.views import guess_key_number, words_for
from literasi.database import write
from literasi.domain.access import LOCK_CHOICES
from literasi.domain.card import card_address, read_code, typed_address
from literasi.domain.key_number import key_number_problem
from literasi.pdf import apart
from literasi.web.access import LEARNERS, Who, open_to
from literasi.web.clock import now
from literasi.web.links import permanent_address
from literasi.web.qr import qr_drawing
from literasi.web.site import site
from literasi.web.words import gettext

blueprint = Blueprint("cards", __name__)

WAITS = "waits"  # a card that staff printed for a seat which nobody took yet


@blueprint.get("/kartu")
@open_to(Who.LEARNER)
def card() -> ResponseReturnValue:
    return render_template(
        "accounts/card.html", has_card=has_card(current_user.person.learner_id), code=""
    )


@blueprint.post("/kartu")
@open_to(Who.LEARNER)
def make_card() -> ResponseReturnValue:
    """Shown this once: only a hash of the code is kept."""
    code = new_card_code()
    person, moment = current_user.person, now()
    address = card_address(permanent_address("accounts.sign_in"), code)
    # Before the code is stored: a card that cannot be shown must not end the old one.
    page = render_template(
        "accounts/card.html",
        has_card=True,
        code=code,
        address=typed_address(address),
        qr=qr_drawing(address),
        picture=_picture_address(person.name, code, address),
    )
    with write():
        issue_card(person.learner_id, code, site().keys("card"), moment)
        end_other_sign_ins(person.learner_id, person.sign_in_id, moment)
    return page


@blueprint.post("/masuk/kartu")
@open_to(Who.ANYBODY)
def use_card() -> ResponseReturnValue:
    """Find the person by the code; nobody is signed in before a second tap."""
    found, error = _find(request.form.get("kode", "")[:60])
    if error == WAITS:
        # The same form, answered where classes are: 307 keeps it a POST.
        return redirect(url_for("joining.card"), code=307)
    if found is None:
        page = render_template(
            "accounts/sign_in.html",
            learners=learners_of(sessions.device_hash()),
            next_url="",
            error="",
            card_error=error,
            typed=request.form.get("kode", "")[:60],
            lender=lender(sessions.device_hash()),
        )
        return page, 422
    if "masuk" not in request.form:
        return _confirm(*found, "")
    return _enter(*found)


@blueprint.get("/saya/angka-kunci")
@open_to(*LEARNERS)
def key_number() -> ResponseReturnValue:
    return _key_number_page("")


@blueprint.post("/saya/angka-kunci")
@open_to(*LEARNERS)
def save_key_number() -> ResponseReturnValue:
    learner = find_learner(current_user.person.learner_id)
    digits, again = request.form.get("angka", "").strip(), request.form.get("ulang", "").strip()
    error = gettext(problem) if (problem := key_number_problem(digits)) else ""
    if not error and digits != again:
        error = gettext("Kedua angka tidak sama. Ketik lagi keduanya.")
    if not error:
        error = _replace_key_number(learner, digits)
    if error:
        return _key_number_page(error), 422
    return redirect(url_for("portal.home"), code=303)


@blueprint.get("/saya/tertutup")
@open_to(*LEARNERS)
def sealed() -> ResponseReturnValue:
    """Why a page of one's own is closed: the card came from staff, or access was reset."""
    return render_template("accounts/sealed.html", by_reset=current_user.person.by_reset)


@blueprint.post("/saya/keluarkan")
@open_to(Who.LEARNER)
def end_others() -> ResponseReturnValue:
    person = current_user.person
    with write():
        end_other_sign_ins(person.learner_id, person.sign_in_id, now())
    return redirect(url_for("cards.card"), code=303)


def _picture_address(name: str, code: str, address: str) -> str:
    """The picture itself, as a `data:` address: there is no second request to answer, because
    after this page nobody knows the code."""
    picture = base64.b64encode(apart.card_picture(name, code, address)).decode()
    return f"data:image/png;base64,{picture}"


def _replace_key_number(learner: Learner, digits: str) -> str:
    """Keep the new angka kunci, or say what stands against it. Guesses at the old one count as
    at the door: whoever holds an open phone must not find it out."""
    moment, device = now(), sessions.device_hash()
    person = current_user.person
    if person.by_reset and person.limited:
        return gettext("Kartumu baru diganti petugas. Angka kunci bisa dibuat sesudah tujuh hari.")
    if learner.key_number_hash is None or person.by_reset:
        _keep_key_number(learner, digits)
        return ""
    if known_learner(device, learner.uid) is None:
        return gettext(
            "HP ini tidak mengenalmu lagi. Keluar dulu, lalu masuk dengan Kartu Peserta."
        )
    known, old = acquaintance(device, learner.id), request.form.get("lama", "").strip()
    try:
        guess = guess_key_number(learner, known, old, moment)
        _keep_key_number(learner, digits, lambda: accept_guess(learner, known, guess))
    except WrongGuessError as wrong:
        return words_for(wrong.tries, moment)
    return ""


def _keep_key_number(
    learner: Learner, digits: str, first: Callable[[], None] = lambda: None
) -> None:
    stored, sign_in = hash_key_number(digits, site().keys("pepper")), current_user.person.sign_in_id
    with write():
        first()
        set_key_number(learner.id, stored)
        end_other_sign_ins(learner.id, sign_in, now())


def _find(typed: str) -> tuple[tuple[LearnerCard, Learner] | None, str]:
    """The card and its owner, or what to say. One answer for every code that is nobody's."""
    device, moment = sessions.device_hash(), now()
    if must_rest(device, bool(learners_of(device)), moment):
        return None, gettext("Terlalu banyak kode yang salah. Tunggu 15 menit, lalu coba lagi.")
    code = read_code(typed)
    if code is None:
        return None, gettext("Kode kartu terdiri dari 16 angka. Periksa lagi angkanya.")
    found = find_by_card(code, site().keys("card"))
    if found is None and find_unclaimed(code, site().keys("card")):
        return None, WAITS
    if found is None:
        with write():
            note_wrong_code(device, moment)
        return None, gettext(
            "Kode ini tidak cocok dengan kartu mana pun, atau kartunya sudah diganti."
        )
    return found, ""


def _enter(card: LearnerCard, learner: Learner) -> ResponseReturnValue:
    moment, guess = now(), None
    try:
        if learner.key_number_hash and card.reset_id is None:
            digits = request.form.get("angka", "").strip()
            guess = guess_key_number(learner, card, digits, moment)
        _let_in(card, learner, guess, moment)
    except PhoneFullError:
        return _confirm(
            card, learner, gettext("HP ini sudah mengenal delapan orang. Pakailah HP lain.")
        ), 422
    except CardReplacedError:
        return _confirm(
            card, learner, gettext("Kartu ini baru saja diganti. Pakailah kartu yang baru.")
        ), 422
    except WrongGuessError as wrong:
        return _confirm(card, learner, words_for(wrong.tries, moment, by_card=True)), 422
    return redirect(url_for("portal.home"), code=303)


def _let_in(card: LearnerCard, learner: Learner, guess: Guess | None, moment: datetime) -> None:
    with write():
        lock_card(card)
        if guess is not None:
            accept_guess(learner, card, guess)
        welcome(learner, sessions.device_hash(), moment, card)
        sessions.sign_in(learner, moment, card)


def _confirm(card: LearnerCard, learner: Learner, error: str) -> str:
    others = [one for one in learners_of(sessions.device_hash()) if one.id != learner.id]
    return render_template(
        "accounts/confirm_card.html",
        learner=learner,
        asks_key_number=learner.key_number_hash and card.reset_id is None,
        code=request.form.get("kode", "")[:60],
        error=error,
        leaving=unlocked(others),
    )


def _key_number_page(error: str) -> str:
    learner = find_learner(current_user.person.learner_id)
    return render_template(
        "accounts/set_key_number.html",
        error=error,
        has_one=bool(learner.key_number_hash) and not current_user.person.by_reset,
        choices=() if current_user.person.lent else LOCK_CHOICES,
        chosen=str(learner.locks_after or 0),
    )
