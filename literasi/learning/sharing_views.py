"""Passing things on: preview pictures, the message to WhatsApp, and a module as one file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from literasi.domain.course import Catalogue, Course, Lesson, Module
from literasi.domain.languages import LANGUAGES
from literasi.learning import sharing
from literasi.learning.loaders import load_course, load_lesson, load_module
from literasi.learning.packing import Pack
from literasi.web.access import Who, open_to
from literasi.web.assets import STATIC
from literasi.web.clock import now
from literasi.web.languages import current_language
from literasi.web.links import public_base
from literasi.web.public import PAGE_CACHE, public
from literasi.web.site import site
from literasi.web.templating import whatsapp_link

blueprint = Blueprint("sharing", __name__)

STYLES = ("tokens.css", "base.css", "learning.css", "file.css")
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
PRIVATE = "no-store, private"


def share_link(course: Course, module: Module | None = None, lesson: Lesson | None = None) -> str:
    """Where "Kirim lewat WhatsApp" leads: to the app with its message, or by way of the server
    where only a request says at which address the site is reached."""
    if site().settings.base_url:
        return _to_whatsapp(course, module, lesson)
    return url_for("sharing.pass_on", **_slugs(course, module, lesson))


@blueprint.get("/kirim/<course>")
@blueprint.get("/kirim/<course>/<module>")
@blueprint.get("/kirim/<course>/<module>/<lesson>")
@open_to(Who.ANYBODY)
def pass_on(course: str, module: str = "", lesson: str = "") -> ResponseReturnValue:
    """To WhatsApp, with the address under which the asker sees the site."""
    if lesson:
        return redirect(_to_whatsapp(*load_lesson(course, module, lesson)))
    if module:
        return redirect(_to_whatsapp(*load_module(course, module)))
    return redirect(_to_whatsapp(load_course(course)))


def _to_whatsapp(course: Course, module: Module | None = None, lesson: Lesson | None = None) -> str:
    kind = "lesson" if lesson else "module" if module else "course"
    path = url_for(f"learning.{kind}", **_slugs(course, module, lesson))
    words = sharing.words(course, module, lesson)
    return whatsapp_link(sharing.message(words, public_base() + path))


def _slugs(*things: Course | Module | Lesson | None) -> dict[str, Any]:
    names = ("course", "module", "lesson")
    return {name: one.slug for name, one in zip(names, things, strict=True) if one}


@blueprint.get("/pratinjau.png")
@open_to(Who.ANYBODY)
def site_picture() -> ResponseReturnValue:
    return _picture(sharing.site_picture_folder(current_language()))


@blueprint.get("/kursus/<course>/pratinjau.png")
@open_to(Who.ANYBODY)
def course_picture(course: str) -> ResponseReturnValue:
    return _picture(sharing.picture_folder(load_course(course)))


@blueprint.get("/kursus/<course>/<module>/pratinjau.png")
@open_to(Who.ANYBODY)
def module_picture(course: str, module: str) -> ResponseReturnValue:
    return _picture(sharing.picture_folder(*load_module(course, module)))


def _picture(folder: str) -> Response:
    stored = site().pictures.newest(folder)
    content = site().pictures.get(stored.key) if stored else None
    if stored is None or content is None:
        abort(404)
    name = stored.key.rpartition("/")[2].removesuffix(".png")
    response = send_file(BytesIO(content), mimetype="image/png", conditional=True, etag=name)
    response.headers["Cache-Control"] = PAGE_CACHE
    return response


def _modules(catalogue: Catalogue) -> Iterator[dict[str, str]]:
    """Of courses that are in the language of the address. Without a base address nothing is
    stored: the file names the site's, which only a request knows."""
    if site().settings.base_url:
        for course in catalogue.courses:
            if course.language == current_language().code:
                for module in course.modules:
                    yield {"course": course.slug, "module": module.slug}


@blueprint.get("/kursus/<course>/<module>/modul.html")
@open_to(Who.ANYBODY)
@public(_modules)
def module_file(course: str, module: str) -> ResponseReturnValue:
    """A module to keep on a phone and hand on without a signal."""
    found, found_module = load_module(course, module)
    if found.language != current_language().code:
        return redirect(packed(found, found_module).path)
    response = make_response(_file(found, found_module))
    response.headers.set("Content-Disposition", "attachment", filename=_file_name(found_module))
    if not site().settings.base_url:
        response.headers["Cache-Control"] = PRIVATE
    return response


@dataclass(frozen=True, slots=True)
class Packed:
    """A module's file: its path, and the bytes that it takes on a phone."""

    path: str
    size: int


def packed(course: Course, module: Module) -> Packed:
    """The file in the language in which the course is."""
    path = url_for("sharing.module_file", course=course.slug, module=module.slug)
    language, of = current_language(), site().catalogue.hash
    if course.language != language.code:
        path = path.removeprefix(language.prefix)
    return Packed(path, _size(of, public_base(), course.language, course.slug, module.slug))


@lru_cache(maxsize=1024)
def _size(catalogue: str, base: str, code: str, course: str, module: str) -> int:
    # Every page of a module names its size, and set-up renders all of them.
    language = next(one for one in LANGUAGES if one.code == code)
    with current_app.test_request_context(base_url=f"{base}{language.prefix}/"):
        return len(_file(*load_module(course, module)).encode())


def _file(course: Course, module: Module) -> str:
    places = {lesson.slug: f"pelajaran-{lesson.slug}" for lesson in module.lessons}
    home = url_for("learning.module", course=course.slug, module=module.slug)
    facts = {fact.key: fact for lesson in module.lessons for fact in lesson.sources}
    return render_template(
        "learning/file.html",
        course=course,
        module=module,
        place=course.modules.index(module) + 1,
        places=places,
        facts=facts.values(),
        pack=Pack(public_base(), {f"{home}/{slug}": id for slug, id in places.items()}),
        style=_style(),
        made=now(),
        site=public_base(),
    )


@lru_cache(maxsize=1)
def _style() -> Markup:
    """Our own style sheets in one, without their comments."""
    text = "\n".join((STATIC / "css" / name).read_text("utf-8") for name in STYLES)
    return Markup(_COMMENT.sub("", text))


def _file_name(module: Module) -> str:
    language = current_language()
    return f"literasi-{module.slug}{'' if language.is_source else f'-{language.code}'}.html"
