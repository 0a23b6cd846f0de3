"""Certificates are proposed to whoever may issue them, who approves or returns with a reason."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.accounts.confirm_views import asks_again
from literasi.accounts.forms import read_uuid
from literasi.accounts.staff_forms import read_reason
from literasi.accounts.staff_models import Office
from literasi.certificates.batches import open_batch
from literasi.certificates.jobs import nudge_batch
from literasi.certificates.models import Certificate, IssueBatch
from literasi.certificates.operations import NumbersTakenError
from literasi.database import write
from literasi.domain.dates import local_date
from literasi.domain.nik import holds_document_number
from literasi.training.catalogue import english_title
from literasi.training.closing import proposals
from literasi.training.closing.issuing import class_problem, outcome
from literasi.training.closing.loaders import new_code, not_mine, own_numbers, proposal_parts
from literasi.training.closing.numbering import FORM_SIZE, WRONG, Numbers, all_taken
from literasi.training.closing.proposal_lists import decided_in, waiting_in
from literasi.training.closing.proposals import Review, review
from literasi.training.loaders import load_class, load_own_office, own_act, own_press, own_scope
from literasi.training.models import Cohort
from literasi.training.progress import ClassView, view_class
from literasi.web.access import OFFICE_STAFF, WHOLE_OFFICE, open_to
from literasi.web.bodies import takes_up_to
from literasi.web.clock import now
from literasi.web.site import site

blueprint = Blueprint("proposals", __name__, url_prefix="/petugas")

NO_NUMBER = (
    "Di tulisanmu ada nomor yang mirip nomor KTP, kartu keluarga, atau paspor. Hapus dulu: "
    "Literasi tidak menyimpan nomor identitas siapa pun."
)
NO_REASON = "Tulis dulu apa yang perlu diperbaiki: pengusulnya membaca itu."
BROKEN = "Formulir ini tidak lengkap. Muat ulang halaman ini, lalu kirim lagi."
MAY_ISSUE = "Kamu boleh menerbitkan sendiri di kelas ini, jadi tidak perlu mengusulkan."
WORDS: dict[type[proposals.ProposalError], tuple[str, int]] = {
    proposals.OpenAlreadyError: (
        "Kelas ini sudah diusulkan dan masih menunggu. Satu kelas punya satu usulan.",
        409,
    ),
    proposals.NobodyReadyError: (
        "Tidak ada yang bisa terbit sekarang, jadi tidak ada yang berubah. Alasannya di bawah.",
        422,
    ),
    proposals.DecidedAlreadyError: (
        "Usulan ini sudah diputuskan lebih dulu. Tidak ada yang berubah karena tombol tadi.",
        409,
    ),
    proposals.ShownOtherwiseError: (
        "Sesudah halaman tadi dibuka, ada yang berubah: siapa yang siap, atau namanya. Belum ada "
        "yang terbit. Lihat lagi di bawah, lalu setujui.",
        409,
    ),
    proposals.NotOwnError: ("Usulan ini hanya bisa ditarik oleh yang mengusulkan.", 422),
}


@blueprint.get("/usulan")
@open_to(*OFFICE_STAFF)
def index() -> ResponseReturnValue:
    scope = own_scope()
    return render_template(
        "training/proposals.html",
        waiting=waiting_in(scope),
        decided=decided_in(scope),
        zone=current_user.person.zone,
        not_mine=not_mine(current_user.person),
    )


@blueprint.get("/kelas/<uuid:uid>/usulan")
@open_to(*OFFICE_STAFF)
def show(uid: UUID) -> ResponseReturnValue:
    return _page(load_class(uid), "")


@blueprint.post("/kelas/<uuid:uid>/usulan")
@open_to(*OFFICE_STAFF)
def propose(uid: UUID) -> ResponseReturnValue:
    """Everybody of the class who is ready, to whoever may issue."""
    cohort, said = load_class(uid), read_reason(request.form, "catatan")
    key = read_uuid(request.form.get("kunci", ""))
    if key is None or holds_document_number(said):
        return _page(cohort, BROKEN if key is None else NO_NUMBER), 422
    try:
        with write():
            cohort, office = load_class(uid, lock=True), load_own_office()
            problem = _class_problem(cohort, office.zone) if not_mine(office) else MAY_ISSUE
            if not problem:
                proposals.propose(_view(cohort), key, said, own_act())
    except proposals.ProposalError as error:
        return _refused(uid, error)
    return _done(uid) if not problem else (_page(load_class(uid), problem), 422)


@blueprint.post("/kelas/<uuid:uid>/usulan/<uuid:proposal>/setujui")
@open_to(*WHOLE_OFFICE)
@asks_again
@takes_up_to(FORM_SIZE)
def approve(uid: UUID, proposal: UUID) -> ResponseReturnValue:
    """Certificates for those proposed who are still ready, and for nobody else."""
    _load_proposal(_view(load_class(uid)), proposal)
    numbers, made = Numbers(), 0
    batch: IssueBatch | None = None
    try:
        with write():
            cohort, office = load_class(uid, lock=True), load_own_office()
            problem = not_mine(office) or _class_problem(cohort, office.zone)
            if not problem:
                view = _view(cohort)
                found = _load_proposal(view, proposal)
                if _is_own_decision(found, "approved"):
                    return _done(uid)
                numbers = own_numbers(office, found.ready)
            if not problem and not numbers.errors:
                issued = _approve(view, office, found, numbers)
                batch, made = open_batch(issued, own_press(cohort)), len(issued)
    except NumbersTakenError as error:
        numbers = all_taken(request.form, error.numbers)
    except proposals.ProposalError as error:
        return _refused(uid, error)
    if problem or numbers.errors:
        return _page(load_class(uid), problem or WRONG, numbers), 422
    if batch:
        nudge_batch(batch.id)
    return _done(uid, made)


def _approve(view: ClassView, office: Office, found: Review, numbers: Numbers) -> list[Certificate]:
    seen, specimen = request.form.get("semula", ""), current_user.person.demo
    english = english_title(view.cohort.title, site().catalogue)
    return proposals.approve(
        view, office, found, seen, new_code, specimen, own_act(), numbers.typed, english
    )


@blueprint.post("/kelas/<uuid:uid>/usulan/<uuid:proposal>/kembalikan")
@open_to(*WHOLE_OFFICE)
def give_back(uid: UUID, proposal: UUID) -> ResponseReturnValue:
    """Back to whoever proposed, with what is to be mended."""
    cohort, reason = load_class(uid), read_reason(request.form)
    _load_proposal(_view(cohort), proposal)
    error = not_mine(load_own_office()) or ("" if reason else NO_REASON)
    if holds_document_number(reason):
        error = NO_NUMBER
    if error:
        return _page(cohort, error), 422
    try:
        with write():
            view = _view(load_class(uid, lock=True))
            proposals.give_back(view, _load_proposal(view, proposal), reason, own_act())
    except proposals.ProposalError as refusal:
        return _refused(uid, refusal)
    return _done(uid)


@blueprint.post("/kelas/<uuid:uid>/usulan/<uuid:proposal>/tarik")
@open_to(*OFFICE_STAFF)
def take_back(uid: UUID, proposal: UUID) -> ResponseReturnValue:
    """Whoever proposed thinks again."""
    _load_proposal(_view(load_class(uid)), proposal)
    try:
        with write():
            view = _view(load_class(uid, lock=True))
            proposals.take_back(view, _load_proposal(view, proposal), own_act())
    except proposals.ProposalError as error:
        return _refused(uid, error)
    return _done(uid)


def _load_proposal(view: ClassView, uid: UUID) -> Review:
    """One of this class, else 404."""
    return review(view, outcome(view), uid) or abort(404)


def _is_own_decision(found: Review, decision: str) -> bool:
    """Whether the same person pressed the same button before."""
    decided = found.row.decision, found.row.decided_by_id
    return decided == (decision, current_user.person.staff_id)


def _view(cohort: Cohort) -> ClassView:
    return view_class(cohort, site().catalogue)


def _class_problem(cohort: Cohort, zone: str) -> str:
    return class_problem(cohort, local_date(now(), zone))


def _done(uid: UUID, made: int | None = None) -> ResponseReturnValue:
    return redirect(url_for("closing.certificates", uid=uid, terbit=made), code=303)


def _refused(uid: UUID, error: proposals.ProposalError) -> ResponseReturnValue:
    words, status = WORDS[type(error)]
    return _page(load_class(uid), words), status


def _page(cohort: Cohort, error: str, numbers: Numbers | None = None) -> str:
    person, view = current_user.person, _view(cohort)
    found = outcome(view)
    return render_template(
        "training/proposal.html",
        cohort=cohort,
        outcome=found,
        error=error,
        typed=request.form,
        key=uuid4(),
        problem=_class_problem(cohort, person.zone),
        not_mine=not_mine(person),
        **proposal_parts(view, found, numbers),
    )
