"""An office's recordings beside the lessons: which are taken, and what the check says of others."""

from __future__ import annotations

import pytest

from literasi.content.recordings import LARGEST, recording_of
from literasi.domain.languages import ENGLISH, INDONESIAN
from tests.content.conftest import CourseFolder
from tests.recorded import recording

AUDIO = "contoh/01-modul/audio"
NAMES = "name it as its lesson, such as 01-slug.opus"


def put(folder: CourseFolder, name: str, content: bytes) -> None:
    path = folder.path / AUDIO / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


def test_a_recording_named_as_its_lesson_is_found(folder: CourseFolder) -> None:
    where = folder.path, "contoh", "modul", "awal"
    assert recording_of(*where, INDONESIAN) is None
    put(folder, "01-awal.opus", recording())
    assert folder.problems() == []
    assert recording_of(*where, INDONESIAN) == folder.path / AUDIO / "01-awal.opus"
    assert recording_of(*where, ENGLISH) is None
    assert recording_of(folder.path, "contoh", "modul", "lain", INDONESIAN) is None


@pytest.mark.parametrize(
    "name",
    [
        "awal.opus",
        "01-awal.mp3",
        "01-awal.OPUS",
        "02-awal.opus",
        "01-lain.opus",
        "quiz.opus",
        "01-awal.en.opus",
        "baca.txt",
    ],
)
def test_a_recording_of_no_lesson_is_refused(folder: CourseFolder, name: str) -> None:
    put(folder, name, recording())
    assert folder.problems() == [f"{AUDIO}/{name}:1: is no lesson's recording: {NAMES}"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is no Ogg file"),
        (b"ID3 an mp3 under another name", "is no Ogg file"),
        (recording()[:-10], "breaks off before its end"),
        (recording(filling=b"x" * 60_000) * 60, f"is larger than {LARGEST} bytes"),
    ],
)
def test_what_is_no_whole_recording_is_refused(
    folder: CourseFolder, content: bytes, why: str
) -> None:
    put(folder, "01-awal.opus", content)
    mend = "make it with opusenc --bitrate 16 --downmix-mono"
    assert folder.problems() == [f"{AUDIO}/01-awal.opus:1: {why}: {mend}"]


def test_a_folder_in_a_recordings_place_and_a_file_in_the_folders_are_refused(
    folder: CourseFolder,
) -> None:
    (folder.path / AUDIO / "01-awal.opus").mkdir(parents=True)
    assert folder.problems() == [
        f"{AUDIO}/01-awal.opus:1: cannot be read (Is a directory): restore the file"
    ]
    (folder.path / AUDIO / "01-awal.opus").rmdir()
    (folder.path / AUDIO).rmdir()
    folder.write(AUDIO, "")
    assert folder.problems() == [f"{AUDIO}:1: is no folder: put the recordings into one"]
