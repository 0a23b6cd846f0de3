"""What a family did at home is ticked once, shown wherever it stands, and taken back."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from literasi.accounts.models import Learner
from literasi.database import db, write
from literasi.domain.course import Module
from literasi.learning.models import FamilyTalkHeld, WeekStepDone
from tests.people import Reader

pytestmark = pytest.mark.both_databases

STEP, TALK = "langkah", "obrolan"
AT_HOME = {STEP: "Langkah minggu ini sudah dilakukan.", TALK: "Sudah diobrolkan."}
ON_RESULT = {STEP: "Sudah kami lakukan.", TALK: "Sudah kami obrolkan."}
TABLES = {STEP: WeekStepDone, TALK: FamilyTalkHeld}
both = pytest.mark.parametrize("what", [STEP, TALK])


def with_step(reader: Reader) -> Module:
    return next(module for module in reader.course.modules if module.week_step)


def address(reader: Reader, what: str) -> str:
    return f"/kursus/{reader.course.slug}/{with_step(reader).slug}/{what}"


def kept(app: Flask, what: str) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(TABLES[what])) or 0


@both
def test_a_tick_made_twice_is_one_and_shows_at_home(app: Flask, siti: Reader, what: str) -> None:
    assert AT_HOME[what] not in siti.get("/saya").text
    for _ in range(2):
        answer = siti.post(address(siti, what))
        assert (answer.status_code, answer.location) == (303, f"/saya#{siti.course.slug}")
    assert siti.get("/saya").text.count(AT_HOME[what]) == 1
    assert kept(app, what) == 1


@both
def test_a_mistaken_tick_is_taken_back_even_twice(app: Flask, siti: Reader, what: str) -> None:
    siti.post(address(siti, what))
    for _ in range(2):
        assert siti.post(address(siti, what), {"batal": "ya"}).status_code == 303
    assert AT_HOME[what] not in siti.get("/saya").text
    assert kept(app, what) == 0


@both
def test_the_home_has_the_button_that_ticks_and_the_one_that_takes_back(
    siti: Reader, what: str
) -> None:
    siti.take_quiz(with_step(siti))
    form = f'<form class="tick-row" method="post" action="{address(siti, what)}">'
    before = siti.get("/saya").text.partition(form)[2].partition("</form>")[0]
    assert "Tandai sudah" in before
    assert 'name="batal"' not in before
    siti.post(address(siti, what))
    after = siti.get("/saya").text.partition(form)[2].partition("</form>")[0]
    assert 'name="batal" value="ya"' in after
    assert "Batalkan" in after


@both
def test_the_result_of_the_quiz_knows_the_readers_own_tick(
    siti: Reader, stranger: Reader, what: str
) -> None:
    siti.post(address(siti, what))
    hers = siti.get(siti.take_quiz(with_step(siti)).location).text
    theirs = stranger.get(stranger.take_quiz(with_step(stranger)).location).text
    assert ON_RESULT[what] in hers
    assert hers.count("Batalkan tanda ini") == 1
    assert ON_RESULT[what] not in theirs
    assert "Batalkan tanda ini" not in theirs


def test_the_last_lesson_has_the_button_in_the_steps_box(reader: Reader) -> None:
    module = with_step(reader)
    page = reader.get(f"/kursus/{reader.course.slug}/{module.slug}/{module.lessons[-1].slug}").text
    box = page.partition('<section class="week-step"')[2].partition("</section>")[0]
    assert f'action="{address(reader, STEP)}"' in box
    assert "Tandai: sudah kami lakukan" in box


@both
def test_a_stranger_who_ticks_is_asked_for_a_name(app: Flask, reader: Reader, what: str) -> None:
    answer = reader.post(address(reader, what))
    assert answer.location == f"/daftar?lanjut=/kursus/{reader.course.slug}"
    assert kept(app, what) == 0


@both
def test_nobody_takes_back_anothers_tick(
    app: Flask, siti: Reader, stranger: Reader, what: str
) -> None:
    siti.post(address(siti, what))
    stranger.post(address(stranger, what), {"batal": "ya"})
    assert kept(app, what) == 1


@both
def test_a_tick_of_a_merged_record_is_taken_back_too(
    app: Flask, siti: Reader, stranger: Reader, what: str
) -> None:
    stranger.post(address(stranger, what))
    with app.app_context(), write():
        into = db.session.scalars(select(Learner.id).where(Learner.name == "Siti Aminah")).one()
        other = update(Learner).where(Learner.name == "Orang Lain")
        db.session.execute(other.values(merged_into_id=into))
    assert AT_HOME[what] in siti.get("/saya").text
    siti.post(address(siti, what), {"batal": "ya"})
    assert kept(app, what) == 0


def test_the_button_keeps_the_language_of_the_page(siti: Reader) -> None:
    siti.take_quiz(with_step(siti))
    for prefix in ("/en", "", "/en"):
        page = siti.get(f"{prefix}/saya").text
        assert (
            f'<form class="tick-row" method="post" action="{prefix}{address(siti, STEP)}">' in page
        )


def test_what_was_done_stands_in_sentences_of_their_own(siti: Reader) -> None:
    siti.take_quiz(with_step(siti))
    for what in (STEP, TALK):
        siti.post(address(siti, what))
    line = " ".join(siti.get("/saya").text.split())
    assert f"Nilai terbaik 100, lulus. {AT_HOME[TALK]} {AT_HOME[STEP]}" in line
