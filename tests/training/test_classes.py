"""From an empty office to certificates, through the pages that staff and learners see."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.classroom import confirm_names
from tests.people import Employee, Reader, hidden

pytestmark = pytest.mark.both_databases


def test_an_empty_office_says_what_to_do_first(trainer: Employee) -> None:
    page = trainer.get("/petugas/kelas")
    assert "Buat kelas pertama" in page.text


def test_a_class_goes_from_names_to_certificates(
    app: Flask, trainer: Employee, reader: Reader, siti: Reader
) -> None:
    address = trainer.make_class()
    assert trainer.paste(address, "1. Siti Aminah\n2.\tNur 'Aini\n\n").status_code == 303
    code = trainer.open_door(address)
    assert siti.post(f"/gabung/{code}").status_code == 303
    assert "belum lulus" in trainer.get(f"{address}/sertifikat").text
    siti.take_quiz()
    assert "lulus 100" in trainer.get(address).text
    confirm_names(trainer, address)
    answer = trainer.post(f"{address}/sertifikat")
    assert answer.status_code == 303, answer.text
    page = trainer.get(f"{address}/sertifikat").text
    assert "/BP3MI-NTB/LITERASI/" in page
    assert "belum mengambil kursinya" in page
    found = re.search(r"/sertifikat/([0-9A-Z]{26})\.pdf", page)
    assert found
    assert "ASLI" in reader.get(f"/verifikasi/{found[1]}").text
    assert siti.get(f"/sertifikat/{found[1]}").status_code == 200
    assert hidden
