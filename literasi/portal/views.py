"""The way in and the learner's own pages, which span every feature."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from uuid import uuid4

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.accounts import sessions
from literasi.accounts.forms import Registration, read_registration, read_uuid
from literasi.accounts.loans import lender
from literasi.accounts.merges import notices
from literasi.accounts.operations import AlreadyRegisteredError
from literasi.accounts.operations import register as register_learner
from literasi.accounts.phones import PhoneFullError, learners_of, unlocked
from literasi.accounts.resets import pending_resets
from literasi.certificates.held import certified, held_by
from literasi.database import write
from literasi.domain.access import IDLE
from literasi.learning.models import Attempt
from literasi.learning.operations import (
    adopt,
    attempts_to_adopt,
    disown,
    lock_attempts,
    score_of,
)
from literasi.learning.record import record_of
from literasi.portal.home import course_cards, summary
from literasi.portal.recall import recall_of
from literasi.portal.whereabouts import whereabouts
from literasi.training.assignments.tasks import tasks_of
from literasi.training.messages.board import said_in
from literasi.web.access import LEARNERS, Who, open_to
from literasi.web.clock import now, today
from literasi.web.consent import CONSENT_VERSION
from literasi.web.links import safe_next
from literasi.web.public import public
from literasi.web.site import site
from literasi.web.words import gettext

blueprint = Blueprint("portal", __name__)

NEW_SIGN_INS = timedelta(days=7)  # how long another phone is shown as new


@blueprint.get("/")
@open_to(Who.ANYBODY)
@public()
def index() -> ResponseReturnValue:
    return render_template("portal/index.html", courses=site().catalogue.courses)


@blueprint.get("/privasi")
@open_to(Who.ANYBODY)
@public()
def privacy() -> ResponseReturnValue:
    return render_template("portal/privacy.html", version=CONSENT_VERSION)


@blueprint.get("/lapor")
@open_to(Who.ANYBODY)
@public()
def report_fraud() -> ResponseReturnValue:
    facts = {fact.key: fact for fact in site().catalogue.facts}
    return render_template("portal/report_fraud.html", facts=facts)


@blueprint.get("/sumber")
@open_to(Who.ANYBODY)
@public()
def sources() -> ResponseReturnValue:
    return render_template("portal/sources.html", facts=site().catalogue.facts)


@blueprint.get("/glosarium")
@open_to(Who.ANYBODY)
@public()
def glossary() -> ResponseReturnValue:
    catalogue = site().catalogue
    letters = groupby(catalogue.terms, key=lambda term: term.term[0].upper())
    return render_template(
        "portal/glossary.html",
        letters=[(letter, list(words)) for letter, words in letters],
        titles=catalogue.lesson_titles(),
    )


@blueprint.get("/petugas")
@open_to(Who.ANYBODY)
@public()
def staff() -> ResponseReturnValue:
    return render_template("portal/staff.html", courses=site().catalogue.courses)


@blueprint.get("/daftar")
@open_to(Who.ANYBODY)
def register() -> ResponseReturnValue:
    if sessions.learner():
        return redirect(_after_registering(), code=303)
    return _registration_page(Registration("", False, uuid4()))


@blueprint.post("/daftar")
@open_to(Who.ANYBODY)
def save_registration() -> ResponseReturnValue:
    form = read_registration(request.form)
    if form.errors or form.uid is None:
        return _registration_page(form), 422
    try:
        with write():
            learner = register_learner(
                uid=form.uid,
                name=form.name,
                consent=CONSENT_VERSION,
                device=sessions.device_hash(),
                now=now(),
            )
            sessions.sign_in(learner, now())
    except AlreadyRegisteredError:
        form.errors["kunci"] = gettext(
            "Formulir ini sudah dipakai. Periksa isinya, lalu simpan lagi."
        )
        return _registration_page(Registration(form.name, True, uuid4(), form.errors)), 422
    except PhoneFullError:
        form.errors["kunci"] = gettext("HP ini sudah mengenal delapan orang. Pakailah HP lain.")
        return _registration_page(form), 422
    return redirect(_after_registering(), code=303)


@blueprint.get("/daftar/hasil")
@open_to(*LEARNERS)
def confirm_results() -> ResponseReturnValue:
    attempts = _attempts_here()
    if not attempts:
        return redirect(
            safe_next(request.args.get("lanjut", "")) or url_for("portal.home"), code=303
        )
    return render_template(
        "portal/confirm_results.html",
        results=_results(attempts),
        uids=[attempt.uid for attempt in attempts],
        next_url=safe_next(request.args.get("lanjut", "")),
    )


@blueprint.post("/daftar/hasil")
@open_to(*LEARNERS)
def adopt_results() -> ResponseReturnValue:
    mine = request.form.get("milik")
    if mine not in ("ya", "bukan"):
        return redirect(url_for("portal.confirm_results"), code=303)
    device = sessions.device_hash()
    shown = [uid for text in request.form.getlist("pengerjaan") if (uid := read_uuid(text))]
    with write():
        attempts = lock_attempts(device, shown)
        if mine == "ya":
            adopt(attempts, current_user.person.learner_id, now())
        else:
            disown(attempts)
    # What was done here after the page was shown has still to be asked about.
    return redirect(_after_registering(), code=303)


@blueprint.get("/saya")
@open_to(*LEARNERS)
def home() -> ResponseReturnValue:
    person, moment = current_user.person, now()
    record = record_of(person.learner_id)
    here = whereabouts(person.learner_id, person.sign_in_id, moment - NEW_SIGN_INS)
    tasks = tasks_of(person.learner_id, here.places, here.zone, site().catalogue, record, moment)
    certificates = held_by(person.learner_id, moment)
    asked = here.standing.has_notices and not person.limited
    return render_template(
        "portal/home.html",
        cards=course_cards(site().catalogue, record, moment),
        recall=recall_of(person, record, site().catalogue, today()),
        transfer_day=record.transfer_day,
        standing=here.standing,
        places=here.places,
        tasks=[task for task in tasks if not task.is_past],
        board=said_in({one.class_uid: one.zone for one in here.places}, moment),
        certificates=certificates,
        certified=certified(certificates, site().catalogue.courses),
        resets=pending_resets(person.learner_id, person.sign_in_id, moment) if asked else (),
        merges=notices(person.learner_id, moment) if asked else (),
    )


@blueprint.get("/saya/ringkas")
@open_to(Who.ANYBODY)
def personal_answer() -> ResponseReturnValue:
    """What a public page adds for the learner who reads it: one small answer, two queries. Of a
    locked session it says nothing but that."""
    if sessions.is_locked():
        door = {"url": url_for("locks.show"), "judul": gettext("Buka kunci")}
        return jsonify({"terkunci": door})
    person = sessions.learner()
    if person is None:
        sessions.forget_hint()
        return jsonify({})
    sessions.mend_hint(person)
    answer = summary(person.name, site().catalogue, record_of(person.learner_id))
    if person.lent:
        answer["pinjaman"] = True
    return jsonify(answer)


def _attempts_here() -> list[Attempt]:
    """What somebody unknown did on this phone; on an office's phone only a moment ago, because
    what is older was another person's."""
    device = sessions.device_hash()
    since = now() - IDLE if lender(device) else None
    return attempts_to_adopt(device, since)


def _registration_page(form: Registration) -> str:
    return render_template(
        "portal/register.html",
        form=form,
        results=_results(_attempts_here()),
        next_url=safe_next(request.values.get("lanjut", "")),
        leaving=unlocked(learners_of(sessions.device_hash())),
    )


def _after_registering() -> str:
    next_url = safe_next(request.values.get("lanjut", ""))
    if _attempts_here():
        return url_for("portal.confirm_results", lanjut=next_url or None)
    return next_url or url_for("portal.home")


def _results(attempts: list[Attempt]) -> list[tuple[str, int, int]]:
    """Each attempt as (module title, right, total); a module that is gone keeps its slug."""
    results = []
    for attempt in attempts:
        course = site().catalogue.course(attempt.course)
        module = course.module(attempt.module) if course else None
        score = score_of(attempt)
        results.append((module.title if module else attempt.module, score.right, score.total))
    return results
