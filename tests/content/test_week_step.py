"""One small step for the week ends a module, in a block of its own."""

from __future__ import annotations

from literasi.domain.course import Practice, Prose, WeekStep
from tests.content.conftest import LESSON_FILE, CourseFolder

L = "contoh/01-modul/01-awal.md"
STEP = "\n## Langkah minggu ini\n\nTulis belanja hari ini. Catatan menjaga uangmu.\n"


def add(folder: CourseFolder, text: str) -> None:
    lesson = (folder.path / LESSON_FILE).read_text("utf-8")
    folder.write(LESSON_FILE, lesson + text)


def test_the_step_is_a_block_of_its_own_without_its_heading(folder: CourseFolder) -> None:
    add(folder, STEP)
    catalogue = folder.load().catalogue
    assert catalogue is not None
    blocks = catalogue.courses[0].modules[0].lessons[0].blocks
    assert [type(block) for block in blocks] == [Prose, Practice, Prose, WeekStep]
    assert blocks[-1] == WeekStep("<p>Tulis belanja hari ini. Catatan menjaga uangmu.</p>")


def test_it_may_follow_a_practice(folder: CourseFolder) -> None:
    practice = "\n## Latihan\n\n### Berapa? {#lagi}\n= 5\n\n> Lima.\n"
    add(folder, practice + STEP)
    assert folder.problems() == []
    catalogue = folder.load().catalogue
    assert catalogue is not None
    assert isinstance(catalogue.courses[0].modules[0].lessons[0].blocks[-1], WeekStep)


def test_it_is_the_last_section(folder: CourseFolder) -> None:
    add(folder, STEP + "\n## Lagi\n\nKata.\n")
    message = "## Langkah minggu ini is not the last section: move it to the end"
    assert folder.problems() == [f"{L}:18: {message}"]


def test_it_says_something(folder: CourseFolder) -> None:
    add(folder, "\n## Langkah minggu ini\n")
    message = "## Langkah minggu ini is empty: name one small step"
    assert folder.problems() == [f"{L}:18: {message}"]


def test_it_stands_in_the_last_lesson_only(folder: CourseFolder) -> None:
    lesson = (folder.path / LESSON_FILE).read_text("utf-8").replace("sisa-contoh", "sisa-lain")
    folder.write("contoh/01-modul/02-akhir.md", lesson)
    add(folder, STEP)
    message = "## Langkah minggu ini ends the module's last lesson only: move it"
    assert folder.problems() == [f"{L}:18: {message}"]
