"""Whether somebody may still hold a class's data, told from the ticket that they were given."""

from __future__ import annotations

from sqlalchemy import select

from literasi.accounts.staff_models import Posting, Staff
from literasi.database import db
from literasi.training.afield.tickets import FieldTicket
from literasi.training.models import Cohort
from literasi.training.scope import Scope


def may_hold(ticket: FieldTicket) -> bool:
    """They work where they did, and see the class there."""
    found = db.session.execute(
        select(Posting.role, Posting.office_id, Staff.id)
        .join(Staff, Staff.id == Posting.staff_id)
        .where(Staff.uid == ticket.staff, Staff.disabled_at.is_(None))
        .where(Posting.uid == ticket.posting, Posting.ended_at.is_(None))
        .where(Posting.accepted_at.is_not(None))
    ).one_or_none()
    if found is None:
        return False
    role, office_id, staff_id = found
    scope = Scope(office_id, staff_id if role == "facilitator" else None)
    seen = select(Cohort.id).where(Cohort.uid == ticket.cohort, scope.covers)
    return db.session.scalar(seen) is not None
