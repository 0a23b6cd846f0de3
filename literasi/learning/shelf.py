"""Where the printed books and plans lie: each in a folder of its own, under the hash of what it is
made of. While a new one is being made, the one before is still there to be read."""

from __future__ import annotations

from literasi.domain.course import Course, Module
from literasi.files import FolderStore, Stored

BOOKS = "books"


def book_folder(course: Course) -> str:
    return f"{BOOKS}/{course.slug}"


def plan_folder(course: Course, module: Module) -> str:
    return f"{BOOKS}/{course.slug}/{module.slug}"


def hash_of(stored: Stored) -> str:
    """The hash that a stored document is named by."""
    return stored.key.rpartition("/")[2].removesuffix(".pdf")


def sizes(files: FolderStore) -> dict[str, int]:
    """The bytes of what is there, by folder."""
    return {one.key.rpartition("/")[0]: one.size for one in files.below(BOOKS)}
