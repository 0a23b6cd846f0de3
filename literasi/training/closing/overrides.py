"""A certificate although something is lacking: given with a reason where the rules allow it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, select

from literasi.accounts.audit import Act, note
from literasi.accounts.staff_models import Staff
from literasi.database import db, insert_once
from literasi.training.closing.eligibility import covered_by, forgiven_words, standing_of
from literasi.training.closing.models import EligibilityOverride
from literasi.training.progress import ClassView, Member


class NotForgivableError(Exception):
    """The rules allow no override here, or what is lacking is not what the form showed."""


def give_override(
    view: ClassView, member: Member, key: UUID, seen: str, reason: str, act: Act
) -> None:
    """`seen` is the code of what the form showed as lacking. The same form again is the same act.
    The class is locked. Raises NotForgivableError."""
    if member.override is not None:
        if (member.override.uid, member.override.reason) == (key, reason):
            return
        raise NotForgivableError
    allowed = standing_of(view, member).forgivable
    if member.certificate is not None or allowed is None or allowed.code != seen:
        raise NotForgivableError
    course, module = allowed.module or ("", "")
    row = {"attendance": allowed.attendance, "course": course, "module": module, "reason": reason}
    made = {"seat_id": member.seat.id, "uid": key, "given_by_id": act.staff_id}
    if not insert_once(EligibilityOverride, **made, **row, given_at=act.now):
        # The key of another form, for somebody else.
        raise NotForgivableError
    about = f"{view.cohort.name}: {member.name}, {forgiven_words(view, allowed)}"
    note(act, "eligibility.override", f"seat:{member.seat.uid}", about, reason)


def take_back(view: ClassView, member: Member, act: Act) -> None:
    """What was taken back already stays so. Raises NotForgivableError once the certificate is
    issued: then it is withdrawn, not this."""
    if member.override is None:
        return
    if member.certificate is not None:
        raise NotForgivableError
    words = forgiven_words(view, covered_by(member.override))
    gone = delete(EligibilityOverride).where(EligibilityOverride.seat_id == member.seat.id)
    db.session.execute(gone)
    about = f"{view.cohort.name}: {member.name}, {words}"
    note(act, "eligibility.restore", f"seat:{member.seat.uid}", about)


def givers(view: ClassView) -> dict[int, str]:
    """Who gave the class's overrides, by id; no query where there are none."""
    ids = {one.override.given_by_id for one in view.members if one.override}
    if not ids:
        return {}
    rows = db.session.execute(select(Staff.id, Staff.name).where(Staff.id.in_(ids)))
    return {row[0]: row[1] for row in rows}
