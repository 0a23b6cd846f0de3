"""What an office writes into a closing pack: kept, mended, agreed between two, taken away."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from literasi.accounts.staff_models import AuditEntry
from literasi.database import db
from tests.accounts.test_confirming import leave_lying, stopped
from tests.people import Employee
from tests.training.report.reports import (
    PARTS,
    add_photo,
    paper,
    photos,
    picture,
    typed,
    write_report,
)

pytestmark = pytest.mark.both_databases


def noted(app: Flask) -> list[str]:
    with app.app_context():
        found = select(AuditEntry.act).where(AuditEntry.act.like("report.%"))
        return list(db.session.scalars(found.order_by(AuditEntry.id)))


def test_the_closing_page_leads_to_the_pack(trainer: Employee) -> None:
    address = trainer.make_class()
    assert f'href="{address}/berkas"' in trainer.get(f"{address}/sertifikat").text
    page = trainer.get(f"{address}/berkas").text
    assert "0 terdaftar" in page
    assert 'aria-current="page">Penutupan' in page.replace(
        "aria-current=page", 'aria-current="page"'
    )


def test_what_is_written_is_kept_noted_once_and_shown(app: Flask, trainer: Employee) -> None:
    address = trainer.make_class()
    for _ in range(2):
        assert write_report(trainer, address).status_code == 303
    page = trainer.get(f"{address}/berkas").text
    assert typed(page, "kepada") == "Kepala Balai Contoh\nKementerian Contoh"
    assert typed(page, "tembusan") == "Kepala Desa Batujai\nArsip"
    assert typed(page, "jumlah") == "Rp150.000"
    assert page.count(" checked>") == 7
    assert noted(app) == ["report.save"]


def test_everything_but_the_parts_may_be_empty(trainer: Employee) -> None:
    address = trainer.make_class()
    empty = dict.fromkeys(
        ("nomor", "tanggal", "kepada", "perihal", "tembusan", "catatan", "bendahara", "jumlah"), ""
    )
    assert write_report(trainer, address, **empty, bagian=PARTS).status_code == 303
    assert "Perihal Laporan pelaksanaan pelatihan" in paper(trainer, address)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("nomor", "B/5201010101010001/2026", "nomor yang mirip"),
        ("nomor", "x" * 81, "Paling panjang 80 huruf"),
        ("tanggal", "kemarin", "Tulis tanggalnya"),
        ("kepada", "Kepala Balai\nHP 0812 3456 7890", "nomor yang mirip"),
        ("kepada", "\n".join("1234567"), "Paling banyak 6 baris"),
        ("tembusan", "y" * 121, "Paling panjang 120 huruf"),
        ("catatan", "Paspor B1234567 hilang", "nomor yang mirip"),
        ("catatan", "z " * 1001, "Paling panjang 2000 huruf"),
        ("bendahara", "Made 081234567890", "nomor yang mirip"),
        ("jumlah", "seratus", "belum terbaca"),
        ("jumlah", "Rp10.000.001", "antara Rp1 dan Rp10.000.000"),
        ("jumlah", "0", "antara Rp1 dan Rp10.000.000"),
        ("bagian", [], "Centang paling sedikit satu bagian"),
        ("perihal", "Lapor\x07an", "tanda yang tidak bisa disimpan"),
    ],
)
def test_what_cannot_be_kept_is_said_and_the_rest_stays(
    app: Flask, trainer: Employee, name: str, value: str | list[str], words: str
) -> None:
    address = trainer.make_class()
    answer = write_report(trainer, address, **{name: value})
    assert answer.status_code == 422
    assert words in answer.text
    assert "Ada 1 isian" in answer.text
    for kept, text in (("perihal", "Laporan pelatihan"), ("bendahara", "Made Contoh")):
        assert name == kept or typed(answer.text, kept) == text
    if name != "bagian":
        shown = typed(answer.text, name).replace("&#39;", "'")
        assert shown.strip() == str(value).strip()
    assert noted(app) == []


def test_the_second_of_two_sees_what_the_first_stored_and_loses_nothing(
    trainer: Employee, colleague: Employee
) -> None:
    address = trainer.make_class()
    write_report(trainer, address)
    seen = trainer.get(f"{address}/berkas").text
    assert write_report(colleague, address, perihal="Dari Wayan", jumlah="").status_code == 303
    # Also a form that had to be mended first is held to what it showed.
    mended = write_report(trainer, address, seen, perihal="Dari Rina", tanggal="x")
    assert mended.status_code == 422
    answer = write_report(trainer, address, mended.text, perihal="Dari Rina")
    assert answer.status_code == 409
    assert "baru saja diubah oleh Wayan" in answer.text
    for part in ("<td>Dari Wayan</td><td>Dari Rina</td>", "<td>kosong</td><td>Rp150.000</td>"):
        assert part in answer.text
    assert typed(answer.text, "perihal") == "Dari Rina"
    assert typed(trainer.get(f"{address}/berkas").text, "perihal") == "Dari Wayan"
    assert write_report(trainer, address, answer.text, perihal="Dari Rina").status_code == 303
    assert typed(colleague.get(f"{address}/berkas").text, "perihal") == "Dari Rina"


def test_two_who_write_the_first_report_at_once_see_each_other(
    trainer: Employee, colleague: Employee
) -> None:
    address = trainer.make_class()
    seen = trainer.get(f"{address}/berkas").text
    assert write_report(colleague, address, perihal="Dari Wayan").status_code == 303
    assert write_report(trainer, address, seen, perihal="Dari Rina").status_code == 409


def test_the_last_report_of_the_office_is_copied_without_its_number_and_notes(
    trainer: Employee, colleague: Employee, outsider: Employee
) -> None:
    assert write_report(outsider, outsider.make_class(), perihal="Milik lain").status_code == 303
    address = trainer.make_class()
    nothing = trainer.get(f"{address}/berkas?salin=ya").text
    assert "Belum ada berkas kelas lain" in nothing
    write_report(colleague, colleague.make_class(nama="Kelas lain"))
    page = trainer.get(f"{address}/berkas?salin=ya").text
    assert "Disalin dari berkas terakhir" in page
    assert typed(page, "tembusan") == "Kepala Desa Batujai\nArsip"
    assert [typed(page, name) for name in ("nomor", "tanggal", "catatan")] == ["", "", ""]
    assert typed(trainer.get(f"{address}/berkas").text, "tembusan") == ""


def test_deleting_asks_again_and_takes_words_and_photographs_away(
    app: Flask, trainer: Employee
) -> None:
    address = trainer.make_class()
    write_report(trainer, address)
    add_photo(trainer, address, picture())
    folder = app.extensions["literasi"].settings.files / "reports"
    assert len(list(folder.rglob("*.jpg"))) == 2
    leave_lying(app)
    assert stopped(trainer, f"{address}/berkas/hapus", {})
    trainer.sign_in()
    assert trainer.post(f"{address}/berkas/hapus").status_code == 303
    page = trainer.get(f"{address}/berkas").text
    assert typed(page, "perihal") == ""
    assert "Hapus isian dan foto" not in page
    assert photos(trainer, address) == []
    assert list(folder.rglob("*.jpg")) == []
    assert noted(app) == ["report.save", "report.photo", "report.delete"]
