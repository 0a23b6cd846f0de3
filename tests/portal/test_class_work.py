"""What classes give, on the learner's home: overdue first, in plain words, in two zones."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from literasi.database import db, write
from literasi.training.assignments.models import AssignedModule, Assignment
from tests.classroom import give_work
from tests.people import Employee, Reader, office_day
from tests.queries import count_queries

pytestmark = pytest.mark.both_databases


@pytest.fixture
def address(trainer: Employee, siti: Reader) -> str:
    """A class of four modules that Siti joined."""
    address = trainer.make_class(4)
    assert siti.post(f"/gabung/{trainer.open_door(address)}").status_code == 303
    return address


def box(page: str) -> str:
    return page.partition("class-work")[2].partition("</section>")[0]


def lines(page: str) -> list[tuple[str, str]]:
    """Title and due words of each line."""
    found = re.findall(r'<a href=[^>]*>(.*?)<span class="length[^"]*">(.*?)</span>', page, re.S)
    return [(re.sub(r"<small.*?</small>|<[^>]*>|\s+$", "", a).strip(), b) for a, b in found]


def day(number: int) -> date:
    return office_day() + timedelta(days=number)


def move(app: Flask, slug: str, number: int) -> None:
    """As if the work with this module had been due on another day."""
    with app.app_context(), write():
        ids = select(AssignedModule.assignment_id).where(AssignedModule.module == slug)
        moved = update(Assignment).where(Assignment.id.in_(ids)).values(due_on=day(number))
        db.session.execute(moved)


def test_overdue_comes_first_then_what_is_next_then_undated_and_what_is_done_last(
    app: Flask, trainer: Employee, siti: Reader, address: str
) -> None:
    modules = siti.course.modules[:4]
    keys = trainer.class_form(4)["modul"]
    for key, batas in zip(keys, (day(1), "", day(3), day(3)), strict=True):
        give_work(trainer, address, modul=[key], batas=str(batas))
    move(app, modules[3].slug, -2)
    siti.take_quiz(modules[0])
    assert lines(box(siti.get("/saya").text)) == [
        (modules[3].title, "lewat 2 hari"),
        (modules[2].title, "3 hari lagi"),
        (modules[1].title, f"{modules[1].minutes} menit"),
        (modules[0].title, "lulus"),
    ]
    classroom = siti.get(f"/saya/kelas/{address.rpartition('/')[2]}").text
    assert [title for title, _ in lines(classroom)][:2] == [modules[3].title, modules[2].title]


@pytest.mark.parametrize(
    ("number", "words"),
    [(-1, "lewat sejak kemarin"), (0, "hari ini"), (1, "besok"), (30, "sampai ")],
)
def test_a_due_day_is_said_in_plain_words(
    app: Flask, trainer: Employee, siti: Reader, address: str, number: int, words: str
) -> None:
    give_work(trainer, address)
    move(app, siti.module.slug, number)
    assert words in lines(box(siti.get("/saya").text))[0][1]
    english = {"lewat sejak kemarin": "late since yesterday", "besok": "tomorrow"}
    if words in english:
        assert english[words] in box(siti.get("/en/saya").text)


def test_the_home_shows_five_and_says_where_the_others_are(
    trainer: Employee, siti: Reader, address: str
) -> None:
    more = trainer.make_class(8, nama="Kelas lain")
    siti.post(f"/gabung/{trainer.open_door(more)}")
    give_work(trainer, more, modul=trainer.class_form(8)["modul"])
    page = box(siti.get("/saya").text)
    assert len(lines(page)) == 5
    assert "3 modul lagi" in page
    assert "Kelas lain" in page


def test_a_due_time_is_told_in_the_office_s_zone_and_beside_it_in_the_reader_s(
    trainer: Employee, siti: Reader, address: str
) -> None:
    give_work(trainer, address, batas=str(day(2)), jam="23.30")
    assert "23.30 WITA" in box(siti.get("/saya").text)
    assert "di tempatmu" not in box(siti.get("/saya").text)
    for zone, words in (
        ("Asia/Jakarta", "(di tempatmu 22.30)"),
        ("Asia/Tokyo", f"(di tempatmu {day(3).day} "),
        ("Asia/Hong_Kong", ""),
    ):
        assert siti.post("/saya/jam", {"zona": zone}).status_code == 303
        page = box(siti.get("/saya").text)
        assert words in page
        assert ("di tempatmu" in page) is bool(words)


def test_a_zone_that_is_in_no_list_is_not_kept_and_none_goes_back_to_the_office_s(
    siti: Reader,
) -> None:
    assert siti.post("/saya/jam", {"zona": "Asia/Seoul"}).status_code == 303
    assert siti.post("/saya/jam", {"zona": "Mars/Olympus"}).status_code == 303
    assert '<option value="Asia/Seoul" selected>' in siti.get("/saya/jam").text
    assert siti.post("/saya/jam", {"zona": ""}).status_code == 303
    assert "selected" not in siti.get("/saya/jam").text


def test_the_home_takes_one_query_more_only_where_attempts_are_counted(
    app: Flask, trainer: Employee, siti: Reader, address: str
) -> None:
    first, second = trainer.class_form(2)["modul"]
    give_work(trainer, address, modul=[first])
    with count_queries(app) as statements:
        siti.get("/saya")
    # One of them reads the class's board.
    assert len(statements) == 5, statements
    give_work(trainer, address, modul=[second], kesempatan="2")
    with count_queries(app) as statements:
        siti.get("/saya")
    assert len(statements) == 6, statements


def test_whoever_left_the_class_is_asked_for_nothing_more(
    trainer: Employee, siti: Reader, address: str
) -> None:
    give_work(trainer, address, nilai="90")
    assert siti.post(f"/saya/kelas/{address.rpartition('/')[2]}/keluar").status_code == 303
    assert "class-work" not in siti.get("/saya").text
    assert "nilaimu 70 atau lebih" in siti.get(siti.quiz_path()).text


def test_public_pages_of_lessons_stay_the_same_bytes_for_everybody(
    trainer: Employee, siti: Reader, reader: Reader, address: str
) -> None:
    give_work(trainer, address, berurutan="ya", buka=str(day(1)), batas=str(day(2)))
    path = siti.quiz_path().removesuffix("kuis") + siti.module.lessons[0].slug
    mine, theirs = siti.get(path), reader.get(path)
    assert mine.data == theirs.data
    assert mine.headers["ETag"] == theirs.headers["ETag"]
