"""What a trainer's device takes along of a class: who is in it, its sessions with their marks, and
what of its quizzes on paper whoever types them in needs. No question, and no key."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from literasi.domain.course import Catalogue
from literasi.domain.dates import local_date, long_date
from literasi.domain.paper import items_of, variant_code
from literasi.domain.paper_shape import shape_of
from literasi.learning.operations import find_bank
from literasi.training.afield.tickets import KEPT
from literasi.training.attendance.operations import marks_of, members_of
from literasi.training.attendance.standing import counted_by_meeting
from literasi.training.models import Cohort, Meeting, Seat
from literasi.training.paper.entering import entered
from literasi.training.paper.models import PaperQuiz
from literasi.training.paper.operations import quizzes_of, variants_of
from literasi.training.paper.printing import title_of


def pack(cohort: Cohort, catalogue: Catalogue, zone: str, now: datetime) -> dict[str, Any]:
    """As JSON wants it. `zone` is the office's."""
    members = members_of(cohort.id)
    return {
        "nama": cohort.name,
        "tempat": f"{cohort.place}, {long_date(cohort.starts_on)}",
        "disiapkan": long_date(local_date(now, zone)),
        "sampai": long_date(local_date(now + KEPT, zone)),
        "hari": KEPT.days,
        "orang": [_person(seat) for seat in members],
        "pertemuan": [_meeting(one, members) for one, _, _ in counted_by_meeting(cohort.id)],
        "kuis": [_quiz(quiz, members, catalogue) for quiz, _ in quizzes_of(cohort.id)],
    }


def _person(seat: Seat) -> dict[str, Any]:
    if seat.learner_id:
        words = f"diambil, {'kartu' if seat.claimed_by == 'card' else 'pintu'}"
    else:
        words = "kartu dicetak" if seat.card_id else "belum ada kartu"
    return {
        "kursi": str(seat.uid),
        "nama": seat.name,
        "status": words,
        "diambil": bool(seat.learner_id),
    }


def _meeting(meeting: Meeting, members: list[Seat]) -> dict[str, Any]:
    marks = marks_of(meeting.id)
    hours = f", {meeting.begins:%H.%M}" if meeting.begins else ""
    return {
        "uid": str(meeting.uid),
        "judul": f"{long_date(meeting.held_on)}{hours}",
        "tentang": ", ".join(part for part in (meeting.topic, f"{meeting.jp} JP") if part),
        "tanda": {str(one.uid): marks[one.id].value for one in members if one.id in marks},
    }


def _quiz(quiz: PaperQuiz, members: list[Seat], catalogue: Catalogue) -> dict[str, Any]:
    bank = find_bank(catalogue, quiz.course, quiz.bank_hash)
    variants = variants_of(quiz.id)
    shapes = {one.letter: [shape_of(item) for item in items_of(bank, one.seed)] for one in variants}
    done = entered(quiz, [one.learner_id for one in members if one.learner_id])
    return {
        "uid": str(quiz.uid),
        "nomor": quiz.number,
        "judul": title_of(quiz, catalogue),
        "kode": " atau ".join(variant_code(quiz.number, letter) for letter in shapes),
        "soal": min(bank.draw, len(bank.questions)),
        "bentuk": {
            letter: [[one.pattern, one.words] for one in found] for letter, found in shapes.items()
        },
        "sudah": [str(one.uid) for one in members if one.learner_id in done],
    }
