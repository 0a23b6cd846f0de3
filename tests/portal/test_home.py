"""The learner's home and the personal answer: what is done, what is next, two queries."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.classroom import joined
from tests.people import Employee, Reader
from tests.queries import count_queries

pytestmark = pytest.mark.both_databases


def test_a_stranger_has_an_empty_personal_answer(reader: Reader) -> None:
    assert reader.get("/saya/ringkas").json == {}


def test_a_session_that_another_phone_ended_is_not_asked_about_again(
    app: Flask, siti: Reader
) -> None:
    copy = Reader(app)
    for name in ("literasi_masuk", "literasi_hp", "literasi_ada"):
        copy.client.set_cookie(name, siti.cookie(name))
    assert copy.get("/saya/ringkas").json["nama"] == "Siti Aminah"
    assert copy.cookie("literasi_ada").startswith("1.")
    siti.post("/keluar")
    assert copy.get("/saya/ringkas").json == {}
    assert copy.cookie("literasi_ada").startswith("0.")
    assert "Set-Cookie" not in copy.get("/saya/ringkas").headers


def test_the_personal_answer_says_who_and_what_is_next(siti: Reader) -> None:
    answer = siti.get("/saya/ringkas").json
    first = siti.module.lessons[0]
    assert answer["nama"] == "Siti Aminah"
    assert answer["lanjut"]["judul"] == first.title
    assert answer["lanjut"]["url"].endswith(f"/{siti.module.slug}/{first.slug}")


def test_the_personal_answer_takes_two_queries(app: Flask, siti: Reader) -> None:
    siti.take_quiz()
    with count_queries(app) as statements:
        assert siti.get("/saya/ringkas").status_code == 200
    assert len([s for s in statements if s.startswith("SELECT")]) == 2, statements


def test_the_home_takes_five_queries_in_a_class_whatever_was_done(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    joined(trainer, siti)
    siti.pass_course().issue_statement()
    with count_queries(app) as statements:
        page = siti.get("/saya").text
    assert "Praya Angkatan 3" in page
    assert page.count("Nilai terbaik 100") == len(siti.course.modules)
    assert len(statements) == 5, statements


def test_a_finished_lesson_is_read_and_the_next_one_offered(siti: Reader) -> None:
    first, second = siti.module.lessons[:2]
    path = f"/kursus/{siti.course.slug}/{siti.module.slug}"
    answer = siti.post(f"{path}/{first.slug}/selesai")
    assert answer.location == f"{path}/{second.slug}"
    siti.post(f"{path}/{first.slug}/selesai")
    personal = siti.get("/saya/ringkas").json
    assert personal["dibaca"] == [f"{siti.course.slug}/{siti.module.slug}/{first.slug}"]
    assert personal["lanjut"]["judul"] == second.title


def test_what_one_learner_did_bears_no_tick_for_another(siti: Reader, stranger: Reader) -> None:
    lesson = siti.module.lessons[0].slug
    siti.get("/saya")
    siti.post(f"/kursus/{siti.course.slug}/{siti.module.slug}/{lesson}/selesai")
    assert siti.get("/saya").text.count("(sudah dibaca)") == 1
    assert "(sudah dibaca)" not in stranger.get("/saya").text


def test_the_home_ticks_what_is_done_without_a_script(siti: Reader) -> None:
    first = siti.module.lessons[0]
    path = f"/kursus/{siti.course.slug}/{siti.module.slug}"
    assert 'class="done"' not in siti.get("/saya").text
    siti.post(f"{path}/{first.slug}/selesai")
    siti.take_quiz()
    page = siti.get("/saya").text
    assert page.count(f'<a class="done" href="{path}/{first.slug}"') == 1
    assert page.count(f'<a class="quiz-step done" href="{path}/kuis"') == 1
    assert (page.count("(sudah dibaca)"), page.count("(lulus)")) == (1, 1)


def test_a_held_talk_is_known_on_the_result_page(siti: Reader, stranger: Reader) -> None:
    path = f"/kursus/{siti.course.slug}/{siti.module.slug}/obrolan"
    assert "Tandai: sudah kami obrolkan" in siti.get(siti.take_quiz().location).text
    siti.post(path)
    result = siti.get(siti.take_quiz().location).text
    assert "Sudah kami obrolkan." in result
    assert "Tandai: sudah kami obrolkan" not in result
    assert "Tandai: sudah kami obrolkan" in stranger.get(stranger.take_quiz().location).text


def test_a_stranger_goes_on_reading_and_nothing_is_kept(reader: Reader) -> None:
    first = reader.module.lessons[0]
    path = f"/kursus/{reader.course.slug}/{reader.module.slug}/{first.slug}/selesai"
    assert reader.post(path).status_code == 303
    assert reader.client._cookies == {}


def test_after_the_last_lesson_comes_the_quiz(siti: Reader) -> None:
    path = f"/kursus/{siti.course.slug}/{siti.module.slug}"
    answer = siti.post(f"{path}/{siti.module.lessons[-1].slug}/selesai")
    assert answer.location == f"{path}/kuis"


def test_a_family_talk_is_ticked(siti: Reader) -> None:
    path = f"/kursus/{siti.course.slug}/{siti.module.slug}/obrolan"
    assert "Sudah diobrolkan" not in siti.get("/saya").text
    assert siti.post(path).status_code == 303
    assert siti.post(path).status_code == 303
    assert siti.get("/saya").text.count("Sudah diobrolkan") == 1


def test_the_learners_own_pages_too_know_where_to_ask_and_how_to_leave(siti: Reader) -> None:
    # An office's phone left lying on one of them signs out by itself.
    for path in ("/saya", "/saya/ingat", "/kartu"):
        page = siti.get(path).text
        assert 'data-summary="/saya/ringkas"' in page
        assert 'data-leave="/keluar"' in page


def test_a_stranger_who_ticks_is_asked_for_a_name(reader: Reader) -> None:
    path = f"/kursus/{reader.course.slug}/{reader.module.slug}/obrolan"
    assert reader.post(path).location == f"/daftar?lanjut=/kursus/{reader.course.slug}"


def test_one_learner_sees_nothing_of_another(siti: Reader, stranger: Reader) -> None:
    siti.take_quiz()
    assert stranger.get("/saya/ringkas").json["lulus"] == []
    assert "Siti" not in stranger.get("/saya").text


def test_when_all_is_done_the_home_says_so(siti: Reader) -> None:
    for course in siti.catalogue.courses:
        siti.pass_course(course)
    assert "Semua kursus sudah selesai" in siti.get("/saya").text
    assert "lanjut" not in siti.get("/saya/ringkas").json
