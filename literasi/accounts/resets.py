"""An office gives somebody a new card because the old one, or the angka kunci, was lost.

The card opens lessons and classes at once. What is private stays sealed for seven days, or
until a phone that knew the learner before says yes; if it says no, the card is dead. The old
angka kunci stays as it is meanwhile: phones that ask for it keep their owner safe.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from literasi.accounts.audit import Act, note
from literasi.accounts.cards import end_other_sign_ins, issue_card
from literasi.accounts.models import AccessReset, KnownLearner, Learner, LearnerCard, SignIn
from literasi.accounts.operations import ids_of
from literasi.accounts.staff_models import Office, Staff
from literasi.database import db
from literasi.domain.access import SEALED
from literasi.keys import KeyRing

NO_SESSION = 0  # the id of none


def reset_access(learner_id: int, code: str, ring: KeyRing, act: Act, why: str) -> AccessReset:
    """A new card with this code for somebody whose identity card was seen. It asks for no angka
    kunci; older cards stop working, and every session ends. Phones that know the learner still let
    them in, and tell of it."""
    if act.staff_id is None:
        raise ValueError("a reset is the act of somebody")
    learner = db.session.get_one(Learner, learner_id, with_for_update=True)
    reset = AccessReset(
        learner_id=learner_id,
        staff_id=act.staff_id,
        office_id=act.office_id,
        identity_seen=True,
        reset_at=act.now,
    )
    db.session.add(reset)
    db.session.flush()
    card = issue_card(learner_id, code, ring, act.now)
    card.printed_by_staff, card.reset_id = True, reset.id
    end_other_sign_ins(learner_id, NO_SESSION, act.now)
    about = f"{learner.name}, kartu identitas dilihat"
    note(act, "access.reset", f"learner:{learner.uid}", about, why)
    return reset


def pending_resets(
    learner_id: int, sign_in_id: int, now: datetime
) -> Sequence[tuple[AccessReset, str]]:
    """Resets that this session may answer, with the office's name: those younger than the seal,
    unanswered, where the session's device knew the learner before."""
    rows = db.session.execute(
        select(AccessReset, Office.name)
        .outerjoin(Office, Office.id == AccessReset.office_id)
        .join(SignIn, SignIn.id == sign_in_id)
        .join(
            KnownLearner,
            (KnownLearner.device_id == SignIn.device_id)
            & (KnownLearner.learner_id == SignIn.learner_id),
        )
        .where(AccessReset.learner_id.in_(ids_of(learner_id)))
        .where(AccessReset.confirmed_at.is_(None), AccessReset.refused_at.is_(None))
        .where(AccessReset.reset_at > now - SEALED)
        .where(SignIn.reset_id.is_(None), KnownLearner.reset_id.is_(None))
        .where(KnownLearner.created_at < AccessReset.reset_at)
    )
    return [(row[0], row[1] or "") for row in rows]


def confirm_reset(reset: AccessReset, now: datetime) -> None:
    """A phone that knew the learner said yes: nothing is sealed any more."""
    reset.confirmed_at = now
    db.session.flush()


def refuse_reset(reset: AccessReset, now: datetime) -> None:
    """A phone that knew the learner said no: the card, and whoever came in by it, is out."""
    reset.refused_at = now
    for table, column in (
        (LearnerCard, "replaced_at"),
        (SignIn, "ended_at"),
        (KnownLearner, "left_at"),
    ):
        db.session.execute(
            update(table)
            .where(table.reset_id == reset.id, getattr(table, column).is_(None))
            .values({column: now})
        )
    staff = db.session.get_one(Staff, reset.staff_id)
    learner = db.session.get_one(Learner, reset.learner_id)
    act = Act(None, reset.office_id, now)
    note(act, "access.refuse", f"learner:{learner.uid}", f"{learner.name} ({staff.name})")


def find_pending(uid: UUID, learner_id: int, sign_in_id: int, now: datetime) -> AccessReset | None:
    pending = pending_resets(learner_id, sign_in_id, now)
    return next((reset for reset, _ in pending if reset.uid == uid), None)
