"""A module as a phone keeps it: its lessons, the course page that leads to them, the glossary, and
what reads a lesson aloud."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, jsonify, url_for
from flask.typing import ResponseReturnValue

from literasi.domain.course import Catalogue, Course, Module
from literasi.learning.loaders import load_module
from literasi.web.access import Who, open_to
from literasi.web.assets import asset_url
from literasi.web.public import public
from literasi.web.saving import manifest, size
from literasi.web.site import site

blueprint = Blueprint("saving", __name__)


def _modules(catalogue: Catalogue) -> Iterator[dict[str, str]]:
    for course in catalogue.courses:
        for module in course.modules:
            yield {"course": course.slug, "module": module.slug}


@blueprint.get("/kursus/<course>/<module>/simpan.json")
@open_to(Who.ANYBODY)
@public(_modules, turn=2)
def module(course: str, module: str) -> ResponseReturnValue:
    found, found_module = load_module(course, module)
    lessons = lesson_addresses(found, found_module)
    course_page = url_for("learning.course", course=found.slug)
    pages = site().pages()
    return jsonify(
        manifest(
            pages,
            address=f"{course_page}/{found_module.slug}",
            of=[*lessons, course_page, *_beside()],
            together=[address for one in found.modules for address in lesson_addresses(found, one)],
            judul=found_module.title,
            bahasa=found.language,
            awal=lessons[0],
        )
        | {"byte": bytes_to_fetch(found, found_module)}
    )


def bytes_to_fetch(course: Course, module: Module) -> int:
    """What saving a module costs, in compressed bytes, 0 while nothing is prepared. The course
    page, on which the button stands, has come already, and so have style sheet and script."""
    reader = [asset_url("dengar.js"), asset_url("dengar.css")]
    return size(site().pages(), [*lesson_addresses(course, module), *_beside(), *reader])


def _beside() -> list[str]:
    """What lessons lean on: words that they explain, and the player that reads them aloud."""
    return [url_for("portal.glossary"), url_for("audio.help_listening")]


def lesson_addresses(course: Course, module: Module) -> list[str]:
    return [
        url_for("learning.lesson", course=course.slug, module=module.slug, lesson=lesson.slug)
        for lesson in module.lessons
    ]
