"""The Kartu Peserta: making one, signing in with one, and the angka kunci that guards both."""

from __future__ import annotations

import secrets

import segno
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup

from literasi.accounts import sessions
from literasi.accounts.cards import (
    check_key_number,
    end_other_sign_ins,
    find_by_card,
    has_card,
    issue_card,
    must_rest,
    note_wrong_code,
    set_key_number,
)
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
from literasi.accounts.views import words_for
from literasi.database import write
from literasi.domain.card import RANDOM_DIGITS, make_code, read_code
from literasi.domain.key_number import key_number_problem
from literasi.web.access import Who, open_to
from literasi.web.clock import now
from literasi.web.site import site

blueprint = Blueprint("cards", __name__)


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
    code = make_code(secrets.randbelow(10**RANDOM_DIGITS))
    person, moment = current_user.person, now()
    with write():
        issue_card(person.learner_id, code, site().keys("card"), moment)
        end_other_sign_ins(person.learner_id, person.sign_in_id, moment)
    base = site().settings.base_url or request.url_root.rstrip("/")
    # In the fragment, which no server and no log ever sees.
    qr = segno.make(f"{base}{url_for('accounts.sign_in')}#{code}", error="m")
    return render_template(
        "accounts/card.html",
        has_card=True,
        code=code,
        qr=Markup(qr.svg_inline(border=4, dark="#000", light="#fff", omitsize=True)),
    )


@blueprint.post("/masuk/kartu")
@open_to(Who.ANYBODY)
def use_card() -> ResponseReturnValue:
    """Find the person by the code; nobody is signed in before a second tap."""
    found, error = _find(request.form.get("kode", "")[:60])
    if found is None:
        page = render_template(
            "accounts/sign_in.html",
            learners=learners_of(sessions.device_hash()),
            next_url="",
            error="",
            card_error=error,
            typed=request.form.get("kode", "")[:60],
        )
        return page, 422
    if "masuk" not in request.form:
        return _confirm(found[1], "")
    return _enter(*found)


@blueprint.get("/saya/angka-kunci")
@open_to(Who.LEARNER)
def key_number() -> ResponseReturnValue:
    return _key_number_page("")


@blueprint.post("/saya/angka-kunci")
@open_to(Who.LEARNER)
def save_key_number() -> ResponseReturnValue:
    learner = find_learner(current_user.person.learner_id)
    digits, again = request.form.get("angka", "").strip(), request.form.get("ulang", "").strip()
    pepper = site().keys("pepper")
    error = key_number_problem(digits)
    if not error and digits != again:
        error = "Kedua angka tidak sama. Ketik lagi keduanya."
    if learner.key_number_hash:
        error = _old_key_number_problem(learner) or error
    if error:
        return _key_number_page(error), 422
    with write():
        set_key_number(learner.id, digits, pepper)
        end_other_sign_ins(learner.id, current_user.person.sign_in_id, now())
    return redirect(url_for("portal.home"), code=303)


@blueprint.post("/saya/keluarkan")
@open_to(Who.LEARNER)
def end_others() -> ResponseReturnValue:
    person = current_user.person
    with write():
        end_other_sign_ins(person.learner_id, person.sign_in_id, now())
    return redirect(url_for("cards.card"), code=303)


def _old_key_number_problem(learner: Learner) -> str:
    """Guesses count here as at the door: whoever holds an open phone must not find it out."""
    moment, device = now(), sessions.device_hash()
    if known_learner(device, learner.uid) is None:
        return "HP ini tidak mengenalmu lagi. Keluar dulu, lalu masuk dengan Kartu Peserta."
    old = request.form.get("lama", "").strip()
    with write():
        known = acquaintance(device, learner.id)
        wrong = check_key_number(learner, known, old, site().keys("pepper"), moment)
    return words_for(wrong.tries, moment) if wrong else ""


def _find(typed: str) -> tuple[tuple[LearnerCard, Learner] | None, str]:
    """The card and its owner, or what to say. One answer for every code that is nobody's."""
    device, moment = sessions.device_hash(), now()
    if must_rest(device, bool(learners_of(device)), moment):
        return None, "Terlalu banyak kode yang salah. Tunggu 15 menit, lalu coba lagi."
    code = read_code(typed)
    if code is None:
        return None, "Kode kartu terdiri dari 16 angka. Periksa lagi angkanya."
    found = find_by_card(code, site().keys("card"))
    if found is None:
        with write():
            note_wrong_code(device, moment)
        return None, "Kode ini tidak cocok dengan kartu mana pun, atau kartunya sudah diganti."
    return found, ""


def _enter(card: LearnerCard, learner: Learner) -> ResponseReturnValue:
    moment, wrong = now(), None
    try:
        with write():
            if learner.key_number_hash:
                digits = request.form.get("angka", "").strip()
                pepper = site().keys("pepper")
                wrong = check_key_number(learner, card, digits, pepper, moment)
            if wrong is None:
                welcome(learner, sessions.device_hash(), moment)
                sessions.sign_in(learner, moment)
    except PhoneFullError:
        return _confirm(learner, "HP ini sudah mengenal delapan orang. Pakailah HP lain."), 422
    if wrong is not None:
        return _confirm(learner, words_for(wrong.tries, moment, by_card=True)), 422
    return redirect(url_for("portal.home"), code=303)


def _confirm(learner: Learner, error: str) -> str:
    others = [one for one in learners_of(sessions.device_hash()) if one.id != learner.id]
    return render_template(
        "accounts/confirm_card.html",
        learner=learner,
        code=request.form.get("kode", "")[:60],
        error=error,
        leaving=unlocked(others),
    )


def _key_number_page(error: str) -> str:
    learner = find_learner(current_user.person.learner_id)
    return render_template(
        "accounts/set_key_number.html", error=error, has_one=bool(learner.key_number_hash)
    )
