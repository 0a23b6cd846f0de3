"""The log of what staff did to people, classes and certificates. Only ever added to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from literasi.accounts.staff_models import AuditEntry, Staff
from literasi.database import db

PAGE = 50

# How the log says it.
WORDS = {
    "staff.invite": "mengundang petugas",
    "staff.invite-again": "mengundang ulang petugas",
    "staff.accept": "menerima undangan",
    "staff.codes": "membuat kode cadangan baru",
    "staff.passphrase": "mengganti kalimat sandinya",
    "staff.disable": "menonaktifkan petugas",
    "class.create": "membuat kelas",
    "class.change": "mengubah kelas",
    "class.assign": "menugaskan pelajaran",
    "seat.add": "menambah kursi",
    "seat.rename": "mengganti nama kursi",
    "seat.remove": "mengeluarkan peserta",
    "card.print": "mencetak kartu",
    "access.reset": "memberi kartu baru",
    "access.refuse": "kartu baru ditolak pemiliknya",
    "merge.ask": "menandai dua catatan sebagai satu orang",
    "merge.undo": "memisahkan dua catatan lagi",
    "door.open": "membuka pintu kelas",
    "door.close": "menutup pintu kelas",
    "meeting.add": "mencatat pertemuan",
    "meeting.remove": "menghapus pertemuan",
    "certificate.issue": "menerbitkan sertifikat",
    "certificate.none": "mencoba menerbitkan, tidak ada yang siap",
    "certificate.withdraw": "mencabut sertifikat",
    "phone.lend": "menjadikan HP ini HP pinjaman",
    "phone.return": "mengakhiri HP pinjaman",
}


class StaffGoneError(Exception):
    """The member of staff was disabled a moment ago: nothing of what they did may stay."""


@dataclass(frozen=True, slots=True)
class Act:
    """What is being done, by whom and when. `office_id` is whose log shows it."""

    staff_id: int | None
    office_id: int | None
    now: datetime


def note(act: Act, verb: str, subject: str, about: str = "", why: str = "") -> None:
    """Add an entry, in the transaction of the act itself.

    Locks the member of staff's row against being disabled meanwhile. Raises StaffGoneError.
    """
    if act.staff_id is not None:
        _refuse_gone(act.staff_id)
    db.session.add(
        AuditEntry(
            at=act.now,
            staff_id=act.staff_id,
            office_id=act.office_id,
            act=verb,
            subject=subject,
            about=about[:200],
            why=why[:300],
        )
    )
    db.session.flush()


def _refuse_gone(staff_id: int) -> None:
    working = (
        select(Staff.id)
        .where(Staff.id == staff_id, Staff.disabled_at.is_(None))
        .with_for_update(read=True)
    )
    if db.session.scalar(working) is None:
        raise StaffGoneError


def entries(office_id: int | None, before: int | None = None) -> list[tuple[AuditEntry, str]]:
    """The newest entries with who did it; of one office, or of all when `office_id` is None."""
    found = (
        select(AuditEntry, Staff.name)
        .outerjoin(Staff, Staff.id == AuditEntry.staff_id)
        .order_by(AuditEntry.id.desc())
        .limit(PAGE)
    )
    if office_id is not None:
        found = found.where(AuditEntry.office_id == office_id)
    if before is not None:
        found = found.where(AuditEntry.id < before)
    return [(entry, name or "") for entry, name in db.session.execute(found)]
