"""Somebody comes to class who is on no list: a spare card becomes theirs by name."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from literasi.accounts.audit import Act, note
from literasi.accounts.forms import name_key
from literasi.database import db
from literasi.training.models import Cohort, Seat
from literasi.training.operations import refuse_full


class SpareGoneError(Exception):
    """The card bears another name already, or somebody claimed it; `name` is whose it is."""

    def __init__(self, name: str) -> None:
        self.name = name


def free_spares(cohort_id: int) -> Sequence[Seat]:
    """Printed spare cards that are nobody's yet, by the number on them."""
    return db.session.scalars(
        select(Seat)
        .where(Seat.cohort_id == cohort_id, Seat.left_at.is_(None), Seat.name == "")
        .where(Seat.card_id.is_not(None), Seat.learner_id.is_(None))
        .order_by(Seat.spare_no.is_(None), Seat.spare_no, Seat.id)
    ).all()


def give_spare(seat: Seat, cohort: Cohort, name: str, act: Act) -> None:
    """The card is for this person, who claims the seat with it and consents, like everybody. The
    same card for the same name is the same tap. Raises SpareGoneError, ClassFullError."""
    if seat.name_key == name_key(name) and seat.spare_no is not None:
        return
    if seat.name or seat.learner_id is not None:
        raise SpareGoneError(seat.name)
    refuse_full(cohort)
    seat.name, seat.name_key = name, name_key(name)
    db.session.flush()
    note(act, "seat.walk-in", f"seat:{seat.uid}", f"{cohort.name}: {name}")
