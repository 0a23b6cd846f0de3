"""What travels when somebody passes a page on: the words, and where its picture lies."""

from __future__ import annotations

from literasi.domain.course import Course, Lesson, Module
from literasi.domain.languages import Language
from literasi.web.words import gettext


def site_picture_folder(language: Language) -> str:
    """The place of the site's own preview picture among all of them."""
    return f"situs/{language.code}"


def picture_folder(course: Course, module: Module | None = None) -> str:
    """The same of a course or a module: `id/uang-kiriman/dana-darurat`."""
    parts = (course.language, course.slug, module.slug if module else "")
    return "/".join(part for part in parts if part)


def words(course: Course, module: Module | None = None, lesson: Lesson | None = None) -> str:
    """The first line of a message that passes on a course, or what is named of it."""
    if lesson:
        return gettext(
            "Coba baca ini: %(title)s (%(minutes)s menit)",
            title=lesson.title,
            minutes=lesson.minutes,
        )
    if module:
        return gettext(
            "Coba pelajari ini: %(title)s (%(lessons)s pelajaran, %(minutes)s menit)",
            title=module.title,
            lessons=len(module.lessons),
            minutes=module.minutes,
        )
    return gettext(
        "Coba pelajari ini: %(title)s (%(modules)s modul)",
        title=course.title,
        modules=len(course.modules),
    )


def message(words: str, address: str) -> str:
    """Two lines and the address, which stands last: a chat app shows its picture."""
    second = gettext("Dari Literasi. Gratis, terbuka untuk siapa saja tanpa mendaftar.")
    return f"{words}\n{second}\n{address}"
