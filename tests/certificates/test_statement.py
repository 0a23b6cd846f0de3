"""The self-study statement: who gets it, what it says, and what never happens twice."""

from __future__ import annotations

import hashlib
import re
from io import BytesIO

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import func, select

from literasi.certificates.models import Certificate
from literasi.config import Settings
from literasi.database import db
from literasi.files import FolderStore
from literasi.sealing.verify import Answer, verify
from tests.disk import disk_full_after
from tests.people import Reader

pytestmark = pytest.mark.both_databases


def certificates(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Certificate)) or 0


def test_whoever_passed_everything_confirms_the_name_and_gets_it(siti: Reader) -> None:
    siti.pass_course()
    page = siti.get(f"/sertifikat/buat/{siti.course.slug}")
    assert 'value="Siti Aminah"' in page.text
    code = siti.issue_statement("Siti Aminah binti Ahmad")
    shown = siti.get(f"/sertifikat/{code}").text
    assert "Siti Aminah binti Ahmad" in shown
    assert re.search(r"0{5}1/LIT-SKBM/20\d\d", shown)


def test_whoever_has_not_passed_everything_is_told_so(app: Flask, siti: Reader) -> None:
    siti.take_quiz()
    path = f"/sertifikat/buat/{siti.course.slug}"
    answer = siti.post(path, {"nama": "Siti", "benar": "ya"})
    assert answer.status_code == 422
    assert "Belum semua kuis lulus" in answer.text
    assert certificates(app) == 0


def test_an_unconfirmed_or_empty_name_is_refused_and_kept(app: Flask, siti: Reader) -> None:
    siti.pass_course()
    path = f"/sertifikat/buat/{siti.course.slug}"
    answer = siti.post(path, {"nama": "Siti A'yun"})
    assert answer.status_code == 422
    assert "Periksa namamu" in answer.text
    assert "Siti A&#39;yun" in answer.text
    assert "Tulis namamu dulu" in siti.post(path, {"nama": " ", "benar": "ya"}).text
    assert "paling panjang 60" in siti.post(path, {"nama": "a" * 61, "benar": "ya"}).text
    assert certificates(app) == 0


def test_a_double_tap_makes_one_statement_and_one_number(app: Flask, siti: Reader) -> None:
    siti.pass_course()
    first, second = siti.issue_statement(), siti.issue_statement("Nama Lain")
    assert first == second
    assert certificates(app) == 1
    assert siti.get(f"/sertifikat/buat/{siti.course.slug}").location == f"/sertifikat/{first}"


def test_numbers_follow_each_other(siti: Reader, stranger: Reader) -> None:
    codes = [(r, r.pass_course().issue_statement()) for r in (siti, stranger)]
    pages = [reader.get(f"/sertifikat/{code}").text for reader, code in codes]
    assert "000001/LIT-SKBM/" in pages[0]
    assert "000002/LIT-SKBM/" in pages[1]


def test_nobody_else_sees_it(siti: Reader, stranger: Reader, reader: Reader) -> None:
    code = siti.pass_course().issue_statement()
    for path in (f"/sertifikat/{code}", f"/sertifikat/{code}.pdf"):
        assert stranger.get(path).status_code == 404
        assert reader.get(path).status_code == 303


def test_the_pdf_is_stored_and_served_again_byte_for_byte(settings: Settings, siti: Reader) -> None:
    code = siti.pass_course().issue_statement()
    first = siti.get(f"/sertifikat/{code}.pdf")
    assert first.mimetype == "application/pdf"
    assert first.data.startswith(b"%PDF-")
    assert (settings.files / "certificates" / f"{code}.pdf").read_bytes() == first.data
    assert siti.get(f"/sertifikat/{code}.pdf").data == first.data


def test_what_is_handed_out_is_sealed_up_to_the_last_byte(app: Flask, siti: Reader) -> None:
    code = siti.pass_course().issue_statement()
    paper = siti.get(f"/sertifikat/{code}.pdf").data
    keys = app.extensions["literasi"].seal.public
    assert verify(paper, keys).answer is Answer.GENUINE
    assert verify(paper + b"\n", keys).answer is Answer.EXTENDED
    assert "Segel elektronik" in PdfReader(BytesIO(paper)).pages[1].extract_text()


def test_without_its_keys_the_site_hands_out_no_file_rather_than_one_without_a_seal(
    settings: Settings, siti: Reader
) -> None:
    code = siti.pass_course().issue_statement()
    seal = settings.keys / "seal.json"
    kept = seal.read_bytes()
    seal.unlink()
    answer = siti.get(f"/sertifikat/{code}.pdf")
    assert answer.status_code == 503
    assert "Hanya berkas PDF-nya yang belum jadi" in answer.text
    seal.write_bytes(kept)
    seal.chmod(0o600)
    assert siti.get(f"/sertifikat/{code}.pdf").status_code == 200


def test_a_lost_pdf_is_rendered_again(settings: Settings, siti: Reader) -> None:
    code = siti.pass_course().issue_statement()
    siti.get(f"/sertifikat/{code}.pdf")
    (settings.files / "certificates" / f"{code}.pdf").unlink()
    assert siti.get(f"/sertifikat/{code}.pdf").data.startswith(b"%PDF-")


def recorded_hash(app: Flask) -> str:
    with app.app_context():
        return db.session.scalars(select(Certificate.file_hash)).one()


def test_the_hash_of_the_stored_file_is_recorded(app: Flask, siti: Reader) -> None:
    code = siti.pass_course().issue_statement()
    assert recorded_hash(app) == ""
    content = siti.get(f"/sertifikat/{code}.pdf").data
    assert recorded_hash(app) == hashlib.sha256(content).hexdigest()


def test_a_hash_that_a_crash_left_out_is_recorded_at_the_next_download(
    app: Flask, settings: Settings, siti: Reader
) -> None:
    code = siti.pass_course().issue_statement()
    FolderStore(settings.files).put_once(f"certificates/{code}.pdf", b"%PDF-stored")
    assert siti.get(f"/sertifikat/{code}.pdf").data == b"%PDF-stored"
    assert recorded_hash(app) == hashlib.sha256(b"%PDF-stored").hexdigest()


def test_on_a_full_disk_the_statement_is_safe_and_the_file_comes_later(
    app: Flask, settings: Settings, siti: Reader
) -> None:
    code = siti.pass_course().issue_statement()
    with disk_full_after(1000):
        answer = siti.get(f"/sertifikat/{code}.pdf")
    assert answer.status_code == 503
    assert "Suratmu sudah tercatat" in answer.text
    assert list((settings.files / "certificates").iterdir()) == []
    assert "ASLI" in siti.get(f"/verifikasi/{code}").text
    assert siti.get(f"/sertifikat/{code}.pdf").data.startswith(b"%PDF-")
    assert certificates(app) == 1
