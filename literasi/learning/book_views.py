"""Course books and trainers' plans, open to anybody: served from the store, never made here."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, Response, abort, make_response, render_template, send_file
from flask.typing import ResponseReturnValue

from literasi.learning.loaders import load_course, load_module
from literasi.learning.shelf import book_folder, hash_of, plan_folder, sizes
from literasi.web.access import Who, open_to
from literasi.web.public import PAGE_CACHE
from literasi.web.site import site

blueprint = Blueprint("books", __name__)

COME_BACK = 60  # seconds; a book takes about so long to be made


@blueprint.get("/kursus/<course>/buku.pdf")
@open_to(Who.ANYBODY)
def book(course: str) -> ResponseReturnValue:
    found = load_course(course)
    return _document(book_folder(found), f"Buku {found.title}.pdf")


@blueprint.get("/kursus/<course>/<module>/rencana.pdf")
@open_to(Who.ANYBODY)
def plan(course: str, module: str) -> ResponseReturnValue:
    found, found_module = load_module(course, module)
    if found_module.plan is None:
        abort(404)
    return _document(plan_folder(found, found_module), f"Rencana {found_module.title}.pdf")


@blueprint.get("/pelatih")
@open_to(Who.ANYBODY)
def trainers() -> ResponseReturnValue:
    """What a trainer prints: the plan of each module, and each course's book."""
    return render_template(
        "learning/trainers.html",
        courses=site().catalogue.courses,
        sizes=sizes(site().files),
        book_folder=book_folder,
        plan_folder=plan_folder,
    )


def _document(folder: str, name: str) -> Response:
    stored = site().files.newest(folder)
    content = site().files.get(stored.key) if stored else None
    # A job that has just made a newer one may have taken this one away.
    if stored is None or content is None:
        return _being_made()
    response = send_file(
        BytesIO(content),
        mimetype="application/pdf",
        download_name=name,
        conditional=True,
        etag=hash_of(stored),
        last_modified=stored.modified,
    )
    response.headers["Cache-Control"] = PAGE_CACHE
    return response


def _being_made() -> Response:
    response = make_response(render_template("learning/being_made.html"), 503)
    response.headers["Retry-After"] = str(COME_BACK)
    return response
