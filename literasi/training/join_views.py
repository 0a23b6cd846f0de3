"""How somebody comes into a class: through the open door, or with the card of a seat."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.accounts import sessions
from literasi.accounts.cards import find_unclaimed, must_rest, note_wrong_code
from literasi.accounts.forms import Registration, read_registration, read_uuid
from literasi.accounts.models import Learner, LearnerCard
from literasi.accounts.operations import AlreadyRegisteredError, find_learner, register
from literasi.accounts.phones import (
    PhoneFullError,
    known_learner,
    learners_of,
    unlocked,
)
from literasi.accounts.staff_models import Office
from literasi.database import write
from literasi.domain.card import read_code
from literasi.domain.progress import is_passed
from literasi.domain.words import for_later
from literasi.learning.record import record_of
from literasi.training.assignments.tasks import tasks_of
from literasi.training.assignments.work import places_of
from literasi.training.attendance.own import own_attendance
from literasi.training.catalogue import find_module
from literasi.training.forms import read_door
from literasi.training.joining import (
    DoorClosedError,
    SeatTakenError,
    Waiting,
    claim_by_card,
    claimed_class,
    classes_of_learner,
    find_door,
    find_waiting,
    join_by_door,
    leave,
)
from literasi.training.messages.board import said_in
from literasi.training.models import Cohort
from literasi.training.operations import ClassFullError
from literasi.training.planning import rundown_of
from literasi.training.roster.answers import claim_details, take_answer
from literasi.training.roster.details import find_details, values_of
from literasi.training.roster.forms import DetailsForm, read_answer
from literasi.web.access import LEARNERS, Who, open_to
from literasi.web.clock import now
from literasi.web.consent import CONSENT_VERSION
from literasi.web.site import site
from literasi.web.words import gettext

blueprint = Blueprint("joining", __name__)

REST = for_later("Terlalu banyak kode yang salah. Tunggu 15 menit, lalu coba lagi.")
CLOSED = for_later(
    "Tidak ada kelas yang sedang dibuka dengan kode ini. Tanyakan kodenya kepada pelatih."
)
TAKEN = for_later("Kartu ini sudah dipakai atau sudah diganti. Tanyakan kepada pelatih.")
FULL = for_later("Kelas ini sudah penuh. Tanyakan kepada pelatih.")


@blueprint.get("/gabung")
@open_to(Who.ANYBODY)
def ask() -> ResponseReturnValue:
    return render_template("training/join.html", typed="", error="")


@blueprint.post("/gabung")
@open_to(Who.ANYBODY)
def go() -> ResponseReturnValue:
    typed = request.form.get("kode", "").strip()[:20]
    digits = read_door(typed)
    if digits is None:
        error = gettext("Kode kelas terdiri dari 6 angka.")
        return render_template("training/join.html", typed=typed, error=error), 422
    return redirect(url_for("joining.door", code=digits), code=303)


@blueprint.get("/gabung/<code>")
@open_to(Who.ANYBODY)
def door(code: str) -> ResponseReturnValue:
    """The class behind the open door; nobody joins before a tap."""
    found, error = _find_door(code)
    if found is None:
        return render_template("training/join.html", typed=code[:20], error=error), 404
    return render_template(
        "training/door.html", cohort=found[0], office=found[1], code=code, me=sessions.learner()
    )


@blueprint.post("/gabung/<code>")
@open_to(*LEARNERS)
def join(code: str) -> ResponseReturnValue:
    found, error = _find_door(code)
    if found is None:
        return render_template("training/join.html", typed=code[:20], error=error), 422
    try:
        with write():
            learner = find_learner(current_user.person.learner_id)
            cohort = join_by_door(code, learner, now())
    except (DoorClosedError, ClassFullError) as refusal:
        words = FULL if isinstance(refusal, ClassFullError) else CLOSED
        return render_template("training/join.html", typed=code[:20], error=gettext(words)), 422
    return redirect(url_for("joining.classroom", uid=cohort.uid), code=303)


@blueprint.post("/gabung/kartu")
@open_to(Who.ANYBODY)
def card() -> ResponseReturnValue:
    """A card that staff printed and nobody took yet: whose seat it is, then consent."""
    typed, device, moment = request.form.get("kode", "")[:60], sessions.device_hash(), now()
    if must_rest(device, bool(learners_of(device)), moment):
        return render_template("training/join.html", typed="", error=gettext(REST)), 422
    code = read_code(typed)
    found = find_unclaimed(code, site().keys("card")) if code else None
    waiting = find_waiting(found.id) if found else None
    if found is None or waiting is None:
        if code and (again := _again(code)):
            return again
        with write():
            note_wrong_code(device, moment)
        return render_template("training/join.html", typed="", error=gettext(TAKEN)), 422
    if "ambil" not in request.form:
        return _claim_page(waiting, typed, Registration(waiting.seat.name, False, uuid4()))
    said = read_answer(request.form, values_of(find_details(waiting.seat.id)))
    if person := sessions.learner():
        return _claim(found, find_learner(person.learner_id), waiting, typed, said)
    return _claim_as_new(found, waiting, typed, said)


@blueprint.get("/saya/kelas/<uuid:uid>")
@open_to(*LEARNERS)
def classroom(uid: UUID) -> ResponseReturnValue:
    """The learner's class: what it gave them, until when, and what else it teaches."""
    learner_id, catalogue = current_user.person.learner_id, site().catalogue
    works = classes_of_learner(learner_id)
    found = next((work for work in works if work.cohort.uid == uid), None) or abort(404)
    zone, places = places_of(learner_id)
    here = [place for place in places if place.class_uid == uid]
    record = record_of(learner_id)
    tasks = tasks_of(learner_id, here, zone, catalogue, record, now())
    given = {(task.course.slug, task.module.slug) for task in tasks}
    others = [
        (course, module, is_passed(module, record.passed_in(course)))
        for course, module in (find_module(catalogue, *key) for key in found.modules)
        if course and module and (course.slug, module.slug) not in given
    ]
    return render_template(
        "training/classroom.html",
        work=found,
        tasks=tasks,
        others=others,
        zone=zone,
        board=said_in({uid: found.office.zone}, now()),
        attendance=own_attendance(found.cohort, found.seat),
        rundown=rundown_of(found.cohort.id),
    )


@blueprint.post("/saya/kelas/<uuid:uid>/keluar")
@open_to(*LEARNERS)
def leave_class(uid: UUID) -> ResponseReturnValue:
    with write():
        works = classes_of_learner(current_user.person.learner_id)
        found = next((work for work in works if work.cohort.uid == uid), None) or abort(404)
        leave(found.seat, now())
    return redirect(url_for("portal.home"), code=303)


def _find_door(code: str) -> tuple[tuple[Cohort, Office] | None, str]:
    """The class and its office, or what to say. A wrong code counts, as a card's does; what
    cannot be one is no guess."""
    if read_door(code) is None:
        return None, gettext(CLOSED)
    device, moment = sessions.device_hash(), now()
    if must_rest(device, bool(learners_of(device)), moment):
        return None, gettext(REST)
    found = find_door(code, moment)
    if found is None:
        with write():
            note_wrong_code(device, moment)
    return found, gettext(CLOSED)


def _again(code: str) -> ResponseReturnValue | None:
    """The same tap again, because its answer got lost: the seat is theirs already."""
    learner = _same_person()
    uid = claimed_class(code, site().keys("card"), learner.id) if learner else None
    if learner is None or uid is None:
        return None
    if sessions.learner() is None:
        with write():
            sessions.sign_in(learner, now())
    return redirect(url_for("joining.classroom", uid=uid), code=303)


def _same_person() -> Learner | None:
    """Who is signed in, or whom the form made on this phone; with an angka kunci they type it."""
    if person := sessions.learner():
        return find_learner(person.learner_id)
    made = known_learner(sessions.device_hash(), read_uuid(request.form.get("kunci", "")))
    return made if made and made.key_number_hash is None else None


def _claim(
    card: LearnerCard, learner: Learner, waiting: Waiting, typed: str, said: DetailsForm
) -> ResponseReturnValue:
    if said.errors:
        form = Registration(waiting.seat.name, False, uuid4())
        return _claim_page(waiting, typed, form, said), 422
    try:
        with write():
            take_answer(claim_by_card(card.id, learner, now()), said)
    except (SeatTakenError, ClassFullError) as refusal:
        return _not_claimed(refusal)
    return redirect(url_for("joining.classroom", uid=waiting.cohort.uid), code=303)


def _claim_as_new(
    card: LearnerCard, waiting: Waiting, typed: str, said: DetailsForm
) -> ResponseReturnValue:
    """Somebody new consents, and the seat is theirs. Until they set an angka kunci, the card
    that staff printed opens lessons and the class only."""
    form, moment = read_registration(request.form), now()
    if form.errors or form.uid is None or said.errors:
        return _claim_page(waiting, typed, form, said), 422
    try:
        with write():
            learner = register(
                uid=form.uid,
                name=form.name,
                consent=CONSENT_VERSION,
                device=sessions.device_hash(),
                now=moment,
                card=card,
            )
            take_answer(claim_by_card(card.id, learner, moment), said)
            sessions.sign_in(learner, moment, card)
    except AlreadyRegisteredError:
        form.errors["kunci"] = gettext(
            "Formulir ini sudah dipakai. Periksa isinya, lalu simpan lagi."
        )
        again = Registration(form.name, True, uuid4(), form.errors)
        return _claim_page(waiting, typed, again, said), 422
    except PhoneFullError:
        form.errors["kunci"] = gettext("HP ini sudah mengenal delapan orang. Pakailah HP lain.")
        return _claim_page(waiting, typed, form, said), 422
    except (SeatTakenError, ClassFullError) as refusal:
        return _not_claimed(refusal)
    return redirect(url_for("joining.classroom", uid=waiting.cohort.uid), code=303)


def _not_claimed(refusal: Exception) -> ResponseReturnValue:
    words = FULL if isinstance(refusal, ClassFullError) else TAKEN
    return render_template("training/join.html", typed="", error=gettext(words)), 422


def _claim_page(
    waiting: Waiting, typed: str, form: Registration, said: DetailsForm | None = None
) -> str:
    return render_template(
        "training/claim.html",
        waiting=waiting,
        typed=typed,
        form=form,
        details=claim_details(waiting.seat, said),
        me=sessions.learner(),
        leaving=unlocked(learners_of(sessions.device_hash())),
    )
