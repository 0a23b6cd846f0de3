"""Kuis di kertas: print a quiz of the class's programme for a room without phones."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from uuid import UUID, uuid4

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from literasi.database import write
from literasi.domain.course import Course, Module
from literasi.domain.grading import Score
from literasi.domain.paper import VARIANTS, variant_code
from literasi.learning.operations import score_of
from literasi.training.attendance.operations import members_of
from literasi.training.catalogue import find_module
from literasi.training.loaders import load_class, load_own_office, own_act
from literasi.training.models import Cohort, Seat
from literasi.training.operations import FormUsedError, programme
from literasi.training.paper.entering import entered
from literasi.training.paper.forms import read_paper
from literasi.training.paper.loaders import load_quiz
from literasi.training.paper.models import PaperQuiz
from literasi.training.paper.operations import make_quiz, note_key, quizzes_of, variants_of
from literasi.training.paper.printing import booklets, keys, sheets, title_of
from literasi.web.access import OFFICE_STAFF, open_to
from literasi.web.site import site

blueprint = Blueprint("papers", __name__, url_prefix="/petugas/kelas/<uuid:uid>/kertas")

USED = "Formulir ini sudah dipakai untuk kuis kertas lain. Periksa isinya, lalu kirim lagi."


@blueprint.get("")
@open_to(*OFFICE_STAFF)
def index(uid: UUID) -> ResponseReturnValue:
    return _index_page(load_class(uid), {"kunci": str(uuid4()), "varian": "2"}, {})


@blueprint.post("")
@open_to(*OFFICE_STAFF)
def make(uid: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    form = read_paper(request.form, _offered(cohort))
    if form.errors or form.uid is None or form.taught is None:
        return _index_page(cohort, request.form, form.errors), 422
    try:
        with write():
            cohort = load_class(uid, lock=True)
            make_quiz(cohort, form.uid, form.taught, form.variants, _new_seed, own_act())
    except FormUsedError:
        typed = {**request.form, "kunci": str(uuid4())}
        return _index_page(load_class(uid), typed, {"": USED}), 422
    return redirect(url_for("papers.show", uid=uid, quiz=form.uid), code=303)


@blueprint.get("/<uuid:quiz>")
@open_to(*OFFICE_STAFF)
def show(uid: UUID, quiz: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    found = load_quiz(cohort, quiz)
    codes = [variant_code(found.number, one.letter) for one in variants_of(found.id)]
    return render_template(
        "training/paper.html",
        cohort=cohort,
        quiz=found,
        title=title_of(found, site().catalogue),
        codes=codes,
        members=_marks(cohort, found),
        zone=load_own_office().zone,
    )


@blueprint.get("/<uuid:quiz>/soal.pdf")
@open_to(*OFFICE_STAFF)
def booklet(uid: UUID, quiz: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    return _pdf(booklets(cohort, load_quiz(cohort, quiz), site().catalogue), "soal-kuis.pdf")


@blueprint.get("/<uuid:quiz>/lembar-jawaban.pdf")
@open_to(*OFFICE_STAFF)
def answer_sheets(uid: UUID, quiz: UUID) -> ResponseReturnValue:
    """One for everybody of the class, and a spare one of each variant."""
    cohort = load_class(uid)
    return _pdf(sheets(cohort, load_quiz(cohort, quiz), site().catalogue), "lembar-jawaban.pdf")


@blueprint.post("/<uuid:quiz>/kunci.pdf")
@open_to(*OFFICE_STAFF)
def key(uid: UUID, quiz: UUID) -> ResponseReturnValue:
    """Who took the key along stands in the log: the same questions are asked on phones."""
    cohort = load_class(uid)
    found = load_quiz(cohort, quiz)
    document = keys(cohort, found, site().catalogue)
    with write():
        cohort = load_class(uid, lock=True)
        note_key(cohort, load_quiz(cohort, quiz), own_act())
    return _pdf(document, "kunci-jawaban.pdf")


def _marks(cohort: Cohort, quiz: PaperQuiz) -> list[tuple[Seat, Score | None]]:
    """Everybody of the class, with what was entered of the quiz last."""
    members = members_of(cohort.id)
    done = entered(quiz, [one.learner_id for one in members if one.learner_id])
    found = [(one, done.get(one.learner_id) if one.learner_id else None) for one in members]
    return [(seat, score_of(attempt) if attempt else None) for seat, attempt in found]


def _pdf(document: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(document, mimetype="application/pdf", headers=headers)


def _new_seed() -> bytes:
    return secrets.token_bytes(16)


def _offered(cohort: Cohort) -> list[tuple[Course, Module]]:
    """The modules of the programme that are taught today."""
    keys = programme(cohort.id)
    found = (find_module(site().catalogue, one.course, one.module) for one in keys)
    return [(course, module) for course, module in found if course and module]


def _index_page(cohort: Cohort, typed: Mapping[str, str], errors: Mapping[str, str]) -> str:
    quizzes = quizzes_of(cohort.id)
    return render_template(
        "training/papers.html",
        cohort=cohort,
        quizzes=[(quiz, title_of(quiz, site().catalogue), count) for quiz, count in quizzes],
        offered=_offered(cohort),
        most=len(VARIANTS),
        typed=typed,
        errors=errors,
        zone=load_own_office().zone,
    )
