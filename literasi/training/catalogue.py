"""Modules of a class as the catalogue has them today: old names still find them."""

from __future__ import annotations

from collections.abc import Iterable

from literasi.domain.course import Catalogue, Course, Module
from literasi.domain.languages import ENGLISH


def find_module(
    catalogue: Catalogue, course_slug: str, module_slug: str
) -> tuple[Course | None, Module | None]:
    """Old names of courses and modules still find them."""
    course = next((c for c in catalogue.courses if course_slug in (c.slug, *c.aliases)), None)
    modules = course.modules if course else ()
    return course, next((m for m in modules if module_slug in (m.slug, *m.aliases)), None)


def present_keys(
    keys: Iterable[tuple[str, str]], catalogue: Catalogue
) -> tuple[tuple[str, str], ...]:
    """Modules by the names that they have today; those that are gone are left out."""
    found = (find_module(catalogue, course, module) for course, module in keys)
    return tuple((course.slug, module.slug) for course, module in found if course and module)


def english_title(title: str, catalogue: Catalogue) -> str:
    """The English title of the course that is called so; "" where there is none."""
    sought = title.casefold()
    course = next((one for one in catalogue.courses if one.title.casefold() == sought), None)
    found = course and catalogue.in_language(ENGLISH).course(course.slug)
    return found.title if found and found.language == ENGLISH.code else ""
