"""An office takes its data away: only its own, only what people agreed to, and it is noted."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from literasi.accounts.staff_models import AuditEntry
from literasi.certificates.models import Certificate
from literasi.database import db
from literasi.training.exports.tables import attendance_sheet, certificates_sheet, roster_sheet
from literasi.training.models import Cohort
from literasi.training.roster.drafts import Standing
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
from tests.people import Employee, Reader
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
            certificates_sheet(other),
        ):
            assert list(sheet.rows) == []
        own = list(certificates_sheet(cohort.office_id).rows)
        assert [row[0] for row in own] == list(db.session.scalars(select(Certificate.number)))


def test_a_desk_left_open_is_asked_again_before_anything_is_taken_away(
    app: Flask, trainer: Employee
) -> None:
    address = trainer.make_class()
    leave_lying(app)
    for path in (f"{address}/unduh", "/petugas/unduh"):
        stopped(trainer, path, {"isi": "peserta", "bentuk": "csv"})
    assert noted(app) == []
