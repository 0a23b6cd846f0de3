"""Slugs, old slugs and folders: what an address may be, and what may not share one."""

from __future__ import annotations

import pytest

from tests.content.conftest import (
    COURSE_FILE,
    FILES,
    LESSON_FILE,
    MODULE_FILE,
    STORY,
    CourseFolder,
)

SLUG = "use a-z, 0-9 and hyphens"
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>t</title><desc>d</desc>'


def copy(folder: CourseFolder, old: str, new: str) -> None:
    """The files below `old` a second time below `new`, with question keys of their own."""
    for name, text in FILES.items():
        if name.startswith(old):
            text = text.replace("{#", "{#lagi-").replace("order: 1", "order: 2")
            folder.write(name.replace(old, new, 1), text)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("contoh/", "Contoh Dua/", f"Contoh Dua/course.md:1: the folder's name is no slug: {SLUG}"),
        ("contoh/", "tes-awal/", f"tes-awal/course.md:1: the folder's name is no slug: {SLUG}"),
        (
            "contoh/01-modul",
            "contoh/modul",
            "contoh/modul/module.md:1: the folder's name is not like 01-slug: rename it",
        ),
        (
            "contoh/01-modul",
            "contoh/02-tes-akhir",
            "contoh/02-tes-akhir/module.md:1: the folder's name is not like 01-slug: rename it",
        ),
        (
            "contoh/01-modul",
            "contoh/02-modul",
            "contoh:1: `modul` is the slug or alias of 2 things: rename one",
        ),
    ],
)
def test_a_folder_needs_an_address_of_its_own(
    folder: CourseFolder, old: str, new: str, message: str
) -> None:
    copy(folder, old, new)
    assert folder.problems() == [message]


def test_a_second_course_may_have_the_same_modules(folder: CourseFolder) -> None:
    copy(folder, "contoh/", "lain/")
    catalogue = folder.load().catalogue
    assert catalogue is not None
    assert [course.slug for course in catalogue.courses] == ["contoh", "lain"]


@pytest.mark.parametrize("name", [COURSE_FILE, MODULE_FILE, LESSON_FILE])
def test_an_old_slug_is_kept_and_its_own_name_or_a_reserved_one_refused(
    folder: CourseFolder, name: str
) -> None:
    folder.replace(name, "title:", "aliases: [nama-lama]\ntitle:")
    assert folder.problems() == []
    folder.replace(name, "[nama-lama]", "[kuis]")
    assert folder.problems() == [f"{name}:2: `kuis` is no slug: {SLUG}"]
    folder.replace(name, "[kuis]", "kuis")
    assert folder.problems() == [f"{name}:2: `aliases` is not a list: write it as [one, two]"]


@pytest.mark.parametrize(
    ("name", "where"),
    [(COURSE_FILE, ""), (MODULE_FILE, "contoh"), (LESSON_FILE, "contoh/01-modul")],
)
def test_an_old_slug_may_not_be_that_of_something_else(
    folder: CourseFolder, name: str, where: str
) -> None:
    slug = {COURSE_FILE: "contoh", MODULE_FILE: "modul", LESSON_FILE: "awal"}[name]
    folder.replace(name, "title:", f"aliases: [{slug}]\ntitle:")
    said = f"`{slug}` is the slug or alias of 2 things: rename one"
    assert folder.problems() == [f"{where}:1: {said}"]


def test_a_lesson_that_is_too_long_is_refused(folder: CourseFolder) -> None:
    folder.replace(LESSON_FILE, STORY, STORY * 2)
    (said,) = folder.problems()
    assert said.startswith(f"{LESSON_FILE}:5: has 3")
    assert said.endswith(" words of prose: write 150 to 300")


def test_a_lesson_for_trainers_alone_may_say_more(folder: CourseFolder) -> None:
    folder.replace(LESSON_FILE, STORY, STORY * 2)
    folder.replace(COURSE_FILE, "[keluarga]", "[keluarga, pelatih]")
    assert len(folder.problems()) == 1
    folder.replace(COURSE_FILE, "[keluarga, pelatih]", "[pelatih]")
    assert folder.problems() == []
    folder.replace(LESSON_FILE, STORY, STORY * 2)
    (said,) = folder.problems()
    assert said.endswith(" words of prose: write 150 to 500")


@pytest.mark.parametrize(
    "target", ["javascript:alert", "data:text/html,x", "//jahat.example", "mailto:a@b.example"]
)
def test_a_link_that_leads_astray_is_named(folder: CourseFolder, target: str) -> None:
    folder.replace(LESSON_FILE, "## Aturan", f"## Aturan\n[x]({target})")
    use = "use https://…, /page or pelajaran:course/module/lesson"
    assert folder.problems() == [f"{LESSON_FILE}:15: links to `{target}`: {use}"]


def test_a_drawing_that_breaks_a_rule_is_named_where_it_stands(folder: CourseFolder) -> None:
    folder.replace(LESSON_FILE, "## Aturan", "## Aturan\n![Ember](a.svg)")
    folder.write("contoh/01-modul/a.svg", f"{HEAD}<script/></svg>")
    said = "the picture a.svg uses <script>, which is not allowed: use plain shapes and text"
    assert folder.problems() == [f"{LESSON_FILE}:15: {said}"]
    folder.write("contoh/01-modul/a.svg", f"{HEAD}</svg>")
    assert folder.problems() == []


def test_a_file_whose_name_is_no_utf_8_does_not_stop_the_check(folder: CourseFolder) -> None:
    (folder.path / "contoh" / "gambar\udce9.txt").write_text("x", "utf-8")
    assert folder.problems() == []
