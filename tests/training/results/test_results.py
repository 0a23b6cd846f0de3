"""The results of a class: tests side by side, and what it gets wrong, from the stored answers."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select

from literasi.accounts.models import Learner
from literasi.database import db, write
from tests.classroom import joined
from tests.people import Employee, Reader
from tests.pretests import take_test, with_tests
from tests.queries import count_queries

pytestmark = pytest.mark.both_databases


def people(app: Flask, *names: str) -> list[Reader]:
    return [Reader(app).register(name) for name in names]


def pairs(page: str) -> list[tuple[str, ...]]:
    """Name, before, after and change of each row of the tests."""
    cell = r'<td class="number">([^<]*)</td>'
    row = rf'<tr><th scope="row"><a [^>]*>([^<]*)</a></th>\s*{cell}{cell}\s*{cell}'
    return re.findall(row, page)


def shares(page: str) -> set[tuple[str, ...]]:
    """Percent, wrong and people of each listed question."""
    return set(re.findall(r"<strong>(\d+)% keliru</strong>: (\d+) dari (\d+) orang", page))


def test_pre_test_and_post_test_stand_side_by_side_with_a_drawing(
    app: Flask, trainer: Employee
) -> None:
    with_tests(app)
    ani, budi, citra = people(app, "Ani", "Budi", "Citra")
    address = joined(trainer, ani, budi, citra)
    take_test(ani, "awal", right=2)
    take_test(budi, "awal", right=5)
    ani.pass_course()
    take_test(ani, "akhir", right=7)
    page = trainer.get(f"{address}/hasil").text
    assert pairs(page) == [("Ani", "2", "7", "+5"), ("Budi", "5", "–", "–")]
    # The drawing of each row is on the same scale: eight questions, twenty units each.
    assert page.count('viewBox="0 0 180 20"') == 2
    assert 'd="M50 10H150"' in page
    assert "<strong>2</strong> lalu <strong>7</strong> dari 8" in page
    assert " style=" not in page


def test_the_questions_that_the_class_gets_wrong_are_counted_by_first_answers(
    app: Flask, trainer: Employee
) -> None:
    ani, budi = people(app, "Ani", "Budi")
    address = joined(trainer, ani, budi)
    assert "Belum ada soal kuis" in trainer.get(f"{address}/hasil").text
    ani.take_quiz(right=False)
    page = trainer.get(f"{address}/hasil").text
    assert shares(page) == {("100", "1", "1")}
    assert "Baru sedikit orang." in page
    # What she knows by then changes no first answer; other questions she answers rightly count.
    for _ in range(3):
        ani.take_quiz()
    assert shares(trainer.get(f"{address}/hasil").text) == {("100", "1", "1")}
    budi.take_quiz()
    assert ("50", "1", "2") in shares(trainer.get(f"{address}/hasil").text)


def test_the_questions_of_each_test_have_a_page_of_their_own(app: Flask, trainer: Employee) -> None:
    with_tests(app)
    (ani,) = people(app, "Ani")
    address = joined(trainer, ani)
    take_test(ani, "awal", right=5)
    assert trainer.get(f"{address}/hasil?dari=awal").text.count("100% keliru") == 3
    for other in ("kuis", "akhir", "apa-saja"):
        page = trainer.get(f"{address}/hasil?dari={other}").text
        assert "keliru</strong>" not in page
        assert "Belum ada soal" in page


def test_only_the_classs_modules_and_people_are_counted_and_merged_records_once(
    app: Flask, trainer: Employee
) -> None:
    ani, twin, stranger = people(app, "Ani", "Ani", "Orang Lain")
    address = joined(trainer, ani)
    stranger.take_quiz(right=False)
    ani.take_quiz(ani.course.modules[1], right=False)
    twin.take_quiz(right=False)
    assert shares(trainer.get(f"{address}/hasil").text) == set()
    with app.app_context(), write():
        first, second, _ = db.session.scalars(select(Learner).order_by(Learner.id)).all()
        second.merged_into_id = first.id
    ani.take_quiz(right=False)
    assert shares(trainer.get(f"{address}/hasil").text) == {("100", "1", "1")}


def test_the_page_takes_at_most_ten_queries_and_says_when_nobody_is_there(
    app: Flask, trainer: Employee
) -> None:
    empty = trainer.make_class()
    assert "belum punya peserta" in trainer.get(f"{empty}/hasil").text
    readers = people(app, "Ani", "Budi", "Citra")
    address = joined(trainer, *readers)
    for reader in readers:
        reader.take_quiz(right=False)
    with count_queries(app) as statements:
        assert trainer.get(f"{address}/hasil").status_code == 200
    assert len(statements) <= 10, statements
