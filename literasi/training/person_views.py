"""One person of a class, as their trainer sees them."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from literasi.training.loaders import load_class
from literasi.training.progress import missing, view_class
from literasi.web.access import OFFICE_STAFF, open_to
from literasi.web.site import site

blueprint = Blueprint("person", __name__, url_prefix="/petugas/kelas/<uuid:uid>/peserta")


@blueprint.get("/<uuid:seat>")
@open_to(*OFFICE_STAFF)
def show(uid: UUID, seat: UUID) -> ResponseReturnValue:
    return person_page(uid, seat, "")


def person_page(uid: UUID, seat: UUID, error: str) -> str:
    view = view_class(load_class(uid), site().catalogue)
    member = view.member(seat) or abort(404)
    return render_template(
        "training/person.html",
        cohort=view.cohort,
        view=view,
        member=member,
        missing=missing(view, member),
        error=error,
    )
