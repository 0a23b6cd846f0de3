"""A class comes to its end: names confirmed, overrides given, certificates issued and withdrawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.accounts.audit import note
from literasi.accounts.confirm_views import asks_again
from literasi.accounts.forms import read_uuid
from literasi.accounts.staff_forms import read_reason
from literasi.accounts.staff_models import Office
from literasi.certificates.batches import open_batch, progress_of
from literasi.certificates.jobs import nudge_batch
from literasi.certificates.models import Certificate
from literasi.certificates.operations import NumbersTakenError, find_class_certificate, withdraw
from literasi.database import write
from literasi.domain.dates import local_date
from literasi.domain.nik import holds_document_number
from literasi.domain.striking import STRUCK
from literasi.training.catalogue import english_title
from literasi.training.closing.eligibility import covered_by, forgiven_words
from literasi.training.closing.issuing import class_problem, issue_certificates, outcome
from literasi.training.closing.loaders import new_code, not_mine, own_numbers, proposal_parts
from literasi.training.closing.names import NameChangedError, NamesForm, confirm_names, read_names
from literasi.training.closing.numbering import FORM_SIZE, WRONG, Numbers, all_taken, fill_in
from literasi.training.closing.overrides import (
    NotForgivableError,
    give_override,
    givers,
    take_back,
)
from literasi.training.loaders import load_class, load_own_office, own_act, own_press
from literasi.training.models import Cohort
from literasi.training.progress import ClassView, Member, view_class
from literasi.web.access import OFFICE_STAFF, WHOLE_OFFICE, open_to
from literasi.web.bodies import takes_up_to
from literasi.web.clock import now
from literasi.web.site import site

blueprint = Blueprint("closing", __name__, url_prefix="/petugas/kelas/<uuid:uid>")

NOBODY_TICKED = "Belum ada nama yang dicentang atau diubah."
BAD_NAMES = "Ada nama yang perlu dibetulkan. Belum ada yang disimpan."
NAMES_CHANGED = (
    "Sementara itu ada nama yang diubah orang lain. Belum ada yang disimpan: bandingkan nama yang "
    "ditandai, lalu simpan lagi."
)
NO_REASON = "Tulis dulu alasannya: itu masuk ke catatan, dan dibaca yang menerbitkan."
NO_NUMBER = (
    "Di alasannya ada nomor yang mirip nomor KTP, kartu keluarga, atau paspor. Hapus dulu: "
    "Literasi tidak menyimpan nomor identitas siapa pun."
)
NOT_FORGIVABLE = (
    "Pengecualian ini tidak bisa diberikan: yang kurang sudah berubah, atau sudah ada "
    "pengecualiannya. Lihat lagi di bawah."
)
ISSUED = "Sertifikatnya sudah terbit. Cabut dulu sertifikatnya, lalu batalkan pengecualiannya."


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page says to somebody whose form was not taken, beside what they typed: of names,
    or of the override of `seat`."""

    error: str = ""
    names: NamesForm = field(default_factory=lambda: NamesForm({}, {}))
    seat: UUID | None = None
    numbers: Numbers = field(default_factory=Numbers)


NOTHING_SAID = Shown()


@blueprint.get("/sertifikat")
@open_to(*OFFICE_STAFF)
def certificates(uid: UUID) -> ResponseReturnValue:
    return _page(load_class(uid))


@blueprint.post("/sertifikat/nama")
@open_to(*OFFICE_STAFF)
def save_names(uid: UUID) -> ResponseReturnValue:
    """Confirm names as they are typed, all of the form or none."""
    cohort = load_class(uid)
    seats = [one.seat.uid for one in view_class(cohort, site().catalogue).members]
    names = read_names(request.form, set(request.form.getlist("cocok")), seats)
    if names.errors or not names.wanted:
        return _page(cohort, Shown(BAD_NAMES if names.errors else NOBODY_TICKED, names)), 422
    try:
        with write():
            view = view_class(load_class(uid, lock=True), site().catalogue)
            confirm_names(view, names.wanted, own_act())
    except NameChangedError as changed:
        told = dict.fromkeys(changed.seats, "Diubah orang lain sementara itu.")
        return _page(load_class(uid), Shown(NAMES_CHANGED, NamesForm(names.wanted, told))), 409
    return redirect(url_for("closing.certificates", uid=uid), code=303)


@blueprint.post("/sertifikat/<uuid:seat>/pengecualian")
@open_to(*WHOLE_OFFICE)
def forgive(uid: UUID, seat: UUID) -> ResponseReturnValue:
    """A certificate although something is lacking, for a reason."""
    cohort, reason = load_class(uid), read_reason(request.form)
    _load_member(view_class(cohort, site().catalogue), seat)
    key, error = read_uuid(request.form.get("kunci", "")), "" if reason else NO_REASON
    if holds_document_number(reason):
        error = NO_NUMBER
    if error or key is None:
        return _page(cohort, Shown(error or NOT_FORGIVABLE, seat=seat)), 422
    try:
        with write():
            view = view_class(load_class(uid, lock=True), site().catalogue)
            seen = request.form.get("kurang", "")
            give_override(view, _load_member(view, seat), key, seen, reason, own_act())
    except NotForgivableError:
        return _page(load_class(uid), Shown(NOT_FORGIVABLE, seat=seat)), 409
    return redirect(url_for("closing.certificates", uid=uid), code=303)


@blueprint.post("/sertifikat/<uuid:seat>/pengecualian/batal")
@open_to(*WHOLE_OFFICE)
def forgive_no_more(uid: UUID, seat: UUID) -> ResponseReturnValue:
    _load_member(view_class(load_class(uid), site().catalogue), seat)
    try:
        with write():
            view = view_class(load_class(uid, lock=True), site().catalogue)
            take_back(view, _load_member(view, seat), own_act())
    except NotForgivableError:
        return _page(load_class(uid), Shown(ISSUED)), 409
    return redirect(url_for("closing.certificates", uid=uid), code=303)


@blueprint.post("/sertifikat/nomor")
@open_to(*WHOLE_OFFICE)
@takes_up_to(FORM_SIZE)
def fill_numbers(uid: UUID) -> ResponseReturnValue:
    """The fields of numbers from a list or on from the first; nothing is stored."""
    cohort = load_class(uid)
    numbers, told = fill_in(request.form)
    return _page(cohort, Shown(told, numbers=numbers)), 422 if told else 200


@blueprint.post("/sertifikat")
@open_to(*WHOLE_OFFICE)
@asks_again
@takes_up_to(FORM_SIZE)
def issue(uid: UUID) -> ResponseReturnValue:
    load_class(uid)
    numbers, made, batch = Numbers(), [], None
    try:
        with write():
            # Read under the lock: what decides is what is true when they are issued.
            cohort, office = load_class(uid, lock=True), load_own_office()
            problem = not_mine(office) or class_problem(cohort, local_date(now(), office.zone))
            if not problem:
                view = view_class(cohort, site().catalogue)
                numbers = own_numbers(office, outcome(view).ready)
            if not problem and not numbers.errors:
                made = _issue(view, office, numbers)
                batch = open_batch(made, own_press(cohort))
    except NumbersTakenError as error:
        numbers = all_taken(request.form, error.numbers)
    if problem or numbers.errors:
        return _page(load_class(uid), Shown(problem or WRONG, numbers=numbers)), 422
    if batch:
        nudge_batch(batch.id)
    return redirect(url_for("closing.certificates", uid=uid, terbit=len(made)), code=303)


def _issue(view: ClassView, office: Office, numbers: Numbers) -> list[Certificate]:
    specimen, english = current_user.person.demo, english_title(view.cohort.title, site().catalogue)
    return issue_certificates(
        view, office, new_code, specimen, own_act(), None, numbers.typed, english
    )


@blueprint.post("/sertifikat/<uuid:certificate>/cabut")
@open_to(*WHOLE_OFFICE)
@asks_again
def withdraw_certificate(uid: UUID, certificate: UUID) -> ResponseReturnValue:
    cohort, reason = load_class(uid), read_reason(request.form)
    _load_certificate(cohort, certificate)
    error = not_mine(load_own_office())
    if not error and not reason:
        error = "Tulis dulu alasannya: siapa pun yang mengecek surat itu akan membacanya."
    if error:
        return _page(cohort, Shown(error)), 422
    with write():
        found = _load_certificate(load_class(uid, lock=True), certificate)
        withdraw(found, reason, now())
        about = f"{cohort.name}: {found.name or STRUCK}, {found.number}"
        note(own_act(), "certificate.withdraw", f"certificate:{found.uid}", about, reason)
    return redirect(url_for("closing.certificates", uid=uid), code=303)


def _load_certificate(cohort: Cohort, uid: UUID) -> Certificate:
    """One in force of this class, else 404."""
    return find_class_certificate(cohort.uid, uid) or abort(404)


def _load_member(view: ClassView, seat: UUID) -> Member:
    return view.member(seat) or abort(404)


def _page(cohort: Cohort, shown: Shown = NOTHING_SAID) -> str:
    person, view = current_user.person, view_class(cohort, site().catalogue)
    found = outcome(view)
    return render_template(
        "training/closing.html",
        cohort=cohort,
        outcome=found,
        shown=shown,
        typed=request.form,
        key=uuid4(),
        files=progress_of(view.certificates, now()),
        issued_now=request.args.get("terbit", type=int),
        problem=class_problem(cohort, local_date(now(), person.zone)),
        not_mine=not_mine(person),
        may_forgive=current_user.who in WHOLE_OFFICE,
        forgiven={
            one.seat.id: forgiven_words(view, covered_by(one.override)) for one in view.members
        },
        say=lambda forgiven: forgiven_words(view, forgiven),
        givers=givers(view),
        has_meetings=bool(view.meetings),
        **proposal_parts(view, found, shown.numbers),
    )
