"""The job that makes course books and plans: only what changed, whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from literasi import create_app
from literasi.books import BooksError, build
from literasi.files import FolderStore
from literasi.web.site import Site
from tests.content.conftest import LESSON_FILE, CourseFolder
from tests.disk import disk_full_after
from tests.printed import (
    BOOK,
    PLAN_FILE,
    PLAN_FOLDER,
    prepared_app,
    printing_settings,
    write_course,
)
from tests.processes import run_side_by_side


class Press:
    """An installation with its course folder, and what its job says."""

    def __init__(self, folder: Path) -> None:
        self.courses = CourseFolder(folder / "courses")
        self.settings = printing_settings(folder)
        self.files = FolderStore(self.settings.files)
        self.said: list[str] = []

    def run(self) -> str:
        """Set up what the course files say now, then run the job; its last line."""
        build(prepared_app(self.settings).extensions["literasi"], self.said.append)
        return self.said[-1]

    def keys(self) -> dict[str, str]:
        """The stored document of each folder."""
        stored = self.files.below("books")
        keys = {one.key.rpartition("/")[0]: one.key for one in stored}
        assert len(keys) == len(stored)
        return keys


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation after the first run of its job."""
    folder = tmp_path_factory.mktemp("first")
    write_course(folder / "courses")
    assert Press(folder).run() == "Course books and plans: 2, of which 2 made anew."
    return folder


@pytest.fixture
def printed(first: Path, tmp_path: Path) -> Press:
    """A copy of it for one test."""
    shutil.copytree(first, tmp_path, dirs_exist_ok=True)
    return Press(tmp_path)


@pytest.fixture
def unprinted(printed: Press) -> Press:
    """The same before its job ran."""
    shutil.rmtree(printed.settings.files)
    return printed


def test_what_did_not_change_is_not_rendered_again(printed: Press) -> None:
    before = {one.key: one for one in printed.files.below("books")}
    assert set(printed.keys()) == {BOOK, PLAN_FOLDER}
    assert printed.run() == "Course books and plans: 2, of which 0 made anew."
    assert {one.key: one for one in printed.files.below("books")} == before


def test_a_changed_lesson_makes_a_new_book_in_the_old_ones_place(printed: Press) -> None:
    before = printed.keys()
    printed.courses.replace(LESSON_FILE, "Semua uang keluar.", "Semua uang yang keluar.")
    assert printed.run() == "Course books and plans: 2, of which 1 made anew."
    after = printed.keys()
    assert after[BOOK] != before[BOOK]
    assert after[PLAN_FOLDER] == before[PLAN_FOLDER]


def test_a_changed_question_of_the_quiz_changes_no_document(printed: Press) -> None:
    printed.courses.replace("contoh/01-modul/quiz.md", "Karena begitu.", "Karena memang begitu.")
    assert printed.run() == "Course books and plans: 2, of which 0 made anew."


def test_a_plan_that_is_gone_takes_its_document_with_it(printed: Press) -> None:
    printed.courses.remove(PLAN_FILE)
    printed.run()
    assert set(printed.keys()) == {BOOK}


def test_a_full_disk_leaves_what_was_there(printed: Press) -> None:
    before = printed.keys()
    printed.courses.replace(LESSON_FILE, "Semua uang keluar.", "Semua uang yang keluar.")
    app = prepared_app(printed.settings)
    with disk_full_after(5000), pytest.raises(BooksError, match=r"books/contoh cannot be made"):
        build(app.extensions["literasi"], printed.said.append)
    assert printed.keys() == before
    assert list(printed.settings.files.rglob(".new-*")) == []


def test_what_a_killed_job_left_is_no_document_and_is_swept_away(printed: Press) -> None:
    left = printed.settings.files / BOOK / ".new-abc"
    left.write_bytes(b"%PDF half")
    newest = printed.files.newest(BOOK)
    assert newest is not None
    assert newest.key == printed.keys()[BOOK]
    printed.run()
    assert not left.exists()


def build_in(data: Path, courses: Path, log: Path) -> None:
    """A job in a process of its own."""
    settings = printing_settings(data.parent)
    assert (settings.data, settings.courses) == (data, courses)
    said: list[str] = []
    build(create_app(settings).extensions["literasi"], said.append)
    log.write_text(said[-1])


def test_two_jobs_at_once_render_each_document_once(unprinted: Press, tmp_path: Path) -> None:
    prepared_app(unprinted.settings)
    logs = [tmp_path / "one", tmp_path / "two"]
    each = [(unprinted.settings.data, unprinted.settings.courses, log) for log in logs]
    run_side_by_side(build_in, each)
    assert sorted(log.read_text() for log in logs) == [
        "Course books and plans: 2, of which 0 made anew.",
        "Course books and plans: 2, of which 2 made anew.",
    ]
    assert set(unprinted.keys()) == {BOOK, PLAN_FOLDER}


def test_the_command_says_in_one_line_that_nothing_is_prepared(tmp_path: Path) -> None:
    write_course(tmp_path / "courses")
    app = create_app(printing_settings(tmp_path))
    (tmp_path / "data").mkdir()
    result = app.test_cli_runner().invoke(args=["books", "build"])
    assert result.exit_code == 1
    assert result.output == "Nothing is prepared in this data folder. Run: flask setup\n"


def test_the_command_makes_the_documents_and_says_so(unprinted: Press) -> None:
    app = prepared_app(unprinted.settings)
    result = app.test_cli_runner().invoke(args=["books", "build"])
    assert result.exit_code == 0
    assert result.output.endswith("Course books and plans: 2, of which 2 made anew.\n")


def test_the_job_holds_what_set_up_prepared_not_what_an_author_is_writing(
    printed: Press,
) -> None:
    before = printed.keys()
    printed.courses.replace(LESSON_FILE, "Semua uang keluar.", "Semua uang yang keluar.")
    site = create_app(printed.settings).extensions["literasi"]
    assert isinstance(site, Site)
    build(site, printed.said.append)
    assert printed.keys() == before
