"""Where the audio of lessons lies in the document store: a folder for each lesson and language, in
it one file under the hash of what it was made of. Its name says who speaks."""

from __future__ import annotations

from literasi.domain.course import Course, Lesson, Module
from literasi.files import FolderStore, Stored

AUDIO = "audio"
OFFICE, MACHINE = "kantor", "mesin"


def audio_folder(course: Course, module: Module, lesson: Lesson) -> str:
    """The language is that of the course, also where it is shown under another address."""
    return f"{AUDIO}/{course.slug}/{module.slug}/{lesson.slug}/{course.language}"


def audio_key(folder: str, speaker: str, digest: str) -> str:
    return f"{folder}/{speaker}-{digest}.opus"


def find_audio(files: FolderStore, folder: str) -> Stored | None:
    """A lesson's audio. While a new one takes the old one's place, both are there."""
    return files.newest(folder)


def tag_of(stored: Stored) -> str:
    """The name that changes whenever the recording does."""
    return stored.key.rpartition("/")[2].removesuffix(".opus")


def is_by_office(stored: Stored) -> bool:
    return tag_of(stored).startswith(f"{OFFICE}-")
