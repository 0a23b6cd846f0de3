"""Two records of one person become one: staff point it out, the person says so, and it can be
undone, because nothing is moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from literasi.accounts.audit import Act, note
from literasi.accounts.models import Learner, LearnerMerge
from literasi.accounts.operations import ids_of
from literasi.accounts.staff_models import Office
from literasi.database import db

# How long a merge is shown to the person, with a button that undoes it.
SHOWN = timedelta(days=30)


class NotMergeableError(Exception):
    """One of the two is part of another merge, or they are one person already."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A merge as its person sees it: asked for, or (with `merge.confirmed_at`) done."""

    merge: LearnerMerge
    from_name: str
    into_name: str
    office: str


def ask_merge(from_id: int, into_id: int, act: Act, why: str) -> LearnerMerge:
    """Point out that two records are one person. Raises NotMergeableError."""
    if act.staff_id is None:
        raise ValueError("a merge is the act of somebody")
    one, other = _lock(from_id, into_id)
    asked = select(LearnerMerge.id).where(
        LearnerMerge.from_id.in_((from_id, into_id)),
        LearnerMerge.into_id.in_((from_id, into_id)),
        LearnerMerge.ended_at.is_(None),
    )
    if db.session.scalar(asked) is not None or not _is_free(one, other):
        raise NotMergeableError
    merge = LearnerMerge(
        from_id=from_id,
        into_id=into_id,
        staff_id=act.staff_id,
        office_id=act.office_id,
        asked_at=act.now,
    )
    db.session.add(merge)
    db.session.flush()
    note(act, "merge.ask", f"learner:{one.uid}", f"{one.name} → {other.name}", why)
    return merge


def dismiss_pair(one_id: int, other_id: int, act: Act) -> None:
    """Two records are two people, says the office: it is not suggested again. Nobody is asked."""
    if act.staff_id is None:
        raise ValueError("this is the act of somebody")
    one, other = _lock(one_id, other_id)
    db.session.add(
        LearnerMerge(
            from_id=one_id,
            into_id=other_id,
            staff_id=act.staff_id,
            office_id=act.office_id,
            asked_at=act.now,
            ended_at=act.now,
        )
    )
    db.session.flush()
    note(act, "merge.dismiss", f"learner:{one.uid}", f"{one.name}, {other.name}")


def confirm_merge(merge: LearnerMerge, now: datetime) -> None:
    """The person said that both are theirs. Raises NotMergeableError."""
    one, other = _lock(merge.from_id, merge.into_id)
    if merge.confirmed_at or merge.ended_at or not _is_free(one, other):
        raise NotMergeableError
    one.merged_into_id, merge.confirmed_at = other.id, now
    db.session.flush()


def end_merge(merge: LearnerMerge, act: Act, why: str = "") -> None:
    """The person said no, or it is undone: both records are as they were."""
    one, other = _lock(merge.from_id, merge.into_id)
    if merge.ended_at is not None:
        return
    if merge.confirmed_at is not None:
        one.merged_into_id = None
    merge.ended_at = act.now
    db.session.flush()
    note(act, "merge.undo", f"learner:{one.uid}", f"{one.name} → {other.name}", why)


def notices(learner_id: int, now: datetime) -> Sequence[Notice]:
    """What this person is asked or told about their records."""
    one, other = aliased(Learner), aliased(Learner)
    ids = ids_of(learner_id)
    rows = db.session.execute(
        select(LearnerMerge, one.name, other.name, Office.name)
        .join(one, one.id == LearnerMerge.from_id)
        .join(other, other.id == LearnerMerge.into_id)
        .outerjoin(Office, Office.id == LearnerMerge.office_id)
        .where(LearnerMerge.from_id.in_(ids) | LearnerMerge.into_id.in_(ids))
        .where(LearnerMerge.ended_at.is_(None), LearnerMerge.asked_at > now - SHOWN)
    )
    return [Notice(row[0], row[1], row[2], row[3] or "") for row in rows]


def find_notice(uid: UUID, learner_id: int, now: datetime) -> LearnerMerge | None:
    return next((one.merge for one in notices(learner_id, now) if one.merge.uid == uid), None)


def _lock(from_id: int, into_id: int) -> tuple[Learner, Learner]:
    """Both records, locked in one order, so that two who merge at once do not wait in a ring."""
    rows = {
        learner.id: learner
        for learner in db.session.scalars(
            select(Learner)
            .where(Learner.id.in_((from_id, into_id)))
            .order_by(Learner.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    }
    return rows[from_id], rows[into_id]


def _is_free(one: Learner, other: Learner) -> bool:
    """A chain of merges could not be undone link by link, so there is none."""
    if one.merged_into_id or other.merged_into_id:
        return False
    return db.session.scalar(select(Learner.id).where(Learner.merged_into_id == one.id)) is None
