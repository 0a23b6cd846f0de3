"""A poster is printed while the door is open: a dead code leads nowhere."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from tests.people import Employee


def test_the_poster_bears_the_code_of_the_open_door(trainer: Employee) -> None:
    address = trainer.make_class(bawa="Payung", kecamatan="Praya Tengah")
    code = trainer.open_door(address, 24)
    assert "Cetak poster (PDF)" in trainer.get(f"{address}/peserta").text
    answer = trainer.get(f"{address}/poster.pdf")
    assert answer.mimetype == "application/pdf"
    text = PdfReader(BytesIO(answer.data)).pages[0].extract_text()
    for part in (f"{code[:3]} {code[3:]}", "Payung", "Praya Tengah", "WITA"):
        assert part in text


def test_with_a_closed_door_the_page_says_what_to_do_first(trainer: Employee) -> None:
    address = trainer.make_class()
    answer = trainer.get(f"{address}/poster.pdf")
    assert answer.status_code == 409
    assert "Buka dulu pintunya" in answer.text
