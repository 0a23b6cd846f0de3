"""All certificates of a class at once: a PDF in the order of the list, or a zip of the files."""

from __future__ import annotations

import re
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import update

from literasi.accounts.models import SignIn
from literasi.config import Settings
from literasi.database import db, write
from literasi.web.clock import now
from tests.classroom import confirm_names, issue, seat_of
from tests.making import make_files
from tests.people import Employee, Fields, Reader
from tests.staff import employ

pytestmark = pytest.mark.both_databases
NAMES = ("Wayan Sudarma", "Ni'matul Ḥusna", "Ani")


@pytest.fixture
def address(app: Flask, trainer: Employee) -> str:
    """A class of three, all certified, with their files."""
    made = trainer.make_class()
    code = trainer.open_door(made)
    for name in NAMES:
        one = Reader(app).register(name)
        assert one.post(f"/gabung/{code}").status_code == 303
        one.take_quiz()
    confirm_names(trainer, made)
    assert trainer.post(f"{made}/sertifikat").status_code == 303
    make_files(app)
    return made


def download(trainer: Employee, address: str, kind: str, expected: int = 200) -> bytes:
    form: Fields = {"bentuk": kind}
    answer = trainer.post(f"{address}/sertifikat/berkas/semua", form)
    assert answer.status_code == expected, answer.text
    return answer.data


def test_one_pdf_holds_all_in_the_order_of_the_list(
    trainer: Employee, manager: Employee, address: str
) -> None:
    answer = trainer.post(f"{address}/sertifikat/berkas/semua", {"bentuk": "pdf"})
    assert answer.mimetype == "application/pdf"
    assert 'filename="sertifikat-praya-angkatan-3.pdf"' in answer.headers["Content-Disposition"]
    assert answer.content_length == len(answer.data)
    whole = PdfReader(BytesIO(answer.data))
    assert len(whole.pages) == 6
    shown = [" ".join(page.extract_text().split()) for page in whole.pages[::2]]
    for name, page in zip(("Ani", "Ni'matul Ḥusna", "Wayan Sudarma"), shown, strict=True):
        assert name in page
    marks = [mark.title.partition(",")[0] for mark in whole.outline]  # type: ignore[union-attr]
    assert marks == ["Ani", "Ni'matul Ḥusna", "Wayan Sudarma"]
    assert "mengunduh semua berkas sertifikat kelas" in manager.get("/petugas/catatan").text


def test_the_zip_holds_the_very_files_under_names_that_sort_like_the_list(
    settings: Settings, trainer: Employee, address: str
) -> None:
    packed = zipfile.ZipFile(BytesIO(download(trainer, address, "zip")))
    names = packed.namelist()
    assert names == sorted(names)
    assert [re.sub(r"-\d{4}-bp3mi-ntb.*", "", one) for one in names] == [
        "01-ani",
        "02-ni-matul-husna",
        "03-wayan-sudarma",
    ]
    assert all(name.isascii() for name in names)
    stored = {path.read_bytes() for path in (settings.files / "certificates").iterdir()}
    assert {packed.read(name) for name in names} == stored


def test_whoever_left_the_class_comes_last(trainer: Employee, address: str) -> None:
    seat = seat_of(trainer, address, "Ani")
    assert trainer.post(f"{seat}/keluarkan", {"alasan": "Pindah"}).status_code == 303
    packed = zipfile.ZipFile(BytesIO(download(trainer, address, "zip")))
    assert packed.namelist()[-1].startswith("03-ani-")


def test_nothing_is_handed_out_until_all_is_there(
    app: Flask, trainer: Employee, address: str
) -> None:
    late = Reader(app).register("Terlambat")
    late.post(f"/gabung/{trainer.open_door(address)}")
    late.take_quiz()
    issue(trainer, address)
    page = download(trainer, address, "pdf", expected=409).decode()
    assert "belum semua jadi" in page
    assert "<strong>3 dari 4 berkas jadi</strong>" in page
    make_files(app)
    assert len(PdfReader(BytesIO(download(trainer, address, "pdf"))).pages) == 8


def test_a_class_without_certificates_has_nothing_to_hand_out(trainer: Employee) -> None:
    page = download(trainer, trainer.make_class(), "zip", expected=409).decode()
    assert "belum punya sertifikat" in page


def test_a_file_that_is_damaged_is_said(
    settings: Settings, trainer: Employee, address: str
) -> None:
    broken = next((settings.files / "certificates").iterdir())
    broken.write_bytes(b"not a document")
    page = download(trainer, address, "pdf", expected=503).decode()
    assert "tidak bisa disatukan" in page


def test_it_asks_again_who_one_is(app: Flask, trainer: Employee, address: str) -> None:
    with app.app_context(), write():
        db.session.execute(update(SignIn).values(confirmed_at=now() - timedelta(hours=1)))
    answer = trainer.post(f"{address}/sertifikat/berkas/semua", {"bentuk": "pdf"})
    assert answer.status_code == 307
    assert "/petugas/pastikan" in answer.location


def test_a_facilitator_gets_those_of_their_own_class_alone(app: Flask, address: str) -> None:
    wati = employ(app, "wati@desa.test", "facilitator").sign_in()
    download(wati, address, "zip", expected=404)
    own = wati.make_class()
    download(wati, own, "zip", expected=409)


def test_another_office_finds_nothing(outsider: Employee, address: str) -> None:
    download(outsider, address, "pdf", expected=404)


def test_an_unknown_form_is_nothing(trainer: Employee, address: str) -> None:
    download(trainer, address, "exe", expected=404)
