"""An office takes its data away: only its own, only what people agreed to, and it is noted."""

from __future__ import annotations

import csv
import hashlib
import os
import tracemalloc
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from literasi.accounts.staff_models import AuditEntry, Staff
from literasi.certificates.jobs import make_due
from literasi.certificates.models import Certificate
from literasi.config import Settings
from literasi.database import db, write
from literasi.files import FolderStore
from literasi.training.exports.archive import Archive, Entry, write_archive
from literasi.training.exports.tables import (
    Register,
    attendance_sheet,
    certificates_sheet,
    roster_sheet,
)
from literasi.training.models import Cohort
from literasi.training.roster.drafts import Standing
from literasi.web.downloads import make_download
from tests.accounts.test_confirming import leave_lying, stopped
from tests.classroom import (
    claim,
    issue,
    joined,
    meet,
    names_form,
    print_cards,
    seat_of,
    withdrawal_of,
)
from tests.disk import disk_full_after
from tests.people import Employee, Reader, office_day
from tests.training.roster.uploads import previewed

pytestmark = pytest.mark.both_databases
EVIL = '=HYPERLINK("http://jahat.test","Klik")'


def rows_of(answer: TestResponse) -> list[tuple[Any, ...]]:
    assert answer.status_code == 200, answer.text
    page = openpyxl.load_workbook(BytesIO(answer.data)).worksheets[0]
    return list(page.values)


def lines_of(answer: TestResponse) -> list[list[str]]:
    assert answer.mimetype == "text/csv"
    text = answer.data.decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=";"))


def download(trainer: Employee, address: str, kind: str, form: str = "xlsx") -> TestResponse:
    return trainer.post(f"{address}/unduh", {"isi": kind, "bentuk": form})


def noted(app: Flask) -> list[str]:
    with app.app_context():
        found = select(AuditEntry.act).where(AuditEntry.act.like("export.%"))
        return list(db.session.scalars(found.order_by(AuditEntry.id)))


def test_the_roster_holds_only_what_people_agreed_to(trainer: Employee, reader: Reader) -> None:
    address = trainer.make_class()
    trainer.paste(address, "Ani\nBudi")
    for name in ("Ani", "Budi"):
        trainer.post(f"{seat_of(trainer, address, name)}/data", {"desa": "Batujai"})
    card = print_cards(trainer, address)[0]
    claim(reader, card, desa="Penujak", tahun="1980", hubungan="family", negara="HK", izin="ya")
    rows = rows_of(download(trainer, address, "peserta"))
    assert rows[0][:3] == ("Nama", "L/P", "Tahun lahir")
    first = ("Ani", None, "1980–1989", None, "Penujak", "keluarga", "Hong Kong", "diambil")
    assert rows[1][:8] == first
    assert rows[2] == ("Budi", *[None] * 6, "belum diambil", None)


def test_the_roster_can_be_imported_again_and_changes_nothing(
    app: Flask, trainer: Employee, reader: Reader
) -> None:
    address = trainer.make_class()
    trainer.paste(address, "Ani\nBudi")
    claim(reader, print_cards(trainer, address)[0], desa="Penujak", tahun="1980", izin="ya")
    for form in ("xlsx", "csv"):
        content = download(trainer, address, "peserta", form).data
        page = trainer.get(previewed(trainer, address, content)).text
        assert f"{2} sudah ada di kelas" in page
        assert f"<td>{Standing.CHANGED.value}" not in page


def test_marks_and_attendance_are_those_of_the_class(
    trainer: Employee, siti: Reader, stranger: Reader
) -> None:
    address = joined(trainer, siti, stranger)
    siti.take_quiz()
    meet(trainer, address, jp="4")
    marks = rows_of(download(trainer, address, "nilai"))
    heads = ("Modul lulus", "Nilai dari kertas", "JP hadir", "Sertifikat")
    assert marks[0] == ("Nama", siti.module.title, *heads)
    assert marks[1] == ("Orang Lain", None, 0, None, 4, None)
    assert marks[2] == ("Siti Aminah", 100, 1, None, 4, None)
    attendance = lines_of(download(trainer, address, "kehadiran", "csv"))
    assert attendance[0][0] == "Nama"
    assert attendance[0][1].endswith("(4 JP)")
    assert attendance[1:] == [["Orang Lain", "hadir", "4"], ["Siti Aminah", "hadir", "4"]]


def test_marks_and_attendance_bear_the_name_that_staff_confirmed_while_it_stands(
    trainer: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    meet(trainer, address)
    form = names_form(trainer.get(f"{address}/sertifikat").text)
    field = next(one for one in form if one.startswith("nama-"))
    trainer.post(f"{address}/sertifikat/nama", {**form, field: "Siti Aminah binti Ahmad"})
    for kind in ("nilai", "kehadiran"):
        assert rows_of(download(trainer, address, kind))[1][0] == "Siti Aminah binti Ahmad"
    # The list keeps its own name, so that it can be imported again.
    assert rows_of(download(trainer, address, "peserta"))[1][0] == "Siti Aminah"
    trainer.post(f"{seat_of(trainer, address, 'Siti Aminah')}/nama", {"nama": "Siti Aminatun"})
    for kind in ("nilai", "kehadiran"):
        assert rows_of(download(trainer, address, kind))[1][0] == "Siti Aminatun"


def test_a_name_that_looks_like_a_formula_stays_a_name(trainer: Employee) -> None:
    address = trainer.make_class()
    trainer.paste(address, EVIL)
    content = download(trainer, address, "peserta").data
    cell = openpyxl.load_workbook(BytesIO(content)).active["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (EVIL, "s", None)
    assert lines_of(download(trainer, address, "peserta", "csv"))[1][0] == f"'{EVIL}"


def test_certificates_of_the_office_come_with_what_became_of_them(
    trainer: Employee, outsider: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    siti.take_quiz()
    issue(trainer, address)
    assert rows_of(trainer.post("/petugas/unduh"))[1][5] == "berlaku"
    trainer.post(withdrawal_of(trainer, address), {"alasan": "Salah nama"})
    rows = rows_of(trainer.post("/petugas/unduh", {"bentuk": "xlsx"}))
    assert rows[1][1] == "Siti Aminah"
    assert rows[1][5:7] == ("dicabut", "Salah nama")
    assert len(rows_of(outsider.post("/petugas/unduh"))) == 1


def test_a_year_or_a_class_can_be_asked_for_alone(
    app: Flask, trainer: Employee, outsider: Employee, siti: Reader
) -> None:
    first, second = joined(trainer, siti), joined(trainer, siti)
    siti.take_quiz()
    codes = [issue(trainer, address)[0] for address in (first, second)]
    with app.app_context(), write():
        last_year = {"issued_on": date(office_day().year - 1, 5, 1)}
        of_first = update(Certificate).where(Certificate.code == codes[0])
        db.session.execute(of_first.values(**last_year))

    def asked_for(**more: str) -> list[str]:
        return [row[8] for row in rows_of(trainer.post("/petugas/unduh", more))[1:]]

    assert asked_for() == codes
    assert asked_for(tahun=str(office_day().year)) == codes[1:]
    assert asked_for(tahun=str(office_day().year - 1)) == codes[:1]
    assert asked_for(kelas=first.rpartition("/")[2]) == codes[:1]
    assert asked_for(kelas=first.rpartition("/")[2], tahun=str(office_day().year)) == []
    for wrong in ({"tahun": "dua"}, {"kelas": "x"}):
        assert trainer.post("/petugas/unduh", wrong).status_code == 404
    assert outsider.post("/petugas/unduh", {"kelas": first.rpartition("/")[2]}).status_code == 404
    page = trainer.get("/petugas/unduh").text
    for year in (office_day().year, office_day().year - 1):
        assert f"Zip {year}: 0 berkas" in page


def test_the_list_says_where_it_is_checked_who_issued_it_and_the_files_hash(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    siti.take_quiz()
    (code,) = issue(trainer, address)
    content = siti.get(f"/sertifikat/{code}.pdf").data
    row = rows_of(trainer.post("/petugas/unduh"))[1]
    assert row[10] == f"http://localhost/verifikasi/{code}"
    assert row[12] == hashlib.sha256(content).hexdigest()
    with app.app_context():
        issuer = db.session.scalars(select(Staff.name).where(Staff.login == trainer.login)).one()
    assert row[11] == issuer
    with app.app_context(), write():
        long_ago = {"issued_on": date(2020, 1, 1), "expires_on": date(2021, 1, 1)}
        db.session.execute(update(Certificate).values(**long_ago))
    assert rows_of(trainer.post("/petugas/unduh"))[1][5] == "kedaluwarsa"


def zipped(trainer: Employee, year: int) -> zipfile.ZipFile:
    answer = trainer.post("/petugas/unduh/berkas", {"tahun": str(year)})
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/zip"
    assert answer.content_length == len(answer.data)
    content = answer.data
    answer.close()
    packed = zipfile.ZipFile(BytesIO(content))
    assert packed.testzip() is None
    return packed


def test_all_files_of_a_year_come_in_one_zip_and_what_is_missing_is_named(
    app: Flask, trainer: Employee, outsider: Employee, siti: Reader, stranger: Reader
) -> None:
    address = joined(trainer, siti, stranger)
    for learner in (siti, stranger):
        learner.take_quiz()
    issue(trainer, address)
    with app.app_context():
        make_due()
        first, second = db.session.scalars(select(Certificate).order_by(Certificate.id)).all()
    year = office_day().year
    packed = zipped(trainer, year)
    names = packed.namelist()
    assert names[0].startswith("0001-")
    assert [one.endswith(".pdf") for one in names] == [True, True]
    stored = {hashlib.sha256(packed.read(one)).hexdigest() for one in names}
    assert stored == {first.file_hash, second.file_hash}
    trainer.post(withdrawal_of(trainer, address), {"alasan": "Salah nama"})
    assert sum(one.startswith("tidak-berlaku/") for one in zipped(trainer, year).namelist()) == 1
    both = (first, second)
    in_force = next(one for one in both if ">ASLI<" in trainer.get(f"/verifikasi/{one.code}").text)
    app.extensions["literasi"].files.remove(f"certificates/{in_force.code}.pdf")
    packed = zipped(trainer, year)
    assert in_force.number in packed.read("belum-jadi.txt").decode()
    assert trainer.post("/petugas/unduh/berkas", {"tahun": str(year - 1)}).status_code == 404
    assert trainer.post("/petugas/unduh/berkas").status_code == 404
    assert outsider.post("/petugas/unduh/berkas", {"tahun": str(year)}).status_code == 404
    assert noted(app) == ["export.archive"] * 3


def test_five_thousand_files_take_the_memory_of_one(app: Flask, tmp_path: Path) -> None:
    files, moment = FolderStore(app.extensions["literasi"].settings.files), datetime.now(UTC)
    files.put_once("certificates/satu.pdf", bytes(60_000))
    names = (f"{place:04d}-peserta.pdf" for place in range(5000))
    many = Archive(tuple(Entry(one, moment, "certificates/satu.pdf") for one in names), ())
    tracemalloc.start()
    try:
        made = make_download(tmp_path / "zip", lambda file: write_archive(many, files, file))
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert made.size > 300_000_000
    # One file, and the list of what it holds, which a zip has at its end.
    assert most < 20_000_000
    made.close()
    assert list((tmp_path / "zip").iterdir()) == []


def test_what_does_not_fit_leaves_nothing_behind(
    app: Flask, settings: Settings, trainer: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    siti.take_quiz()
    issue(trainer, address)
    with app.app_context():
        make_due()
    with disk_full_after(1000):
        answer = trainer.post("/petugas/unduh/berkas", {"tahun": str(office_day().year)})
    assert answer.status_code == 503
    assert "server penuh" in answer.text
    assert list((settings.data / "unduhan").iterdir()) == []
    assert noted(app) == []
    # What a process that was killed left goes with the next one.
    left = settings.data / "unduhan" / "sisa"
    left.write_bytes(b"x")
    os.utime(left, (0, 0))
    assert zipped(trainer, office_day().year).namelist()
    assert list((settings.data / "unduhan").iterdir()) == []


def test_every_download_is_noted_and_looking_is_not(app: Flask, trainer: Employee) -> None:
    address = trainer.make_class()
    assert trainer.get(f"{address}/unduh").status_code == 200
    for kind in ("peserta", "nilai", "kehadiran"):
        assert download(trainer, address, kind).status_code == 200
    trainer.post("/petugas/unduh")
    acts = ["export.roster", "export.marks", "export.attendance", "export.certificates"]
    assert noted(app) == acts


def test_what_is_no_download_and_whose_class_it_is_not_get_nothing(
    app: Flask, trainer: Employee, outsider: Employee
) -> None:
    address = trainer.make_class()
    assert download(trainer, address, "semua").status_code == 404
    assert download(outsider, address, "peserta").status_code == 404
    assert noted(app) == []


def test_the_queries_themselves_stay_within_the_office(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    siti.take_quiz()
    meet(trainer, address)
    issue(trainer, address)
    with app.app_context():
        cohort = db.session.scalars(select(Cohort)).one()
        other = cohort.office_id + 1
        for sheet in (
            roster_sheet(other, cohort.id, "Asia/Makassar"),
            attendance_sheet(other, cohort.id),
            certificates_sheet(Register(other, "", office_day())),
        ):
            assert list(sheet.rows) == []
        own = list(certificates_sheet(Register(cohort.office_id, "", office_day())).rows)
        assert [row[0] for row in own] == list(db.session.scalars(select(Certificate.number)))


def test_a_desk_left_open_is_asked_again_before_anything_is_taken_away(
    app: Flask, trainer: Employee
) -> None:
    address = trainer.make_class()
    leave_lying(app)
    for path in (f"{address}/unduh", "/petugas/unduh", "/petugas/unduh/berkas"):
        stopped(trainer, path, {"isi": "peserta", "bentuk": "csv"})
    assert noted(app) == []
