"""The closing pack as a workbook: the same figures as on paper, to be counted on."""

from __future__ import annotations

from collections.abc import Iterator

from literasi.domain.closing_pack import Count, Pack, Person, by_village
from literasi.domain.dates import short_date
from literasi.sheets.writing import Column, Sheet, Value
from literasi.training.attendance.words import MARKS

NOT_ISSUED = "belum terbit"
NO_MEETING = "belum dicatat"


def sheets_of(pack: Pack) -> list[Sheet]:
    return [
        Sheet("Ringkasan", (Column("Butir", 40), Column("Isi", 60)), _summary(pack)),
        Sheet("Peserta", _people_columns(pack), _people_rows(pack)),
        Sheet("Rundown", RUNDOWN, _rundown_rows(pack)),
        Sheet("Pembicara", SPEAKERS, _speaker_rows(pack)),
        Sheet("Transport", TRANSPORT, _transport_rows(pack)),
    ]


RUNDOWN = (
    Column("Tanggal", 14),
    Column("Mulai", 8),
    Column("Selesai", 8),
    Column("Acara", 50),
    Column("Pembicara", 30),
)
SPEAKERS = (Column("Nama", 32), Column("Sebagai", 32), Column("Jabatan", 32), Column("Topik", 40))
TRANSPORT = (
    Column("No.", 6),
    Column("Nama", 32),
    Column("Desa", 20),
    Column("Jumlah (Rp)", 14),
    Column("Tanda tangan", 20),
)


def _summary(pack: Pack) -> Iterator[list[Value]]:
    yield ["Judul pelatihan", pack.title]
    yield ["Kelas", pack.name]
    yield ["Program", pack.programme]
    yield ["Cara belajar", pack.mode]
    yield ["Penyelenggara", pack.office]
    yield ["Tempat", pack.place]
    yield ["Tanggal mulai", pack.starts_on]
    yield ["Tanggal selesai", pack.ends_on]
    yield ["Nomor surat tugas", pack.duty_letter]
    yield ["Nomor laporan", pack.report.number]
    yield ["Tanggal laporan", pack.report.dated]
    yield ["Pelatih", ", ".join(pack.team)]
    yield ["Pertemuan", len(pack.sessions)]
    yield ["Jam pelajaran (JP)", pack.jp]
    for place, title in enumerate(pack.modules, start=1):
        yield [f"Modul {place}", title]
    yield from _counted("Terdaftar", pack.registered)
    if pack.attended is None:
        yield ["Hadir", NO_MEETING]
    else:
        yield from _counted("Hadir, paling sedikit satu pertemuan", pack.attended)
    yield from _counted("Lulus semua modul", pack.passed)
    yield from _counted("Sertifikat terbit dan berlaku", pack.certified)
    yield ["Sertifikat belum terbit", pack.certificates.not_issued]
    yield ["Siap diterbitkan", pack.certificates.ready]
    yield ["Menunggu namanya dipastikan", pack.certificates.unnamed]
    yield ["Belum memenuhi syarat", pack.certificates.waiting]
    villages, elsewhere = by_village(pack.people)
    for village, many in villages:
        yield [f"Asal desa {village}", many]
    yield ["Asal desa tidak diisi", elsewhere]
    for line in pack.report.paragraphs:
        yield ["Catatan pelaksanaan", line]
    yield ["Keadaan per", pack.made_on]
    if pack.specimen:
        yield ["Catatan", "CONTOH: dibuat petugas contoh"]


def _counted(heading: str, one: Count) -> Iterator[list[Value]]:
    yield [heading, one.all]
    yield [f"{heading}: L", one.male]
    yield [f"{heading}: P", one.female]
    yield [f"{heading}: L/P tidak diisi", one.unknown]


def _people_columns(pack: Pack) -> list[Column]:
    return [
        Column("No.", 6),
        Column("Nama", 32),
        Column("L/P", 6),
        Column("Desa", 20),
        *(Column(f"{short_date(one.day)} ({one.jp} JP)", 20) for one in pack.sessions),
        Column("Kali hadir", 10),
        Column("JP hadir", 10),
        *(Column(title, 18) for title in (*pack.tests, *pack.modules)),
        Column("Lulus semua modul", 16),
        Column("Nomor sertifikat", 28),
    ]


def _people_rows(pack: Pack) -> Iterator[list[Value]]:
    for place, one in enumerate(pack.people, start=1):
        yield [
            place,
            one.name,
            one.sex,
            one.village,
            *_marks(one),
            one.times,
            one.jp,
            *one.tests,
            *one.scores,
            "ya" if one.passed else "belum",
            one.certificate or NOT_ISSUED,
        ]


def _marks(one: Person) -> Iterator[Value]:
    return (MARKS[mark].lower() if mark else None for mark in one.attended)


def _rundown_rows(pack: Pack) -> Iterator[list[Value]]:
    for slot in pack.rundown:
        begins, until = f"{slot.begins:%H.%M}", f"{slot.until:%H.%M}"
        yield [slot.day, begins, until, slot.topic, slot.speaker]


def _speaker_rows(pack: Pack) -> Iterator[list[Value]]:
    for place, name in enumerate(pack.team):
        yield [name, "Pelatih" if place else "Penanggung jawab kelas", None, None]
    for one in pack.speakers:
        yield [one.name, "Narasumber", one.position, one.topic]


def _transport_rows(pack: Pack) -> Iterator[list[Value]]:
    for place, one in enumerate(pack.receivers, start=1):
        yield [place, one.name, one.village, pack.report.amount, None]
    yield [None, f"Jumlah, {len(pack.receivers)} orang", None, pack.total, None]
