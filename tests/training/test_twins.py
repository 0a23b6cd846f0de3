"""Gabungkan akun: likely twins of the office's classes, with the reasons, asked and taken back."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from literasi.accounts.models import Learner
from literasi.accounts.staff_models import AuditEntry
from literasi.database import db
from tests.classroom import joined, seat_of
from tests.people import Employee, Fields, Reader
from tests.queries import count_queries
from tests.staff import employ

pytestmark = pytest.mark.both_databases
PAGE = "/petugas/gabungkan"


def pairs(staff: Employee) -> list[Fields]:
    """The hidden fields of each suggestion, the likeliest first."""
    page = staff.get(PAGE).text
    found = re.findall(
        r'name="lain" value="(\d+)"><input type="hidden" name="tetap" value="(\d+)"', page
    )
    return [{"lain": lain, "tetap": tetap, "alasan": "kata orangnya"} for lain, tetap in found]


@pytest.fixture
def twin(app: Flask) -> Reader:
    """The same Siti, who registered again under her name as in another paper."""
    return Reader(app).register("Hj. Siti Aminnah")


def answer_of(reader: Reader) -> str:
    found = re.search(r'action="(/saya/catatan/[0-9a-f-]+)"', reader.get("/saya").text)
    assert found
    return found[1]


def test_two_records_stand_side_by_side_with_the_reasons(
    trainer: Employee, siti: Reader, twin: Reader, stranger: Reader
) -> None:
    joined(trainer, siti, twin, stranger)
    page = trainer.get(PAGE).text
    assert "Siti Aminah dan Hj. Siti Aminnah" in page
    assert "bunyi namanya sama, di kelas yang sama" in page
    assert "Praya Angkatan 3" in page
    assert len(pairs(trainer)) == 1


def said(reader: Reader, address: str, allowed: str, **where: str) -> None:
    """Answer where they live, and whether that may be kept."""
    path = f"/saya/kelas/{address.rpartition('/')[2]}/data"
    assert reader.post(path, {**where, "izin": allowed}).status_code == 303


def test_where_both_live_speaks_for_or_against_once_both_allowed_it(
    trainer: Employee, siti: Reader, twin: Reader
) -> None:
    address = joined(trainer, siti, twin)
    said(siti, address, "ya", kecamatan="Praya", desa="Penujak")
    for name in ("Siti Aminah", "Hj. Siti Aminnah"):
        # What staff wrote waits for the person, and is used for nothing.
        trainer.post(f"{seat_of(trainer, address, name)}/data", {"desa": "Penujak"})
    assert "desa" not in trainer.get(PAGE).text.partition("Sebabnya")[2]
    said(twin, address, "ya", kecamatan="kec. PRAYA", desa="Desa Penujak")
    assert "bunyi namanya sama, desa sama, di kelas yang sama." in trainer.get(PAGE).text
    said(twin, address, "ya", kecamatan="Jonggat", desa="Ubung")
    assert "di kelas yang sama. Tetapi kecamatannya lain." in trainer.get(PAGE).text
    said(twin, address, "tidak")
    assert "kecamatan" not in trainer.get(PAGE).text.partition("Sebabnya")[2]


def test_what_is_pointed_out_waits_for_the_person_and_can_be_taken_back(
    app: Flask, trainer: Employee, siti: Reader, twin: Reader
) -> None:
    joined(trainer, siti, twin)
    (form,) = pairs(trainer)
    assert trainer.post(PAGE, form).status_code == 303
    assert pairs(trainer) == []
    assert "Menunggu orangnya" in trainer.get(PAGE).text
    siti.post(answer_of(siti), {"jawab": "ya"})
    page = trainer.get(PAGE).text
    assert "Sudah digabung" in page
    with app.app_context():
        # Who registered first stays.
        stays = select(Learner.name).where(
            Learner.id == select(func.max(Learner.merged_into_id)).scalar_subquery()
        )
        assert db.session.scalar(stays) == "Siti Aminah"
    undo = re.search(rf'action="({PAGE}/[0-9a-f-]+/pisah)"', page)
    assert undo
    assert "Tulis dulu alasannya" in trainer.post(undo[1], {"alasan": ""}).text
    assert trainer.post(undo[1], {"alasan": "ternyata dua orang"}).status_code == 303
    with app.app_context():
        merged = select(Learner.id).where(Learner.merged_into_id.is_not(None))
        assert db.session.scalar(merged) is None
        said = db.session.execute(select(AuditEntry.act, AuditEntry.why)).all()
    assert said[-1] == ("merge.undo", "ternyata dua orang")
    assert trainer.post(undo[1], {"alasan": "lagi"}).status_code == 404
    assert pairs(trainer) == []


def test_two_people_are_not_suggested_again_and_nobody_is_asked(
    app: Flask, trainer: Employee, siti: Reader, twin: Reader
) -> None:
    joined(trainer, siti, twin)
    (form,) = pairs(trainer)
    assert trainer.post(PAGE, {**form, "alasan": "", "bukan": "ya"}).status_code == 303
    assert pairs(trainer) == []
    assert "/saya/catatan/" not in siti.get("/saya").text
    with app.app_context():
        acts = db.session.scalars(select(AuditEntry.act)).all()
    assert acts[-1] == "merge.dismiss"


def test_without_a_reason_nothing_is_asked_and_the_pair_stays_open(
    trainer: Employee, siti: Reader, twin: Reader
) -> None:
    joined(trainer, siti, twin)
    (form,) = pairs(trainer)
    answer = trainer.post(PAGE, {**form, "alasan": " "})
    assert answer.status_code == 422
    assert "Tulis dulu alasannya" in answer.text
    assert "<details open>" in answer.text
    assert "/saya/catatan/" not in siti.get("/saya").text


def test_the_same_pair_pointed_out_twice_is_refused(
    trainer: Employee, colleague: Employee, siti: Reader, twin: Reader
) -> None:
    joined(trainer, siti, twin)
    (form,) = pairs(trainer)
    trainer.post(PAGE, form)
    answer = colleague.post(PAGE, form)
    assert answer.status_code == 422
    assert "sudah ditandai" in answer.text


def test_people_of_other_offices_and_of_others_classes_are_nowhere(
    app: Flask, trainer: Employee, outsider: Employee, siti: Reader, twin: Reader
) -> None:
    facilitator = employ(app, "wati@desa.test", "facilitator").sign_in()
    joined(trainer, siti)
    joined(outsider, twin)
    joined(facilitator, twin)
    assert len(pairs(trainer)) == 1
    assert pairs(outsider) == pairs(facilitator) == []
    (form,) = pairs(trainer)
    for other in (outsider, facilitator):
        assert other.post(PAGE, form).status_code == 404
    trainer.post(PAGE, form)
    undo = re.search(rf'action="({PAGE}/[0-9a-f-]+/pisah)"', trainer.get(PAGE).text)
    assert undo
    for other in (outsider, facilitator):
        assert "Menunggu orangnya" not in other.get(PAGE).text
        assert other.post(undo[1], {"alasan": "iseng"}).status_code == 404


@pytest.mark.parametrize(
    "change", [{"lain": ""}, {"tetap": "x"}, {"lain": "9" * 30}, {"lain": "999999"}, {"tetap": "@"}]
)
def test_what_is_no_pair_is_nowhere(
    trainer: Employee, siti: Reader, twin: Reader, change: Fields
) -> None:
    joined(trainer, siti, twin)
    (form,) = pairs(trainer)
    changed = {key: form["lain"] if text == "@" else text for key, text in change.items()}
    assert trainer.post(PAGE, {**form, **changed}).status_code == 404


def test_whoever_left_the_class_is_seen_no_more(
    trainer: Employee, siti: Reader, twin: Reader
) -> None:
    address = joined(trainer, siti, twin)
    assert twin.post(f"/saya/kelas/{address.rpartition('/')[2]}/keluar").status_code == 303
    assert pairs(trainer) == []


def test_the_page_takes_a_handful_of_queries(
    app: Flask, trainer: Employee, siti: Reader, twin: Reader
) -> None:
    joined(trainer, siti, twin)
    with count_queries(app) as statements:
        trainer.get(PAGE)
    assert len(statements) <= 4, statements
