"""What a class has reached, and the part of its page that is fetched again while it learns."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from literasi.training.loaders import load_class
from literasi.training.progress import view_class
from literasi.training.results.comparison import compare_tests
from literasi.training.results.loaders import glance
from literasi.training.results.questions import QUIZZES, SOURCES, missed_questions
from literasi.web.access import OFFICE_STAFF, open_to
from literasi.web.site import site

blueprint = Blueprint("results", __name__, url_prefix="/petugas/kelas/<uuid:uid>")


@blueprint.get("/kemajuan")
@open_to(*OFFICE_STAFF)
def live(uid: UUID) -> ResponseReturnValue:
    """The part of the class's page that changes while people learn; 304 while it has not."""
    response = Response(render_template("training/_live.html", **glance(load_class(uid))))
    response.add_etag(weak=True)
    return response.make_conditional(request)


@blueprint.get("/hasil")
@open_to(*OFFICE_STAFF)
def show(uid: UUID) -> ResponseReturnValue:
    """Everybody's tests side by side, and the questions that the class gets wrong: those of its
    quizzes, or with `dari` those of a test."""
    view = view_class(load_class(uid), site().catalogue)
    wanted = request.args.get("dari", QUIZZES)
    source = wanted if wanted in SOURCES else QUIZZES
    return render_template(
        "training/results.html",
        cohort=view.cohort,
        view=view,
        compared=compare_tests(view),
        source=source,
        items=missed_questions(view, site().catalogue, source),
        titles={one.found_at: (place, one.title) for place, one in enumerate(view.taught, 1)},
    )
