"""Find what an address names, or abort: 404, or a redirect from a name it had before."""

from __future__ import annotations

from typing import NoReturn, TypeVar

from flask import abort, redirect, request, url_for

from literasi.domain.course import Course, Lesson, Module
from literasi.web.site import site

Thing = TypeVar("Thing", Course, Module, Lesson)


def load_course(slug: str) -> Course:
    return _find(site().catalogue.courses, "course", slug)


def load_source_course(slug: str) -> Course:
    """The course as documents state it: in the source language, whatever the page is in."""
    return _find(site().prepared.catalogue.courses, "course", slug)


def load_module(course: str, module: str) -> tuple[Course, Module]:
    found = load_course(course)
    return found, _find(found.modules, "module", module)


def load_lesson(course: str, module: str, lesson: str) -> tuple[Course, Module, Lesson]:
    found, found_module = load_module(course, module)
    return found, found_module, _find(found_module.lessons, "lesson", lesson)


def _find(things: tuple[Thing, ...], part: str, slug: str) -> Thing:
    for thing in things:
        if thing.slug == slug:
            return thing
    for thing in things:
        if slug in thing.aliases:
            _move(part, thing.slug)
    abort(404)


def _move(part: str, slug: str) -> NoReturn:
    """The same page under its present name. 308 keeps a POST a POST, with its form."""
    values = {**(request.view_args or {}), part: slug}
    abort(redirect(url_for(request.endpoint or "", **values), code=308))
