"""The job that makes audio of lessons: what changed, whole or not at all; an office's own first."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from literasi.audio import AudioError, build, speak
from literasi.domain.opus import seconds
from literasi.files import FolderStore
from tests.content.conftest import LESSON_FILE, CourseFolder
from tests.disk import disk_full_after
from tests.printed import prepared_app, printing_settings, write_course
from tests.recorded import recording

LESSON = "audio/contoh/modul/awal/id"
OWN = "contoh/01-modul/audio/01-awal.opus"


class Studio:
    """An installation with its course folder, and what its job says."""

    def __init__(self, folder: Path) -> None:
        self.courses = CourseFolder(folder / "courses")
        self.settings = printing_settings(folder)
        self.files = FolderStore(self.settings.files)
        self.said: list[str] = []

    def run(self) -> str:
        """Set up what the course files say now, then run the job; its last line without times."""
        build(prepared_app(self.settings).extensions["literasi"], self.said.append)
        return self.said[-1].partition(" in ")[0].rstrip(".")

    def record(self, content: bytes) -> None:
        path = self.courses.path / OWN
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)

    def key(self) -> str:
        """The one stored file."""
        (stored,) = self.files.below("audio")
        return stored.key

    def content(self) -> bytes:
        content = self.files.get(self.key())
        assert content is not None
        return content


@contextmanager
def without_programs(path: str = "/nonexistent") -> Iterator[None]:
    """As on a machine where nobody installed them, or others that lie in `path`; but for the one
    that finds fonts, without which nothing is set up."""
    before = os.environ["PATH"]
    fonts = shutil.which("fc-list")
    assert fonts
    with TemporaryDirectory() as folder:
        (Path(folder) / "fc-list").symlink_to(fonts)
        os.environ["PATH"] = f"{path}:{folder}"
        try:
            yield
        finally:
            os.environ["PATH"] = before


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation after the first run of its job."""
    folder = tmp_path_factory.mktemp("first")
    write_course(folder / "courses")
    assert Studio(folder).run() == "Audio of lessons: 1 of 1, of which 1 made anew"
    return folder


@pytest.fixture
def studio(first: Path, tmp_path: Path) -> Studio:
    """A copy of it for one test."""
    shutil.copytree(first, tmp_path, dirs_exist_ok=True)
    return Studio(tmp_path)


def test_a_lesson_is_spoken_whole_in_sixteen_kilobits_a_second(studio: Studio) -> None:
    assert studio.key().startswith(f"{LESSON}/mesin-")
    content = studio.content()
    length = seconds(content)
    # Some 200 words, at the pace of somebody who reads to others.
    assert 60 < length < 150
    assert 14_000 < len(content) * 8 / length < 19_000


def test_what_did_not_change_is_not_made_again(studio: Studio) -> None:
    before = studio.files.below("audio")
    assert studio.run() == "Audio of lessons: 1 of 1, of which 0 made anew"
    assert studio.files.below("audio") == before


def test_a_changed_word_makes_new_audio_in_the_old_ones_place(studio: Studio) -> None:
    before = studio.key()
    studio.courses.replace(LESSON_FILE, "Bu Sari", "Bu Wati")
    assert studio.run() == "Audio of lessons: 1 of 1, of which 1 made anew"
    assert studio.key() != before


def test_a_changed_practice_changes_no_audio(studio: Studio) -> None:
    before = studio.key()
    studio.courses.replace(LESSON_FILE, "Kurangi saja.", "Kurangi saja dulu.")
    assert studio.run() == "Audio of lessons: 1 of 1, of which 0 made anew"
    assert studio.key() == before


def test_an_offices_recording_wins_and_the_machine_comes_back_when_it_is_gone(
    studio: Studio,
) -> None:
    by_machine = studio.key()
    studio.record(recording(30))
    assert studio.run() == "Audio of lessons: 1 of 1, of which 1 made anew"
    assert studio.key().startswith(f"{LESSON}/kantor-")
    assert studio.content() == recording(30)
    (studio.courses.path / OWN).unlink()
    studio.run()
    assert studio.key() == by_machine


def test_a_recording_that_was_spoiled_after_set_up_leaves_what_was_there(studio: Studio) -> None:
    before = studio.key()
    app = prepared_app(studio.settings)
    studio.record(b"half a")
    with pytest.raises(AudioError, match=rf"{LESSON} cannot be made.*is no Ogg file"):
        build(app.extensions["literasi"], studio.said.append)
    assert studio.key() == before


def test_audio_of_a_lesson_that_is_gone_goes_with_it(studio: Studio) -> None:
    stray = studio.settings.files / "audio/contoh/modul/lama/id/mesin-abc.opus"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(recording())
    studio.run()
    assert studio.key().startswith(LESSON)


def test_without_the_programs_the_job_says_so_and_offers_no_outdated_audio(studio: Studio) -> None:
    studio.courses.replace(LESSON_FILE, "Bu Sari", "Bu Wati")
    with without_programs():
        assert studio.run() == "Audio of lessons: 0 of 1, of which 0 made anew"
    assert studio.said[-2] == (
        "Not installed: espeak-ng, opusenc. Only lessons with a recording have audio."
    )
    assert studio.files.below("audio") == []


def test_without_the_programs_what_fits_still_and_what_offices_recorded_is_there(
    studio: Studio,
) -> None:
    with without_programs():
        assert studio.run() == "Audio of lessons: 1 of 1, of which 0 made anew"
        studio.record(recording())
        assert studio.run() == "Audio of lessons: 1 of 1, of which 1 made anew"


def test_a_program_that_fails_leaves_what_was_there_and_is_named(
    studio: Studio, tmp_path: Path
) -> None:
    before = studio.key()
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "espeak-ng").write_text("#!/bin/sh\necho no such voice >&2\nexit 1\n")
    (programs / "opusenc").write_text("#!/bin/sh\n")
    for program in programs.iterdir():
        program.chmod(0o755)
    studio.courses.replace(LESSON_FILE, "Bu Sari", "Bu Wati")
    with (
        without_programs(str(programs)),
        pytest.raises(AudioError, match=r"espeak-ng failed \(1\): no such voice"),
    ):
        studio.run()
    assert studio.key() == before


def test_silence_from_the_packing_program_is_no_recording(tmp_path: Path) -> None:
    for name in ("espeak-ng", "opusenc"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    with without_programs(str(tmp_path)), pytest.raises(AudioError, match="is no Ogg file"):
        speak("Halo.", "id")


def test_a_full_disk_leaves_what_was_there(studio: Studio) -> None:
    before = studio.key()
    studio.courses.replace(LESSON_FILE, "Bu Sari", "Bu Wati")
    app = prepared_app(studio.settings)
    with disk_full_after(5000), pytest.raises(AudioError, match=r"cannot be made"):
        build(app.extensions["literasi"], studio.said.append)
    assert studio.key() == before
    assert list(studio.settings.files.rglob(".new-*")) == []


def test_words_that_look_like_sounds_to_the_program_are_words() -> None:
    assert speak("Catat [[baik-baik]] dulu.", "id") == speak("Catat ((baik-baik)) dulu.", "id")


def test_the_commands_make_audio_and_say_so(studio: Studio) -> None:
    shutil.rmtree(studio.settings.files)
    app = prepared_app(studio.settings)
    result = app.test_cli_runner().invoke(args=["audio", "build"])
    assert result.exit_code == 0
    assert "Audio of lessons: 1 of 1, of which 1 made anew in " in result.output
    both = app.test_cli_runner().invoke(args=["jobs"])
    assert both.exit_code == 0
    assert both.output.index("Course books and plans: 2") < both.output.index("Audio of lessons: 1")


def test_a_job_that_fails_does_not_keep_the_next_from_its_turn(studio: Studio) -> None:
    app = prepared_app(studio.settings)
    shutil.rmtree(studio.settings.files / "books", ignore_errors=True)
    (studio.settings.files / "books").write_text("in the way")
    result = app.test_cli_runner().invoke(args=["jobs"])
    assert result.exit_code == 1
    assert "Audio of lessons: 1 of 1" in result.output
