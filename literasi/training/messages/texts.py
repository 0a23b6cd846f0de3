"""Ready messages for a class and for each of its people. Nothing is sent from here, and nobody's
number is kept: the trainer's own WhatsApp opens with the text, and they choose the receiver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from literasi.accounts.staff_models import Office
from literasi.domain.assignment import held_by
from literasi.domain.dates import local_date, long_date
from literasi.domain.progress import ModuleState
from literasi.training.closing.eligibility import missing
from literasi.training.models import Meeting
from literasi.training.progress import ClassView, Member

KINDS = {
    "tugas": "Pelajaran yang ditunggu",
    "pertemuan": "Pertemuan berikutnya",
    "sertifikat": "Syarat sertifikat",
}
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Waiting:
    """A module that somebody has not passed yet; `due_on` is by the office's calendar."""

    title: str
    due_on: date | None
    is_late: bool

    @property
    def words(self) -> str:
        if self.due_on is None:
            return self.title
        return (
            f"{self.title}, {'lewat dari' if self.is_late else 'sampai'} {long_date(self.due_on)}"
        )


@dataclass(frozen=True, slots=True)
class Desk:
    """What every message of a class draws on. `link` leads to the learner's own page."""

    view: ClassView
    office: Office
    link: str
    now: datetime

    @property
    def head(self) -> str:
        return f"kelas {self.view.cohort.name} ({self.office.name})"


def waiting_for(desk: Desk, member: Member | None) -> list[Waiting]:
    """The open work that a learner has not passed, what is due first; for None what the whole
    class was given."""
    seat_id = member.seat.id if member else 0
    held = held_by(desk.view.given, seat_id)
    states = member.modules if member else (None,) * len(desk.view.taught)
    found = []
    for taught, state in zip(desk.view.taught, states, strict=True):
        given = held.get(taught.key)
        passed = state is not None and state.state is ModuleState.PASSED
        if given is None or passed or not taught.found:
            continue
        opens_at = given.span.opens_at(desk.office.zone)
        due_at = given.span.due_at(desk.office.zone)
        if opens_at is None or opens_at <= desk.now:
            is_late = due_at is not None and due_at < desk.now
            found.append(Waiting(taught.title, given.span.due_on, is_late))
    return sorted(found, key=lambda one: one.due_on or date.max)


def message(desk: Desk, kind: str, member: Member | None) -> str:
    """The text of a kind for one learner, or for the class; "" where there is nothing to say."""
    body = _BODIES[kind](desk, member)
    if not body:
        return ""
    greeting = f"Halo {member.seat.name}." if member else "Halo semua."
    return f"{greeting} Ini dari {desk.head}.\n{body}\nBuka {desk.link}"


def next_meeting(desk: Desk) -> Meeting | None:
    today = local_date(desk.now, desk.office.zone)
    return next((one for one in desk.view.meetings if one.held_on >= today), None)


def _work(desk: Desk, member: Member | None) -> str:
    waiting = waiting_for(desk, member)
    if not waiting:
        return ""
    return "Pelajaran yang ditunggu:\n" + _list([one.words for one in waiting])


def _meeting(desk: Desk, _member: Member | None) -> str:
    cohort, meeting = desk.view.cohort, next_meeting(desk)
    today = local_date(desk.now, desk.office.zone)
    day = meeting.held_on if meeting else cohort.starts_on
    if day < today:
        return ""
    clock = f" jam {meeting.begins:%H.%M}" if meeting and meeting.begins else ""
    topic = f": {meeting.topic}" if meeting and meeting.topic else ""
    bring = f"\nBawa: {cohort.bring}" if cohort.bring else ""
    return f"Pertemuan {long_date(day)}{clock} di {cohort.place}{topic}.{bring}"


def _certificate(desk: Desk, member: Member | None) -> str:
    """For one person alone: what somebody lacks is nobody else's affair."""
    if member is None or member.certificate is not None:
        return ""
    reasons = missing(desk.view, member)
    return (
        "Supaya sertifikatmu bisa terbit, yang masih kurang:\n" + _list(reasons) if reasons else ""
    )


def _list(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


_BODIES = {"tugas": _work, "pertemuan": _meeting, "sertifikat": _certificate}
