"""Course books and trainers' plans as PDFs: rendered by a job, never inside a request.

A document is stored under the hash of its HTML and of whatever turns that into a PDF, so what did
not change is not rendered again. The one before goes only when the new one is there.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from literasi.domain.course import Catalogue
from literasi.files import FileStoreError, FolderStore, alone
from literasi.learning.shelf import BOOKS, book_folder, plan_folder
from literasi.pdf import PdfError, apart
from literasi.pdf.book import STYLE, Shelf, book_html, plan_html
from literasi.pdf.ingredients import digest
from literasi.web.site import Site

Say = Callable[[str], None]


class BooksError(Exception):
    """Some documents could not be made; the message says which and why (English, for operators).
    The others are there, and those before stay in their place."""


@dataclass(frozen=True, slots=True)
class Document:
    """`folder` is its place in the document store."""

    folder: str
    html: str


def documents(catalogue: Catalogue, base_url: str) -> Iterator[Document]:
    """Every book and every plan, a course's book before its plans."""
    shelf = Shelf(catalogue.facts, catalogue.terms, base_url)
    for course in catalogue.courses:
        yield Document(book_folder(course), book_html(course, shelf))
        for module in course.modules:
            if module.plan:
                html = plan_html(course, module, module.plan, shelf)
                yield Document(plan_folder(course, module), html)


def build(site: Site, say: Say) -> None:
    """Make what is missing and remove what is outdated; a second job waits for the first.

    Raises BooksError for what could not be made, NotPreparedError before `flask setup` has run.
    """
    catalogue, files = site.catalogue, site.files
    try:
        with alone(site.settings.data / "books.lock"):
            files.sweep(BOOKS)
            wanted = list(documents(catalogue, site.settings.base_url))
            problems = _keep_all(wanted, files, say)
            _remove_others({one.folder for one in wanted}, files)
    except (OSError, FileStoreError) as error:
        raise BooksError(f"Course books cannot be kept: {error}") from error
    if problems:
        raise BooksError("\n".join(problems))


def _keep_all(wanted: list[Document], files: FolderStore, say: Say) -> list[str]:
    """What went wrong, a line each."""
    ingredients, made, problems = digest(STYLE), 0, []
    for document in wanted:
        try:
            made += _keep(document, ingredients, files, say)
        except (PdfError, FileStoreError) as error:
            problems.append(f"{document.folder} cannot be made, what was there stays: {error}")
    say(f"Course books and plans: {len(wanted)}, of which {made} made anew.")
    return problems


def _keep(document: Document, ingredients: str, files: FolderStore, say: Say) -> bool:
    """Whether it had to be rendered."""
    name = hashlib.sha256(f"{ingredients}\n{document.html}".encode()).hexdigest()
    key = f"{document.folder}/{name}.pdf"
    there = {one.key for one in files.below(document.folder) if _is_in(one.key, document.folder)}
    if missing := key not in there:
        begun = time.monotonic()
        content = files.put_once(key, _render(document.html))
        seconds = time.monotonic() - begun
        say(f"{document.folder}: {len(content) // 1000} kB in {seconds:.1f} s")
    for other in there - {key}:
        files.remove(other)
    return missing


def _render(html: str) -> bytes:
    return apart.book(html, STYLE)


def _remove_others(folders: set[str], files: FolderStore) -> None:
    """Documents of courses, modules and plans that are gone."""
    for one in files.below(BOOKS):
        if one.key.rpartition("/")[0] not in folders:
            files.remove(one.key)


def _is_in(key: str, folder: str) -> bool:
    """Whether a file stands right in a folder: a course's folder holds those of its modules."""
    return key.rpartition("/")[0] == folder
