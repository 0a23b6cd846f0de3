"""A learner's own pages ask for the angka kunci again after a time that the learner chose."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from literasi.accounts.models import KnownLearner, Learner, SignIn
from literasi.database import db, write
from literasi.learning.models import Attempt, LessonRead
from tests.accounts.test_loans import card_of, lent
from tests.people import Employee, Fields, Reader
from tests.queries import count_queries

pytestmark = pytest.mark.both_databases
DIGITS = "4739"
LOCKED = {"terkunci": {"url": "/saya/terkunci", "judul": "Buka kunci"}}


@pytest.fixture
def guarded(siti: Reader) -> Reader:
    """Siti, whose pages lock after five minutes."""
    return guard(siti, 5)


def guard(reader: Reader, minutes: int) -> Reader:
    assert reader.post("/saya/angka-kunci", {"angka": DIGITS, "ulang": DIGITS}).status_code == 303
    assert choose(reader, minutes) == 303
    return reader


def choose(reader: Reader, minutes: int | str, digits: str = DIGITS) -> int:
    form = {"menit": str(minutes), "angka": digits}
    return reader.post("/saya/kunci-otomatis", form).status_code


def leave_lying(app: Flask, **by: float) -> None:
    """As if every phone had last been used so long ago."""
    with app.app_context(), write():
        for row in db.session.scalars(select(SignIn).where(SignIn.seen_at.is_not(None))).all():
            seen = row.seen_at - timedelta(**by) if row.seen_at else None
            db.session.execute(update(SignIn).where(SignIn.id == row.id).values(seen_at=seen))


def unlock(reader: Reader, digits: str = DIGITS, **more: str) -> int:
    return reader.post("/saya/terkunci", {"buka": digits, **more}).status_code


def test_nothing_locks_unless_one_chose_it(app: Flask, siti: Reader) -> None:
    assert "Kunci sendiri" not in siti.get("/saya/angka-kunci").text
    siti.post("/saya/angka-kunci", {"angka": DIGITS, "ulang": DIGITS})
    assert "Kunci sendiri" in siti.get("/saya/angka-kunci").text
    leave_lying(app, days=30)
    assert siti.get("/saya").status_code == 200


def test_own_pages_lock_and_the_angka_kunci_leads_back_to_where_one_was(
    app: Flask, guarded: Reader
) -> None:
    leave_lying(app, minutes=4)
    assert guarded.get("/saya").status_code == 200
    leave_lying(app, minutes=6)
    answer = guarded.get("/saya/ingat?x=1")
    assert answer.status_code == 303
    assert answer.location == "/saya/terkunci?lanjut=/saya/ingat?x%3D1"
    assert "Angka kunci Siti Aminah" in guarded.get(answer.location).text
    assert unlock(guarded, "0000") == 422
    back = guarded.post("/saya/terkunci", {"buka": DIGITS, "lanjut": "/kartu"})
    assert guarded.get(back.location).location == "/kartu"
    assert guarded.get("/kartu").status_code == 200


def test_the_phone_knows_that_the_angka_kunci_may_be_asked_again(guarded: Reader) -> None:
    uid = guarded.cookie("literasi_ada")
    guarded.get("/saya/ringkas")
    assert guarded.cookie("literasi_ada") == f"{uid}.k"
    guarded.post("/keluar")
    name = guarded.get("/masuk").text.partition('name="peserta" value="')[2].partition('"')[0]
    guarded.post("/masuk", {"peserta": name, "angka": DIGITS})
    assert guarded.cookie("literasi_ada") == f"{uid}.k"
    assert choose(guarded, 0) == 303
    guarded.get("/saya/ringkas")
    assert guarded.cookie("literasi_ada") == uid


@pytest.mark.parametrize("minutes", [1, 5, 15, 60])
def test_use_keeps_it_open(app: Flask, siti: Reader, minutes: int) -> None:
    guard(siti, minutes)
    for _ in range(5):
        leave_lying(app, minutes=minutes * 0.8)
        assert siti.get("/saya/ringkas").json["nama"] == "Siti Aminah"
    leave_lying(app, minutes=minutes * 1.01)
    assert siti.get("/saya/ringkas").json == LOCKED


def test_looking_at_it_does_not_open_it(app: Flask, guarded: Reader) -> None:
    leave_lying(app, minutes=6)
    for path in ("/saya/ringkas", "/saya", "/saya/terkunci", "/", guarded.quiz_path()):
        guarded.get(path)
    assert guarded.get("/saya").status_code == 303


def test_a_locked_session_says_only_that_and_lessons_stay_readable(
    app: Flask, guarded: Reader
) -> None:
    guarded.take_quiz()
    leave_lying(app, minutes=6)
    assert guarded.get("/saya/ringkas").json == LOCKED
    lesson = f"/kursus/{guarded.course.slug}/{guarded.module.slug}/{guarded.module.lessons[0].slug}"
    for path in ("/", "/kursus", lesson, guarded.quiz_path(), "/daftar"):
        answer = guarded.get(path)
        assert answer.status_code == 200
        assert "Siti" not in answer.text


def test_a_locked_session_costs_one_query_to_know(app: Flask, guarded: Reader) -> None:
    leave_lying(app, minutes=6)
    with count_queries(app) as counted:
        guarded.get("/saya/ringkas")
    assert len(counted) == 1


def test_a_quiz_that_was_being_filled_in_counts_and_its_result_waits(
    app: Flask, guarded: Reader
) -> None:
    form = guarded.open_quiz()
    leave_lying(app, minutes=6)
    result = guarded.post(guarded.quiz_path(), form).location
    with app.app_context():
        taken = db.session.scalars(select(Attempt)).one()
        assert taken.learner_id == db.session.scalar(select(Learner.id))
    door = guarded.get(result)
    assert door.status_code == 303
    assert door.location == f"/saya/terkunci?lanjut={result}"
    assert unlock(guarded) == 303
    assert guarded.get(result).status_code == 200


def test_a_lesson_read_slowly_counts(app: Flask, guarded: Reader) -> None:
    lesson = guarded.module.lessons[0].slug
    leave_lying(app, minutes=6)
    path = f"/kursus/{guarded.course.slug}/{guarded.module.slug}/{lesson}/selesai"
    assert guarded.post(path).status_code == 303
    assert guarded.get("/saya/ringkas").json == LOCKED
    with app.app_context():
        assert db.session.scalars(select(LessonRead.lesson)).all() == [lesson]


def test_a_form_sent_while_locked_goes_on_after_the_angka_kunci(
    app: Flask, guarded: Reader
) -> None:
    leave_lying(app, minutes=6)
    sent = {"tanggal": "17"}
    asked = guarded.post("/saya/hari-kiriman", sent)
    assert asked.status_code == 307
    page = guarded.post(asked.location, sent).text
    assert '<input type="hidden" name="tanggal" value="17">' in page
    answer = guarded.post("/saya/terkunci", fields(page) | {"buka": "0000"})
    assert answer.status_code == 422
    answer = guarded.post("/saya/terkunci", fields(answer.text) | {"buka": DIGITS})
    assert (answer.status_code, answer.location) == (307, "/saya/hari-kiriman")
    assert guarded.post(answer.location, fields(page) | {"buka": DIGITS}).status_code == 303
    assert "Tanggal 17 setiap bulan" in guarded.get("/saya").text


def fields(page: str) -> Fields:
    return {
        name: unescape(value)
        for name, value in re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', page)
    }


def test_the_page_that_keeps_a_form_keeps_no_secret(app: Flask, guarded: Reader) -> None:
    leave_lying(app, minutes=6)
    sent = {"lama": DIGITS, "angka": "8206", "ulang": "8206"}
    asked = guarded.post("/saya/angka-kunci", sent)
    page = guarded.post(asked.location, sent).text
    assert "8206" not in page
    assert DIGITS not in page


def test_the_way_back_leads_to_no_other_site(guarded: Reader) -> None:
    for name in ("kirim", "lanjut"):
        answer = guarded.post("/saya/terkunci", {"buka": DIGITS, name: "//jahat.test/"})
        assert "jahat" not in answer.location


def test_wrong_ones_count_as_at_the_door(app: Flask, guarded: Reader) -> None:
    leave_lying(app, minutes=6)
    for _ in range(5):
        assert unlock(guarded, "0000") == 422
    assert "Tunggu 15 menit" in guarded.post("/saya/terkunci", {"buka": DIGITS}).text
    with app.app_context(), write():
        db.session.execute(update(KnownLearner).values(wrong_tries=10, wait_until=None))
    page = guarded.post("/saya/terkunci", {"buka": DIGITS})
    assert page.status_code == 422
    assert "Masuklah dengan Kartu Peserta" in page.text
    assert 'name="buka"' not in page.text
    uid = re.search(r'name="peserta" value="([^"]*)"', guarded.get("/masuk").text)
    assert uid
    assert guarded.post("/masuk", {"peserta": uid[1], "angka": DIGITS}).status_code == 422


def test_choosing_asks_for_the_angka_kunci(app: Flask, guarded: Reader) -> None:
    assert choose(guarded, 0, "0000") == 422
    assert choose(guarded, "7") == 422
    assert choose(guarded, "") == 422
    leave_lying(app, minutes=6)
    assert choose(guarded, 0) == 307
    assert unlock(guarded) == 303
    assert choose(guarded, 0) == 303
    leave_lying(app, days=9)
    assert guarded.get("/saya").status_code == 200


def test_the_choice_stays_after_signing_out_and_holds_on_other_phones(
    app: Flask, siti: Reader, reader: Reader
) -> None:
    code = card_of(siti)
    guard(siti, 5)
    entry = {"kode": code, "masuk": "ya", "angka": DIGITS}
    assert reader.post("/masuk/kartu", entry).status_code == 303
    assert reader.get("/saya").status_code == 200
    leave_lying(app, minutes=6)
    assert siti.get("/saya").status_code == 303
    assert reader.get("/saya").status_code == 303


def test_a_session_that_never_wrote_down_its_use_is_locked(app: Flask, guarded: Reader) -> None:
    with app.app_context(), write():
        db.session.execute(update(SignIn).values(seen_at=None))
    assert guarded.get("/saya").status_code == 303
    assert unlock(guarded) == 303
    assert guarded.get("/saya").status_code == 200


def test_an_offices_phone_signs_out_instead(app: Flask, trainer: Employee, siti: Reader) -> None:
    code = card_of(siti)
    guard(siti, 1)
    phone = lent(trainer)
    assert (
        phone.post("/masuk/kartu", {"kode": code, "masuk": "ya", "angka": DIGITS}).status_code
        == 303
    )
    leave_lying(app, minutes=9)
    assert phone.get("/saya").status_code == 200
    assert "Kunci sendiri" not in phone.get("/saya/angka-kunci").text
    leave_lying(app, minutes=11)
    assert phone.get("/saya").location.startswith("/masuk")


def test_signing_out_and_another_learner_need_no_unlocking(app: Flask, guarded: Reader) -> None:
    leave_lying(app, minutes=6)
    assert guarded.post("/keluar").location == "/masuk"
    guarded.register("Budi")
    assert guarded.get("/saya").status_code == 200


def test_the_cover_over_a_page_is_opened_without_leaving_it(app: Flask, guarded: Reader) -> None:
    assert 'data-minutes="5"' in guarded.get("/saya").text
    assert unlock(guarded, **{"di-sini": "ya"}) == 204
    assert unlock(guarded, "0000", **{"di-sini": "ya"}) == 422


def test_the_database_knows_the_choices(app: Flask, siti: Reader) -> None:
    with app.app_context(), pytest.raises(IntegrityError), write():
        db.session.execute(update(Learner).values(locks_after=7))
