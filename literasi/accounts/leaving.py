"""A person deletes their account. Each act flushes; its view commits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from sqlalchemy import delete, func, select, union, update

from literasi.accounts.models import (
    AccessReset,
    KnownLearner,
    Learner,
    LearnerCard,
    LearnerMerge,
    SignIn,
)
from literasi.accounts.operations import ids_of
from literasi.accounts.staff_models import AuditEntry
from literasi.database import db
from literasi.domain.striking import STRUCK, strike

LONGEST_ABOUT, LONGEST_WHY = 200, 300
# Acts whose reason the site writes itself: a file's hash, which is proof and names nobody.
OWN_WORDS = {"certificate.remake"}


def lock_records(learner_id: int) -> Sequence[Learner]:
    """All records that are this person, locked in one order: whoever writes something of theirs
    meanwhile comes before or after. Empty when they are gone already."""
    return db.session.scalars(
        select(Learner)
        .where(Learner.id.in_(ids_of(learner_id)))
        .order_by(Learner.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def counterparts(ids: Collection[int]) -> list[str]:
    """How the log names others whose record was ever set beside one of these."""
    either = LearnerMerge.from_id.in_(ids) | LearnerMerge.into_id.in_(ids)
    both = (select(one).where(either) for one in (LearnerMerge.from_id, LearnerMerge.into_id))
    others = select(Learner.uid).where(Learner.id.in_(union(*both)), Learner.id.not_in(ids))
    return [f"learner:{uid}" for uid in db.session.scalars(others)]


def forget_records(ids: Collection[int]) -> None:
    """Sessions, cards, phones that know them, consents, and all that they ever did: whatever
    points to a learner goes along, by what the tables say."""
    # These point to each other, so their order counts.
    for table in (SignIn, KnownLearner, LearnerCard, AccessReset):
        db.session.execute(delete(table).where(table.learner_id.in_(ids)))
    merged = update(Learner).where(Learner.merged_into_id.in_(ids))
    db.session.execute(merged.values(merged_into_id=None))
    db.session.execute(delete(Learner).where(Learner.id.in_(ids)))


def names_in_log(subjects: Iterable[str]) -> set[str]:
    """What they were called before somebody put their name right."""
    acts = ("seat.rename", "certificate.name")  # "class: old → new"
    said = select(AuditEntry.about).where(
        AuditEntry.subject.in_(list(subjects)), AuditEntry.act.in_(acts)
    )
    return {
        name.strip()
        for about in db.session.scalars(said)
        for name in about.rpartition(": ")[2].split(" → ")
    }


def strike_from_log(own: Iterable[str], others: Iterable[str], names: Collection[str]) -> None:
    """Strike a person's names out of the log: of entries about them alone the reason goes too, and
    so it does where an entry about `others`, such as their class, names them. Who did what and when
    stays."""
    own = set(own)
    found = select(AuditEntry).where(AuditEntry.subject.in_([*own, *others]))
    for entry in db.session.scalars(found).all():
        about = strike(entry.about, names, LONGEST_ABOUT)
        why = strike(entry.why, names, LONGEST_WHY)
        is_about_them = entry.subject in own or about != entry.about
        if entry.why and is_about_them and entry.act not in OWN_WORDS:
            why = STRUCK
        if (about, why) != (entry.about, entry.why):
            entry.about, entry.why = about, why
    db.session.flush()


def gone() -> list[str]:
    """The uids of all records that were deleted, in hex with hyphens, the first one first."""
    found = select(AuditEntry.subject).where(
        AuditEntry.act == "learner.leave", AuditEntry.subject.startswith("learner:")
    )
    return [one.partition(":")[2] for one in db.session.scalars(found.order_by(AuditEntry.id))]


def find_record(uid: UUID) -> int | None:
    """The id of the person whose record this is, if it is there."""
    person = func.coalesce(Learner.merged_into_id, Learner.id)
    return db.session.scalar(select(person).where(Learner.uid == uid))
