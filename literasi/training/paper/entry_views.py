"""Typing in what a class wrote on paper: one person after the other, in the roster's order."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from literasi.database import write
from literasi.domain.paper import items_of
from literasi.learning.operations import find_bank, score_of
from literasi.training.attendance.operations import members_of
from literasi.training.loaders import load_class, load_seat, own_act
from literasi.training.models import Cohort, Seat
from literasi.training.paper.entering import Sheet, enter, entered
from literasi.training.paper.forms import EntryForm, read_entry, read_letter
from literasi.training.paper.loaders import load_quiz, load_sheet
from literasi.training.paper.models import PaperQuiz
from literasi.training.paper.operations import variants_of
from literasi.training.paper.printing import title_of
from literasi.training.paper.words import REFUSALS, UNCLAIMED, codes_of, words_of, wrong_code
from literasi.web.access import OFFICE_STAFF, open_to
from literasi.web.site import site

blueprint = Blueprint(
    "entries", __name__, url_prefix="/petugas/kelas/<uuid:uid>/kertas/<uuid:quiz>/isi"
)

MEND = "Belum disimpan: ada yang perlu diperiksa. Isian yang lain tetap ada."


@blueprint.get("/<uuid:seat>")
@open_to(*OFFICE_STAFF)
def show(uid: UUID, quiz: UUID, seat: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    found = load_quiz(cohort, quiz)
    return _page(cohort, found, load_seat(cohort, seat), {"kunci": str(uuid4())}, {})


@blueprint.post("/<uuid:seat>")
@open_to(*OFFICE_STAFF)
def save(uid: UUID, quiz: UUID, seat: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    found, sitting = load_quiz(cohort, quiz), load_seat(cohort, seat)
    variants = {one.letter: one for one in variants_of(found.id)}
    letter = read_letter(request.form.get("kode", ""), found.number, variants)
    if letter is None:
        return _page(cohort, found, sitting, request.form, {"kode": wrong_code(found)}), 422
    sheet = load_sheet(found, variants[letter])
    form = read_entry(request.form, items_of(sheet.bank, sheet.variant.seed))
    if not form.errors:
        _enter(uid, seat, sheet, form)
    if form.errors:
        return _page(load_class(uid), found, sitting, request.form, form.errors), 422
    return redirect(_after(load_class(uid), found, seat), code=303)


def _enter(uid: UUID, seat: UUID, sheet: Sheet, form: EntryForm) -> None:
    """What is refused goes among the form's errors."""
    try:
        with write():
            cohort = load_class(uid, lock=True)
            enter(cohort, load_seat(cohort, seat), sheet, form, own_act())
    except REFUSALS as refusal:
        form.errors.update(words_of(refusal))


def _after(cohort: Cohort, quiz: PaperQuiz, seat: UUID) -> str:
    """The next in the roster whose sheet is not entered yet; the quiz when there is none."""
    members = members_of(cohort.id)
    done = entered(quiz, [one.learner_id for one in members if one.learner_id])
    here = next((place for place, one in enumerate(members) if one.uid == seat), 0)
    for one in [*members[here + 1 :], *members[:here]]:
        if one.learner_id and one.learner_id not in done:
            here_next = url_for("entries.show", uid=cohort.uid, quiz=quiz.uid, seat=one.uid)
            return f"{here_next}?sesudah={seat}"
    return url_for("papers.show", uid=cohort.uid, quiz=quiz.uid)


def _page(
    cohort: Cohort, quiz: PaperQuiz, seat: Seat, typed: Mapping[str, str], errors: Mapping[str, str]
) -> str:
    members = members_of(cohort.id)
    done = entered(quiz, [one.learner_id for one in members if one.learner_id])
    before = next((one for one in members if str(one.uid) == request.args.get("sesudah")), None)
    saved = done.get(before.learner_id) if before and before.learner_id else None
    mine = done.get(seat.learner_id) if seat.learner_id else None
    bank = find_bank(site().catalogue, quiz.course, quiz.bank_hash)
    return render_template(
        "training/paper_entry.html",
        cohort=cohort,
        quiz=quiz,
        title=title_of(quiz, site().catalogue),
        seat=seat,
        codes=codes_of(quiz),
        count=min(bank.draw, len(bank.questions)),
        saved=(before.name, score_of(saved)) if before and saved else None,
        mine=score_of(mine) if mine else None,
        typed=typed,
        errors=errors,
        unclaimed=UNCLAIMED,
        mend=MEND,
    )
