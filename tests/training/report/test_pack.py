"""The closing pack counts what the class's own pages count, of whom it may, and is noted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from literasi.accounts.staff_models import AuditEntry
from literasi.database import db
from tests import staff
from tests.accounts.test_confirming import leave_lying, stopped
from tests.classroom import (
    claim,
    confirm_names,
    issue,
    joined,
    mark,
    meet,
    meetings,
    plan_meeting,
    print_cards,
    seat_of,
    where,
)
from tests.people import Employee, Reader, office_day
from tests.pretests import take_test, with_tests
from tests.training.report.reports import PARTS, download, paper, workbook, write_report

pytestmark = pytest.mark.both_databases
EVIL = "=1+1"


def test_an_empty_class_has_a_pack_that_says_so(trainer: Employee) -> None:
    address = trainer.make_class()
    words = paper(trainer, address)
    for part in (
        "terdaftar 0 orang, dan yang lulus semua modul 0 orang",
        "Rundown kelas ini belum diisi.",
        "Belum ada peserta di kelas ini.",
        "Belum ada foto yang diunggah.",
        "Kepala BP3MI Nusa Tenggara Barat",
        "Ni Wayan Contoh",
    ):
        assert part in words, part
    # A list of receipts is there for whoever asks for it.
    assert "TANDA TERIMA" not in words
    assert len(workbook(trainer, address)["Peserta"]) == 1


def test_people_are_counted_and_named_as_the_closing_page_does(
    app: Flask, trainer: Employee, siti: Reader, stranger: Reader
) -> None:
    with_tests(app)
    address = joined(trainer, siti, stranger)
    take_test(siti, "awal")
    siti.take_quiz()
    meet(trainer, address, jp="4")
    second = where(plan_meeting(trainer, address, jp="6"))
    mark(trainer, second, Siti_Aminah="late", Orang_Lain="excused")
    confirm_names(trainer, address)
    (code,) = issue(trainer, address)
    number = workbook(trainer, address)["Peserta"][2][-1]
    assert number in trainer.get(f"{address}/sertifikat").text
    assert code
    words = paper(trainer, address)
    for part in (
        "terdaftar 2 orang, yang hadir 2 orang, dan yang lulus semua modul 1 orang",
        "Sertifikat yang sudah terbit 1, yang belum terbit 1",
        "Dari itu 0 siap diterbitkan, 0 menunggu namanya dipastikan, 1 belum memenuhi syarat",
        "10 JP dalam 2 pertemuan",
        "1. Orang Lain H I 1",
        "2. Siti Aminah H T 2",
        "belum terbit",
    ):
        assert part in words, part
    assert "1 sertifikat sudah terbit, 1 belum" in trainer.get(f"{address}/berkas").text


def test_details_come_only_from_those_who_agreed(trainer: Employee, reader: Reader) -> None:
    address = trainer.make_class()
    trainer.paste(address, "Ani\nBudi")
    for name in ("Ani", "Budi"):
        trainer.post(f"{seat_of(trainer, address, name)}/data", {"lp": "P", "desa": "Batujai"})
    card = print_cards(trainer, address)[0]
    claim(reader, card, lp="P", desa="Penujak", tahun="1980", izin="ya")
    sheets = workbook(trainer, address)
    assert [row[:4] for row in sheets["Peserta"][1:]] == [
        (1, "Ani", "P", "Penujak"),
        (2, "Budi", None, None),
    ]
    summary = dict(row[:2] for row in sheets["Ringkasan"])
    assert [summary[f"Terdaftar{rest}"] for rest in ("", ": L", ": P", ": L/P tidak diisi")] == [
        *(2, 0, 1, 1)
    ]
    assert (summary["Asal desa Penujak"], summary["Asal desa tidak diisi"]) == (1, 1)
    words = paper(trainer, address)
    assert "Penujak: 1 tidak diisi: 1" in words
    for secret in ("Batujai", "1980"):
        assert secret not in words
        assert secret not in str(sheets)


def test_transport_goes_to_those_who_came_with_a_sum_that_is_a_number(
    trainer: Employee, siti: Reader, stranger: Reader
) -> None:
    address = joined(trainer, siti, stranger)
    first = where(plan_meeting(trainer, address))
    write_report(trainer, address)
    assert "Belum ada peserta yang tercatat hadir" in paper(trainer, address)
    mark(trainer, first, Siti_Aminah="present", Orang_Lain="absent")
    words = paper(trainer, address)
    for part in ("Rp150.000", "Jumlah, 1 orang", "seratus lima puluh ribu rupiah", "Made Contoh"):
        assert part in words, part
    rows = workbook(trainer, address)["Transport"]
    assert rows[1:] == [
        (1, "Siti Aminah", None, 150_000, None),
        (None, "Jumlah, 1 orang", None, 150_000, None),
    ]
    write_report(trainer, address, jumlah="")
    assert [row[3] for row in workbook(trainer, address)["Transport"][1:]] == [None, None]
    assert "ribu rupiah" not in paper(trainer, address)


def test_rundown_team_and_speakers_stand_as_the_plan_has_them(trainer: Employee) -> None:
    day = office_day()
    address = trainer.make_class(
        **{
            "selesai": (day + timedelta(1)).isoformat(),
            "surat_tugas": "ST.45/XI/2026",
            "desa": "Batujai",
            "tamu-nama": ["Ibu Bank"],
            "tamu-jabatan": ["Bank Contoh"],
            "tamu-topik": [EVIL],
            "acara-tanggal": [day.isoformat()],
            "acara-mulai": ["08:00"],
            "acara-selesai": ["09:30"],
            "acara-topik": [EVIL],
            "acara-pembicara": ["Rina"],
        }
    )
    words = paper(trainer, address)
    for part in (
        "Berdasarkan surat tugas nomor ST.45/XI/2026",
        "Praya, Lombok Tengah, Batujai",
        f"Ibu Bank, Bank Contoh: {EVIL}",
        f"08.00–09.30 {EVIL} Rina",
        "Pelatihan ini belum selesai",
    ):
        assert part in words, part
    sheets = workbook(trainer, address)
    assert sheets["Rundown"][1][1:] == ("08.00", "09.30", EVIL, "Rina")
    assert sheets["Pembicara"][1:] == [
        ("Rina", "Penanggung jawab kelas", None, None),
        ("Ibu Bank", "Narasumber", "Bank Contoh", EVIL),
    ]


def test_every_download_asks_again_and_is_noted(app: Flask, trainer: Employee) -> None:
    address = trainer.make_class()
    assert download(trainer, address, "docx").status_code == 404
    leave_lying(app)
    assert stopped(trainer, f"{address}/berkas/unduh", {"bentuk": "pdf"})
    trainer.sign_in()
    answer = download(trainer, address)
    assert "berkas-praya-angkatan-3.pdf" in answer.headers["Content-Disposition"]
    assert download(trainer, address, "xlsx").status_code == 200
    with app.app_context():
        found = select(AuditEntry.about).where(AuditEntry.act == "export.pack")
        said = db.session.scalars(found.order_by(AuditEntry.id)).all()
    assert said == ["Praya Angkatan 3: PDF", "Praya Angkatan 3: XLSX"]


def test_a_facilitator_takes_the_pack_of_their_own_class_alone(
    app: Flask, trainer: Employee, outsider: Employee
) -> None:
    facilitator = staff.employ(app, "wati@desa.test", "facilitator").sign_in()
    own, theirs = facilitator.make_class(), trainer.make_class(nama="Kelas pelatih")
    assert download(facilitator, own).status_code == 200
    write_report(trainer, theirs, perihal="Milik pelatih")
    for stranger in (facilitator, outsider):
        assert download(stranger, theirs).status_code == 404
        assert stranger.get(f"{theirs}/berkas").status_code == 404
        assert stranger.post(f"{theirs}/berkas/hapus").status_code == 404
    # Nor is another class's report offered to be copied.
    assert "Milik pelatih" not in facilitator.get(f"{own}/berkas?salin=ya").text


def test_left_out_parts_are_left_out(trainer: Employee, siti: Reader) -> None:
    address = joined(trainer, siti)
    write_report(trainer, address, bagian=PARTS[:1])
    words = paper(trainer, address)
    assert "Halaman 1 dari 1" in words
    assert "BERITA ACARA" not in words
    assert meetings(trainer, address) == []
