"""The courses folder to a catalogue, or to everything that is wrong with it."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from literasi.content.bare import check_figures
from literasi.content.files import (
    NUMBERED,
    Document,
    Fields,
    has_text,
    is_slug,
    read_document,
)
from literasi.content.glossary import check_terms
from literasi.content.markup import KeyPlace, LessonLink, Writer
from literasi.content.modules import ModuleReader
from literasi.content.problems import Notebook, Problem
from literasi.content.readability import check_language
from literasi.content.shelf import Shelf, read_shelf
from literasi.domain.course import Catalogue, Course, Module

KNOWN = {
    "title": "the course's title",
    "summary": "one or two sentences",
    "level": "dasar or lanjutan",
    "audience": "a list of keluarga, pmi and purna",
    "pass_mark": "a whole percentage",
    "edition": "a whole number",
    "order": "the place in the catalogue",
    "aliases": "old slugs",
}
LEVELS = ("dasar", "lanjutan")
AUDIENCES = frozenset({"keluarga", "pmi", "purna"})
NO_FACTS_CHECKED_AGAIN = date.min


@dataclass(frozen=True, slots=True)
class Loaded:
    """`catalogue` is None when there is a problem; warnings stop nothing."""

    catalogue: Catalogue | None
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


class Named(Protocol):
    @property
    def slug(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


def load(folder: Path, today: date = NO_FACTS_CHECKED_AGAIN) -> Loaded:
    """Read every course. `today` decides which facts are due to be checked again."""
    notebook = Notebook()
    if not folder.is_dir():
        notebook.problem("", 1, f"there is no folder {folder}: name the one that holds the courses")
        return Loaded(None, tuple(notebook.problems), ())
    shelf = read_shelf(folder, notebook, today)
    links: list[LessonLink] = []
    courses = _read_courses(folder, shelf, notebook, links)
    if not courses:
        notebook.problem("", 1, "no course can be read: add a folder with a course.md")
    facts = tuple(shelf.facts.values())
    catalogue = Catalogue(hash_of(folder), tuple(courses), facts, shelf.terms)
    lessons = catalogue.lesson_titles()
    _check_links(lessons, links)
    check_terms(folder, shelf.terms, lessons, notebook)
    problems = tuple(sorted(set(notebook.problems)))
    return Loaded(None if problems else catalogue, problems, tuple(sorted(notebook.warnings)))


def hash_of(folder: Path) -> str:
    """SHA-256 in hex over the names and contents of all course files."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        content = path.read_bytes()
        # os.fsencode: a name that is no UTF-8 is still a name.
        digest.update(os.fsencode(path.relative_to(folder)) + f"\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _read_courses(
    folder: Path, shelf: Shelf, notebook: Notebook, links: list[LessonLink]
) -> list[Course]:
    found: list[tuple[int, Course]] = []
    for path in sorted(p for p in folder.iterdir() if p.is_dir()):
        shown = f"{path.name}/course.md"
        if not is_slug(path.name):
            notebook.problem(shown, 1, "the folder's name is no slug: use a-z, 0-9 and hyphens")
        elif not (path / "course.md").exists():
            notebook.problem(shown, 1, "is missing: write it")
        elif document := read_document(path / "course.md", shown, notebook):
            fields = Fields(document, KNOWN)
            modules = _read_modules(folder, path, shelf, notebook, links)
            writer = Writer(document, shelf, path, links)
            check_figures(writer)
            check_language(document, shelf.facts, shelf.language)
            found.append(
                (fields.number("order", 1, 999), _course(document, fields, modules, writer))
            )
    courses = [course for _, course in sorted(found, key=lambda one: one[0])]
    _check_names(courses, "", notebook)
    return courses


def _course(
    document: Document, fields: Fields, modules: tuple[Module, ...], writer: Writer
) -> Course:
    level, audience = fields.text("level"), fields.texts("audience")
    if level and level not in LEVELS:
        document.problem(
            document.line_of("level"), f"`level` is {level}: use {' or '.join(LEVELS)}"
        )
    if not audience or set(audience) - AUDIENCES:
        use = ", ".join(sorted(AUDIENCES))
        document.problem(document.line_of("audience"), f"`audience` is no list of {use}: mend it")
    if not has_text(document.body):
        document.problem(document.start, "has no introduction: write one below the ---")
    return Course(
        slug=Path(document.path).parent.name,
        title=fields.text("title"),
        summary=fields.text("summary"),
        level=level,
        audience=audience,
        pass_mark=fields.number("pass_mark", 1, 100),
        edition=fields.number("edition", 1, 9999),
        intro=writer.block(document.body, document.start),
        modules=modules,
        aliases=fields.aliases(),
    )


def _read_modules(
    root: Path, folder: Path, shelf: Shelf, notebook: Notebook, links: list[LessonLink]
) -> tuple[Module, ...]:
    modules: list[Module] = []
    keys: list[KeyPlace] = []
    for path in sorted(p for p in folder.iterdir() if p.is_dir()):
        match = NUMBERED.fullmatch(path.name)
        if match is None or not is_slug(match[1]):
            shown = f"{folder.name}/{path.name}/module.md"
            notebook.problem(shown, 1, "the folder's name is not like 01-slug: rename it")
            continue
        reader = ModuleReader(root, path, shelf, notebook)
        module = reader.read(match[1])
        links += reader.links
        keys += reader.keys
        if module is not None:
            modules.append(module)
            _check_names(module.lessons, f"{folder.name}/{path.name}", notebook)
    if not modules:
        notebook.problem(f"{folder.name}/course.md", 1, "the course has no module: add 01-slug/")
    _check_names(modules, folder.name, notebook)
    _check_keys(keys, notebook)
    return tuple(modules)


def _check_names(things: Iterable[Named], where: str, notebook: Notebook) -> None:
    """No slug and no old slug may stand twice beside each other."""
    counted = Counter(name for thing in things for name in (thing.slug, *thing.aliases))
    for name, times in counted.items():
        if times > 1:
            notebook.problem(
                where, 1, f"`{name}` is the slug or alias of {times} things: rename one"
            )


def _check_keys(keys: list[KeyPlace], notebook: Notebook) -> None:
    first: dict[str, str] = {}
    for place in keys:
        if place.key in first:
            message = f"the question key `{place.key}` is used in {first[place.key]} too"
            notebook.problem(place.path, place.line, f"{message}: change one")
        first.setdefault(place.key, place.path)


def _check_links(lessons: Collection[tuple[str, str, str]], links: list[LessonLink]) -> None:
    for link in links:
        if link.target not in lessons:
            target = "/".join(link.target)
            link.document.problem(link.line, f"links to the lesson `{target}`, which is not there")
