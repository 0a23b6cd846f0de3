"""The home offers a few questions some days after a module was passed, and leaves one in peace."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from literasi.accounts.models import Learner
from literasi.database import db, write
from literasi.learning.models import Attempt, RecallAnswer, TransferDay
from literasi.web.clock import now, today
from tests.people import Reader, hidden
from tests.queries import count_queries

pytestmark = pytest.mark.both_databases

OFFER = "Sempat dua menit untuk mengingat lagi?"
DONE, NOT_NOW = {"jawab": "sudah"}, {"jawab": "nanti"}


def passed(app: Flask, reader: Reader, days: int) -> Reader:
    """The reader passed the first module so many days ago."""
    assert reader.take_quiz().status_code == 303
    with app.app_context(), write():
        ago = update(Attempt).values(submitted_at=now() - timedelta(days=days))
        db.session.execute(ago)
    return reader


def answered(app: Flask, days: int) -> None:
    """As if the answer of today had been given so many days ago."""
    with app.app_context(), write():
        ago = update(RecallAnswer).values(answered_on=today() - timedelta(days=days))
        db.session.execute(ago)


def kept(app: Flask) -> list[bool]:
    """Of each answer whether it was done."""
    with app.app_context():
        return list(db.session.scalars(select(RecallAnswer.done)))


def questions(reader: Reader) -> list[str]:
    return re.findall(r'class="prompt" id="latihan-(\S+)-tanya"', reader.get("/saya/ingat").text)


def test_nothing_is_offered_before_two_days_have_gone_by(app: Flask, siti: Reader) -> None:
    assert OFFER not in siti.get("/saya").text
    assert OFFER not in passed(app, siti, 1).get("/saya").text


def test_two_days_after_passing_one_quiet_line_leads_to_four_questions(
    app: Flask, siti: Reader
) -> None:
    page = passed(app, siti, 2).get("/saya").text
    assert page.count(OFFER) == 1
    assert '<a class="button second" href="/saya/ingat">Ingat lagi</a>' in page
    assert len(set(questions(siti))) == min(4, len(questions(siti))) >= 3
    for key in questions(siti):
        assert key.startswith(siti.course.slug)


def test_a_reload_shows_the_same_questions_and_writes_nothing(app: Flask, siti: Reader) -> None:
    passed(app, siti, 2)
    with count_queries(app) as statements:
        first = questions(siti)
    assert all(one.startswith("SELECT") for one in statements), statements
    assert first == questions(siti)


def test_done_removes_the_line_and_is_kept_once(app: Flask, siti: Reader) -> None:
    passed(app, siti, 9)
    form = {**DONE, "hari": hidden(siti.get("/saya/ingat").text, "hari")}
    for _ in range(2):
        answer = siti.post("/saya/ingat", form)
        assert (answer.status_code, answer.location) == (303, "/saya")
    assert OFFER not in siti.get("/saya").text
    assert kept(app) == [True]
    answered(app, 1)
    assert OFFER not in siti.get("/saya").text


def test_the_stage_of_thirty_days_comes_after_one_done_on_day_nine(
    app: Flask, siti: Reader
) -> None:
    passed(app, siti, 30).post("/saya/ingat", DONE)
    answered(app, 21)
    assert OFFER in siti.get("/saya").text


def test_not_now_removes_the_line_until_the_next_stage(app: Flask, siti: Reader) -> None:
    page = passed(app, siti, 7).get("/saya").text
    siti.post("/saya/ingat", {**NOT_NOW, "hari": hidden(page, "hari")})
    assert OFFER not in siti.get("/saya").text
    assert kept(app) == [False]
    answered(app, 5)
    assert OFFER in siti.get("/saya").text


def test_who_put_it_off_may_do_it_after_all(app: Flask, siti: Reader) -> None:
    passed(app, siti, 7).post("/saya/ingat", NOT_NOW)
    assert len(questions(siti)) >= 3
    siti.post("/saya/ingat", DONE)
    siti.post("/saya/ingat", NOT_NOW)
    assert kept(app) == [True]


def test_an_answer_that_arrives_a_day_late_counts_for_its_own_day(app: Flask, siti: Reader) -> None:
    passed(app, siti, 7)
    siti.post("/saya/ingat", {**DONE, "hari": (today() - timedelta(days=1)).isoformat()})
    assert OFFER in siti.get("/saya").text


@pytest.mark.parametrize("day", ["", "besok", "2999-01-01", "1999-01-01"])
def test_a_day_that_cannot_be_is_today(app: Flask, siti: Reader, day: str) -> None:
    passed(app, siti, 7).post("/saya/ingat", {**DONE, "hari": day})
    with app.app_context():
        assert db.session.scalars(select(RecallAnswer.answered_on)).all() == [today()]


def test_an_answer_that_is_none_keeps_nothing(app: Flask, siti: Reader) -> None:
    assert passed(app, siti, 7).post("/saya/ingat", {"jawab": "x"}).location == "/saya/ingat"
    assert kept(app) == []


def test_after_two_months_nobody_is_met_by_old_modules(app: Flask, siti: Reader) -> None:
    assert OFFER not in passed(app, siti, 61).get("/saya").text


def test_who_passed_nothing_reads_what_to_do_first(siti: Reader) -> None:
    page = siti.get("/saya/ingat").text
    assert "Belum ada modul yang lulus." in page
    assert "<fieldset" not in page


def test_one_learners_modules_and_answers_are_not_anothers(
    app: Flask, siti: Reader, stranger: Reader
) -> None:
    passed(app, siti, 2)
    assert OFFER not in stranger.get("/saya").text
    stranger.post("/saya/ingat", DONE)
    assert OFFER in siti.get("/saya").text


def test_the_day_of_the_transfer_offers_what_was_passed_long_ago(app: Flask, siti: Reader) -> None:
    passed(app, siti, 100)
    answer = siti.post("/saya/hari-kiriman", {"tanggal": str(today().day)})
    assert answer.location == "/saya#hari-kiriman"
    page = siti.get("/saya").text
    assert f"Hari ini hari kiriman. {OFFER}" in page
    assert f"Tanggal {today().day} setiap bulan" in page
    siti.post("/saya/ingat", DONE)
    assert OFFER not in siti.get("/saya").text


def test_the_day_of_the_transfer_can_be_changed_and_taken_away(app: Flask, siti: Reader) -> None:
    for text, kept_day in (("5", 5), ("31", 31), ("0", 31), ("lima", 31), ("32", 31), ("", None)):
        assert siti.post("/saya/hari-kiriman", {"tanggal": text}).status_code == 303
        with app.app_context():
            assert db.session.scalars(select(TransferDay.day)).all() == [kept_day]
    assert "Pilih tanggal kiriman keluargamu" in siti.get("/saya").text


def test_of_two_merged_records_the_day_chosen_last_counts(
    app: Flask, siti: Reader, stranger: Reader
) -> None:
    siti.post("/saya/hari-kiriman", {"tanggal": "5"})
    stranger.post("/saya/hari-kiriman", {"tanggal": "9"})
    with app.app_context(), write():
        into = db.session.scalars(select(Learner.id).where(Learner.name == "Siti Aminah")).one()
        other = update(Learner).where(Learner.name == "Orang Lain")
        db.session.execute(other.values(merged_into_id=into))
    assert "Tanggal 9 setiap bulan" in siti.get("/saya").text
    siti.post("/saya/hari-kiriman", {"tanggal": "6"})
    assert "Tanggal 6 setiap bulan" in siti.get("/saya").text


def test_the_home_takes_no_more_queries_for_it(app: Flask, siti: Reader) -> None:
    passed(app, siti, 7).post("/saya/hari-kiriman", {"tanggal": "1"})
    siti.post("/saya/ingat", NOT_NOW)
    answered(app, 3)
    with count_queries(app) as statements:
        assert OFFER in siti.get("/saya").text
    assert len(statements) == 4, statements


def test_no_id_stands_twice_when_courses_share_a_key(app: Flask, siti: Reader) -> None:
    for course in siti.catalogue.courses:
        siti.pass_course(course)
    page = siti.get("/saya/ingat").text
    # Every practice names its parts, as the shared keys of two courses might.
    assert len(re.findall(r' id="latihan-', page)) >= page.count('class="practice"') == 4
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))
