"""A class's certificates: when, for whom, what they say, and how they end."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from literasi.certificates.models import Certificate
from literasi.database import db
from tests.classroom import issue, issued, joined, meet, plan_meeting, seat_of, withdrawal_of
from tests.people import Employee, Reader, office_day
from tests.staff import employ

pytestmark = pytest.mark.both_databases


@pytest.fixture
def address(trainer: Employee, siti: Reader) -> str:
    """A class of today with Siti, who passed its module."""
    made = joined(trainer, siti)
    siti.take_quiz()
    return made


def refusal(trainer: Employee, address: str) -> str:
    answer = trainer.post(f"{address}/sertifikat")
    assert answer.status_code == 422
    assert issued(trainer, address) == []
    return answer.text


def paper(reader: Reader, code: str) -> str:
    answer = reader.get(f"/sertifikat/{code}.pdf")
    assert answer.status_code == 200, answer.text
    pages = PdfReader(BytesIO(answer.data)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_the_paper_says_what_the_class_was(trainer: Employee, siti: Reader, address: str) -> None:
    code = issue(trainer, address)[0]
    text = paper(siti, code)
    for part in (
        "Kementerian Pelindungan Pekerja Migran Indonesia",
        "Sertifikat Pelatihan",
        "Siti Aminah",
        "Literasi Keuangan Keluarga",
        "Praya, Lombok Tengah",
        "Kepala BP3MI Nusa Tenggara Barat",
        "Ni Wayan Contoh",
        "/BP3MI-NTB/LITERASI/",
        siti.module.title,
    ):
        assert part in text, part
    assert "CONTOH" not in text
    assert "Surat Keterangan" not in text
    assert "JP" not in text
    assert trainer.get(f"/sertifikat/{code}.pdf").data == siti.get(f"/sertifikat/{code}.pdf").data


def test_hours_are_those_of_the_meetings_attended(
    trainer: Employee, siti: Reader, address: str
) -> None:
    meet(trainer, address, jp="4")
    meet(trainer, address, jp="3")
    plan_meeting(trainer, address, jp="5")
    assert "7 jam pelajaran (JP)" in paper(siti, issue(trainer, address)[0])


@pytest.mark.parametrize("jp", ["0", "13", "", "dua", "-4", "1.5"])
def test_a_meeting_has_one_to_twelve_hours(trainer: Employee, address: str, jp: str) -> None:
    answer = meet(trainer, address, jp=jp)
    assert answer.status_code == 422
    assert "antara 1 dan 12" in answer.text


@pytest.mark.parametrize("days", [-1, 1])
def test_a_meeting_is_within_the_class(trainer: Employee, address: str, days: int) -> None:
    day = (office_day() + timedelta(days=days)).strftime("%d/%m/%Y")
    answer = meet(trainer, address, tanggal=day)
    assert answer.status_code == 422
    assert "di antara mulai dan selesai kelas" in answer.text


def test_before_its_last_day_a_class_has_none(
    trainer: Employee, siti: Reader, address: str
) -> None:
    later = (office_day() + timedelta(days=3)).isoformat()
    assert trainer.change_class(address, selesai=later).status_code == 303
    assert "Kelas ini belum selesai" in refusal(trainer, address)


@pytest.mark.parametrize("missing", ["penandatangan", "jabatan"])
def test_without_a_signatory_there_is_none(trainer: Employee, address: str, missing: str) -> None:
    assert trainer.change_class(address, **{missing: ""}).status_code == 303
    assert "penandatangan" in refusal(trainer, address)


def test_each_who_may_not_have_one_has_a_reason(
    trainer: Employee, stranger: Reader, address: str
) -> None:
    trainer.paste(address, "Belum Datang")
    stranger.post(f"/gabung/{trainer.open_door(address)}")
    assert len(issue(trainer, address)) == 1
    page = trainer.get(f"{address}/sertifikat").text
    assert "belum mengambil kursinya" in page
    assert f"belum lulus {stranger.module.title}" in page
    assert "1 sudah terbit, 2 belum bisa" in page


def test_pressing_again_issues_nothing_more(trainer: Employee, address: str) -> None:
    assert issue(trainer, address) == issue(trainer, address)


def test_the_name_is_the_offices_until_its_owner_confirmed_another(
    trainer: Employee, siti: Reader, address: str
) -> None:
    trainer.post(f"{seat_of(trainer, address, 'Siti Aminah')}/nama", {"nama": "Nur 'Aini"})
    code = issue(trainer, address)[0]
    assert "Nur 'Aini" in paper(siti, code)
    trainer.post(withdrawal_of(trainer, address), {"alasan": "Salah nama"})
    siti.pass_course().issue_statement("Siti Aminah binti Ahmad")
    assert "Siti Aminah binti Ahmad" in paper(siti, issue(trainer, address)[0])


def test_a_withdrawn_one_says_why_and_another_may_follow(
    app: Flask, trainer: Employee, reader: Reader, siti: Reader, address: str
) -> None:
    first = issue(trainer, address)[0]
    path = withdrawal_of(trainer, address)
    assert trainer.post(path, {"alasan": " "}).status_code == 422
    assert trainer.post(path, {"alasan": "Salah nama"}).status_code == 303
    assert issued(trainer, address) == []
    page = reader.get(f"/verifikasi/{first}").text
    assert "DICABUT" in page
    assert "Sertifikat ini pernah terbit" in page
    assert "Salah nama" in page
    assert "Sertifikat ini sudah dicabut" in siti.get(f"/sertifikat/{first}").text
    assert trainer.post(path, {"alasan": "Lagi"}).status_code == 404
    second = issue(trainer, address)[0]
    assert second != first
    with app.app_context():
        numbers = list(db.session.scalars(select(Certificate.number).order_by(Certificate.id)))
    assert [number[:4] for number in numbers] == ["0001", "0002"]


def test_anybody_checks_it_as_what_it_is(
    trainer: Employee, reader: Reader, siti: Reader, address: str
) -> None:
    meet(trainer, address)
    code = issue(trainer, address)[0]
    page = reader.get(f"/verifikasi/{code}").text.partition("<main")[2].partition("</main>")[0]
    for part in (
        '<p class="word">ASLI</p>',
        "Sertifikat ini terbit",
        "Sertifikat Pelatihan",
        "Literasi Keuangan Keluarga",
        "Praya, Lombok Tengah",
        "4 JP",
        "BP3MI Nusa Tenggara Barat",
        siti.module.title,
    ):
        assert part in page, part
    assert "Surat" not in page
    assert "Belajar Mandiri" not in page
    own = siti.get(f"/sertifikat/{code}").text
    assert "<h1>Sertifikat pelatihan</h1>" in own
    assert "Unduh sertifikat (PDF)" in own


def test_class_certificate_and_statement_do_not_block_each_other(
    app: Flask, trainer: Employee, siti: Reader, address: str
) -> None:
    siti.pass_course()
    assert "Minta surat keterangan" in siti.get("/saya").text
    of_class = issue(trainer, address)[0]
    statement = siti.issue_statement()
    assert "Minta surat keterangan" not in siti.get("/saya").text
    other = joined(trainer, siti)
    assert len(issue(trainer, other)) == 1
    with app.app_context():
        kinds = sorted(db.session.scalars(select(Certificate.kind)))
    assert kinds == ["class", "class", "statement"]
    for code in (of_class, statement):
        assert siti.get(f"/sertifikat/{code}").status_code == 200


def test_each_office_counts_for_itself(
    app: Flask, trainer: Employee, siti: Reader, address: str
) -> None:
    # In the same zone: for an hour the class would not be over yet where it is still yesterday.
    outsider = employ(app, "ketut@bp3mi.test", "trainer", "bali").sign_in()
    issue(trainer, address)
    elsewhere = joined(outsider, siti)
    issue(outsider, elsewhere)
    assert "0001/BP3MI-NTB/" in trainer.get(f"{address}/sertifikat").text
    assert "0001/BP3MI-BALI/" in outsider.get(f"{elsewhere}/sertifikat").text
