"""What a device sends becomes what a trainer at a desk would have done. Flushes and is noted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from literasi.accounts.audit import Act, note
from literasi.database import db, insert_once
from literasi.domain.attendance import Mark
from literasi.training.afield.forms import Envelope
from literasi.training.afield.models import FieldItem
from literasi.training.afield.tickets import SENT
from literasi.training.attendance.operations import Clash, members_of, take_attendance
from literasi.training.models import Cohort, Meeting, Seat
from literasi.training.operations import subject
from literasi.training.paper.entering import Sheet, enter
from literasi.training.paper.forms import EntryForm

Answer = dict[str, Any]


class ItemUsedError(Exception):
    """The item's key came before, with another body."""


def note_prepared(cohort: Cohort, act: Act) -> None:
    """Somebody takes the class along on a device."""
    note(act, "afield.prepare", subject(cohort), cohort.name)


def take_marks(
    meeting: Meeting,
    cohort: Cohort,
    envelope: Envelope,
    seen: Mapping[UUID, Mark],
    wanted: Mapping[UUID, Mark | None],
    act: Act,
) -> Answer:
    """Store the marks of those whom `wanted` names; the rest stay. The answer tells whom somebody
    else marked otherwise meanwhile, and who left the class; the same item again gives the same
    answer. The class is locked. Raises ItemUsedError."""
    if before := _answer_before(envelope):
        return before
    # Whoever is not on the list stays as they are.
    shown = {uid: mark for uid, mark in seen.items() if uid in wanted}
    marks = {uid: mark for uid, mark in wanted.items() if mark}
    clashes = take_attendance(meeting, cohort, shown, marks, None, act)
    here = {seat.uid for seat in members_of(cohort.id)}
    answer: Answer = {
        "diterima": True,
        "bentrok": [_clash(one) for one in clashes],
        "keluar": [str(uid) for uid in wanted if uid not in here],
    }
    return _keep(answer, envelope, cohort, act)


def enter_sheet(
    cohort: Cohort, seat: Seat, sheet: Sheet, form: EntryForm, envelope: Envelope, act: Act
) -> Answer:
    """Grade and keep a sheet from paper. The class is locked. Raises ItemUsedError, and what
    `paper.entering.enter` does."""
    if before := _answer_before(envelope):
        return before
    enter(cohort, seat, sheet, form, act)
    return _keep({"diterima": True}, envelope, cohort, act)


def _answer_before(envelope: Envelope) -> Answer | None:
    found = db.session.get(FieldItem, envelope.key.bytes)
    if found is None:
        return None
    if found.body_hash != envelope.body_hash:
        raise ItemUsedError
    return found.answer


def _keep(answer: Answer, envelope: Envelope, cohort: Cohort, act: Act) -> Answer:
    # What no ticket can send again is not asked about any more.
    old = FieldItem.received_at < act.now - SENT
    db.session.execute(delete(FieldItem).where(FieldItem.cohort_id == cohort.id, old))
    insert_once(
        FieldItem,
        key=envelope.key.bytes,
        cohort_id=cohort.id,
        staff_id=act.staff_id,
        body_hash=envelope.body_hash,
        answer=answer,
        claimed_at=envelope.claimed_at,
        received_at=act.now,
    )
    return answer


def _clash(clash: Clash) -> dict[str, str]:
    return {
        "kursi": str(clash.seat.uid),
        "tandamu": clash.wanted.value if clash.wanted else "",
        "tersimpan": clash.theirs.value if clash.theirs else "",
    }
