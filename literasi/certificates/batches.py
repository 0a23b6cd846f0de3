"""The outbox of files: what was issued and has no file yet, and how far a class's files are.

It is the truth; the queue (`literasi.queue`) is a nudge that may be lost. Each flushes; its view or
job commits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import exists, select

from literasi.certificates.models import Certificate, IssueBatch, IssueItem
from literasi.certificates.operations import record_file
from literasi.database import db
from literasi.domain.retries import pause_after

# How long a full disk, or a missing key, is left alone before it is tried again: it is not the
# file's fault.
WAIT_FOR_ROOM = timedelta(minutes=1)
# Whoever looks is told that nothing happens when nothing did for so long.
PATIENCE = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Press:
    """Who asks for files, for which class, and the address that their QR codes lead to."""

    cohort_uid: UUID
    office_id: int
    staff_id: int | None
    base_url: str
    now: datetime


def open_batch(certificates: Sequence[Certificate], press: Press) -> IssueBatch | None:
    """Ask for the files of these certificates, in this order; None when there are none."""
    if not certificates:
        return None
    batch = IssueBatch(
        cohort_uid=press.cohort_uid,
        office_id=press.office_id,
        staff_id=press.staff_id,
        base_url=press.base_url,
        created_at=press.now,
    )
    db.session.add(batch)
    db.session.flush()
    db.session.add_all(
        IssueItem(batch_id=batch.id, certificate_id=one.id, place=place, due_at=press.now)
        for place, one in enumerate(certificates)
    )
    db.session.flush()
    return batch


def ask_again(certificates: Iterable[Certificate], press: Press) -> None:
    """Have every missing file of these tried now, also what nobody asked for yet. The caller holds
    the class's lock; the certificates were read with their `item` under it."""
    missing = [one for one in certificates if not one.file_hash and one.name]
    for one in missing:
        if one.item is not None and one.item.done_at is None:
            one.item.tries, one.item.due_at = 0, press.now
    open_batch([one for one in missing if one.item is None], press)
    db.session.flush()


def due_items(now: datetime, batch_id: int | None = None, most: int = 500) -> list[int]:
    """The ids of the items to be made now, in the order in which they were asked for."""
    due = (
        select(IssueItem.id)
        .where(IssueItem.done_at.is_(None), IssueItem.due_at <= now)
        .order_by(IssueItem.batch_id, IssueItem.place)
        .limit(most)
    )
    if batch_id is not None:
        due = due.where(IssueItem.batch_id == batch_id)
    return list(db.session.scalars(due))


def find_order(item_id: int) -> tuple[Certificate, str] | None:
    """What is to be made for an item, and its address for QR codes; None when it is done."""
    found = (
        select(Certificate, IssueBatch.base_url)
        .join(IssueItem, IssueItem.certificate_id == Certificate.id)
        .join(IssueBatch, IssueBatch.id == IssueItem.batch_id)
        .where(IssueItem.id == item_id, IssueItem.done_at.is_(None))
    )
    row = db.session.execute(found).first()
    return (row[0], row[1]) if row else None


def is_wanted(certificate: Certificate) -> bool:
    """Whether anybody still needs its file: not once it is void, or its person's data are gone."""
    return (
        certificate.name is not None
        and certificate.withdrawn_at is None
        and certificate.superseded_by_id is None
    )


def record_done(item_id: int, content: bytes | None, now: datetime) -> None:
    """The file is stored, or none is needed (None). The last one finishes its batch."""
    item = _locked(item_id)
    if item is None or item.done_at is not None:
        return
    if content is not None:
        record_file(item.certificate_id, content)
    item.done_at, item.due_at, item.error = now, None, ""
    db.session.flush()
    # Locked, so that of the last two, made at once, the second sees the first.
    batch = db.session.get_one(IssueBatch, item.batch_id, with_for_update=True)
    left = exists().where(IssueItem.batch_id == batch.id, IssueItem.done_at.is_(None))
    if not db.session.scalar(select(left)):
        batch.finished_at = now
    db.session.flush()


def record_failure(item_id: int, words: str, now: datetime, counts: bool = True) -> None:
    """It failed, for a reason that `words` says to the trainer. What does not count is tried again
    for ever, because it will pass once somebody mends the server: a full disk, a missing key."""
    item = _locked(item_id)
    if item is None or item.done_at is not None:
        return
    item.tries += counts
    pause = pause_after(item.tries) if counts else WAIT_FOR_ROOM
    item.error, item.due_at = words, now + pause if pause else None
    db.session.flush()


def _locked(item_id: int) -> IssueItem | None:
    return db.session.get(IssueItem, item_id, with_for_update=True, populate_existing=True)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Whose files could not be made, for one reason; `again_at` is when the first of them is tried
    again, None when nobody tries by themselves."""

    names: tuple[str, ...]
    error: str
    again_at: datetime | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the files of a class's certificates in force are. `unasked` are those of which nobody
    asked for the file; `is_late` says that others wait and nothing happens."""

    total: int
    made: int
    unasked: int
    failed: int
    troubles: tuple[Trouble, ...]
    is_late: bool

    @property
    def is_complete(self) -> bool:
        return self.made == self.total

    @property
    def is_working(self) -> bool:
        """Whether something may change by itself within moments."""
        return self.made + self.unasked + self.failed < self.total

    @property
    def said(self) -> int:
        """How many are made, as somebody who listens hears it: only at each quarter."""
        quarter = max(1, self.total // 4)
        return self.total if self.is_complete else self.made // quarter * quarter


def progress_of(certificates: Iterable[Certificate], now: datetime) -> Progress:
    """Of certificates that were read with their `item`; one that is nobody's needs no file."""
    total = made = unasked = 0
    failed, waiting, signs = [], False, []
    for one in certificates:
        if one.name is None:
            continue
        total += 1
        if one.file_hash:
            made += 1
            signs += [one.item.done_at] if one.item and one.item.done_at else []
        elif one.item is None:
            unasked += 1
        elif one.item.error:
            failed.append(one)
        else:
            waiting = True
            signs += [one.item.due_at] if one.item.due_at else []
    failed.sort(key=lambda one: one.id)
    is_late = waiting and max(signs, default=now) < now - PATIENCE
    return Progress(total, made, unasked, len(failed), tuple(_troubles(failed)), is_late)


def _troubles(failed: Iterable[Certificate]) -> Iterator[Trouble]:
    """By what went wrong, since one thing that is wrong with the server hits a whole class."""
    alike: dict[tuple[str, bool], list[tuple[str, datetime | None]]] = {}
    for one in failed:
        if one.item:
            again = one.item.due_at
            alike.setdefault((one.item.error, again is None), []).append((one.name or "", again))
    for (error, _), people in alike.items():
        moments = [again for _, again in people if again]
        yield Trouble(tuple(name for name, _ in people), error, min(moments, default=None))
