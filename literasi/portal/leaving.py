"""Deleting one's account, which reaches through every feature. Flushes; its view commits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from literasi.accounts.audit import Act, note
from literasi.accounts.leaving import (
    counterparts,
    forget_records,
    lock_records,
    names_in_log,
    strike_from_log,
)
from literasi.certificates.leaving import certificates_of, forget_owner
from literasi.training.leaving import (
    class_subjects,
    empty_seats,
    lock_classes,
    names_on,
    seats_of_person,
)


def delete_person(
    learner_id: int, now: datetime, first: Callable[[], None] = lambda: None
) -> list[str]:
    """Everything that is a person's goes, and what others wrote loses the name. Gives the codes of
    their certificates, whose files are to be removed once this is committed; empty also for
    somebody who is gone already. `first` is called while all is locked and still there."""
    lock_classes(learner_id)
    records = lock_records(learner_id)
    if not records:
        return []
    first()
    ids = [one.id for one in records]
    seats, certificates = seats_of_person(ids), certificates_of(ids)
    own = [
        *(f"learner:{one.uid}" for one in records),
        *(f"seat:{one.uid}" for one in seats),
        *(f"certificate:{one.uid}" for one in certificates),
    ]
    names = {
        *(name for one in records for name in (one.name, one.certificate_name) if name),
        *(one.name for one in certificates if one.name),
        *names_on(seats),
        *names_in_log(own),
    }
    others = [*class_subjects({seat.cohort_id for seat in seats}), *counterparts(ids)]
    strike_from_log(own, others, names)
    empty_seats(seats, names, now)
    for certificate in certificates:
        forget_owner(certificate)
    forget_records(ids)
    for one in own[: len(records)]:
        note(Act(None, None, now), "learner.leave", one)
    return [one.code for one in certificates]
