"""A person deletes their account: nothing of them stays, and what is the office's still counts."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import func, inspect, select, text
from sqlalchemy.exc import DBAPIError
from werkzeug.test import TestResponse

from literasi.accounts.audit import Act, note
from literasi.accounts.models import Learner, SignIn
from literasi.accounts.staff_models import AuditEntry
from literasi.certificates.jobs import make_due
from literasi.certificates.models import Certificate
from literasi.config import Settings
from literasi.database import db, write
from literasi.learning.models import Attempt
from literasi.training.models import Seat
from literasi.web.clock import now
from tests.certificates.test_mending import mend
from tests.classroom import (
    issue,
    joined,
    meet,
    names_form,
    seat_of,
    where,
    withdrawal_of,
)
from tests.people import Employee, Reader
from tests.pretests import take_test, with_tests
from tests.training.roster.uploads import previewed

pytestmark = pytest.mark.both_databases
# What somebody is called in the course of these tests, and what stands nowhere else.
NAME, CONFIRMED, RENAMED = "Zubaidah Kanari", "Zubaidah Kanari binti Umar", "Zubaidah Kenari"
CANARY = re.compile(r"zubaidah|ken?ari|kanari|batujai-canary", re.IGNORECASE)
# What becomes of each column that points to a learner; whoever adds one has to think of it.
POINTERS = {
    "access_reset.learner_id": "deleted",
    "attempt.learner_id": "deleted",
    "certificate.learner_id": "emptied",
    "consent.learner_id": "deleted",
    "family_talk_held.learner_id": "deleted",
    "known_learner.learner_id": "deleted",
    "learner.merged_into_id": "deleted",
    "learner_card.learner_id": "deleted",
    "learner_merge.from_id": "deleted",
    "learner_merge.into_id": "deleted",
    "lesson_read.learner_id": "deleted",
    "recall_answer.learner_id": "deleted",
    "seat.learner_id": "emptied",
    "sign_in.learner_id": "deleted",
    "sitting.learner_id": "deleted",
    "transfer_day.learner_id": "deleted",
    "week_step_done.learner_id": "deleted",
}


def delete(who: Reader, **more: str) -> TestResponse:
    return who.post("/saya/hapus", {"kata": "hapus", **more})


def everything(app: Flask) -> dict[str, str]:
    """All that the database holds, as text, by table."""
    with app.app_context(), db.engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        read = {name: connection.execute(text(f"SELECT * FROM {name}")).all() for name in tables}
    return {name: "\n".join(str(tuple(row)) for row in rows) for name, rows in read.items()}


def found_in(app: Flask) -> dict[str, str]:
    """Where the person still stands, with the first trace."""
    traces = ((name, CANARY.search(rows)) for name, rows in everything(app).items())
    return {name: found[0] for name, found in traces if found}


def rows(app: Flask, table: Any) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def person(app: Flask) -> Reader:
    return Reader(app).register(NAME)


@pytest.fixture
def address(app: Flask, trainer: Employee, person: Reader, stranger: Reader) -> str:
    """A class in which the person and others left every trace that there is."""
    with_tests(app)
    address = joined(trainer, person, stranger)
    seat = seat_of(trainer, address, NAME)
    trainer.post(f"{seat}/data", {"desa": "Batujai-Canary"})
    trainer.post(f"{seat}/nama", {"nama": RENAMED})
    trainer.post(f"{seat}/nama", {"nama": NAME})
    meet(trainer, address, jp="4")
    take_test(person, "awal")
    person.pass_course()
    form = names_form(trainer.get(f"{address}/sertifikat").text)
    *_, field = (one for one in form if one.startswith("nama-"))
    trainer.post(f"{address}/sertifikat/nama", {**form, field: CONFIRMED})
    issue(trainer, address)
    person.issue_statement(CONFIRMED)
    course, module = person.course, person.module
    person.post(f"/kursus/{course.slug}/{module.slug}/obrolan")
    person.post("/saya/ingat", {"jawab": "sudah"})
    person.post("/saya/hari-kiriman", {"tanggal": "5"})
    trainer.post(f"{address}/papan", board_post(trainer, address))
    previewed(trainer, address, f"Nama\n{NAME}".encode())
    return address


def board_post(trainer: Employee, address: str) -> dict[str, str]:
    page = trainer.get(f"{address}/papan").text
    key = re.search(r'name="kunci" value="([^"]*)"', page)
    until = re.search(r'name="sampai" value="([^"]*)"', page)
    return {
        "kunci": key[1] if key else "",
        "isi": f"Selamat kepada {NAME.upper()}.",
        "sampai": until[1] if until else "",
    }


def test_nothing_of_the_person_is_left_anywhere(app: Flask, person: Reader, address: str) -> None:
    before = found_in(app)
    # The test is worth something only where the person left traces.
    assert before.keys() >= {
        "audit_entry",
        "certificate",
        "learner",
        "name_check",
        "participant_detail",
        "roster_draft",
        "seat",
        "board_post",
    }
    assert where(delete(person)) == "/sudah-dihapus"
    assert found_in(app) == {}
    assert "Akunmu sudah dihapus" in person.get("/sudah-dihapus").text


def test_whatever_points_to_a_learner_was_thought_of(
    app: Flask, person: Reader, address: str
) -> None:
    pointers = {
        f"{table.name}.{key.parent.name}": key.parent
        for table in db.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "learner"
    }
    assert pointers.keys() == POINTERS.keys()
    with app.app_context():
        gone = db.session.scalars(select(Learner.id).where(Learner.name == NAME)).one()
    delete(person)
    with app.app_context():
        for name, column in pointers.items():
            left = select(func.count()).select_from(column.table).where(column == gone)
            assert db.session.scalar(left) == 0, name


def test_certificates_keep_code_number_hash_and_status(
    app: Flask, settings: Settings, trainer: Employee, person: Reader, reader: Reader, address: str
) -> None:
    with app.app_context():
        make_due()
        made = db.session.scalars(select(Certificate).order_by(Certificate.id)).all()
    for one in made:
        if one.learner_id:
            person.get(f"/sertifikat/{one.code}.pdf")
    with app.app_context():
        db.session.remove()
        before = db.session.scalars(select(Certificate).where(Certificate.name.like("Zub%"))).all()
        db.session.expunge_all()
    assert {one.kind for one in before} == {"statement", "class"}
    assert all(one.file_hash for one in before)
    delete(person)
    for one in before:
        with app.app_context():
            left = db.session.get_one(Certificate, one.id)
        assert (left.code, left.number, left.file_hash) == (one.code, one.number, one.file_hash)
        assert (left.name, left.learner_id, left.modules) == (None, None, [])
        assert not (settings.files / "certificates" / f"{one.code}.pdf").exists()
        page = reader.get(f"/verifikasi/{one.code}").text
        assert ">ASLI<" in page
        assert "Data orangnya sudah dihapus" in page
        assert one.number in page
        assert trainer.get(f"/sertifikat/{one.code}.pdf").status_code == 404
    page = trainer.get(f"{address}/sertifikat").text
    assert "(data dihapus)" in page
    trainer.post(withdrawal_of(trainer, address), {"alasan": "Salah terbit"})
    (of_class,) = (one for one in before if one.kind == "class")
    assert ">DICABUT<" in reader.get(f"/verifikasi/{of_class.code}").text


def test_an_old_name_that_was_put_right_goes_too(
    app: Flask, person: Reader, reader: Reader
) -> None:
    code = person.pass_course().issue_statement(RENAMED)
    new = where(mend(person, code, CONFIRMED)).rpartition("/")[2]
    delete(person)
    assert found_in(app) == {}
    assert ">DIGANTI<" in reader.get(f"/verifikasi/{code}").text
    assert ">ASLI<" in reader.get(f"/verifikasi/{new}").text


def test_that_they_were_there_still_counts_in_the_class(
    app: Flask, trainer: Employee, person: Reader, address: str
) -> None:
    def attendance() -> list[tuple[Any, ...]]:
        answer = trainer.post(f"{address}/unduh", {"isi": "kehadiran", "bentuk": "xlsx"})
        return list(openpyxl.load_workbook(BytesIO(answer.data)).worksheets[0].values)

    before = attendance()
    delete(person)
    after = attendance()
    assert len(after) == len(before)
    assert after[-1] == ("(data dihapus)", "hadir", 4)
    pack = trainer.post(f"{address}/berkas/unduh", {"bentuk": "xlsx"})
    if pack.status_code == 200:
        book = openpyxl.load_workbook(BytesIO(pack.data))
        cells = [str(cell) for sheet in book for row in sheet.values for cell in row if cell]
        assert "(data dihapus)" in cells
        assert not any(CANARY.search(cell) for cell in cells)
    for page in ("", "/peserta", "/hasil", "/sertifikat"):
        assert trainer.get(f"{address}{page}").status_code == 200
        assert not CANARY.search(trainer.get(f"{address}{page}").text)


def test_the_log_says_that_somebody_left_and_loses_only_words(
    app: Flask, trainer: Employee, person: Reader, address: str
) -> None:
    def log() -> list[tuple[Any, ...]]:
        with app.app_context():
            found = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))
            return [(one.id, one.at, one.staff_id, one.act, one.subject) for one in found]

    before = log()
    delete(person)
    after = log()
    assert after[: len(before)] == before
    assert [one[3] for one in after[len(before) :]] == ["learner.leave", "learner.leave"]
    with app.app_context():
        said = db.session.scalars(select(AuditEntry.about).where(AuditEntry.act == "seat.rename"))
        assert set(said) == {"Praya Angkatan 3: (data dihapus) → (data dihapus)"}


def test_of_reasons_about_the_person_only_what_the_site_wrote_itself_stays(
    app: Flask, person: Reader, address: str
) -> None:
    with app.app_context(), write():
        certificate = db.session.scalars(select(Certificate).limit(1)).one()
        for act, why in (("certificate.remake", "SHA-256 00ff"), ("certificate.reissue", "Sakit")):
            subject = f"certificate:{certificate.uid}"
            note(Act(None, None, now()), act, subject, certificate.number, why)
    delete(person)
    with app.app_context():
        said = select(AuditEntry.act, AuditEntry.why).where(AuditEntry.about == certificate.number)
        assert dict(db.session.execute(said).all()) == {
            "certificate.remake": "SHA-256 00ff",
            "certificate.reissue": "(data dihapus)",
        }


def test_the_log_lets_nobody_write_anything_else_over_it(
    app: Flask, person: Reader, address: str
) -> None:
    for change in (
        "UPDATE audit_entry SET about = 'bukan saya'",
        "UPDATE audit_entry SET act = 'seat.add', about = '(data dihapus)'",
        "UPDATE audit_entry SET about = '' WHERE about <> ''",
        "DELETE FROM audit_entry",
    ):
        with app.app_context(), pytest.raises(DBAPIError), write():
            db.session.execute(text(change))


def test_every_session_ends_and_no_phone_knows_them(
    app: Flask, person: Reader, settings: Settings
) -> None:
    other = Reader(app)
    person.post("/saya/angka-kunci", {"angka": "4739", "ulang": "4739"})
    page = person.post("/kartu").text
    found = re.search(r"\d{4} \d{4} \d{4} \d{4}", page)
    assert found
    card = {"kode": found[0], "masuk": "ya", "angka": "4739"}
    assert other.post("/masuk/kartu", card).status_code == 303
    assert other.get("/saya").status_code == 200
    assert where(delete(person, angka="4739")) == "/sudah-dihapus"
    for phone in (person, other):
        assert where(phone.get("/saya")) == "/masuk"
        assert NAME not in phone.get("/masuk").text
    # The phone's script is told who has left, and removes what it kept of them.
    other.get("/saya/ringkas")
    assert other.cookie("literasi_ada").startswith("0.")
    assert other.post("/masuk/kartu", card).status_code == 422


def test_both_records_of_one_person_go(app: Flask, trainer: Employee, person: Reader) -> None:
    second = Reader(app).register("Zubaidah K.")
    with app.app_context(), write():
        one, other = db.session.scalars(select(Learner).order_by(Learner.id.desc()).limit(2)).all()
        one.merged_into_id = other.id
    second.take_quiz()
    delete(person)
    assert found_in(app) == {}
    assert where(second.get("/saya")) == "/masuk"
    assert rows(app, Attempt) == 0
    assert rows(app, SignIn) == 1  # the trainer's


def test_the_files_of_a_class_are_complete_without_theirs(
    app: Flask, trainer: Employee, person: Reader, address: str
) -> None:
    delete(person)
    with app.app_context():
        make_due()
    assert "Berkas PDF</h2>" not in trainer.get(f"{address}/sertifikat").text
    assert trainer.post(f"{address}/sertifikat/berkas/semua").status_code == 409
    with app.app_context():
        seats = db.session.scalars(select(Seat).where(Seat.erased_at.is_not(None))).all()
    assert [(one.name, one.learner_id, one.card_id) for one in seats] == [("", None, None)]
