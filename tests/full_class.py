"""A class near its end, written straight to the database because it is large."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import select

from literasi.accounts.models import Learner
from literasi.database import db, write
from literasi.domain.course import Catalogue, Course
from literasi.learning.models import Attempt, LessonRead
from literasi.training.models import Attendance, Cohort, Meeting, Seat
from literasi.web.clock import now
from literasi.web.prepared import Prepared
from tests.classroom import issue
from tests.people import Employee, office_day

MODULES = 10
MEETINGS = 4


def ten_modules(app: Flask) -> Prepared:
    """What a later `flask setup` might prepare: the first course grown to ten modules."""
    site = app.extensions["literasi"]
    first, *others = site.catalogue.courses
    modules = tuple(
        replace(first.modules[place % len(first.modules)], slug=f"modul-{place}")
        for place in range(MODULES)
    )
    catalogue = replace(site.catalogue, courses=(replace(first, modules=modules), *others))
    return Prepared("ten", catalogue, site.prepared.pages)


def class_near_its_end(app: Flask, trainer: Employee, people: int) -> str:
    """The address of a class of so many people and ten modules, each read and passed by all at
    the second try, with meetings that all attended."""
    app.extensions["literasi"].prepared = ten_modules(app)
    address = trainer.make_class(MODULES)
    with app.app_context(), write():
        _fill(app.extensions["literasi"].catalogue, UUID(address.rpartition("/")[2]), people)
    return address


def full_class(app: Flask, trainer: Employee, people: int) -> str:
    """The same, with certificates for all."""
    address = class_near_its_end(app, trainer, people)
    assert len(issue(trainer, address)) == people
    return address


def _fill(catalogue: Catalogue, uid: UUID, people: int) -> None:
    cohort = db.session.scalars(select(Cohort).where(Cohort.uid == uid)).one()
    learners = [_learner(number) for number in range(people)]
    meetings = [Meeting(cohort_id=cohort.id, held_on=office_day(), jp=4) for _ in range(MEETINGS)]
    db.session.add_all([*learners, *meetings])
    db.session.flush()
    seats = [_seat(cohort, learner) for learner in learners]
    db.session.add_all(seats)
    db.session.flush()
    for seat, learner in zip(seats, learners, strict=True):
        db.session.add_all(_learned(catalogue.courses[0], learner))
        db.session.add_all(Attendance(meeting_id=one.id, seat_id=seat.id) for one in meetings)


def _learner(number: int) -> Learner:
    name = f"Peserta Kelas {number:03d}"
    return Learner(name=name, name_key=name.lower(), created_at=now())


def _seat(cohort: Cohort, learner: Learner) -> Seat:
    return Seat(
        cohort_id=cohort.id,
        name=learner.name,
        name_key=learner.name_key,
        learner_id=learner.id,
        claimed_by="door",
        claimed_at=now(),
        created_at=now(),
    )


def _learned(course: Course, learner: Learner) -> list[Any]:
    mine = {"learner_id": learner.id, "course": course.slug}
    read = [
        LessonRead(**mine, module=module.slug, lesson=lesson.slug, read_at=now())
        for module, lesson in course.steps()
    ]
    return read + [
        Attempt(
            **mine,
            module=module.slug,
            bank_hash=module.bank.hash,
            seed=uuid4().bytes,
            answers={},
            right_count=right,
            total=module.bank.draw,
            pass_mark=course.pass_mark,
            idempotency_key=uuid4().bytes,
            body_hash=bytes(32),
            drawn_at=now(),
            submitted_at=now(),
        )
        for module in course.modules
        for right in (0, module.bank.draw)
    ]
