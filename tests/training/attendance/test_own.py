"""A learner sees on the page of their class when they were there, and whether that is enough."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.classroom import joined, mark, meetings, plan_meeting, where
from tests.people import Employee, Reader
from tests.queries import count_queries
from tests.training.attendance.test_minimum import require

pytestmark = pytest.mark.both_databases


@pytest.fixture
def address(trainer: Employee, siti: Reader, stranger: Reader) -> str:
    """Two sessions, 4 and 2 JP: Siti was ill at the first and late at the second."""
    made = joined(trainer, siti, stranger)
    for jp, how, topic in (("4", "sick", "Menabung"), ("2", "late", "")):
        planned = plan_meeting(trainer, made, jp=jp, topik=topic)
        mark(trainer, where(planned), Siti_Aminah=how, Orang_Lain="present")
    return made


def shown(reader: Reader, address: str, language: str = "") -> str:
    """The words about attendance on the reader's page of the class."""
    uid = address.rpartition("/")[2]
    page = reader.get(f"{language}/saya/kelas/{uid}")
    assert page.status_code == 200
    part = page.text.partition('id="kehadiran">')[2].partition("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", part).split())


def test_each_session_is_there_with_the_learners_own_mark(
    trainer: Employee, siti: Reader, stranger: Reader, address: str
) -> None:
    mine = shown(siti, address)
    assert "Kamu hadir di 1 dari 2 pertemuan: 2 dari 6 jam pelajaran (JP)." in mine
    assert "Menabung (4 JP): sakit" in mine
    assert "(2 JP): hadir, terlambat" in mine
    assert "sertifikat" not in mine
    assert "2 dari 2 pertemuan: 6 dari 6" in shown(stranger, address)
    plan_meeting(trainer, address, jp="3")
    assert "(3 JP): belum dicatat" in shown(siti, address)
    mark(trainer, meetings(trainer, address)[0], Siti_Aminah="absent")
    assert "Menabung (4 JP): tidak hadir" in shown(siti, address)


def test_what_the_certificate_asks_for_is_said_with_what_is_missing(
    trainer: Employee, siti: Reader, stranger: Reader, address: str
) -> None:
    require(trainer, address, "jp", "80")
    assert "paling sedikit 5 JP. Masih kurang 3 JP." in shown(siti, address)
    assert "paling sedikit 5 JP. Kehadiranmu sudah cukup." in shown(stranger, address)
    require(trainer, address, "meetings", "51")
    assert "paling sedikit 2 pertemuan. Masih kurang 1 pertemuan." in shown(siti, address)
    require(trainer, address, "meetings", "50")
    assert "Kehadiranmu sudah cukup." in shown(siti, address)


def test_it_is_there_in_english(siti: Reader, trainer: Employee, address: str) -> None:
    require(trainer, address, "jp", "80")
    page = shown(siti, address, "/en")
    assert "You came to 1 of 2 sessions: 2 of 6 lesson hours (JP)." in page
    assert "3 JP still missing." in page
    assert "(4 JP): ill" in page


def test_a_class_without_sessions_says_nothing_of_them(trainer: Employee, siti: Reader) -> None:
    assert shown(siti, joined(trainer, siti)) == ""


def test_the_page_of_a_class_takes_a_handful_of_queries(
    app: Flask, siti: Reader, address: str
) -> None:
    with count_queries(app) as statements:
        shown(siti, address)
    assert len(statements) <= 8, statements
