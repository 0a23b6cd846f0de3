"""What a class asks beyond the course: a mark, so many attempts, an order, an opening day."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select, update

from literasi.database import db, write
from literasi.learning.models import Attempt
from literasi.training.assignments.models import Assignment
from literasi.training.models import Cohort
from tests.classroom import (
    filled,
    give_work,
    issue,
    joined,
    seat_of,
    try_work,
)
from tests.people import Employee, Reader, hidden, office_day
from tests.queries import count_queries

pytestmark = pytest.mark.both_databases


def set_marks(app: Flask, right: int, total: int = 10) -> None:
    """As if every attempt had come out like this."""
    with app.app_context(), write():
        db.session.execute(update(Attempt).values(right_count=right, total=total))


def progress(trainer: Employee, address: str) -> str:
    return trainer.get(address).text.partition("<tbody>")[2].partition("</tbody>")[0]


def test_the_mark_of_the_class_decides_its_certificate_and_not_the_statement(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    give_work(trainer, address, nilai="80")
    assert "nilaimu 80 atau lebih" in siti.get(siti.quiz_path()).text
    result = urlsplit(siti.take_quiz().location).path
    set_marks(app, 7)
    page = siti.get(result).text
    assert "Kamu lulus" in page
    assert "nilainya perlu 80 atau lebih" in page
    assert "kuis 70" in progress(trainer, address)
    assert issue(trainer, address) == []
    assert "Nilai terbaik 70, lulus" in siti.get("/saya").text
    set_marks(app, 8)
    assert "sudah lulus untuk kelasmu" in siti.get(result).text
    assert "lulus 80" in progress(trainer, address)
    assert len(issue(trainer, address)) == 1


def test_a_pass_from_before_the_class_counts_and_a_mark_below_that_of_the_class_does_not(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    siti.take_quiz()
    address = joined(trainer, siti)
    give_work(trainer, address, kesempatan="1")
    assert "lulus 100" in progress(trainer, address)
    assert siti.get(siti.quiz_path()).status_code == 200
    set_marks(app, 7)
    assert "lulus 70" in progress(trainer, address)


def test_after_the_last_attempt_the_quiz_says_what_to_do_and_practice_stays(
    trainer: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    give_work(trainer, address, kesempatan="2")
    assert "Ini kesempatan ke-1 dari 2" in siti.get(siti.quiz_path()).text
    result = siti.get(urlsplit(siti.take_quiz(right=False).location).path).text
    assert "Kesempatan yang tersisa: 1" in result
    assert "Ini kesempatan ke-2 dari 2" in siti.get(siti.quiz_path()).text
    result = siti.get(urlsplit(siti.take_quiz(right=False).location).path).text
    assert "Kesempatanmu sudah habis" in result
    assert "Coba lagi dengan soal lain" not in result
    closed = siti.get(siti.quiz_path()).text
    assert "Kesempatan kuismu sudah habis" in closed
    assert 'name="undian"' not in closed
    assert siti.get(f"{siti.quiz_path()}/lembar").status_code == 409
    lesson = siti.module.lessons[0].slug
    path = siti.quiz_path().removesuffix("kuis")
    assert siti.get(f"{path}{lesson}").status_code == 200
    assert "tanyakan kepada pelatih" in siti.get("/saya").text


def test_attempts_beyond_the_limit_are_kept_for_the_learner_and_do_not_count_for_the_class(
    trainer: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    give_work(trainer, address, kesempatan="1")
    # Two sheets were drawn before either was sent, as on a phone with no signal.
    early = siti.get(f"{siti.quiz_path()}/lembar").json
    sealed = hidden(early["lembar"], "undian")
    assert siti.take_quiz(right=False).status_code == 303
    late = {"undian": sealed, **siti.fill(siti.module, sealed, right=True)}
    assert siti.post(siti.quiz_path(), late).status_code == 303
    assert "Nilai terbaik 100, lulus" in siti.get("/saya").text
    assert "kuis 0, belum cukup" in progress(trainer, address)
    assert 'class="lulus"' not in progress(trainer, address)
    assert issue(trainer, address) == []


def test_a_trainer_gives_one_more_attempt_with_a_reason_once_a_tap(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    work = give_work(trainer, address, kesempatan="1")
    siti.take_quiz(right=False)
    page = trainer.get(work).text
    assert "Kesempatannya habis" in page
    seat = seat_of(trainer, address, "Siti Aminah").rpartition("/")[2]
    action = f"{work}/kesempatan/{seat}"
    form = filled(page, action)
    assert trainer.post(action, form | {"alasan": ""}).status_code == 422
    assert "Kesempatan kuismu sudah habis" in siti.get(siti.quiz_path()).text
    for _ in range(2):
        assert trainer.post(action, form | {"alasan": "Sinyal putus"}).status_code == 303
    assert "Ini kesempatan ke-2 dari 2" in siti.get(siti.quiz_path()).text
    siti.take_quiz()
    assert "lulus 100" in progress(trainer, address)
    assert "Kesempatannya habis" not in trainer.get(work).text
    assert "Sinyal putus" in _log(app)


def _log(app: Flask) -> list[str]:
    from literasi.accounts.staff_models import AuditEntry

    with app.app_context():
        return list(db.session.scalars(select(AuditEntry.why)))


def test_in_order_a_quiz_opens_once_the_one_before_is_passed_and_lessons_stay_open(
    trainer: Employee, siti: Reader
) -> None:
    address = trainer.make_class(2)
    siti.post(f"/gabung/{trainer.open_door(address)}")
    first, second = siti.course.modules[:2]
    give_work(trainer, address, modul=trainer.class_form(2)["modul"], berurutan="ya")
    page = siti.get(siti.quiz_path(second)).text
    assert "Kuis ini belum giliranmu" in page
    assert first.title in page
    assert f"sesudah lulus: {first.title}" in siti.get("/saya").text
    path = f"/kursus/{siti.course.slug}/{second.slug}/{second.lessons[0].slug}"
    assert siti.get(path).status_code == 200
    siti.take_quiz(first)
    assert 'name="undian"' in siti.get(siti.quiz_path(second)).text


def test_before_it_opens_the_quiz_says_when_in_the_zone_of_the_office_and_the_readers(
    trainer: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    tomorrow = office_day() + timedelta(days=1)
    form = {"buka": tomorrow.isoformat(), "buka_jam": "08.00", "batas": ""}
    assert try_work(trainer, address, **form).status_code == 303
    page = siti.get(siti.quiz_path()).text
    assert "Kuis ini belum dibuka" in page
    assert "pukul 08.00 WITA" in page
    assert "Di tempatmu" not in page
    assert siti.post("/saya/jam", {"zona": "Asia/Tokyo"}).status_code == 303
    assert "pukul 09.00." in siti.get(siti.quiz_path()).text
    home = siti.get("/saya").text
    assert "08.00 WITA (di tempatmu 09.00)" in home
    assert "belum dibuka" in home


def test_whoever_is_in_no_class_and_whoever_is_unknown_take_the_quiz_as_ever(
    app: Flask, trainer: Employee, siti: Reader, stranger: Reader, reader: Reader
) -> None:
    give_work(trainer, joined(trainer, siti), nilai="90", kesempatan="1")
    for one in (stranger, reader):
        page = one.get(one.quiz_path()).text
        assert "Lulus kalau nilaimu 70 atau lebih" in page
    with count_queries(app) as statements:
        stranger.get(stranger.quiz_path())
    assert len([one for one in statements if one.startswith("SELECT")]) == 2, statements


def test_of_two_classes_the_one_for_which_the_quiz_is_open_decides(
    trainer: Employee, siti: Reader
) -> None:
    closed, opened = joined(trainer, siti), joined(trainer, siti)
    tomorrow = (office_day() + timedelta(days=1)).isoformat()
    give_work(trainer, closed, buka=tomorrow, batas="")
    assert "Kuis ini belum dibuka" in siti.get(siti.quiz_path()).text
    give_work(trainer, opened)
    assert 'name="undian"' in siti.get(siti.quiz_path()).text


def end_yesterday(app: Flask) -> None:
    """As if every class had been over since yesterday, and due then."""
    yesterday = office_day() - timedelta(days=1)
    with app.app_context(), write():
        db.session.execute(update(Cohort).values(starts_on=yesterday, ends_on=yesterday))
        db.session.execute(update(Assignment).values(due_on=yesterday))


def test_once_the_class_is_over_the_quiz_is_the_learner_s_again_and_counts_as_before(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    give_work(trainer, address, kesempatan="1")
    siti.take_quiz(right=False)
    assert "Kesempatan kuismu sudah habis" in siti.get(siti.quiz_path()).text
    end_yesterday(app)
    assert "Tidak ada yang perlu dikerjakan sekarang" in siti.get("/saya").text
    assert "Lulus kalau nilaimu 70" in siti.get(siti.quiz_path()).text
    assert siti.take_quiz().status_code == 303
    assert "Nilai terbaik 100, lulus" in siti.get("/saya").text
    assert "kuis 0, belum cukup" in progress(trainer, address)
    assert issue(trainer, address) == []
