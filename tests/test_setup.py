"""`flask setup`: safe to run again, and a failure leaves what was there."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from literasi import create_app
from literasi.config import Settings
from literasi.database import begin_writing, db
from literasi.domain.course import DOUBT
from literasi.setup import prepare
from literasi.web.prepared import NotPreparedError, load
from tests.conftest import SETUP_DAY, make_settings, set_up
from tests.content.conftest import LESSON_FILE, CourseFolder
from tests.disk import disk_full_after
from tests.people import Reader
from tests.printed import write_course

both_databases = pytest.mark.both_databases


def run_setup(settings: Settings) -> tuple[int, str]:
    app = create_app(settings)
    result = app.test_cli_runner().invoke(args=["setup"])
    with app.app_context():
        db.engine.dispose()
    return result.exit_code, result.output


def set_up_on(settings: Settings, day: datetime) -> list[str]:
    """What set-up says on that day."""
    said: list[str] = []
    app = create_app(settings)
    prepare(app, app.extensions["literasi"], day, said.append)
    with app.app_context():
        db.engine.dispose()
    return said


@both_databases
def test_a_second_run_changes_nothing_and_says_nothing(settings: Settings) -> None:
    before = (settings.catalogue / "current").read_text()
    assert set_up_on(settings, SETUP_DAY) == []
    assert (settings.catalogue / "current").read_text() == before


def test_pages_doubt_a_figure_from_the_day_it_was_to_be_checked_again(settings: Settings) -> None:
    later = datetime(2027, 4, 1, tzinfo=UTC)
    lesson = "/kursus/uang-kiriman/kirim-hemat/biaya-yang-tidak-tertulis"
    addresses = ("/sumber", "/lapor", lesson)
    reader = Reader(create_app(settings))
    assert [DOUBT in reader.get(address).text for address in addresses] == [False] * 3
    # The files are the same; only the day is another.
    assert any("Prepared" in line for line in set_up_on(settings, later))
    reader = Reader(create_app(settings))
    assert [DOUBT in reader.get(address).text for address in addresses] == [True] * 3
    assert set_up_on(settings, later) == []


@pytest.fixture
def course(tmp_path: Path) -> CourseFolder:
    """A small course, and the ways to spoil it."""
    return write_course(tmp_path / "courses")


@pytest.fixture
def small(settings: Settings, course: CourseFolder) -> Settings:
    """The same installation, set up with that course alone."""
    small = replace(settings, courses=course.path)
    set_up(small)
    return small


def test_a_broken_course_is_refused_by_path_and_line_and_the_last_good_one_stays(
    small: Settings, course: CourseFolder
) -> None:
    good = (small.catalogue / "current").read_text()
    text = (course.path / LESSON_FILE).read_text("utf-8")
    course.replace(LESSON_FILE, "**", "<script>alert(1)</script> **")
    code, output = run_setup(small)
    assert code == 1
    line = text[: text.index("**")].count("\n") + 1
    assert f"{LESSON_FILE}:{line}: has raw HTML" in output
    assert (small.catalogue / "current").read_text() == good
    assert Reader(create_app(small)).get("/kursus").status_code == 200


@both_databases
def test_a_mended_course_is_taken_up(small: Settings, course: CourseFolder) -> None:
    course.replace("contoh/course.md", "title: ", "title: Baru ")
    code, output = run_setup(small)
    assert code == 0
    assert "Prepared" in output
    page = Reader(create_app(small)).get("/kursus").text
    assert "Baru " in page


@both_databases
def test_a_newer_database_is_refused_and_left_alone(app: Flask, settings: Settings) -> None:
    with app.app_context():
        with begin_writing(), db.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '2099_later'"))
        db.engine.dispose()
    code, output = run_setup(settings)
    assert code == 1
    assert "a newer one made it" in output
    assert "2099_later" in output


@both_databases
def test_an_older_database_is_brought_up_to_date(app: Flask, settings: Settings) -> None:
    with app.app_context():
        with begin_writing(), db.engine.begin() as connection:
            for table in reversed(db.metadata.sorted_tables):
                connection.execute(text(f"DROP TABLE {table.name}"))
            connection.execute(text("DROP TABLE alembic_version"))
        db.engine.dispose()
    code, output = run_setup(settings)
    assert code == 0
    assert "Database schema brought up to date." in output


@both_databases
def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path, database: str) -> None:
    (tmp_path / "berkas").write_text("x")
    settings = make_settings(tmp_path / "berkas", LITERASI_DATABASE_URL=database)
    code, output = run_setup(settings)
    assert code == 1
    assert "cannot be written" in output
    assert "LITERASI_DATA" in output


def test_a_damaged_key_stops_the_setup(settings: Settings) -> None:
    (settings.keys / "ticket.json").write_text("{}")
    code, output = run_setup(settings)
    assert code == 1
    assert "ticket.json holds no usable key" in output


def test_a_lock_that_cannot_be_opened_is_named(settings: Settings) -> None:
    (settings.data / "setup.lock").mkdir()
    code, output = run_setup(settings)
    assert code == 1
    assert "setup.lock cannot be opened" in output


def test_a_full_disk_is_told_and_the_last_good_pages_stay(
    small: Settings, course: CourseFolder
) -> None:
    before = sorted(path.name for path in small.catalogue.iterdir())
    course.replace("contoh/course.md", "title: ", "title: Baru ")
    size = next(small.catalogue.glob("*.pickle")).stat().st_size
    with disk_full_after(size // 2):
        code, output = run_setup(small)
    assert code == 1
    assert "prepared pages cannot be written" in output
    assert "File too large" in output
    assert sorted(path.name for path in small.catalogue.iterdir()) == before
    assert Reader(create_app(small)).get("/kursus").status_code == 200


@pytest.mark.parametrize("damage", [b"", b"\x80\x05garbage", b"cnowhere\nNothing\n.", b"I1\n."])
def test_damaged_pages_are_told_and_made_anew(small: Settings, damage: bytes) -> None:
    pickled = next(small.catalogue.glob("*.pickle"))
    whole = pickled.read_bytes()
    pickled.unlink()
    pickled.write_bytes(damage or whole[: len(whole) // 2])
    with pytest.raises(NotPreparedError, match="Run: flask setup"):
        load(small.catalogue)
    answer = Reader(create_app(small)).get("/kursus")
    assert answer.status_code == 503
    assert "Situs sedang tidak siap" in answer.text
    code, output = run_setup(small)
    assert code == 0
    assert "Prepared " in output
    assert Reader(create_app(small)).get("/kursus").status_code == 200


def test_a_preview_picture_that_is_lost_is_drawn_again_and_no_page_with_it(
    settings: Settings,
) -> None:
    pictures = sorted((settings.catalogue / "pictures").rglob("*.png"))
    was = pictures[0].read_bytes()
    pictures[0].unlink()
    assert set_up_on(settings, SETUP_DAY) == ["Drew 1 preview pictures."]
    assert pictures[0].read_bytes() == was
    assert set_up_on(settings, SETUP_DAY) == []


def test_a_changed_title_draws_its_own_pictures_only(small: Settings, course: CourseFolder) -> None:
    course.replace("contoh/01-modul/module.md", "title: ", "title: Baru ")
    code, output = run_setup(small)
    assert code == 0, output
    assert "Drew 1 preview pictures." in output


def test_pictures_that_cannot_be_kept_stop_the_setup(settings: Settings) -> None:
    shutil.rmtree(settings.catalogue / "pictures")
    (settings.catalogue / "pictures").write_text("x")
    code, output = run_setup(settings)
    assert code == 1
    assert "preview pictures cannot be kept" in output
    assert Reader(create_app(settings)).get("/kursus").status_code == 200


def test_a_site_that_was_never_set_up_says_it_is_not_ready(tmp_path: Path) -> None:
    reader = Reader(create_app(make_settings(tmp_path)))
    for path in ("/", "/kursus", "/masuk"):
        answer = reader.get(path)
        assert answer.status_code == 503, path
        assert "Situs sedang tidak siap" in answer.text
    assert reader.get("/healthz").status_code == 200
    assert reader.get("/readyz").status_code == 503


@both_databases
def test_a_prepared_site_is_ready(reader: Reader) -> None:
    answer = reader.get("/readyz")
    assert (answer.status_code, answer.json) == (
        200,
        {"database": "ok", "files": "ok", "catalogue": "ok"},
    )


def test_the_courses_can_be_checked_without_a_database(tmp_path: Path) -> None:
    app = create_app(make_settings(tmp_path))
    result = app.test_cli_runner().invoke(args=["courses", "check"])
    assert result.exit_code == 0, result.output
    assert "uang-kiriman" in result.output
