"""The courses folder to a catalogue, or to everything that is wrong with it."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
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
from literasi.content.lessons import most_words
from literasi.content.markup import KeyPlace, LessonLink, Writer
from literasi.content.modules import ModuleReader
from literasi.content.pretest import PretestReader
from literasi.content.problems import Notebook, Problem
from literasi.content.readability import check_language
from literasi.content.shelf import Shelf, read_shelf
from literasi.content.translations import Translator
from literasi.domain.course import Bank, Catalogue, Course, Module
from literasi.domain.languages import TRANSLATIONS, Language
from literasi.domain.remember import with_openers

KNOWN = {
    "title": "the course's title",
    "summary": "one or two sentences",
    "level": "dasar or lanjutan",
    "audience": "a list of keluarga, pmi, purna and pelatih",
    "pass_mark": "a whole percentage",
    "edition": "a whole number",
    "valid_months": "for how many months its certificates hold",
    "order": "the place in the catalogue",
    "aliases": "old slugs",
}
LEVELS = ("dasar", "lanjutan")
AUDIENCES = frozenset({"keluarga", "pmi", "purna", "pelatih"})
LONGEST_VALIDITY = 120  # months
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
    translations = {
        language.code: _translate(catalogue, language, folder, shelf, notebook, links)
        for language in TRANSLATIONS
    }
    catalogue = replace(catalogue, translations=translations)
    lessons = catalogue.lesson_titles()
    _check_links(lessons, links)
    check_terms(folder, shelf.terms, lessons, notebook)
    problems = tuple(sorted(set(notebook.problems)))
    return Loaded(None if problems else catalogue, problems, tuple(sorted(notebook.warnings)))


def _translate(
    catalogue: Catalogue,
    language: Language,
    root: Path,
    shelf: Shelf,
    notebook: Notebook,
    links: list[LessonLink],
) -> Catalogue:
    """The catalogue in another language; what is in none but the source stays as it is."""
    shelf = shelf.in_language(language)
    courses = []
    for course in catalogue.courses:
        reader = Translator(root, root / course.slug, language, shelf, notebook, links)
        courses.append(reader.read(course) or course)
    return replace(catalogue, courses=tuple(courses), facts=tuple(shelf.facts.values()))


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
            found.append(_read_course(folder, path, document, shelf, links))
    courses = [course for _, course in sorted(found, key=lambda one: one[0])]
    _check_names(courses, "", notebook)
    return courses


def _read_course(
    root: Path, folder: Path, document: Document, shelf: Shelf, links: list[LessonLink]
) -> tuple[int, Course]:
    """The course with its place in the catalogue."""
    notebook, keys = document.notebook, list[KeyPlace]()
    fields = Fields(document, KNOWN)
    most = most_words(fields.texts("audience"))
    modules = _read_modules(root, folder, shelf, notebook, links, keys, most)
    tests = PretestReader(root, folder, shelf, notebook, links, keys).read(modules)
    _check_keys(keys, notebook)
    writer = Writer(document, shelf, folder, links)
    check_figures(writer)
    check_language(document, shelf.facts, shelf.language)
    course = _course(document, fields, modules, tests, writer)
    return fields.number("order", 1, 999), course


def _course(
    document: Document,
    fields: Fields,
    modules: tuple[Module, ...],
    tests: tuple[Bank, ...],
    writer: Writer,
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
    course = Course(
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
        tests=tests,
        valid_months=fields.number_or_none("valid_months", 1, LONGEST_VALIDITY),
    )
    return with_openers(course)


def _read_modules(
    root: Path,
    folder: Path,
    shelf: Shelf,
    notebook: Notebook,
    links: list[LessonLink],
    keys: list[KeyPlace],
    most: int,
) -> tuple[Module, ...]:
    modules: list[Module] = []
    for path in sorted(p for p in folder.iterdir() if p.is_dir()):
        match = NUMBERED.fullmatch(path.name)
        if match is None or not is_slug(match[1]):
            shown = f"{folder.name}/{path.name}/module.md"
            notebook.problem(shown, 1, "the folder's name is not like 01-slug: rename it")
            continue
        reader = ModuleReader(root, path, shelf, notebook, most)
        module = reader.read(match[1])
        links += reader.links
        keys += reader.keys
        if module is not None:
            modules.append(module)
            _check_names(module.lessons, f"{folder.name}/{path.name}", notebook)
    if not modules:
        notebook.problem(f"{folder.name}/course.md", 1, "the course has no module: add 01-slug/")
    _check_names(modules, folder.name, notebook)
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
