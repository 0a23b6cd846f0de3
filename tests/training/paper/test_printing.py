"""A trainer prints a quiz for a class; what was printed stays what it was."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from uuid import uuid4

from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from literasi.accounts.staff_models import AuditEntry
from literasi.database import db
from literasi.domain.codec import make_bank
from literasi.training.paper.models import PaperQuiz, PaperVariant
from literasi.web.prepared import Prepared
from tests.classroom import make_paper, try_paper, where
from tests.people import Employee, Reader


def words_of(pdf: bytes) -> list[str]:
    pages = PdfReader(BytesIO(pdf)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


def notes(app: Flask, verb: str) -> list[str]:
    with app.app_context():
        found = select(AuditEntry.about).where(AuditEntry.act == verb)
        return list(db.session.scalars(found))


def forget_module(app: Flask) -> None:
    """What a later `flask setup` prepares when the first module asks other questions."""
    site = app.extensions["literasi"]
    course, *others = site.catalogue.courses
    first, *modules = course.modules
    changed = replace(first, bank=make_bank(1, [modules[0].bank.questions[0]]))
    courses = (replace(course, modules=(changed, *modules)), *others)
    catalogue = replace(site.catalogue, courses=courses)
    site.prepared = Prepared("later", catalogue, site.prepared.pages)


def test_booklets_sheets_and_key_are_of_the_same_variants(app: Flask, trainer: Employee) -> None:
    address = trainer.make_class()
    trainer.paste(address, "Cici\nAni\nBudi")
    assert "/kertas" in trainer.get(f"{address}/pelajaran").text
    paper = make_paper(trainer, address)
    page = trainer.get(paper).text
    assert "1A, 1B" in page
    booklet = " ".join(words_of(trainer.get(f"{paper}/soal.pdf").data))
    assert trainer.module.title in booklet
    assert "Kode 1A" in booklet
    assert "Kode 1B" in booklet
    sheets = words_of(trainer.get(f"{paper}/lembar-jawaban.pdf").data)
    assert len(sheets) == 5  # three people, and a spare one of each variant
    for sheet, name, code in zip(sheets, ("Ani", "Budi", "Cici"), ("1A", "1B", "1A"), strict=False):
        assert name in sheet
        assert f"Kode {code}" in sheet
    key = trainer.post(f"{paper}/kunci.pdf")
    assert key.mimetype == "application/pdf"
    assert "Hanya untuk pelatih" in words_of(key.data)[0]
    assert len(notes(app, "paper.make")) == 1
    assert notes(app, "paper.key") == ["Praya Angkatan 3: kuis kertas 1"]


def test_what_was_printed_stays_when_the_course_changes(app: Flask, trainer: Employee) -> None:
    address = trainer.make_class()
    paper = make_paper(trainer, address)
    before = words_of(trainer.get(f"{paper}/soal.pdf").data)
    forget_module(app)
    assert words_of(trainer.get(f"{paper}/soal.pdf").data) == before


def test_the_same_form_twice_is_one_quiz(app: Flask, trainer: Employee) -> None:
    address, key = trainer.make_class(), str(uuid4())
    first = try_paper(trainer, address, kunci=key)
    again = try_paper(trainer, address, kunci=key)
    assert where(first) == where(again)
    another = try_paper(trainer, address, kunci=key, varian="3")
    assert another.status_code == 422
    assert "sudah dipakai" in another.text
    assert 'value="3"' in another.text
    elsewhere = try_paper(trainer, trainer.make_class(nama="Lain"), kunci=key)
    assert elsewhere.status_code == 422
    with app.app_context():
        assert [one.number for one in db.session.scalars(select(PaperQuiz))] == [1]
        seeds = [one.seed for one in db.session.scalars(select(PaperVariant))]
    assert len(set(seeds)) == 2


def test_the_next_quiz_of_a_class_has_the_next_number(trainer: Employee) -> None:
    address = trainer.make_class()
    make_paper(trainer, address)
    second = make_paper(trainer, address, varian="6")
    assert "2A, 2B, 2C, 2D, 2E, 2F" in trainer.get(second).text
    page = trainer.get(f"{address}/kertas").text
    assert page.index("Kuis kertas 2") < page.index("Kuis kertas 1")


def test_a_wrong_wish_is_said_and_nothing_is_made(app: Flask, trainer: Employee) -> None:
    address = trainer.make_class()
    for more, words in (
        ({"varian": "0"}, "antara 1 dan 6"),
        ({"varian": "7"}, "antara 1 dan 6"),
        ({"varian": "banyak"}, "antara 1 dan 6"),
        ({"modul": "tidak/ada"}, "Pilih satu modul"),
        # A module of the catalogue that this class does not teach.
        ({"modul": f"{trainer.course.slug}/{trainer.course.modules[1].slug}"}, "Pilih satu modul"),
        ({"kunci": "bukan"}, "tidak lengkap"),
    ):
        answer = try_paper(trainer, address, **more)
        assert answer.status_code == 422, more
        assert words in answer.text
    with app.app_context():
        assert db.session.scalars(select(PaperQuiz)).all() == []


def test_an_empty_class_still_prints_spare_sheets(trainer: Employee) -> None:
    paper = make_paper(trainer, trainer.make_class(), varian="1")
    sheets = words_of(trainer.get(f"{paper}/lembar-jawaban.pdf").data)
    assert len(sheets) == 1
    assert "Nama:" in sheets[0]


def test_learners_find_no_key(trainer: Employee, siti: Reader) -> None:
    paper = make_paper(trainer, trainer.make_class())
    assert siti.post(f"{paper}/kunci.pdf").status_code == 404
    assert siti.get(f"{paper}/soal.pdf").status_code == 404
