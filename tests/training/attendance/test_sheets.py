"""A trainer prints the sheet of a session, of the class, or of a day to be written in."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from tests.classroom import plan_meeting, where
from tests.people import Employee


def paper(trainer: Employee, path: str) -> str:
    answer = trainer.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/pdf"
    pages = PdfReader(BytesIO(answer.data)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_sheets_name_the_class_its_people_and_its_sessions(trainer: Employee) -> None:
    address = trainer.make_class()
    trainer.paste(address, "Cici\nAni")
    blank = paper(trainer, f"{address}/pertemuan/daftar-hadir.pdf")
    assert "Tanggal: ...." in blank
    assert blank.index("Ani") < blank.index("Cici")
    first = where(plan_meeting(trainer, address, topik="Anggaran", dari="08.00"))
    plan_meeting(trainer, address, topik="Utang")
    one = paper(trainer, f"{first}/daftar-hadir.pdf")
    for part in (
        "Kementerian",
        "Praya Angkatan 3",
        "Praya, Lombok Tengah",
        "08.00, 4 JP, Anggaran",
    ):
        assert part in one, part
    assert "Utang" not in one
    both = paper(trainer, f"{address}/pertemuan/daftar-hadir.pdf")
    assert "Anggaran" in both
    assert "Utang" in both
