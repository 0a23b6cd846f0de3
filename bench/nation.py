"""A country full of classes, written straight to the database because it is large.

Every office has the same number of classes; the people are spread over them. One class, that of
`measured`, has 40 people who did everything twice, with their answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count, islice
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select

from literasi.accounts.models import Device, Learner, SignIn
from literasi.accounts.staff_models import AuditEntry, Office, Staff
from literasi.database import db, write
from literasi.domain.course import Catalogue, Course, Module
from literasi.domain.draw import draw
from literasi.domain.question import Choice, Matching, Number, Ordering, Question, Several
from literasi.learning.models import Attempt, LessonRead
from literasi.training.assignments.models import AssignedModule, Assignment
from literasi.training.models import Attendance, Cohort, Meeting, ProgrammeModule, Seat
from literasi.training.roster.models import ParticipantDetail

CHUNK = 5000  # rows of one statement
GIVEN = ("Siti", "Nur", "Wayan", "Made", "Rina", "Budi", "Dewi", "Abdul", "Ketut", "Baiq")
SYLLABLES = (
    "ma",
    "ri",
    "su",
    "wa",
    "ti",
    "no",
    "la",
    "de",
    "ku",
    "ra",
    "hi",
    "da",
    "ya",
    "ni",
    "pu",
)
Modules = list[tuple[Course, Module]]
Rows = Iterable[dict[str, Any]]


def fill(
    catalogue: Catalogue, modules: int, classes: int, learners: int, now: datetime
) -> dict[int, list[UUID]]:
    """Classes by office id, the newest last, in all offices of the database; call it within an
    app context."""
    taught = [(one, module) for one in catalogue.courses for module in one.modules][:modules]
    offices = list(db.session.scalars(select(Office.id).order_by(Office.id)))
    leaders = _leaders(offices, now)
    uids = {office: [uuid4() for _ in range(classes)] for office in offices}
    flat = [(office, uid) for office in offices for uid in uids[office]]
    first = _next_id(Cohort)
    _put(Cohort, (_class(first + n, *one, leaders, n, now) for n, one in enumerate(flat)))
    _put(ProgrammeModule, _programme(range(first, first + len(flat)), taught))
    _give_work(range(first, first + len(flat)), taught, leaders[offices[0]], now)
    _people(first, len(flat), learners, taught, now)
    _put(AuditEntry, _log(flat, leaders, now))
    return uids


def fill_class(uid: UUID, people: int, now: datetime) -> None:
    """So many people who answered every quiz of the class wrongly, then rightly."""
    cohort = db.session.scalars(select(Cohort).where(Cohort.uid == uid)).one()
    taught = _taught_in(cohort.id)
    first = _next_id(Learner)
    ids = range(first, first + people)
    _put(Learner, (_learner(one, now) for one in ids))
    seats = _next_id(Seat)
    _put(Seat, (_seat(seats + n, cohort.id, one, now) for n, one in enumerate(ids)))
    _put(LessonRead, _reads(ids, taught, now))
    _put(
        Attempt,
        (_attempt(one, *of, now, right) for one in ids for of in taught for right in (0, 1)),
    )
    meetings = range(_next_id(Meeting), _next_id(Meeting) + 4)
    _put(
        Meeting,
        ({"id": one, "cohort_id": cohort.id, "held_on": now.date(), "jp": 4} for one in meetings),
    )
    present = range(seats, seats + people)
    _put(Attendance, ({"meeting_id": m, "seat_id": s} for m in meetings for s in present))


def _taught_in(cohort_id: int) -> Modules:
    from flask import current_app

    catalogue: Catalogue = current_app.extensions["literasi"].catalogue
    keys = set(
        db.session.execute(
            select(ProgrammeModule.course, ProgrammeModule.module).where(
                ProgrammeModule.cohort_id == cohort_id
            )
        ).tuples()
    )
    return [
        (one, module)
        for one in catalogue.courses
        for module in one.modules
        if (one.slug, module.slug) in keys
    ]


def _next_id(table: Any) -> int:
    return (db.session.scalar(select(func.max(table.id))) or 0) + 1


def _put(table: Any, rows: Rows) -> None:
    iterator = iter(rows)
    with write():
        while chunk := list(islice(iterator, CHUNK)):
            db.session.execute(insert(table.__table__), chunk)


def _leaders(offices: list[int], now: datetime) -> dict[int, int]:
    first = _next_id(Staff)
    found = {office: first + n for n, office in enumerate(offices)}
    _put(
        Staff,
        (
            {
                "id": one,
                "office_id": office,
                "role": "trainer",
                "name": f"Pelatih {one}",
                "login": f"pelatih-{one}@bp3mi.test",
                "created_at": now,
            }
            for office, one in found.items()
        ),
    )
    return found


def _class(
    key: int, office: int, uid: UUID, leaders: dict[int, int], n: int, now: datetime
) -> dict[str, Any]:
    day = now.date() - timedelta(days=(n * 7) % 700)
    return {
        "id": key,
        "uid": uid,
        "office_id": office,
        "trainer_id": leaders[office],
        "name": f"Angkatan {n}",
        "title": "Literasi Keuangan Keluarga",
        "place": "Balai Desa",
        "starts_on": day,
        "ends_on": day + timedelta(days=14),
        "signatory": {"position": "Kepala", "name": "Contoh", "nip": ""},
        "created_at": now,
    }


def _programme(cohorts: range, taught: Modules) -> Iterator[dict[str, Any]]:
    for cohort in cohorts:
        for place, (course, module) in enumerate(taught):
            yield {
                "cohort_id": cohort,
                "course": course.slug,
                "module": module.slug,
                "place": place,
                "due_on": None,
            }


def _give_work(cohorts: range, taught: Modules, by: int, now: datetime) -> None:
    shift = _next_id(Assignment) - cohorts.start
    due = now.date() + timedelta(days=1)
    _put(
        Assignment,
        (
            {"id": one + shift, "cohort_id": one, "due_on": due, "given_by_id": by, "given_at": now}
            for one in cohorts
        ),
    )
    names = [(course.slug, module.slug) for course, module in taught]
    _put(
        AssignedModule,
        (
            {"assignment_id": one + shift, "course": course, "module": module, "place": place}
            for one in cohorts
            for place, (course, module) in enumerate(names)
        ),
    )


def _people(cohort: int, classes: int, learners: int, taught: Modules, now: datetime) -> None:
    """Each read two lessons and tried three quizzes of the first modules."""
    first, seat, device = _next_id(Learner), _next_id(Seat), _next_id(Device)
    ids = range(first, first + learners)
    places = {one: cohort + n % classes for n, one in enumerate(ids)}
    _put(Learner, (_learner(one, now) for one in ids))
    _put(Seat, (_seat(seat + n, places[one], one, now) for n, one in enumerate(ids)))
    _put(ParticipantDetail, (_detail(seat + n, now) for n in range(0, learners, 2)))
    hashes = (one.to_bytes(32, "big") for one in count(1))
    devices = range(device, device + learners)
    _put(Device, ({"id": d, "token_hash": next(hashes), "created_at": now} for d in devices))
    _put(
        SignIn,
        (
            {
                "learner_id": one,
                "device_id": device + n,
                "token_hash": next(hashes),
                "created_at": now,
            }
            for n, one in enumerate(ids)
        ),
    )
    _put(LessonRead, _reads(ids, taught[:1], now))
    _put(Attempt, (_attempt(one, *of, now, one % 3 != 0) for one in ids for of in taught[:3]))


def _learner(key: int, now: datetime) -> dict[str, Any]:
    drawn = sha256(str(key).encode()).digest()
    family = "".join(SYLLABLES[one % len(SYLLABLES)] for one in drawn[1:5]).title()
    name = f"{GIVEN[drawn[0] % len(GIVEN)]} {family}"
    return {"id": key, "name": name, "name_key": name.lower(), "created_at": now}


def _seat(key: int, cohort: int, learner: int, now: datetime) -> dict[str, Any]:
    name = _learner(learner, now)["name"]
    return {
        "id": key,
        "cohort_id": cohort,
        "name": name,
        "name_key": name.lower(),
        "learner_id": learner,
        "claimed_by": "door",
        "claimed_at": now,
        "created_at": now,
    }


def _detail(seat: int, now: datetime) -> dict[str, Any]:
    """Every second person allowed to keep where they live: one of fifty villages."""
    kecamatan, desa = f"Kecamatan {seat % 5}", f"Desa {seat % 50}"
    place = {"kecamatan": kecamatan, "desa": desa, "birth_band": 1980}
    return {"seat_id": seat, **place, "consent_at": now, "changed_at": now}


def _reads(ids: Iterable[int], taught: Modules, now: datetime) -> Iterator[dict[str, Any]]:
    for one in ids:
        for course, module in taught:
            for lesson in module.lessons:
                yield {
                    "learner_id": one,
                    "course": course.slug,
                    "module": module.slug,
                    "lesson": lesson.slug,
                    "read_at": now,
                }


def _attempt(
    learner: int, course: Course, module: Module, now: datetime, right: bool | int
) -> dict[str, Any]:
    seed = uuid4().bytes
    questions = {one.key: one for one in module.bank.questions}
    keys = draw(module.bank, seed).questions
    return {
        "learner_id": learner,
        "course": course.slug,
        "module": module.slug,
        "bank_hash": module.bank.hash,
        "seed": seed,
        "answers": {key: _raw(questions[key], bool(right)) for key in keys},
        "right_count": len(keys) if right else 0,
        "total": len(keys),
        "pass_mark": course.pass_mark,
        "idempotency_key": uuid4().bytes,
        "body_hash": bytes(32),
        "drawn_at": now - timedelta(minutes=5),
        "submitted_at": now,
    }


def _raw(question: Question, right: bool) -> Any:
    match question:
        case Choice():
            return question.correct if right else (question.correct + 1) % len(question.options)
        case Several():
            return sorted(question.correct) if right else [min(question.correct)]
        case Number():
            return str(question.answer).replace(".", ",") if right else "7"
        case Ordering():
            order = list(range(len(question.items)))
            return order if right else order[1:] + order[:1]
        case Matching():
            order = list(range(len(question.lefts)))
            return order if right else order[1:] + order[:1]
    raise TypeError(type(question).__name__)


def _log(
    classes: list[tuple[int, UUID]], leaders: dict[int, int], now: datetime
) -> Iterator[dict[str, Any]]:
    """Twenty acts in each class."""
    for office, uid in classes:
        for _ in range(20):
            yield {
                "at": now,
                "staff_id": leaders[office],
                "office_id": office,
                "act": "seat.add",
                "subject": f"class:{uid}",
                "about": "Angkatan: 20 nama",
            }
