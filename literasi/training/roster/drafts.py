"""A list from upload to acceptance: kept as it was read, planned against the class, then done."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from literasi.accounts.audit import Act, note
from literasi.accounts.forms import name_key
from literasi.database import db, insert_once
from literasi.domain.participant import Details
from literasi.domain.roster_plan import Line, Seated, Standing, plan
from literasi.domain.roster_sheet import Entry, Problem, Reading
from literasi.training.models import Cohort
from literasi.training.operations import FormUsedError, place_seats, seats_of, subject
from literasi.training.roster.details import details_in, is_answered, put_details, values_of
from literasi.training.roster.models import ParticipantDetail, RosterDraft

DRAFT_LIFE = timedelta(hours=24)
# What a trainer may accept; the rest is in the class already, or the person's own word.
OPEN = (Standing.NEW, Standing.TWICE, Standing.CHANGED)


class ChangedMeanwhileError(Exception):
    """The class is not as it was when the trainer looked: what would be done is another thing."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a draft would do now. `seal` is the same as long as that is the same."""

    reading: Reading
    lines: tuple[Line, ...]

    @property
    def seal(self) -> str:
        parts = [
            (line.entry.row, line.standing.value, line.seat and line.seat.uid, line.details)
            for line in self.lines
        ]
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]

    def count(self, standing: Standing) -> int:
        return sum(line.standing is standing for line in self.lines)

    @property
    def usual(self) -> tuple[int, ...]:
        """The rows that are ticked to begin with."""
        ticked = (Standing.NEW, Standing.CHANGED)
        return tuple(line.entry.row for line in self.lines if line.standing in ticked)

    @property
    def is_open(self) -> bool:
        return any(line.standing in OPEN for line in self.lines)


def keep_draft(
    cohort: Cohort, uid: UUID, content: bytes, reading: Reading, now: datetime
) -> RosterDraft:
    """The list as it was read, for a day. The same file under the same `uid` is the same tap;
    raises FormUsedError for another. Those whose day is over go."""
    forget_drafts(now)
    insert_once(
        RosterDraft,
        uid=uid,
        cohort_id=cohort.id,
        body_hash=hashlib.sha256(content).digest(),
        reading=asdict(reading),
        created_at=now,
        expires_at=now + DRAFT_LIFE,
    )
    row = db.session.scalars(select(RosterDraft).where(RosterDraft.uid == uid)).one()
    if (row.cohort_id, row.body_hash) != (cohort.id, hashlib.sha256(content).digest()):
        raise FormUsedError
    return row


def find_draft(cohort_id: int, uid: UUID) -> RosterDraft | None:
    return db.session.scalar(
        select(RosterDraft)
        .where(RosterDraft.uid == uid, RosterDraft.cohort_id == cohort_id)
        .execution_options(populate_existing=True)
    )


def forget_drafts(now: datetime) -> int:
    """Those whose time is over; returns how many."""
    over = delete(RosterDraft).where(RosterDraft.expires_at <= now).returning(RosterDraft.id)
    return len(db.session.scalars(over).all())


def preview(draft: RosterDraft) -> Preview:
    """The draft against the class as it is now: two queries."""
    reading = _reading(draft.reading)
    details = details_in(draft.cohort_id)
    seats = [
        Seated(str(seat.id), seat.name_key, values_of(row), is_answered(row))
        for seat in seats_of(draft.cohort_id)
        if seat.name
        for row in [details.get(seat.id)]
    ]
    return Preview(reading, plan(reading.entries, seats, name_key))


def accept_draft(
    draft: RosterDraft, cohort: Cohort, chosen: Sequence[int], seal: str, act: Act
) -> None:
    """Seat the chosen rows, and write down what is known of them, to wait for the person's yes.

    The same rows once more are the same tap. Raises FormUsedError for others,
    ChangedMeanwhileError, ClassFullError.
    """
    if draft.accepted_at is not None:
        if draft.chosen != sorted(chosen):
            raise FormUsedError
        return
    found = preview(draft)
    if found.seal != seal:
        raise ChangedMeanwhileError
    picked = [one for one in found.lines if one.standing in OPEN and one.entry.row in set(chosen)]
    new = [line for line in picked if line.seat is None]
    _seat(cohort, new, act.now)
    changed = [line for line in picked if line.seat is not None]
    _change(cohort, changed, act.now)
    draft.outcome = {"new": len(new), "changed": len(changed)}
    draft.chosen, draft.accepted_at = sorted(chosen), act.now
    # Nothing about anybody stays here once it stands at the seats.
    draft.reading = {}
    db.session.flush()
    about = f"{cohort.name}: {len(new)} baru, {len(changed)} berubah"
    note(act, "roster.import", subject(cohort), about)


def _seat(cohort: Cohort, lines: Sequence[Line], now: datetime) -> None:
    seats = place_seats(cohort, [line.entry.name for line in lines], now)
    db.session.add_all(
        ParticipantDetail(seat_id=seat.id, changed_at=now, **asdict(line.details))
        for seat, line in zip(seats, lines, strict=True)
        if not line.details.is_empty
    )
    db.session.flush()


def _change(cohort: Cohort, lines: Sequence[Line], now: datetime) -> None:
    rows = details_in(cohort.id)
    for line in lines:
        if line.seat is not None:
            seat_id = int(line.seat.uid)
            put_details(seat_id, line.details, now, rows.get(seat_id))


def _reading(kept: dict[str, Any]) -> Reading:
    """As `asdict` made it."""
    if not kept:
        return Reading()
    entries = (Entry(one["row"], one["name"], Details(**one["details"])) for one in kept["entries"])
    return Reading(
        tuple(entries),
        tuple(Problem(**one) for one in kept["problems"]),
        tuple(kept["columns"]),
        tuple(kept["forbidden"]),
        tuple(kept["unread"]),
    )
