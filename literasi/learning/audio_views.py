"""A lesson to listen to: its recording, from the store, and how to get a phone to read aloud."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, Response, abort, render_template, send_file
from flask.typing import ResponseReturnValue

from literasi.domain.opus import seconds
from literasi.files import Stored
from literasi.learning.loaders import load_lesson
from literasi.learning.recordings import audio_folder, find_audio, is_by_office, tag_of
from literasi.web.access import Who, open_to
from literasi.web.public import PAGE_CACHE, public
from literasi.web.site import site

blueprint = Blueprint("audio", __name__)


@blueprint.get("/dengar")
@open_to(Who.ANYBODY)
@public()
def help_listening() -> ResponseReturnValue:
    """How to listen. The page also holds what a lesson's page puts there at the first tap."""
    return render_template("learning/listening.html")


@blueprint.get("/kursus/<course>/<module>/<lesson>/suara")
@open_to(Who.ANYBODY)
def recording(course: str, module: str, lesson: str) -> ResponseReturnValue:
    """For whoever has no script, or a browser that cannot speak: the recording and its size."""
    found, found_module, found_lesson = load_lesson(course, module, lesson)
    stored, content = _stored(audio_folder(found, found_module, found_lesson))
    return render_template(
        "learning/recording.html",
        course=found,
        module=found_module,
        lesson=found_lesson,
        size=len(content),
        minutes=-(-seconds(content) // 60) if content else 0,
        by_office=stored is not None and is_by_office(stored),
    )


@blueprint.get("/kursus/<course>/<module>/<lesson>/suara.opus")
@open_to(Who.ANYBODY)
def file(course: str, module: str, lesson: str) -> ResponseReturnValue:
    found, found_module, found_lesson = load_lesson(course, module, lesson)
    stored, content = _stored(audio_folder(found, found_module, found_lesson))
    if stored is None:
        abort(404)
    return _send(stored, content, f"{found_lesson.title}.opus")


def _stored(folder: str) -> tuple[Stored | None, bytes]:
    stored = find_audio(site().files, folder)
    content = site().files.get(stored.key) if stored else None
    # A job that has just made a newer one may have taken this one away.
    return (None, b"") if content is None else (stored, content)


def _send(stored: Stored, content: bytes, name: str) -> Response:
    response = send_file(
        BytesIO(content),
        mimetype="audio/ogg",
        download_name=name,
        conditional=True,
        etag=tag_of(stored),
        last_modified=stored.modified,
    )
    response.headers["Cache-Control"] = PAGE_CACHE
    return response
