"""The acts on a class's notice board, and what its people see there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from literasi.accounts.audit import Act, note
from literasi.accounts.staff_models import Staff
from literasi.database import db, insert_once
from literasi.domain.dates import local_date, short_date
from literasi.training.messages.models import BoardPost
from literasi.training.models import Cohort
from literasi.training.operations import FormUsedError, subject


class PostChangedError(Exception):
    """Somebody else changed or withdrew the post since the form was shown."""


@dataclass(frozen=True, slots=True)
class Said:
    """A post as the people of the class see it; `day` is when it was put up, by the office's
    calendar."""

    body: str
    day: date


def put_up(cohort: Cohort, uid: UUID, body: str, until: date, passes_on: bool, act: Act) -> bool:
    """Whether it is new: the same `uid` with the same words is the same tap; FormUsedError for
    others. `passes_on` says that it goes to the operator's gateways too."""
    row = {"cohort_id": cohort.id, "body": body, "until": until}
    more = {"posted_by_id": act.staff_id, "posted_at": act.now, "version": 1}
    if not insert_once(BoardPost, uid=uid, **row, **more):
        found = db.session.scalars(select(BoardPost).where(BoardPost.uid == uid)).one()
        if (found.cohort_id, found.body, found.until) != (cohort.id, body, until):
            raise FormUsedError
        return False
    note(act, "board.post", subject(cohort), _about(cohort, body, until))
    if passes_on:
        note(act, "board.pass-on", subject(cohort), _about(cohort, body, until))
    return True


def change_post(
    post: BoardPost, cohort: Cohort, body: str, until: date, version: int, act: Act
) -> None:
    """Raises PostChangedError when `version` is not the stored one, unless what is stored is
    just this, and when it was withdrawn."""
    if post.withdrawn_at is None and (post.body, post.until) == (body, until):
        return
    if post.version != version or post.withdrawn_at is not None:
        raise PostChangedError
    post.body, post.until, post.version = body, until, post.version + 1
    note(act, "board.change", subject(cohort), _about(cohort, body, until))


def take_down(post: BoardPost, cohort: Cohort, act: Act) -> None:
    """Again, it changes nothing."""
    if post.withdrawn_at is None:
        post.withdrawn_at = act.now
        note(act, "board.withdraw", subject(cohort), _about(cohort, post.body, post.until))


def posts_of(cohort_id: int) -> list[tuple[BoardPost, str]]:
    """The posts of a class with who wrote them, the newest first, without those withdrawn."""
    rows = db.session.execute(
        select(BoardPost, Staff.name)
        .join(Staff, Staff.id == BoardPost.posted_by_id)
        .where(BoardPost.cohort_id == cohort_id, BoardPost.withdrawn_at.is_(None))
        .order_by(BoardPost.posted_at.desc(), BoardPost.id.desc())
    )
    return [(row[0], row[1]) for row in rows]


def said_in(zones: Mapping[UUID, str], now: datetime) -> Sequence[Said]:
    """What is on the boards of some classes today, the newest first; `zones` are those of their
    offices by the class's uid. One query, and none where there is no class."""
    if not zones:
        return []
    rows = db.session.execute(
        select(Cohort.uid, BoardPost.body, BoardPost.posted_at, BoardPost.until)
        .join(Cohort, Cohort.id == BoardPost.cohort_id)
        # No clock on earth is a day behind this one; which day it is there is asked below.
        .where(Cohort.uid.in_(zones), BoardPost.until >= now.date() - timedelta(days=1))
        .where(BoardPost.withdrawn_at.is_(None))
        .order_by(BoardPost.posted_at.desc(), BoardPost.id.desc())
    )
    return [
        Said(body, local_date(posted_at, zones[uid]))
        for uid, body, posted_at, until in rows
        if until >= local_date(now, zones[uid])
    ]


def _about(cohort: Cohort, body: str, until: date) -> str:
    return f"{cohort.name}, sampai {short_date(until)}: {body}"
