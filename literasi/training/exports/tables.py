"""What an office takes away as a spreadsheet. Every query names the office whose it must be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import aliased

from literasi.accounts.forms import name_key
from literasi.accounts.models import Learner
from literasi.accounts.staff_models import Staff
from literasi.certificates.models import Certificate, IssueBatch, IssueItem
from literasi.database import db
from literasi.domain.attendance import Mark
from literasi.domain.dates import local_date, short_date
from literasi.domain.striking import STRUCK
from literasi.sheets.writing import Column, Sheet, Value
from literasi.training.attendance.standing import HOURS
from literasi.training.attendance.words import MARKS
from literasi.training.closing.models import NameCheck
from literasi.training.models import Attendance, Cohort, Meeting, Seat
from literasi.training.progress import ClassView
from literasi.training.roster.countries import country_names
from literasi.training.roster.forms import band_words
from literasi.training.roster.models import ParticipantDetail
from literasi.training.roster.templates import roster_columns

ROWS_AT_ONCE = 500
RELATIONS: dict[str | None, str] = {
    "family": "keluarga",
    "migrant": "PMI",
    "returned": "purna",
    "prospective": "calon",
}


def file_name(text: str) -> str:
    """What a file is called after a class: letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name_key(text)).strip("-")[:60] or "kelas"


def roster_sheet(office_id: int, cohort_id: int, zone: str) -> Sheet:
    """Names and seats, and of whoever agreed what else is kept, and since when in `zone`, an IANA
    name. It can be imported again."""
    columns = (
        *(Column(one.heading, one.width) for one in roster_columns()),
        Column("Kursi", 14),
        Column("Data disetujui", 16),
    )
    return Sheet("Peserta", columns, _roster_rows(office_id, cohort_id, zone))


def marks_sheet(view: ClassView) -> Sheet:
    """The best mark of everybody in every module of the class. `view` comes from a class that
    was loaded for its office."""
    columns = (
        Column("Nama", 32),
        *(Column(taught.title, 18) for taught in view.taught),
        Column("Modul lulus", 12),
        Column("Nilai dari kertas", 28),
        Column("JP hadir", 10),
        Column("Sertifikat", 28),
    )
    return Sheet("Nilai", columns, _marks_rows(view))


def attendance_sheet(office_id: int, cohort_id: int) -> Sheet:
    """Who was there, by meeting."""
    meetings = db.session.scalars(
        select(Meeting)
        .join(Cohort, Cohort.id == Meeting.cohort_id)
        .where(Cohort.id == cohort_id, Cohort.office_id == office_id)
        .order_by(Meeting.held_on, Meeting.id)
    ).all()
    columns = (
        Column("Nama", 32),
        *(Column(f"{short_date(one.held_on)} ({one.jp} JP)", 20) for one in meetings),
        Column("Jumlah JP", 10),
    )
    return Sheet("Kehadiran", columns, _attendance_rows(office_id, cohort_id, list(meetings)))


@dataclass(frozen=True, slots=True)
class Register:
    """Which of an office's certificates: of a year, of a class, of both; None for all. `base` is
    the site's address, `today` the day where the office is."""

    office_id: int
    base: str
    today: date
    year: int | None = None
    cohort_uid: UUID | None = None


def certificates_sheet(register: Register) -> Sheet:
    """Every class certificate of the office, the first one first; read in portions. No number is
    left out: what became of each stands beside it."""
    columns = (
        Column("Nomor", 28),
        Column("Nama", 32),
        Column("Pelatihan", 40),
        Column("Kelas", 28),
        Column("Tanggal terbit", 14),
        Column("Keadaan", 12),
        Column("Alasan dicabut", 40),
        Column("Diganti dengan nomor", 28),
        Column("Kode cek keaslian", 30),
        Column("Berlaku sampai", 14),
        Column("Alamat cek keaslian", 60),
        Column("Diterbitkan oleh", 28),
        Column("SHA-256 berkas PDF", 66),
    )
    return Sheet("Sertifikat", columns, _certificate_rows(register))


def _roster_rows(office_id: int, cohort_id: int, zone: str) -> Iterator[list[Value]]:
    countries = country_names("id")
    found = (
        select(Seat.name, Seat.learner_id, ParticipantDetail)
        .join(Cohort, Cohort.id == Seat.cohort_id)
        .outerjoin(
            ParticipantDetail,
            (ParticipantDetail.seat_id == Seat.id) & ParticipantDetail.consent_at.is_not(None),
        )
        .where(Cohort.id == cohort_id, Cohort.office_id == office_id)
        .where(Seat.left_at.is_(None), Seat.name != "")
        .order_by(Seat.name_key, Seat.id)
    )
    for name, learner_id, row in db.session.execute(found):
        seat = "diambil" if learner_id else "belum diambil"
        if row is None:
            yield [name, *[None] * 6, seat, None]
            continue
        yield [
            name,
            row.sex,
            band_words(row.birth_band) if row.birth_band else None,
            row.kecamatan,
            row.desa,
            RELATIONS.get(row.relation),
            countries.get(row.destination or ""),
            seat,
            local_date(row.consent_at, zone) if row.consent_at else None,
        ]


def _marks_rows(view: ClassView) -> Iterator[list[Value]]:
    for member in view.members:
        number = member.certificate.number if member.certificate else None
        on_paper = [one.title for one in view.taught if one.found_at in member.on_paper]
        counts = member.passed, "; ".join(on_paper) or None, member.jp
        yield [member.name, *member.marks, *counts, number]


def _attendance_rows(
    office_id: int, cohort_id: int, meetings: list[Meeting]
) -> Iterator[list[Value]]:
    marks = {
        (seat, meeting): mark
        for seat, meeting, mark in db.session.execute(
            select(Attendance.seat_id, Attendance.meeting_id, Attendance.status)
            .join(Meeting, Meeting.id == Attendance.meeting_id)
            .join(Cohort, Cohort.id == Meeting.cohort_id)
            .where(Cohort.id == cohort_id, Cohort.office_id == office_id)
        )
    }
    # As `Member.name`: as staff confirmed it, while they looked at just this; else as the owner
    # did; else as the office wrote it.
    own = func.coalesce(Learner.certificate_name, Seat.name)
    seats = (
        select(Seat.id, case((NameCheck.looked_at == own, NameCheck.name), else_=own))
        .join(Cohort, Cohort.id == Seat.cohort_id)
        .outerjoin(Learner, Learner.id == Seat.learner_id)
        .outerjoin(NameCheck, NameCheck.seat_id == Seat.id)
        .where(Cohort.id == cohort_id, Cohort.office_id == office_id)
        .where((Seat.left_at.is_(None) & (Seat.name != "")) | Seat.erased_at.is_not(None))
        .order_by(Seat.name == "", Seat.name_key, Seat.id)
    )
    for seat, shown in db.session.execute(seats):
        was = [marks.get((seat, meeting.id)) for meeting in meetings]
        hours = sum(one.jp for one, mark in zip(meetings, was, strict=True) if mark in HOURS)
        words = (MARKS[Mark(mark)].lower() if mark else None for mark in was)
        yield [shown or STRUCK, *words, hours]


def _certificate_rows(register: Register) -> Iterator[list[Value]]:
    newer = aliased(Certificate)
    found = (
        select(Certificate, Cohort.name, newer.number, Staff.name)
        .outerjoin(Cohort, Cohort.uid == Certificate.cohort_uid)
        .outerjoin(newer, newer.id == Certificate.superseded_by_id)
        .outerjoin(IssueItem, IssueItem.certificate_id == Certificate.id)
        .outerjoin(IssueBatch, IssueBatch.id == IssueItem.batch_id)
        .outerjoin(Staff, Staff.id == IssueBatch.staff_id)
        .where(Certificate.office_id == register.office_id, Certificate.kind == "class")
        .order_by(Certificate.id)
        .execution_options(yield_per=ROWS_AT_ONCE)
    )
    if register.year is not None:
        days = date(register.year, 1, 1), date(register.year, 12, 31)
        found = found.where(Certificate.issued_on.between(*days))
    if register.cohort_uid is not None:
        found = found.where(Certificate.cohort_uid == register.cohort_uid)
    for certificate, class_name, replaced_by, issuer in db.session.execute(found):
        yield [
            certificate.number,
            certificate.name or STRUCK,
            certificate.title,
            class_name,
            certificate.issued_on,
            _state(certificate, register.today),
            certificate.withdrawn_reason,
            replaced_by,
            certificate.code,
            certificate.expires_on,
            f"{register.base}/verifikasi/{certificate.code}",
            issuer,
            certificate.file_hash or None,
        ]


def _state(certificate: Certificate, today: date) -> str:
    if certificate.withdrawn_at is not None:
        return "dicabut"
    if certificate.superseded_by_id is not None:
        return "diganti"
    is_over = certificate.expires_on is not None and certificate.expires_on < today
    return "kedaluwarsa" if is_over else "berlaku"
