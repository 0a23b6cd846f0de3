"""Each lesson as a recording, for phones without a voice of their own: made by a job, never inside
a request, and stored under the hash of what it says.

An office's own recording is taken as it is. For every other lesson espeak-ng speaks and opusenc
packs; where these two programs are missing, the job says so and the site offers no audio.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from literasi.content.aloud import ended, passages
from literasi.content.recordings import read_recording, recording_of
from literasi.domain.course import Catalogue
from literasi.domain.languages import LANGUAGES
from literasi.domain.opus import NotOpusError, seconds
from literasi.domain.spoken import spoken
from literasi.files import FileStoreError, FolderStore, alone
from literasi.learning.recordings import AUDIO, MACHINE, OFFICE, audio_folder, audio_key
from literasi.web.site import Site

Say = Callable[[str], None]
PROGRAMS = ("espeak-ng", "opusenc")
# 140 words a minute: slower than the program's own 175, for listeners of every age.
SPEAK = ("espeak-ng", "--stdin", "--stdout", "-b", "1", "-s", "140", "-g", "4", "-v")
# A Wave file that is piped cannot know its length. Half of the encoder's usual effort: nobody hears
# the difference in a machine's voice, and a small server is done in half the time.
PACK = (
    *("opusenc", "--quiet", "--ignorelength", "--bitrate", "16", "--downmix-mono", "--speech"),
    *("--framesize", "60", "--comp", "5", "--serial", "1", "--padding", "0", "-", "-"),
)
PATIENCE = 300  # seconds for one lesson, which takes about two


class AudioError(Exception):
    """Some recordings could not be made; the message says which and why (English, for operators).
    What was there stays."""


@dataclass(frozen=True, slots=True)
class Speech:
    """What is read of one lesson. `recording` is the office's own, if it made one."""

    folder: str
    text: str
    voice: str
    recording: Path | None

    @property
    def ingredients(self) -> bytes:
        return "\n".join((*SPEAK, self.voice, *PACK, self.text)).encode()


def speeches(catalogue: Catalogue, courses: Path) -> Iterator[Speech]:
    """Every lesson in every language that it is written in."""
    for language in LANGUAGES:
        for course in catalogue.in_language(language).courses:
            if course.language != language.code:
                continue
            for module, lesson in course.steps():
                slugs = course.slug, module.slug, lesson.slug
                text = _text([spoken(one, language) for one in passages(lesson, language)])
                yield Speech(
                    folder=audio_folder(course, module, lesson),
                    text=text,
                    voice=language.code,
                    recording=recording_of(courses, *slugs, language),
                )


def _text(lines: list[str]) -> str:
    return "\n\n".join(ended(line) for line in lines)


def build(site: Site, say: Say) -> None:
    """Make what is missing and remove what is outdated; a second job waits for the first.

    Raises AudioError for what could not be made, NotPreparedError before `flask setup` has run.
    """
    catalogue, files = site.prepared.catalogue, site.files
    try:
        with alone(site.settings.data / "audio.lock"):
            files.sweep(AUDIO)
            wanted = list(speeches(catalogue, site.settings.courses))
            problems = _keep_all(wanted, files, say)
            _remove_others({one.folder for one in wanted}, files)
    except (OSError, FileStoreError) as error:
        raise AudioError(f"Audio of lessons cannot be kept: {error}") from error
    if problems:
        raise AudioError("\n".join(problems))


def _keep_all(wanted: list[Speech], files: FolderStore, say: Say) -> list[str]:
    """What went wrong, a line each."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        say(f"Not installed: {', '.join(missing)}. Only lessons with a recording have audio.")
    made, there, problems = 0, 0, []
    begun = time.monotonic()
    for speech in wanted:
        try:
            kept = _keep(speech, files, able=not missing)
        except (AudioError, NotOpusError, FileStoreError, OSError) as error:
            problems.append(f"{speech.folder} cannot be made, what was there stays: {error}")
        else:
            made, there = made + (kept is True), there + (kept is not None)
    took = f" in {time.monotonic() - begun:.0f} s" if made else ""
    say(f"Audio of lessons: {there} of {len(wanted)}, of which {made} made anew{took}.")
    return problems


def _keep(speech: Speech, files: FolderStore, *, able: bool) -> bool | None:
    """Whether it had to be made; None when there is none, and nothing to make it with."""
    own = read_recording(speech.recording) if speech.recording else None
    speaker, source = (MACHINE, speech.ingredients) if own is None else (OFFICE, own)
    key = audio_key(speech.folder, speaker, hashlib.sha256(source).hexdigest())
    there = {one.key for one in files.below(speech.folder)}
    missing = key not in there
    possible = own is not None or able
    if missing and possible:
        files.put_once(key, own or speak(speech.text, speech.voice))
    # What says something else than the page does is no use to anybody, whatever comes after it.
    for other in there - {key}:
        files.remove(other)
    return missing if possible or not missing else None


def speak(text: str, voice: str) -> bytes:
    """Ogg Opus of a text, by the two programs. Raises AudioError."""
    # The program takes what stands between double square brackets for sounds.
    plain = text.replace("[", "(").replace("]", ")")
    try:
        wave = _run((*SPEAK, voice), plain.encode())
        recording = _run(PACK, wave)
        seconds(recording)
    except (OSError, subprocess.SubprocessError) as error:
        raise AudioError(str(error)) from error
    except NotOpusError as error:
        raise AudioError(f"what {PACK[0]} made {error}") from error
    return recording


def _run(command: tuple[str, ...], given: bytes) -> bytes:
    """What a program makes of what it is given. Raises OSError, SubprocessError."""
    done = subprocess.run(command, input=given, capture_output=True, timeout=PATIENCE, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise AudioError(f"{command[0]} failed ({done.returncode}): {said[-200:]}")
    return done.stdout


def _remove_others(folders: set[str], files: FolderStore) -> None:
    """Audio of lessons that are gone."""
    for one in files.below(AUDIO):
        if one.key.rpartition("/")[0] not in folders:
            files.remove(one.key)
