"""Courses and lessons, open to anybody and the same for everybody; and what a learner ticks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from urllib.parse import quote

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from literasi.accounts import sessions
from literasi.database import write
from literasi.domain.course import Catalogue, Course, Lesson, Module
from literasi.learning.loaders import load_course, load_lesson, load_module
from literasi.learning.models import FamilyTalkHeld, WeekStepDone
from literasi.learning.operations import do_week_step, finish_lesson, hold_family_talk, take_back
from literasi.learning.saving_views import bytes_to_fetch
from literasi.learning.sharing_views import packed, share_link
from literasi.web.access import Who, open_to
from literasi.web.clock import now
from literasi.web.public import public
from literasi.web.site import site

blueprint = Blueprint("learning", __name__)


def _courses(catalogue: Catalogue) -> Iterator[dict[str, str]]:
    for course in catalogue.courses:
        yield {"course": course.slug}


def _lessons(catalogue: Catalogue) -> Iterator[dict[str, str]]:
    for course in catalogue.courses:
        for module, lesson in course.steps():
            yield {"course": course.slug, "module": module.slug, "lesson": lesson.slug}


@blueprint.get("/kursus")
@open_to(Who.ANYBODY)
@public()
def catalogue() -> ResponseReturnValue:
    return render_template("learning/catalogue.html", courses=site().catalogue.courses)


@blueprint.get("/kursus/<course>")
@open_to(Who.ANYBODY)
@public(_courses, turn=1)
def course(course: str) -> ResponseReturnValue:
    found = load_course(course)
    return render_template(
        "learning/course.html",
        course=found,
        sizes={module.slug: bytes_to_fetch(found, module) for module in found.modules},
        share_link=share_link,
        packed=packed,
    )


@blueprint.get("/kursus/<course>/<module>")
@open_to(Who.ANYBODY)
def module(course: str, module: str) -> ResponseReturnValue:
    found, found_module = load_module(course, module)
    return redirect(lesson_url(found, found_module, found_module.lessons[0]), code=302)


@blueprint.get("/kursus/<course>/<module>/<lesson>")
@open_to(Who.ANYBODY)
@public(_lessons)
def lesson(course: str, module: str, lesson: str) -> ResponseReturnValue:
    found, found_module, found_lesson = load_lesson(course, module, lesson)
    return render_template(
        "learning/lesson.html",
        course=found,
        module=found_module,
        lesson=found_lesson,
        following=following_lesson(found_module, found_lesson),
        share_link=share_link,
        packed=packed,
    )


@blueprint.post("/kursus/<course>/<module>/<lesson>/selesai")
@open_to(Who.ANYBODY)
def finish(course: str, module: str, lesson: str) -> ResponseReturnValue:
    """A learner's reading is kept, also when their pages locked meanwhile; anybody goes on to
    what follows."""
    found, found_module, found_lesson = load_lesson(course, module, lesson)
    if person := sessions.owner():
        with write():
            slugs = found.slug, found_module.slug, found_lesson.slug
            finish_lesson(person.learner_id, *slugs, now())
    following = following_lesson(found_module, found_lesson)
    if following:
        return redirect(lesson_url(found, found_module, following), code=303)
    return redirect(quiz_url(found, found_module), code=303)


@blueprint.post("/kursus/<course>/<module>/obrolan")
@open_to(Who.ANYBODY)
def family_talk(course: str, module: str) -> ResponseReturnValue:
    return _tick(course, module, FamilyTalkHeld, hold_family_talk)


@blueprint.post("/kursus/<course>/<module>/langkah")
@open_to(Who.ANYBODY)
def week_step(course: str, module: str) -> ResponseReturnValue:
    return _tick(course, module, WeekStepDone, do_week_step)


def _tick(
    course: str,
    module: str,
    ticked: type[FamilyTalkHeld | WeekStepDone],
    tick: Callable[[int, str, str, datetime], None],
) -> ResponseReturnValue:
    """Tick what a family did at home, or take the tick back. Whoever is unknown is asked for a
    name first."""
    found, found_module = load_module(course, module)
    person = sessions.owner()
    if person is None:
        back = url_for("learning.course", course=found.slug)
        return redirect(f"{url_for('portal.register')}?lanjut={quote(back)}", code=303)
    with write():
        if request.form.get("batal"):
            take_back(ticked, person.learner_id, found, found_module)
        else:
            tick(person.learner_id, found.slug, found_module.slug, now())
    return redirect(url_for("portal.home") + f"#{found.slug}", code=303)


def following_lesson(module: Module, lesson: Lesson) -> Lesson | None:
    """The lesson after this one in its module; None when the quiz comes next."""
    place = module.lessons.index(lesson) + 1
    return module.lessons[place] if place < len(module.lessons) else None


def lesson_url(course: Course, module: Module, lesson: Lesson) -> str:
    return url_for("learning.lesson", course=course.slug, module=module.slug, lesson=lesson.slug)


def quiz_url(course: Course, module: Module) -> str:
    return url_for("quiz.show", course=course.slug, module=module.slug)
