"""An office's own recordings of lessons: `<module>/audio/<NN-lesson>.opus`, `….en.opus` in English.

A recording wins over what a machine reads. Of a folder `audio` everything is checked, so that
nobody records for an hour and wonders why nobody hears it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from literasi.content.files import language_of
from literasi.content.problems import Notebook
from literasi.domain.languages import Language
from literasi.domain.opus import NotOpusError, seconds

FOLDER = "audio"
LARGEST = 3_000_000  # bytes; ten minutes at 32 kbit/s are 2.4 million
ENDING = ".opus"


def recording_of(
    courses: Path, course: str, module: str, lesson: str, language: Language
) -> Path | None:
    """Where an office's recording of a lesson stands, by slugs; None when there is none."""
    ending = _ending(language)
    found = (courses / course).glob(f"[0-9][0-9]-{module}/{FOLDER}/[0-9][0-9]-{lesson}{ending}")
    return next(iter(sorted(found)), None)


def read_recording(path: Path) -> bytes:
    """A recording's bytes. Raises NotOpusError, OSError."""
    if path.stat().st_size > LARGEST:
        raise NotOpusError(f"is larger than {LARGEST} bytes")
    content = path.read_bytes()
    seconds(content)
    return content


def check_recordings(module: Path, shown: str, notebook: Notebook) -> None:
    """Note what stands in a module's folder of recordings and is none of its lessons'."""
    folder = module / FOLDER
    if not folder.exists():
        return
    if not folder.is_dir():
        notebook.problem(f"{shown}/{FOLDER}", 1, "is no folder: put the recordings into one")
        return
    known = set(_names(module))
    for path in sorted(folder.iterdir()):
        place = f"{shown}/{FOLDER}/{path.name}"
        if path.name not in known:
            message = "is no lesson's recording: name it as its lesson, such as 01-slug.opus"
            notebook.problem(place, 1, message)
        else:
            _check(path, place, notebook)


def _check(path: Path, place: str, notebook: Notebook) -> None:
    try:
        read_recording(path)
    except OSError as error:
        notebook.problem(place, 1, f"cannot be read ({error.strerror}): restore the file")
    except NotOpusError as error:
        notebook.problem(place, 1, f"{error}: make it with opusenc --bitrate 16 --downmix-mono")


def _names(module: Path) -> Iterator[str]:
    """What recordings of this module's lessons are called: one for each lesson file there is."""
    for path in module.glob("[0-9][0-9]-*.md"):
        language = language_of(path.name)
        stem = path.name.removesuffix(language.ending)
        yield f"{stem}{_ending(language)}"


def _ending(language: Language) -> str:
    return ENDING if language.is_source else f".{language.code}{ENDING}"
