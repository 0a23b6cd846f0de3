"""A learner deletes their account on their own phone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.exc import InvalidRequestError

from literasi.accounts import sessions
from literasi.accounts.cards import find_by_card, has_card, must_rest, note_wrong_code
from literasi.accounts.guesses import Guess, WrongGuessError, accept_guess
from literasi.accounts.locks import counter_here
from literasi.accounts.models import KnownLearner, Learner
from literasi.accounts.operations import find_learner, is_one_person
from literasi.accounts.views import guess_key_number, words_for
from literasi.certificates.held import held_by
from literasi.certificates.leaving import remove_file
from literasi.database import write
from literasi.domain.card import read_code
from literasi.files import FileStoreError
from literasi.portal.leaving import delete_person
from literasi.training.joining import classes_of_learner
from literasi.web.access import Who, open_to
from literasi.web.clock import now
from literasi.web.site import site
from literasi.web.words import gettext

blueprint = Blueprint("leaving", __name__)

WORD = "HAPUS"


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows that it is the owner who asks: the angka kunci, else the card, else nothing but
    the open session. `counter` is where wrong angka kunci are counted."""

    learner: Learner
    counter: KnownLearner | None
    asks_card: bool

    @property
    def asks_key_number(self) -> bool:
        return self.counter is not None

    def accepts(self, guess: Guess | None) -> Callable[[], None]:
        """Accepting the right guess, which another tap may have spent. Raises WrongGuessError."""

        def accept() -> None:
            if guess and self.counter:
                accept_guess(self.learner, self.counter, guess)

        return accept


@blueprint.get("/saya/hapus")
@open_to(Who.LEARNER)
def ask() -> ResponseReturnValue:
    proof = _proof()
    return _page(proof, {}) if proof else redirect(url_for("leaving.done"), code=303)


@blueprint.post("/saya/hapus")
@open_to(Who.LEARNER)
def delete() -> ResponseReturnValue:
    proof, moment = _proof(), now()
    if proof is None:
        return redirect(url_for("leaving.done"), code=303)
    learner_id = current_user.person.learner_id
    errors, guess = _check(proof, moment)
    if errors:
        return _page(proof, errors), 422
    try:
        with write():
            codes = delete_person(learner_id, moment, proof.accepts(guess))
            sessions.sign_out(current_user._get_current_object(), moment)
    except WrongGuessError as wrong:
        return _page(proof, {"angka": words_for(wrong.tries, moment)}), 422
    _remove_files(codes)
    return redirect(url_for("leaving.done"), code=303)


@blueprint.get("/sudah-dihapus")
@open_to(Who.ANYBODY)
def done() -> ResponseReturnValue:
    return render_template("portal/left.html")


def _proof() -> Proof | None:
    """None when another tap deleted the account just now."""
    person = current_user.person
    try:
        learner = find_learner(person.learner_id)
    except LookupError:
        return None
    counter = None
    # Whoever came by a new card from the office has forgotten the angka kunci.
    if learner.key_number_hash and not person.by_reset:
        counter = counter_here(sessions.device_hash(), learner.id)
    return Proof(learner, counter, counter is None and has_card(learner.id))


def _check(proof: Proof, moment: datetime) -> tuple[dict[str, str], Guess | None]:
    """What is wrong with the form, by field; and the right guess, still to be accepted."""
    if request.form.get("kata", "").strip().upper() != WORD:
        return {"kata": gettext("Ketik kata HAPUS, supaya tidak terjadi tanpa sengaja.")}, None
    if proof.counter:
        try:
            digits = request.form.get("angka", "").strip()
            return {}, guess_key_number(proof.learner, proof.counter, digits, moment)
        except WrongGuessError as wrong:
            return {"angka": words_for(wrong.tries, moment)}, None
        except InvalidRequestError:
            # Another tap deleted what is asked about here; so there is nothing left to guard.
            return {}, None
    if proof.asks_card and (problem := _card_problem(proof.learner, moment)):
        return {"kode": problem}, None
    return {}, None


def _card_problem(learner: Learner, moment: datetime) -> str:
    """What is wrong with the card's code; "" when it is theirs. Wrong ones count as at the door."""
    device = sessions.device_hash()
    if must_rest(device, known=True, now=moment):
        return gettext("Terlalu banyak kode yang salah. Tunggu 15 menit, lalu coba lagi.")
    code = read_code(request.form.get("kode", "")[:60])
    if code is None:
        return gettext("Kode kartu terdiri dari 16 angka. Periksa lagi angkanya.")
    found = find_by_card(code, site().keys("card"))
    if found and is_one_person(learner.id, found[1].id):
        return ""
    with write():
        note_wrong_code(device, moment)
    return gettext("Kode ini bukan kode Kartu Pesertamu yang sekarang.")


def _remove_files(codes: list[str]) -> None:
    """What cannot be removed now goes in the night (`flask participants forget`)."""
    for code in codes:
        try:
            remove_file(site().files, code)
        except FileStoreError as error:
            current_app.logger.error("file of a deleted account not removed: %s", error)


def _page(proof: Proof, errors: dict[str, str]) -> str:
    learner_id = current_user.person.learner_id
    return render_template(
        "portal/leave.html",
        proof=proof,
        errors=errors,
        typed=request.form.get("kata", "")[:20],
        certificates=held_by(learner_id, now()),
        classes=[one.cohort.name for one in classes_of_learner(learner_id)],
    )
