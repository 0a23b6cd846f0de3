"""A trainer types in what people wrote on paper; it counts like what they do on their phones."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from literasi.accounts.staff_models import Staff
from literasi.database import db, write
from literasi.domain.paper import items_of
from literasi.learning.models import Attempt
from literasi.learning.operations import find_bank
from literasi.training.models import Cohort, Seat
from literasi.training.paper.models import PaperQuiz, PaperVariant
from literasi.web.assets import asset_url
from tests.classroom import give_work, joined, make_paper, seat_of, where
from tests.people import Employee, Fields, Reader, hidden
from tests.training.paper.test_printing import forget_module, notes
from tests.training.test_exports import download, rows_of


def entry_of(trainer: Employee, paper: str, name: str) -> str:
    seat = seat_of(trainer, paper.rpartition("/kertas/")[0], name).rpartition("/")[2]
    return f"{paper}/isi/{seat}"


def answers(app: Flask, paper: str, letter: str, wrong: int = 0) -> Fields:
    """The form as it is typed from a sheet whose first `wrong` questions were left open."""
    with app.app_context():
        quiz = db.session.scalars(
            select(PaperQuiz).where(PaperQuiz.uid == UUID(paper.rpartition("/")[2]))
        ).one()
        variant = db.session.get_one(PaperVariant, (quiz.id, letter))
        bank = find_bank(app.extensions["literasi"].catalogue, quiz.course, quiz.bank_hash)
        items = items_of(bank, variant.seed)
        fields: Fields = {f"j{item.number}": item.key for item in items}
        fields |= {f"j{number}": "-" for number in range(1, wrong + 1)}
        return {"kode": f"{quiz.number}{letter}", **fields}


def type_in(trainer: Employee, entry: str, form: Fields, **more: str) -> TestResponse:
    key = hidden(trainer.get(entry).text, "kunci")
    return trainer.post(entry, {"kunci": key, **form, **more})


def stored(app: Flask) -> list[Attempt]:
    with app.app_context():
        return list(db.session.scalars(select(Attempt).order_by(Attempt.id)))


@pytest.mark.both_databases
def test_a_sheet_counts_like_a_quiz_on_a_phone(app: Flask, trainer: Employee, siti: Reader) -> None:
    address = joined(trainer, siti)
    paper = make_paper(trainer, address)
    entry = entry_of(trainer, paper, "Siti Aminah")
    answer = type_in(trainer, entry, answers(app, paper, "B", wrong=1))
    assert where(answer) == paper
    assert "Nilai 87" in trainer.get(paper).text
    (attempt,) = stored(app)
    assert (attempt.right_count, attempt.total) == (7, 8)
    with app.app_context():
        assert attempt.entered_by_id == db.session.scalar(
            select(Staff.id).where(Staff.login == trainer.login)
        )
    person = trainer.get(seat_of(trainer, address, "Siti Aminah")).text
    typist = trainer.login.partition("@")[0].title()
    assert f"Dari kertas, diketik {typist}, " in person
    assert "87, lulus, dari kertas" in person
    assert "tidak dijawab" in person
    result = siti.get(f"{siti.quiz_path()}/{attempt.uid}")
    assert "Dikerjakan di kertas, dimasukkan pelatih." in result.text
    assert "7 dari 8" in result.text
    assert "Tidak dijawab" in result.text
    assert notes(app, "paper.enter") == ["Praya Angkatan 3: Siti Aminah, 1B, 7 dari 8"]


def test_the_next_in_the_roster_comes_by_itself(
    app: Flask, trainer: Employee, siti: Reader, stranger: Reader
) -> None:
    address = joined(trainer, siti, stranger)
    trainer.paste(address, "Putri Belum")
    paper = make_paper(trainer, address)
    first = entry_of(trainer, paper, "Orang Lain")
    answer = type_in(trainer, first, answers(app, paper, "A"))
    # Not Putri, whose seat nobody took.
    assert where(answer) == entry_of(trainer, paper, "Siti Aminah")
    assert (
        "Tersimpan: Orang Lain, 8 dari 8 soal tepat, nilai 100."
        in trainer.get(answer.location).text
    )


def test_a_code_is_also_its_letter(app: Flask, trainer: Employee, siti: Reader) -> None:
    paper = make_paper(trainer, joined(trainer, siti))
    entry = entry_of(trainer, paper, "Siti Aminah")
    assert type_in(trainer, entry, answers(app, paper, "B"), kode="b").status_code == 303
    assert stored(app)[0].right_count == 8


@pytest.mark.parametrize("code", ["", "C", "2A", "1C", "A1", "siti"])
def test_a_sheet_of_no_variant_is_refused(
    app: Flask, trainer: Employee, siti: Reader, code: str
) -> None:
    paper = make_paper(trainer, joined(trainer, siti))
    entry = entry_of(trainer, paper, "Siti Aminah")
    answer = type_in(trainer, entry, answers(app, paper, "A"), kode=code, j1="xyz")
    assert answer.status_code == 422
    assert "1A atau 1B" in answer.text
    assert 'value="xyz"' in answer.text
    assert stored(app) == []


def test_what_was_forgotten_is_asked_and_the_rest_stays(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    paper = make_paper(trainer, joined(trainer, siti))
    entry = entry_of(trainer, paper, "Siti Aminah")
    answer = type_in(trainer, entry, answers(app, paper, "A"), j2="", j3="?!")
    assert answer.status_code == 422
    assert answer.text.count('class="error"') == 2
    assert "Kalau kosong di kertasnya, ketik -" in answer.text
    assert 'value="?!"' in answer.text
    assert stored(app) == []
    assert type_in(trainer, entry, answers(app, paper, "A"), j2="-", j3="-").status_code == 303


@pytest.mark.both_databases
def test_the_same_form_twice_is_one_attempt(app: Flask, trainer: Employee, siti: Reader) -> None:
    paper = make_paper(trainer, joined(trainer, siti))
    entry = entry_of(trainer, paper, "Siti Aminah")
    form = {**answers(app, paper, "A"), "kunci": str(uuid4())}
    assert trainer.post(entry, form).status_code == 303
    assert trainer.post(entry, form).status_code == 303
    changed = trainer.post(entry, {**form, "j1": "-"})
    assert changed.status_code == 422
    assert "sudah dipakai" in changed.text
    assert len(stored(app)) == 1
    assert len(notes(app, "paper.enter")) == 1


def test_a_second_sheet_of_somebody_is_asked_about(
    app: Flask, trainer: Employee, colleague: Employee, siti: Reader
) -> None:
    paper = make_paper(trainer, joined(trainer, siti))
    entry = entry_of(trainer, paper, "Siti Aminah")
    type_in(trainer, entry, answers(app, paper, "A", wrong=4))
    again = type_in(colleague, entry, answers(app, paper, "B"))
    assert again.status_code == 422
    assert "sudah pernah dimasukkan, nilai 50" in again.text
    assert type_in(colleague, entry, answers(app, paper, "B"), lagi="ya").status_code == 303
    assert [one.right_count for one in stored(app)] == [4, 8]


def test_no_more_sheets_than_the_class_gives_attempts(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    give_work(trainer, address, kesempatan="1")
    paper = make_paper(trainer, address)
    entry = entry_of(trainer, paper, "Siti Aminah")
    form = {**answers(app, paper, "A", wrong=8), "kunci": str(uuid4())}
    assert trainer.post(entry, form).status_code == 303
    # Sending the last one again is no further attempt.
    assert trainer.post(entry, form).status_code == 303
    more = type_in(trainer, entry, answers(app, paper, "B"), lagi="ya")
    assert more.status_code == 422
    assert "Kesempatan dari kelas sudah habis" in more.text
    assert len(stored(app)) == 1


def test_a_seat_that_nobody_took_waits_for_its_person(app: Flask, trainer: Employee) -> None:
    address = trainer.make_class()
    trainer.paste(address, "Putri Belum")
    paper = make_paper(trainer, address)
    entry = entry_of(trainer, paper, "Putri Belum")
    page = trainer.get(entry).text
    assert "belum diambil" in page
    assert 'name="kode"' not in page
    answer = trainer.post(entry, {**answers(app, paper, "A"), "kunci": str(uuid4())})
    assert answer.status_code == 422
    assert "belum diambil" in answer.text
    assert stored(app) == []


def test_it_is_graded_by_what_was_printed(app: Flask, trainer: Employee, siti: Reader) -> None:
    paper = make_paper(trainer, joined(trainer, siti))
    form = answers(app, paper, "A")
    forget_module(app)
    assert type_in(trainer, entry_of(trainer, paper, "Siti Aminah"), form).status_code == 303
    assert stored(app)[0].right_count == 8
    assert "Nilai 100" in trainer.get(paper).text


def test_a_form_without_its_key_or_for_somebody_who_left(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    paper = make_paper(trainer, joined(trainer, siti))
    entry = entry_of(trainer, paper, "Siti Aminah")
    keyless = trainer.post(entry, answers(app, paper, "A"))
    assert keyless.status_code == 422
    assert "tidak lengkap" in keyless.text
    with app.app_context(), write():
        db.session.execute(update(Seat).values(left_at=func.now()))
    form = {**answers(app, paper, "A"), "kunci": str(uuid4())}
    assert trainer.post(entry, form).status_code == 404
    assert stored(app) == []


def test_the_grid_has_a_field_for_each_question(trainer: Employee, siti: Reader) -> None:
    paper = make_paper(trainer, joined(trainer, siti))
    page = trainer.get(entry_of(trainer, paper, "Siti Aminah")).text
    fields = re.findall(r'name="(j\d+)"', page)
    assert fields == [f"j{number}" for number in range(1, 9)]
    # Enter moves on only where the script is there.
    assert "data-grid" in page
    assert f'src="{asset_url("petugas.js")}"' in page


@pytest.mark.both_databases
def test_a_best_mark_from_paper_says_so_wherever_it_stands(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    paper = make_paper(trainer, address)
    entry = entry_of(trainer, paper, "Siti Aminah")
    type_in(trainer, entry, answers(app, paper, "A", wrong=1))
    page = trainer.get(address).text
    assert "lulus 87, dari kertas" in page
    assert "nilai itu dari kertas" in page
    assert "Nilainya dari kertas." in siti.get("/saya").text
    rows = rows_of(download(trainer, address, "nilai"))
    assert rows[1][:4] == ("Siti Aminah", 87, 1, siti.module.title)
    # A phone reaches more: then the best mark is no longer that of the sheet.
    siti.take_quiz()
    assert "dari kertas" not in trainer.get(address).text
    assert "Nilainya dari kertas." not in siti.get("/saya").text
    assert rows_of(download(trainer, address, "nilai"))[1][:4] == ("Siti Aminah", 100, 1, None)


def test_a_sheet_typed_in_after_the_class_is_late_and_says_who_typed_it(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    paper = make_paper(trainer, address)
    type_in(trainer, entry_of(trainer, paper, "Siti Aminah"), answers(app, paper, "A"))
    with app.app_context(), write():
        days = {"starts_on": date(2026, 1, 5), "ends_on": date(2026, 1, 6)}
        db.session.execute(update(Cohort).values(**days))
    person = trainer.get(seat_of(trainer, address, "Siti Aminah")).text
    late = person.partition('id="terlambat"')[2].partition("</section>")[0]
    assert f"dari kertas, diketik {trainer.login.partition('@')[0].title()}, diterima" in late
