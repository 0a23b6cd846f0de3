"""A certificate whose course sets a term: until when it holds, what is said after, renewing it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select, update

from literasi.certificates.credentials import award_of
from literasi.certificates.expiry import has_expired
from literasi.certificates.models import Certificate
from literasi.certificates.operations import find_certificate
from literasi.database import db, write
from literasi.domain.dates import long_date, months_after
from literasi.learning.models import Attempt
from tests.certificates.test_renaming import change_course
from tests.classroom import issue, joined
from tests.people import Employee, Reader, office_day

pytestmark = pytest.mark.both_databases


@pytest.fixture
def code(app: Flask, siti: Reader) -> str:
    """Of a statement that holds for two years."""
    change_course(app, valid_months=24)
    return siti.pass_course().issue_statement()


def row(app: Flask, code: str) -> Certificate:
    with app.app_context():
        found = find_certificate(code)
    assert found is not None
    return found


def change(app: Flask, code: str, **values: Any) -> None:
    with app.app_context(), write():
        db.session.execute(update(Certificate).where(Certificate.code == code).values(**values))


def let_it_expire(app: Flask, code: str) -> date:
    """It was issued two years and a few days ago; gives its last day."""
    last = office_day() - timedelta(days=3)
    change(app, code, issued_on=last - timedelta(days=730), expires_on=last)
    return last


def test_it_says_until_when_on_paper_on_its_page_and_where_it_is_checked(
    app: Flask, siti: Reader, reader: Reader, code: str
) -> None:
    certificate = row(app, code)
    assert certificate.expires_on == months_after(certificate.issued_on, 24)
    said = f"Berlaku sampai {long_date(certificate.expires_on)}"
    paper = PdfReader(BytesIO(siti.get(f"/sertifikat/{code}.pdf").data))
    assert said in " ".join(paper.pages[0].extract_text().split())
    page = reader.get(f"/verifikasi/{code}").text
    assert "ASLI" in page
    for text in (siti.get(f"/sertifikat/{code}").text, page):
        assert long_date(certificate.expires_on) in text


def test_what_a_course_says_later_changes_nothing_that_was_issued(
    app: Flask, siti: Reader, code: str
) -> None:
    before = row(app, code).expires_on
    change_course(app, valid_months=None)
    siti.get(f"/sertifikat/{code}")
    assert row(app, code).expires_on == before


def test_without_a_term_it_never_expires(app: Flask, siti: Reader, reader: Reader) -> None:
    code = siti.pass_course().issue_statement()
    certificate = row(app, code)
    assert certificate.expires_on is None
    assert not has_expired(certificate, datetime(2999, 1, 1, tzinfo=UTC))
    assert "Berlaku sampai" not in reader.get(f"/verifikasi/{code}").text


def test_the_last_day_counts_by_the_clock_of_whoever_issued_it(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    change_course(app, valid_months=6)
    address = joined(trainer, siti)
    siti.pass_course()
    statement, of_class = siti.issue_statement(), issue(trainer, address)[0]
    for code, midnight in (
        (statement, datetime(2027, 5, 29, 17, 0, tzinfo=UTC)),  # in Jakarta, UTC+7
        (of_class, datetime(2027, 5, 29, 16, 0, tzinfo=UTC)),  # in Mataram, UTC+8
    ):
        change(app, code, issued_on=date(2026, 11, 29), expires_on=date(2027, 5, 29))
        with app.app_context():
            certificate = find_certificate(code)
            assert certificate is not None
            assert not has_expired(certificate, midnight - timedelta(seconds=1))
            assert has_expired(certificate, midnight)
            assert award_of(certificate, "https://literasi.example").expires == (
                midnight - timedelta(seconds=1)
            )


def test_a_class_holds_as_long_as_the_earliest_of_its_courses_says(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    change_course(app, valid_months=12)
    other = siti.catalogue.courses[1]
    modules = [
        f"{siti.course.slug}/{siti.module.slug}",
        f"{other.slug}/{other.modules[0].slug}",
    ]
    address = trainer.make_class(modul=modules)
    siti.post(f"/gabung/{trainer.open_door(address)}")
    siti.take_quiz()
    siti.take_quiz(other.modules[0], other)
    (code,) = issue(trainer, address)
    certificate = row(app, code)
    assert certificate.expires_on == months_after(certificate.issued_on, 12)
    said = f"berlaku sampai {long_date(certificate.expires_on)}"
    assert said in trainer.get(f"{address}/sertifikat").text


def test_afterwards_it_was_genuine_and_is_not_withdrawn(
    app: Flask, siti: Reader, reader: Reader, code: str
) -> None:
    last = let_it_expire(app, code)
    page = reader.get(f"/verifikasi/{code}").text
    assert "KEDALUWARSA" in page
    assert f"Masa berlakunya lewat sesudah {long_date(last)}" in page
    for word in ("ASLI", "DICABUT"):
        assert f">{word}<" not in page
    assert "masa berlakunya lewat" in siti.get("/saya").text
    assert siti.get(f"/sertifikat/{code}.pdf").status_code == 200
    app.test_cli_runner().invoke(args=["certificates", "withdraw", code, "--reason", "Salah"])
    assert ">DICABUT<" in reader.get(f"/verifikasi/{code}").text


def test_whoever_passes_every_quiz_again_gets_a_new_one_and_the_old_leads_there(
    app: Flask, siti: Reader, reader: Reader, code: str
) -> None:
    let_it_expire(app, code)
    with app.app_context(), write():
        # What Siti passed was before.
        long_ago = datetime.now(UTC) - timedelta(days=800)
        db.session.execute(update(Attempt).values(submitted_at=long_ago))
    asked = f"/sertifikat/buat/{siti.course.slug}"
    assert "Kerjakan lagi semua kuis" in siti.get(f"/sertifikat/{code}").text
    refused = siti.post(asked, {"nama": "Siti Aminah", "benar": "ya"})
    assert refused.status_code == 422
    assert "berlaku sampai" in refused.text
    siti.pass_course()
    assert f'href="{asked}"' in siti.get(f"/sertifikat/{code}").text
    newer = siti.issue_statement()
    assert newer != code
    assert siti.issue_statement() == newer
    page = reader.get(f"/verifikasi/{code}").text
    assert "DIGANTI" in page
    assert "diperbarui dengan yang baru" in page
    assert "namanya dibetulkan" not in page
    assert "ASLI" in reader.get(f"/verifikasi/{newer}").text
    answer = siti.get(f"/sertifikat/{code}")
    assert answer.location == f"/sertifikat/{newer}?dari=lewat"
    assert "sudah diperbarui" in siti.get(answer.location).text
    # Its name was never wrong, so it may still be put right once.
    assert "Namanya salah? Betulkan" in siti.get(f"/sertifikat/{newer}").text


def test_while_it_holds_there_is_no_second_one(siti: Reader, code: str) -> None:
    siti.pass_course()
    assert siti.issue_statement() == code
    assert "Terbitkan lagi" not in siti.get(f"/sertifikat/{code}").text


def test_the_name_on_one_that_is_over_is_not_put_right_any_more(
    app: Flask, siti: Reader, trainer: Employee, code: str
) -> None:
    let_it_expire(app, code)
    assert "Namanya salah" not in siti.get(f"/sertifikat/{code}").text
    form = {"nama": "Siti A. Ahmad", "benar": "ya"}
    assert siti.post(f"/sertifikat/{code}/nama", form).status_code == 409
    address = joined(trainer, siti)
    (of_class,) = issue(trainer, address)
    let_it_expire(app, of_class)
    uid = row(app, of_class).uid
    path = f"{address}/sertifikat/{uid}/perbaiki-nama"
    assert "tidak bisa dibetulkan lagi" in trainer.get(path).text
    assert trainer.post(path, {"nama": "Siti B", "alasan": "Salah"}).status_code == 409
    with app.app_context():
        assert len(db.session.scalars(select(Certificate.id)).all()) == 2
