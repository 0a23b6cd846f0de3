"""What the closing pack of a class says: frozen values, and every figure in it that is counted.

The documents made of it, on paper and as a workbook, only lay out what stands here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from literasi.domain.attendance import COUNTED, Mark
from literasi.domain.dates import long_date, weekday
from literasi.domain.languages import SOURCE
from literasi.domain.participant import plain
from literasi.domain.rundown import Slot
from literasi.domain.spoken import in_words


class Part(StrEnum):
    """A part of the pack, in the order of the pack."""

    LETTER = "surat"
    MINUTES = "berita-acara"
    RUNDOWN = "rundown"
    ATTENDANCE = "hadir"
    TRANSPORT = "transport"
    MARKS = "nilai"
    PHOTOS = "foto"


PART_TITLES = {
    Part.LETTER: "Surat pengantar",
    Part.MINUTES: "Berita acara",
    Part.RUNDOWN: "Rundown",
    Part.ATTENDANCE: "Daftar hadir",
    Part.TRANSPORT: "Tanda terima uang transport",
    Part.MARKS: "Daftar nilai",
    Part.PHOTOS: "Foto kegiatan",
}
# A list of receipts is for those classes alone that pay something.
USUAL = tuple(part for part in Part if part is not Part.TRANSPORT)
SIGNS = {
    Mark.PRESENT: "H",
    Mark.LATE: "T",
    Mark.EXCUSED: "I",
    Mark.SICK: "S",
    Mark.ABSENT: "A",
}
NO_SIGN = "–"


@dataclass(frozen=True, slots=True)
class Report:
    """What an office writes above the figures; all of it may be empty. `amount` is what one
    person gets for the way, in rupiah."""

    number: str = ""
    dated: date | None = None
    addressee: str = ""
    subject: str = ""
    copies: tuple[str, ...] = ()
    notes: str = ""
    treasurer: str = ""
    amount: int | None = None
    parts: tuple[Part, ...] = USUAL

    @property
    def addressee_lines(self) -> list[str]:
        return self.addressee.splitlines()

    @property
    def paragraphs(self) -> list[str]:
        return [line for line in self.notes.splitlines() if line]

    @property
    def enclosed(self) -> list[str]:
        """What lies behind the letter."""
        return [PART_TITLES[part] for part in self.parts if part is not Part.LETTER]


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs; whatever is not known yet is "" and left to be written by hand."""

    position: str
    name: str
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody from outside who spoke in the class."""

    name: str
    position: str
    topic: str


@dataclass(frozen=True, slots=True)
class Session:
    """A meeting of the class; `topic` may be ""."""

    day: date
    jp: int
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the class, as the roster orders them. `sex` (L or P) and `village` are None
    unless they agreed that it is kept. `attended` holds a mark for each session, None where nobody
    marked them; `tests` how many per cent were right before and after each course; `scores` the
    best mark in each module; `certificate` the number of the one in force, or ""."""

    name: str
    sex: str | None = None
    village: str | None = None
    attended: tuple[Mark | None, ...] = ()
    jp: int = 0
    tests: tuple[int | None, ...] = ()
    scores: tuple[int | None, ...] = ()
    passed: bool = False
    certificate: str = ""

    @property
    def signs(self) -> tuple[str, ...]:
        return tuple(SIGNS[mark] if mark else NO_SIGN for mark in self.attended)

    @property
    def times(self) -> int:
        """To how many sessions they came."""
        return sum(mark in COUNTED for mark in self.attended)


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph by the name that its document fetches it by."""

    name: str
    caption: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Certificates:
    """As the closing page counts them: issued and in force, also of people who left since; who
    could have one now; whose name alone is missing; and who lacks something else."""

    issued: int
    ready: int
    unnamed: int
    waiting: int

    @property
    def not_issued(self) -> int:
        return self.ready + self.unnamed + self.waiting


@dataclass(frozen=True, slots=True)
class Count:
    """So many people; whoever is neither L nor P did not say, or did not agree that it is kept."""

    all: int
    male: int
    female: int

    @property
    def unknown(self) -> int:
        return self.all - self.male - self.female


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that is in the pack. `letterhead` are lines, `place` where the class was held
    with what lies around, `team` those of the office who taught, the leader first. `tests` are
    headings for `Person.tests`. `specimen` marks what an example office made."""

    report: Report
    letterhead: tuple[str, ...]
    office: str
    city: str
    name: str
    title: str
    place: str
    mode: str
    programme: str
    duty_letter: str
    starts_on: date
    ends_on: date
    made_on: date
    leader: str
    team: tuple[str, ...]
    speakers: tuple[Speaker, ...]
    signer: Signer
    modules: tuple[str, ...]
    rundown: tuple[Slot, ...]
    sessions: tuple[Session, ...]
    tests: tuple[str, ...]
    people: tuple[Person, ...]
    certificates: Certificates
    pictures: tuple[Picture, ...] = ()
    specimen: bool = False

    @property
    def jp(self) -> int:
        return sum(session.jp for session in self.sessions)

    @property
    def registered(self) -> Count:
        return count(self.people)

    @property
    def attended(self) -> Count | None:
        """Who came to a session at least; None where no session is recorded."""
        return count(one for one in self.people if one.times) if self.sessions else None

    @property
    def passed(self) -> Count:
        return count(one for one in self.people if one.passed)

    @property
    def certified(self) -> Count:
        """Whoever left the class since is among them, and nothing else is known of them."""
        here = count(one for one in self.people if one.certificate)
        return Count(max(self.certificates.issued, here.all), here.male, here.female)

    @property
    def receivers(self) -> tuple[Person, ...]:
        """Who gets something for the way: who came. Where no session is recorded, everybody."""
        if not self.sessions:
            return self.people
        return tuple(one for one in self.people if one.times)

    @property
    def total(self) -> int | None:
        """What all receivers get, in rupiah; None where the amount is to be written by hand."""
        amount = self.report.amount
        return None if amount is None else amount * len(self.receivers)

    @property
    def total_in_words(self) -> str:
        return "" if self.total is None else f"{in_words(self.total)} rupiah"

    @property
    def is_over(self) -> bool:
        return self.made_on >= self.ends_on

    @property
    def when(self) -> str:
        """`Senin, 23 November 2026`, or from the first day to the last."""
        if self.starts_on == self.ends_on:
            return dated(self.starts_on)
        return f"{dated(self.starts_on)} sampai dengan {dated(self.ends_on)}"


def count(people: Iterable[Person]) -> Count:
    said = Counter(one.sex for one in people)
    return Count(said.total(), said["L"], said["P"])


def by_village(people: Sequence[Person]) -> tuple[list[tuple[str, int]], int]:
    """Each village with how many come from there, the largest first, and of how many it is not
    known. Spellings that only differ in capitals and signs are one village."""
    counted: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for one in people:
        if one.village is not None:
            key = plain(one.village)
            spelled.setdefault(key, one.village)
            counted[key] += 1
    found = sorted(((spelled[key], number) for key, number in counted.items()), key=_by_size)
    return found, len(people) - counted.total()


def dated(day: date) -> str:
    """`Senin, 23 November 2026`."""
    return f"{weekday(day)}, {long_date(day)}"


def day_in_words(day: date) -> str:
    """`Senin tanggal dua puluh tiga bulan November tahun dua ribu dua puluh enam`."""
    month = SOURCE.months[day.month - 1]
    return (
        f"{weekday(day)} tanggal {in_words(day.day)} bulan {month} tahun {in_words(day.year)} "
        f"({day:%d-%m-%Y})"
    )


def _by_size(one: tuple[str, int]) -> tuple[int, str]:
    return -one[1], plain(one[0])
