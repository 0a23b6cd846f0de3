"""The log of what staff did to people, classes and certificates. Only ever added to; of whoever
deletes their account it loses the name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select

from literasi.accounts.staff_models import AuditEntry, Posting, Staff
from literasi.database import db

PAGE = 50
# Whom the log can be asked about besides a person.
NATIONAL, NOBODY = "nasional", "bukan"

# How the log says it.
WORDS = {
    "staff.invite": "mengundang petugas",
    "staff.invite-again": "mengundang ulang petugas",
    "staff.accept": "menerima undangan",
    "staff.codes": "membuat kode cadangan baru",
    "staff.passphrase": "mengganti kalimat sandinya",
    "staff.disable": "menonaktifkan petugas",
    "posting.ask": "mengundang petugas kantor lain",
    "posting.accept": "menerima tugas di kantor ini",
    "posting.refuse": "menolak tugas di kantor ini",
    "posting.role": "mengubah peran petugas",
    "posting.end": "mengakhiri tugas petugas di kantor ini",
    "office.approval": "mengatur persetujuan kepala",
    "office.design": "mengubah rupa sertifikat",
    "class.create": "membuat kelas",
    "class.change": "mengubah kelas",
    "class.assign": "menugaskan pelajaran",
    "assignment.give": "menugaskan pelajaran",
    "assignment.change": "mengubah tugas",
    "assignment.withdraw": "menarik tugas kembali",
    "assignment.copy": "menyalin tugas dari kelas lama",
    "assignment.extra": "memberi satu kesempatan kuis lagi",
    "seat.add": "menambah kursi",
    "seat.walk-in": "memberi kartu cadangan kepada yang baru datang",
    "seat.rename": "mengganti nama kursi",
    "seat.remove": "mengeluarkan peserta",
    "roster.import": "mengimpor daftar peserta",
    "detail.write": "menulis data peserta",
    "export.roster": "mengunduh daftar peserta",
    "export.marks": "mengunduh kemajuan dan nilai",
    "export.attendance": "mengunduh kehadiran",
    "export.pack": "mengunduh berkas penutupan",
    "export.certificates": "mengunduh daftar sertifikat kantor",
    "export.archive": "mengunduh semua berkas sertifikat kantor setahun",
    "export.files": "mengunduh semua berkas sertifikat kelas",
    "card.print": "mencetak kartu",
    "access.reset": "memberi kartu baru",
    "access.refuse": "kartu baru ditolak pemiliknya",
    "learner.leave": "menghapus akunnya sendiri",
    "merge.ask": "menandai dua catatan sebagai satu orang",
    "merge.dismiss": "menyatakan dua catatan sebagai dua orang",
    "merge.undo": "memisahkan dua catatan lagi",
    "door.open": "membuka pintu kelas",
    "door.close": "menutup pintu kelas",
    "meeting.add": "mencatat pertemuan",
    "meeting.change": "mengubah pertemuan",
    "meeting.remove": "menghapus pertemuan",
    "scan.open": "menampilkan QR kehadiran",
    "scan.close": "menutup QR kehadiran",
    "attendance.mark": "mengisi daftar hadir",
    "board.post": "menempel pengumuman kelas",
    "board.pass-on": "meneruskan pengumuman lewat saluran",
    "board.change": "mengubah pengumuman kelas",
    "board.withdraw": "menarik pengumuman kelas",
    "attendance.minimum": "mengatur syarat kehadiran",
    "certificate.names": "memastikan nama untuk sertifikat",
    "certificate.name": "membetulkan nama untuk sertifikat",
    "eligibility.override": "memberi pengecualian syarat sertifikat",
    "eligibility.restore": "membatalkan pengecualian syarat sertifikat",
    "report.save": "mengisi berkas penutupan",
    "report.photo": "menambah foto di berkas penutupan",
    "report.caption": "mengubah keterangan foto di berkas penutupan",
    "report.photo-remove": "menghapus foto dari berkas penutupan",
    "report.delete": "menghapus isian dan foto berkas penutupan",
    "paper.make": "membuat kuis kertas",
    "paper.key": "mengunduh kunci kuis kertas",
    "paper.enter": "memasukkan jawaban dari kertas",
    "proposal.make": "mengusulkan sertifikat",
    "proposal.approve": "menyetujui usulan sertifikat",
    "proposal.return": "mengembalikan usulan sertifikat",
    "proposal.take-back": "menarik usulan sertifikatnya kembali",
    "proposal.close": "menutup usulan sertifikat dengan menerbitkan langsung",
    "afield.prepare": "menyiapkan kelas di perangkatnya untuk tempat tanpa sinyal",
    "certificate.issue": "menerbitkan sertifikat",
    "certificate.none": "mencoba menerbitkan, tidak ada yang siap",
    "certificate.withdraw": "mencabut sertifikat",
    "certificate.replace": "mengganti sertifikat yang namanya keliru",
    "certificate.reissue": "menerbitkan ulang sertifikat dengan nama yang dibetulkan",
    "certificate.remake": "membuat ulang berkas sertifikat",
    "phone.lend": "menjadikan HP ini HP pinjaman",
    "phone.return": "mengakhiri HP pinjaman",
}


class StaffGoneError(Exception):
    """The member of staff was disabled, or left the office, a moment ago: nothing of what they
    did may stay."""


@dataclass(frozen=True, slots=True)
class Act:
    """What is being done, by whom and when. `office_id` is whose log shows it."""

    staff_id: int | None
    office_id: int | None
    now: datetime


def note(act: Act, verb: str, subject: str, about: str = "", why: str = "") -> None:
    """Add an entry, in the transaction of the act itself.

    Locks the member of staff's row against being disabled, or sent away from the office,
    meanwhile. Raises StaffGoneError.
    """
    if act.staff_id is not None:
        _refuse_gone(act.staff_id, act.office_id)
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


def _refuse_gone(staff_id: int, office_id: int | None) -> None:
    working = (
        select(Staff.role)
        .where(Staff.id == staff_id, Staff.disabled_at.is_(None))
        .with_for_update(read=True)
    )
    role = db.session.scalar(working)
    if role is None:
        raise StaffGoneError
    here = select(Posting.id).where(
        Posting.staff_id == staff_id, Posting.office_id == office_id, Posting.ended_at.is_(None)
    )
    if role != "national" and db.session.scalar(here) is None:
        raise StaffGoneError


@dataclass(frozen=True, slots=True)
class Sought:
    """What a reader of the log looks for; whatever is empty is not asked. `who` is somebody's id,
    or one of NATIONAL and NOBODY; `since` and `until` are moments, the second exclusive."""

    act: str = ""
    who: int | str = ""
    since: datetime | None = None
    until: datetime | None = None


def entries(
    office_id: int | None, sought: Sought | None = None, before: int | None = None
) -> list[tuple[AuditEntry, str]]:
    """The newest entries with who did it, PAGE at most: an office's; at the national level (None)
    what the national level did and what belongs to no office."""
    found = (
        select(AuditEntry, Staff.name)
        .outerjoin(Staff, Staff.id == AuditEntry.staff_id)
        .where(_readable(office_id), *_conditions(sought or Sought()))
        .order_by(AuditEntry.id.desc())
        .limit(PAGE)
    )
    if before is not None:
        found = found.where(AuditEntry.id < before)
    return [(entry, name or "") for entry, name in db.session.execute(found)]


def _readable(office_id: int | None) -> ColumnElement[bool]:
    if office_id is not None:
        return AuditEntry.office_id == office_id
    return AuditEntry.office_id.is_(None) | (Staff.role == "national")


def _conditions(sought: Sought) -> Iterator[ColumnElement[bool]]:
    if sought.act:
        yield AuditEntry.act == sought.act
    if sought.who == NATIONAL:
        yield Staff.role == "national"
    elif sought.who == NOBODY:
        yield AuditEntry.staff_id.is_(None)
    elif sought.who:
        yield AuditEntry.staff_id == sought.who
    if sought.since:
        yield AuditEntry.at >= sought.since
    if sought.until:
        yield AuditEntry.at < sought.until
