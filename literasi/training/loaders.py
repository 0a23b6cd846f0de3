"""Find a class that one may see, or answer 404: somebody else's class is nowhere."""

from __future__ import annotations

from uuid import UUID

from flask import abort
from flask_login import current_user
from sqlalchemy import select

from literasi.accounts.audit import Act
from literasi.accounts.staff_models import Office
from literasi.certificates.batches import Press
from literasi.database import db
from literasi.training.models import Cohort, Meeting, Seat
from literasi.training.scope import Scope
from literasi.web.access import Who
from literasi.web.clock import now
from literasi.web.links import public_base


def load_class(uid: UUID, lock: bool = False) -> Cohort:
    """`lock` keeps other writers off the class until the commit; only under `write()`."""
    found = select(Cohort).where(Cohort.uid == uid, own_scope().covers)
    if lock:
        found = found.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(found) or abort(404)


def load_seat(cohort: Cohort, uid: UUID) -> Seat:
    found = (
        select(Seat)
        .where(Seat.uid == uid, Seat.cohort_id == cohort.id, Seat.left_at.is_(None))
        .execution_options(populate_existing=True)
    )
    return db.session.scalar(found) or abort(404)


def load_meeting(cohort: Cohort, uid: UUID) -> Meeting:
    found = select(Meeting).where(Meeting.uid == uid, Meeting.cohort_id == cohort.id)
    return db.session.scalar(found) or abort(404)


def own_scope() -> Scope:
    """The classes that whoever asks may see."""
    person = current_user.person
    led_by = person.staff_id if current_user.who is Who.FACILITATOR else None
    return Scope(person.office_id, led_by)


def load_own_office() -> Office:
    return db.session.get(Office, current_user.person.office_id) or abort(404)


def own_act() -> Act:
    """What this request does, for the log."""
    return Act(current_user.person.staff_id, current_user.person.office_id, now())


def own_press(cohort: Cohort) -> Press:
    """What this request asks files for; see `certificates.batches`."""
    person = current_user.person
    return Press(cohort.uid, cohort.office_id, person.staff_id, public_base(), now())
