"""The pictures that chat apps show beside a link: made at set-up, in each language of a course.

Each is stored under the hash of what it shows and of whatever draws it, so what did not change is
not drawn again. The one before goes only when the new one is there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask

from literasi.domain.course import Catalogue, Course
from literasi.domain.languages import LANGUAGES
from literasi.files import FolderStore
from literasi.learning.sharing import picture_folder, site_picture_folder
from literasi.pdf import apart
from literasi.pdf.ingredients import picture_digest
from literasi.pdf.papers import Preview
from literasi.web.words import gettext


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture and its place."""

    folder: str
    preview: Preview


def build(app: Flask, catalogue: Catalogue, pictures: FolderStore) -> int:
    """Draw what is missing and remove what is outdated; how many were drawn.

    Nobody else may be building. FileStoreError, or OSError, when one cannot be kept.
    """
    wanted = _all(app, catalogue)
    pictures.sweep("")
    there = {one.key for one in pictures.below("")}
    ingredients = picture_digest()
    keys = {_key(one, ingredients): one for one in wanted}
    missing = {key: one for key, one in keys.items() if key not in there}
    for key, one in missing.items():
        pictures.put_once(key, apart.preview_picture(one.preview))
    for key in there - set(keys):
        pictures.remove(key)
    return len(missing)


def _key(wanted: Wanted, ingredients: str) -> str:
    name = hashlib.sha256(f"{ingredients}\n{wanted.preview!r}".encode()).hexdigest()
    return f"{wanted.folder}/{name}.png"


def _all(app: Flask, catalogue: Catalogue) -> list[Wanted]:
    found = []
    for language in LANGUAGES:
        with app.test_request_context(base_url=f"http://localhost{language.prefix}/"):
            found.append(Wanted(site_picture_folder(language), _of_site()))
            for course in catalogue.in_language(language).courses:
                # A course that is not translated has the picture of its own language.
                if course.language == language.code:
                    found += _of_course(course)
    return found


def _of_site() -> Preview:
    return Preview(
        kind=gettext("Untuk keluarga Pekerja Migran Indonesia (PMI)"),
        title=gettext("Supaya uang kiriman tidak habis begitu saja"),
        note=gettext("Pelajaran pendek. %(open)s", open=_open()),
    )


def _of_course(course: Course) -> Iterator[Wanted]:
    note = gettext("%(modules)s modul. %(open)s", modules=len(course.modules), open=_open())
    yield Wanted(picture_folder(course), Preview(gettext("Kursus"), course.title, note))
    for number, module in enumerate(course.modules, 1):
        kind = gettext(
            "Modul %(number)s dari %(modules)s: %(course)s",
            number=number,
            modules=len(course.modules),
            course=course.title,
        )
        note = gettext(
            "%(lessons)s pelajaran, %(minutes)s menit. %(open)s",
            lessons=len(module.lessons),
            minutes=module.minutes,
            open=_open(),
        )
        yield Wanted(picture_folder(course, module), Preview(kind, module.title, note))


def _open() -> str:
    return gettext("Gratis, tanpa mendaftar.")
