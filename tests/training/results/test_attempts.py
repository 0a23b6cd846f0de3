"""A trainer sees every quiz that somebody of the class sent for it, and nothing else of theirs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from literasi.accounts.models import Learner
from literasi.database import db, write
from literasi.domain.codec import make_bank
from literasi.learning.models import Attempt
from literasi.web.prepared import Prepared
from tests.classroom import give_work, joined, seat_of
from tests.people import Employee, Reader, hidden

pytestmark = pytest.mark.both_databases


@pytest.fixture
def ani(app: Flask) -> Reader:
    return Reader(app).register("Ani")


def attempts(trainer: Employee, address: str) -> list[str]:
    """The list items of Ani's attempts, newest first."""
    page = trainer.get(seat_of(trainer, address, "Ani")).text
    found = re.search(r'<ol class="attempts" reversed>(.*?)</ol>\n</section>', page, re.S)
    return found[1].split("<p><strong>")[1:] if found else []


def test_every_attempt_is_there_with_mark_minutes_and_what_was_wrong(
    app: Flask, trainer: Employee, ani: Reader
) -> None:
    address = joined(trainer, ani)
    assert attempts(trainer, address) == []
    ani.take_quiz(right=False)
    ani.take_quiz()
    with app.app_context(), write():
        for attempt in db.session.scalars(select(Attempt)):
            attempt.drawn_at = attempt.submitted_at - timedelta(minutes=4, seconds=10)
    newest, first = attempts(trainer, address)
    assert newest.startswith("Lulus, nilai 100.")
    assert "<details>" not in newest
    assert first.startswith("Belum lulus, nilai 0.")
    assert "sekitar 5 menit" in first
    total = trainer.module.bank.draw
    assert f"{total} soal belum tepat" in first
    assert first.count("<dt>Dijawab</dt>") == first.count("<dt>Yang tepat</dt>") == total


def test_what_somebody_learns_outside_of_the_class_is_not_there(
    trainer: Employee, ani: Reader
) -> None:
    address = joined(trainer, ani)
    ani.take_quiz(ani.course.modules[1])
    assert attempts(trainer, address) == []


def test_attempts_of_a_merged_record_are_there(app: Flask, trainer: Employee, ani: Reader) -> None:
    address = joined(trainer, ani)
    Reader(app).register("Ani").take_quiz(right=False)
    assert attempts(trainer, address) == []
    with app.app_context(), write():
        first, second = db.session.scalars(select(Learner).order_by(Learner.id)).all()
        second.merged_into_id = first.id
    assert len(attempts(trainer, address)) == 1


def test_minutes_are_not_guessed_and_what_waited_on_the_phone_says_so(
    app: Flask, trainer: Employee, ani: Reader
) -> None:
    address = joined(trainer, ani)
    ani.take_quiz()
    with app.app_context(), write():
        for attempt in db.session.scalars(select(Attempt)):
            attempt.drawn_at = attempt.submitted_at - timedelta(days=2)
    assert "menit" not in attempts(trainer, address)[0]
    with app.app_context(), write():
        db.session.execute(update(Attempt).values(was_offline=True))
    assert "Dikerjakan tanpa sinyal" in attempts(trainer, address)[0]


def test_whether_it_was_passed_is_by_the_classs_own_mark(trainer: Employee, ani: Reader) -> None:
    address = joined(trainer, ani)
    ani.take_quiz()
    give_work(trainer, address, nilai="100")
    assert attempts(trainer, address)[0].startswith("Lulus, nilai 100.")


def test_questions_are_shown_as_they_were_when_they_were_answered(
    app: Flask, trainer: Employee, ani: Reader
) -> None:
    address = joined(trainer, ani)
    ani.take_quiz(right=False)
    before = attempts(trainer, address)
    _rewrite(app)
    assert attempts(trainer, address) == before
    assert "Soal baru" not in before[0]


def _rewrite(app: Flask) -> None:
    """As after a later `flask setup`, where the first module asks something else."""
    site = app.extensions["literasi"]
    first, *others = site.catalogue.courses
    module, *rest = first.modules
    asked = [replace(one, prompt="Soal baru") for one in module.bank.questions]
    changed = replace(module, bank=make_bank(module.bank.draw, asked))
    courses = (replace(first, modules=(changed, *rest)), *others)
    catalogue = replace(site.catalogue, courses=courses, translations={})
    site.prepared = Prepared("new", catalogue, {})


def test_an_answer_given_in_english_is_shown_in_the_words_of_the_source(
    app: Flask, trainer: Employee, ani: Reader
) -> None:
    english = app.extensions["literasi"].catalogue.translations["en"]
    course, source, module = next(
        (course, source, module)
        for course, other in zip(ani.catalogue.courses, english.courses, strict=True)
        for source, module in zip(course.modules, other.modules, strict=True)
        if source.bank.hash != module.bank.hash
    )
    address = trainer.make_class(modul=f"{course.slug}/{source.slug}")
    ani.post(f"/gabung/{trainer.open_door(address)}")
    path = f"/en{ani.quiz_path(source, course)}"
    sealed = hidden(ani.get(path).text, "undian")
    form = {"undian": sealed, **ani.fill(module, sealed, right=False)}
    assert ani.post(path, form).status_code == 303
    shown = attempts(trainer, address)[0]
    assert any(one.prompt in shown for one in source.bank.questions)
    assert not any(one.prompt in shown for one in module.bank.questions)
