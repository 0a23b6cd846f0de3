"""An office's numbers follow each other whatever happens, and its list says what became of each."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import select, update

from literasi.certificates.models import Certificate
from literasi.certificates.operations import lock_numbers
from literasi.config import Settings
from literasi.database import db, write
from literasi.sealing.keys import FILE
from tests.certificates.test_trouble import missing
from tests.classroom import issue, joined, withdrawal_of
from tests.making import make_files
from tests.people import Employee, Reader, office_day

pytestmark = pytest.mark.both_databases


def rows_of(trainer: Employee) -> list[tuple[Any, ...]]:
    """The office's list, without its head: number, name, …, state, reason, replaced by, code."""
    content = trainer.post("/petugas/unduh").data
    return list(openpyxl.load_workbook(BytesIO(content)).worksheets[0].values)[1:]


def sequence(rows: list[tuple[Any, ...]]) -> list[int]:
    return [int(row[0].partition("/")[0]) for row in rows]


def mend(trainer: Employee, address: str, name: str) -> None:
    """Put right the name of the first of a class."""
    place = withdrawal_of(trainer, address).removesuffix("/cabut") + "/perbaiki-nama"
    answer = trainer.post(place, {"nama": name, "alasan": "Nama ayahnya belum ditulis"})
    assert answer.status_code == 303, answer.text


def class_of(trainer: Employee, *people: Reader) -> str:
    """A class of people who may have its certificate."""
    address = joined(trainer, *people)
    for one in people:
        one.take_quiz()
    return address


def press_and_fall(series: str) -> None:
    with write():
        lock_numbers(series).last += 7
        db.session.flush()
        raise ConnectionError("the machine went away before the commit")


def test_withdrawals_and_replacements_keep_their_numbers_and_the_list_explains_them(
    app: Flask, trainer: Employee, siti: Reader, stranger: Reader
) -> None:
    first = class_of(trainer, siti, stranger)
    issue(trainer, first)
    assert trainer.post(withdrawal_of(trainer, first), {"alasan": "Salah orang"}).status_code == 303
    issue(trainer, first)  # whose was withdrawn may have one again
    mend(trainer, first, "Siti Aminah binti Ahmad")
    issue(trainer, class_of(trainer, siti))
    rows = rows_of(trainer)
    assert sequence(rows) == [1, 2, 3, 4, 5]
    said = [(row[5], row[6], row[7]) for row in rows]
    withdrawn, replaced = ("dicabut", "Salah orang", None), ("diganti", None, rows[3][0])
    assert sorted(said[:3], key=str) == sorted(
        [withdrawn, replaced, ("berlaku", None, None)], key=str
    )
    assert said[3:] == [("berlaku", None, None)] * 2
    assert len({row[8] for row in rows}) == 5


def test_neither_a_press_that_was_undone_nor_a_file_that_failed_uses_a_number_up(
    app: Flask, settings: Settings, trainer: Employee, siti: Reader, stranger: Reader
) -> None:
    issue(trainer, class_of(trainer, siti))
    with app.app_context():
        office = db.session.scalars(select(Certificate.office_id)).one()
        with pytest.raises(ConnectionError):
            press_and_fall(f"class-{office}-{office_day().year}")
    later = class_of(trainer, stranger)
    with missing(settings.keys / FILE):
        issue(trainer, later)
        assert make_files(app) == 2
    assert make_files(app) == 0  # they wait for their turn
    issue(trainer, later)
    issue(trainer, class_of(trainer, siti, stranger))
    assert sequence(rows_of(trainer)) == [1, 2, 3, 4]


def test_each_office_counts_for_itself(
    trainer: Employee, outsider: Employee, siti: Reader, stranger: Reader
) -> None:
    for staff in (trainer, outsider, trainer):
        issue(staff, class_of(staff, siti, stranger))
    assert sequence(rows_of(trainer)) == [1, 2, 3, 4]
    assert sequence(rows_of(outsider)) == [1, 2]


def test_somebody_whose_data_is_gone_leaves_the_number(
    app: Flask, trainer: Employee, siti: Reader, stranger: Reader
) -> None:
    issue(trainer, class_of(trainer, siti, stranger))
    with app.app_context(), write():
        gone = update(Certificate).where(Certificate.name == "Siti Aminah")
        db.session.execute(gone.values(name=None, learner_id=None))
    rows = rows_of(trainer)
    assert sequence(rows) == [1, 2]
    assert sorted(row[1] for row in rows) == ["(data dihapus)", "Orang Lain"]
