"""Where staff work: an office takes somebody on, they accept, and it ends. Each flushes.

Whoever changes a posting has locked its account's row, as `audit.note` does for everybody's acts:
so nothing is done for an office by somebody whose work there ended meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update

from literasi.accounts.audit import Act, note
from literasi.accounts.models import SignIn
from literasi.accounts.staff_models import Office, Posting, Staff
from literasi.database import db, insert_once

INVITATION = timedelta(days=7)


class InvitationError(Exception):
    """The invitation was used, has run out, or never was."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A posting with its office's name."""

    posting: Posting
    office: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody on an administrator's list; at the national level with every office of theirs."""

    staff: Staff
    posts: tuple[Posted, ...]

    def standing(self, now: datetime) -> str:
        """ "ended", "asked", "invited", "active", or "late" when the invitation ran out."""
        staff, posts = self.staff, [one.posting for one in self.posts]
        if staff.disabled_at or (posts and all(one.ended_at for one in posts)):
            return "ended"
        lasting = [one for one in posts if not one.ended_at]
        if lasting and not any(one.accepted_at for one in lasting):
            return "late" if all(is_late(one, now) for one in lasting) else "asked"
        if staff.passphrase_hash:
            return "active"
        return "invited" if staff.invited_until and staff.invited_until > now else "late"

    @property
    def shown_name(self) -> str:
        """Only the login while they have not accepted: whoever guesses addresses learns no name."""
        names_them = not self.posts or any(one.posting.accepted_at for one in self.posts)
        return self.staff.name if names_them else self.staff.login


def open_posting(
    staff_id: int, office_id: int, role: str, now: datetime, asks: bytes | None = None
) -> Posting:
    """Let somebody work for an office in a role, or ask them to with a code of which `asks` is the
    hash; one row for the two, ever."""
    insert_once(Posting, staff_id=staff_id, office_id=office_id, role=role, asked_at=now)
    found = find_posting(staff_id, office_id)
    if found is None:
        raise LookupError("a posting that was just made")
    found.role, found.asked_at, found.ended_at = role, now, None
    found.accepted_at, found.invitation_hash = None if asks else now, asks
    db.session.flush()
    return found


def accept_posting(staff: Staff, posting: Posting, typed_hash: bytes, act: Act) -> None:
    """They will work there too, says the person to whom the office gave the code. Answered already
    is harmless. Raises InvitationError."""
    if posting.accepted_at is not None:
        return
    if posting.invitation_hash != typed_hash or is_late(posting, act.now):
        raise InvitationError
    posting.accepted_at, posting.invitation_hash = act.now, None
    note(act, "posting.accept", f"staff:{staff.uid}", staff.name)


def is_late(posting: Posting, now: datetime) -> bool:
    """Whether the code for a posting that waits has run out."""
    return now > posting.asked_at + INVITATION


def refuse_posting(staff: Staff, posting: Posting, act: Act) -> None:
    """They will not; the office that asked learns no name."""
    note(act, "posting.refuse", f"staff:{staff.uid}", staff.login)
    posting.ended_at = act.now
    db.session.flush()


def end_posting(posting: Posting, now: datetime) -> bool:
    """Their work for this office is over, and so is every session that was for it; True when no
    other office has them or asks for them."""
    posting.ended_at = now
    db.session.execute(
        update(SignIn)
        .where(SignIn.staff_id == posting.staff_id, SignIn.ended_at.is_(None))
        .where((SignIn.posting_id == posting.id) | SignIn.posting_id.is_(None))
        .values(ended_at=now)
    )
    db.session.flush()
    return not postings_of(posting.staff_id)


def find_posting(staff_id: int, office_id: int) -> Posting | None:
    found = select(Posting).where(Posting.staff_id == staff_id, Posting.office_id == office_id)
    return db.session.scalar(found.execution_options(populate_existing=True))


def find_own_posting(staff_id: int, uid: UUID) -> Posting | None:
    """One that lasts, or waits for an answer."""
    return next((one for one in postings_of(staff_id) if one.uid == uid), None)


def postings_of(staff_id: int) -> Sequence[Posting]:
    """Those that last or wait for an answer, the oldest first."""
    return db.session.scalars(
        select(Posting)
        .where(Posting.staff_id == staff_id, Posting.ended_at.is_(None))
        .order_by(Posting.id)
        .execution_options(populate_existing=True)
    ).all()


def serves_elsewhere(staff_id: int, office_id: int) -> bool:
    """Whether another office has them or asks for them, which then has a say in their account."""
    return any(one.office_id != office_id for one in postings_of(staff_id))


def work_for(sign_in_id: int, posting: Posting) -> None:
    """From now on this session works for that office."""
    db.session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(posting_id=posting.id))


def last_worked_for(staff_id: int) -> int | None:
    """The posting with which a session begins: that of the one before, else the oldest; None for
    whoever has none."""
    before = select(SignIn.posting_id).where(
        SignIn.staff_id == staff_id, SignIn.posting_id.is_not(None)
    )
    last = db.session.scalar(before.order_by(SignIn.id.desc()).limit(1))
    known = [one.id for one in postings_of(staff_id) if one.accepted_at]
    return last if last in known else next(iter(known), None)


def works_at(staff_id: int) -> int | None:
    """An office that has them now; None at the national level, and for whoever no office has."""
    return next((one.office_id for one in postings_of(staff_id) if one.accepted_at), None)


def colleagues(office_id: int | None) -> list[Colleague]:
    """Those who work for an office, did or are asked to; everybody when `office_id` is None. By
    name, whoever left last."""
    found = (
        select(Staff, Posting, Office.name)
        .outerjoin(Posting, Posting.staff_id == Staff.id)
        .outerjoin(Office, Office.id == Posting.office_id)
        .order_by(Staff.name, Staff.id, Posting.id)
    )
    if office_id is not None:
        found = found.where(Posting.office_id == office_id)
    people: dict[Staff, list[Posted]] = {}
    for staff, posting, office in db.session.execute(found):
        posts = people.setdefault(staff, [])
        if posting is not None:
            posts.append(Posted(posting, office))
    listed = [Colleague(staff, tuple(posts)) for staff, posts in people.items()]
    return sorted(listed, key=_has_left)


def find_colleague(uid: UUID, office_id: int, lock: bool = False) -> Colleague | None:
    """Somebody on an office's list. `lock` keeps their account from changing meanwhile."""
    staff = db.session.scalar(
        select(Staff).where(Staff.uid == uid).with_for_update()
        if lock
        else select(Staff).where(Staff.uid == uid)
    )
    posting = find_posting(staff.id, office_id) if staff else None
    return Colleague(staff, (Posted(posting, ""),)) if staff and posting else None


def has_head(office_id: int) -> bool:
    """Whether an office has somebody who can approve."""
    found = (
        select(Posting.id)
        .join(Staff, Staff.id == Posting.staff_id)
        .where(Posting.office_id == office_id, Posting.role == "head")
        .where(Posting.accepted_at.is_not(None), Posting.ended_at.is_(None))
        .where(Staff.disabled_at.is_(None))
    )
    return db.session.scalar(found) is not None


def _has_left(one: Colleague) -> bool:
    ended = bool(one.posts) and all(post.posting.ended_at for post in one.posts)
    return one.staff.disabled_at is not None or ended
