"""Anybody brings a PDF and hears whether it is genuine and whole, and what is true of its paper."""

from __future__ import annotations

import logging
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text, update

from literasi import create_app
from literasi.certificates.models import Certificate
from literasi.config import Settings
from literasi.database import db, write
from tests.certificates.uploads import bring, main_of, with_another_name, word_of
from tests.classroom import issue, joined
from tests.conftest import make_settings
from tests.people import Employee, Reader


@pytest.fixture
def code(siti: Reader) -> str:
    return siti.pass_course().issue_statement("Siti Aminah")


@pytest.fixture
def paper(siti: Reader, code: str) -> bytes:
    return siti.get(f"/sertifikat/{code}.pdf").data


def withdraw(app: Flask, code: str) -> None:
    command = ["certificates", "withdraw", code, "--reason", "Nama orang lain"]
    assert app.test_cli_runner().invoke(args=command).exit_code == 0


def test_a_genuine_file_is_called_so_with_what_its_paper_says(
    siti: Reader, reader: Reader, code: str, paper: bytes
) -> None:
    answer = bring(reader, paper)
    assert (answer.status_code, word_of(answer)) == (200, "ASLI")
    for said in ("utuh", "Siti Aminah", siti.course.title, "/LIT-SKBM/", "masih berlaku"):
        assert said in main_of(answer)
    assert f'href="/verifikasi/{code}"' in answer.text
    assert answer.headers["Cache-Control"] == "no-store, private"


def test_a_file_whose_owner_hides_the_page_is_genuine_and_tells_no_more_than_the_page(
    siti: Reader, reader: Reader, code: str, paper: bytes
) -> None:
    assert siti.post(f"/sertifikat/{code}/halaman", {"tampil": "tidak"}).status_code == 303
    answer = bring(reader, paper)
    assert word_of(answer) == "ASLI"
    assert "utuh: tidak satu huruf pun berubah" in main_of(answer)
    assert "/LIT-SKBM/" in main_of(answer)
    for hidden in ("Siti Aminah", siti.course.title, "Cocokkan nama di bawah"):
        assert hidden not in main_of(answer)


@pytest.mark.both_databases
def test_a_certificate_of_a_class_is_checked_the_same_way(
    app: Flask, reader: Reader, siti: Reader, trainer: Employee
) -> None:
    address = joined(trainer, siti)
    siti.pass_course()
    issue(trainer, address)
    with app.app_context():
        made = db.session.scalars(db.select(Certificate)).one()
    answer = bring(reader, siti.get(f"/sertifikat/{made.code}.pdf").data)
    assert word_of(answer) == "ASLI"
    assert made.number in main_of(answer)


def test_it_works_in_english_and_whoever_brings_it(
    siti: Reader, trainer: Employee, paper: bytes
) -> None:
    for who in (siti, trainer):
        assert word_of(bring(who, paper)) == "ASLI"
    english = siti.post("/en/verifikasi", {"berkas": (BytesIO(paper), "x.pdf")})
    assert word_of(english) == "GENUINE"
    assert "not a letter has changed" in english.text


def test_the_pages_say_what_the_seal_is_and_what_it_is_not(
    reader: Reader, code: str, paper: bytes
) -> None:
    for page in (
        reader.get("/verifikasi"),
        reader.get(f"/verifikasi/{code}"),
        bring(reader, paper),
        bring(reader, paper + b"x"),
    ):
        assert "membuktikan bahwa berkas berasal dari Literasi dan tidak diubah" in page.text
        assert "bukan tanda tangan elektronik tersertifikasi menurut PP 71/2019" in page.text


def test_an_old_file_that_comes_again_after_a_withdrawal_is_withdrawn(
    app: Flask, reader: Reader, code: str, paper: bytes
) -> None:
    withdraw(app, code)
    answer = bring(reader, paper)
    assert word_of(answer) == "DICABUT"
    assert "Nama orang lain" in main_of(answer)
    assert "memang dari kami dan utuh" in main_of(answer)
    assert "ASLI" not in main_of(answer)


def test_an_old_file_whose_name_was_put_right_leads_to_the_new(
    siti: Reader, reader: Reader, code: str, paper: bytes
) -> None:
    made = siti.post(f"/sertifikat/{code}/nama", {"nama": "Siti Aminah Ahmad", "benar": "ya"})
    new = made.location.partition("?")[0].rpartition("/")[2]
    answer = bring(reader, paper)
    assert word_of(answer) == "DIGANTI"
    assert f'href="/verifikasi/{new}"' in answer.text
    assert word_of(bring(reader, siti.get(f"/sertifikat/{new}.pdf").data)) == "ASLI"


def test_a_file_that_something_was_added_to_is_never_genuine_and_the_true_name_is_shown(
    app: Flask, reader: Reader, code: str, paper: bytes
) -> None:
    more = with_another_name(paper)
    answer = bring(reader, more)
    assert word_of(answer) == "DITAMBAHI"
    assert f"({len(more) - len(paper):,} byte)".replace(",", ".") in main_of(answer)
    assert "Siti Aminah" in main_of(answer)
    assert "ASLI" not in main_of(answer)
    withdraw(app, code)
    assert "tidak berlaku" in main_of(bring(reader, more))
    assert "tidak berlaku" not in main_of(answer)


def test_what_was_issued_under_an_older_address_is_found_by_its_code(
    settings: Settings, paper: bytes
) -> None:
    moved = {"LITERASI_BASE_URL": "https://baru.example"}
    app = create_app(
        make_settings(settings.data, LITERASI_DATABASE_URL=settings.database_url, **moved)
    )
    assert word_of(bring(Reader(app), paper)) == "ASLI"
    with app.app_context():
        db.engine.dispose()


def test_a_sealed_file_of_a_paper_that_we_do_not_know_is_not_accepted(
    app: Flask, reader: Reader, code: str, paper: bytes
) -> None:
    with app.app_context(), write():
        db.session.execute(update(Certificate).values(code=f"7{code[1:25]}0"))
    answer = bring(reader, paper)
    assert word_of(answer) == "TIDAK DITEMUKAN"
    assert "Jangan terima dulu" in main_of(answer)


def test_a_specimen_is_not_sealed_and_is_not_called_genuine(
    app: Flask, reader: Reader, siti: Reader, trainer: Employee
) -> None:
    address = joined(trainer, siti)
    siti.pass_course()
    issue(trainer, address)
    with app.app_context(), write():
        made = db.session.scalars(db.select(Certificate)).one()
        made.details = {**made.details, "specimen": True}
        code = made.code
    assert word_of(bring(reader, siti.get(f"/sertifikat/{code}.pdf").data)) == "TANPA SEGEL KAMI"


def test_deleted_data_stays_deleted(
    app: Flask, reader: Reader, settings: Settings, code: str, paper: bytes
) -> None:
    (settings.files / "certificates" / f"{code}.pdf").unlink()
    with app.app_context(), write():
        db.session.execute(update(Certificate).values(name=None, learner_id=None))
    answer = bring(reader, paper)
    assert word_of(answer) == "ASLI"
    assert "Data orangnya sudah dihapus" in main_of(answer)
    assert "Siti" not in main_of(answer)


def test_a_lost_file_that_was_made_again_is_as_good_as_the_first(
    reader: Reader, siti: Reader, settings: Settings, code: str, paper: bytes
) -> None:
    (settings.files / "certificates" / f"{code}.pdf").unlink()
    again = siti.get(f"/sertifikat/{code}.pdf").data
    assert again != paper
    for one in (paper, again):
        assert word_of(bring(reader, one)) == "ASLI"


def test_a_file_that_our_own_key_sealed_but_that_we_did_not_store_is_doubted(
    app: Flask, reader: Reader, siti: Reader, settings: Settings, code: str, paper: bytes
) -> None:
    """Somebody else may have the key, and nobody knows it yet."""
    stored = settings.files / "certificates" / f"{code}.pdf"
    stored.unlink()
    theirs = siti.get(f"/sertifikat/{code}.pdf").data
    stored.write_bytes(paper)
    answer = bring(reader, theirs)
    assert word_of(answer) == "BELUM PASTI"
    assert "berkas yang tercatat untuk surat itu lain" in main_of(answer)
    with app.app_context(), write():
        db.session.execute(update(Certificate).values(file_hash=""))
    stored.unlink()
    # Nothing is known of any file, as after a crash: then the seal counts.
    assert word_of(bring(reader, theirs)) == "ASLI"


def test_what_a_stolen_key_sealed_is_doubted_and_says_since_when(
    app: Flask, reader: Reader, paper: bytes
) -> None:
    run = app.test_cli_runner().invoke
    stolen = app.extensions["literasi"].seal.signing_p256.id
    assert run(args=["keys", "rotate", "seal"]).exit_code == 0
    assert word_of(bring(reader, paper)) == "ASLI"
    assert run(args=["keys", "distrust", "seal", stolen, "--reason", "stolen"]).exit_code == 0
    answer = bring(reader, paper)
    assert word_of(answer) == "BELUM PASTI"
    assert "tidak lagi dipercaya sejak" in main_of(answer)
    assert "sama persis dengan berkas yang tercatat" in main_of(answer)
    assert "sama persis" not in main_of(bring(reader, paper + b"\n"))


def everything_in(app: Flask, folder: Path) -> tuple[list[tuple[str, int]], list[list[object]]]:
    """Every file but the database's own, and every row."""
    files = [one for one in folder.rglob("*") if one.is_file() and "sqlite3" not in one.name]
    with app.app_context():
        tables = db.metadata.sorted_tables
        rows = [list(db.session.execute(text(f'SELECT * FROM "{one.name}"'))) for one in tables]
    return sorted((str(one), one.stat().st_mtime_ns) for one in files), rows


def test_nothing_of_what_is_brought_is_kept_or_logged(
    app: Flask,
    reader: Reader,
    settings: Settings,
    paper: bytes,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    before = everything_in(app, settings.data)
    for content in (paper, paper + b"x", b"%PDF-1.7 rahasia", b"rahasia", b""):
        bring(reader, content, "rahasia.pdf")
    assert everything_in(app, settings.data) == before
    assert "rahasia" not in caplog.text
