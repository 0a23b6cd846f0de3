"""Who else in an office's classes may be the same person: those who share a word of the name."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from literasi.accounts.models import Learner
from literasi.database import db
from literasi.training.models import Cohort, Seat

MOST = 10
SHORTEST_WORD = 3  # "H." or "I" says nothing


@dataclass(frozen=True, slots=True)
class Twin:
    learner_id: int
    name: str
    class_name: str


def possible_twins(office_id: int, learner_id: int, name_key: str) -> list[Twin]:
    """Other people of the office's classes with a word of this name, by name, at most ten."""
    words = {word for word in name_key.split() if len(word) >= SHORTEST_WORD}
    person = func.coalesce(Learner.merged_into_id, Learner.id)
    rows = db.session.execute(
        select(person, Seat.name, Cohort.name, Seat.name_key)
        .join(Cohort, Cohort.id == Seat.cohort_id)
        .join(Learner, Learner.id == Seat.learner_id)
        .where(Cohort.office_id == office_id, person != learner_id)
        .order_by(Seat.name_key, Seat.id.desc())
    )
    found: dict[int, Twin] = {}
    for other, name, class_name, key in rows:
        if words & set(key.split()):
            found.setdefault(other, Twin(other, name, class_name))
    return list(found.values())[:MOST]
