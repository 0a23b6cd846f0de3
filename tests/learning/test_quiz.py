"""A quiz from the drawing to the explanation, and every form that is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import func, select

from literasi.database import db
from literasi.domain.codec import make_bank
from literasi.domain.question import Choice, Number
from literasi.learning.models import Attempt
from literasi.web.prepared import Prepared
from tests.people import Fields, Reader, hidden

pytestmark = pytest.mark.both_databases


def attempts(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Attempt)) or 0


def test_a_stranger_passes_and_reads_why(reader: Reader) -> None:
    answer = reader.take_quiz()
    assert answer.status_code == 303
    page = reader.get(answer.location)
    assert "Kamu lulus" in page.text
    assert "Simpan hasilmu?" in page.text
    assert page.text.count("verdict-line right") == reader.module.bank.draw


def test_a_failed_quiz_says_what_to_read_again(reader: Reader) -> None:
    answer = reader.take_quiz(right=False)
    page = reader.get(answer.location).text
    assert "Belum lulus, boleh coba lagi" in page
    assert "Baca lagi" in page
    assert "verdict-line right" not in page


def test_a_quiz_says_what_its_module_is_about(reader: Reader) -> None:
    page = reader.get(reader.quiz_path()).text
    description = re.search(r'<meta name="description" content="([^"]*)">', page)
    assert description
    assert unescape(description[1]) == reader.module.summary
    english = reader.get(f"/en{reader.quiz_path()}").text
    assert '<meta name="description" lang="id" content="' in english


def test_a_reload_shows_the_same_questions(reader: Reader) -> None:
    assert reader.get(reader.quiz_path()).data == reader.get(reader.quiz_path()).data


def test_after_sending_a_new_draw_is_made(reader: Reader) -> None:
    before = reader.open_quiz()["undian"]
    reader.take_quiz()
    assert reader.open_quiz()["undian"] != before


def test_two_people_do_not_share_a_draw(reader: Reader, siti: Reader) -> None:
    assert reader.open_quiz()["undian"] != siti.open_quiz()["undian"]


def test_the_page_holds_no_key(reader: Reader) -> None:
    page = reader.get(reader.quiz_path()).text
    assert "data-right" not in page
    assert "data-answer" not in page
    for question in reader.module.bank.questions:
        assert question.explanation not in page


def test_a_double_tap_makes_one_attempt(app: Flask, siti: Reader) -> None:
    form = siti.open_quiz()
    first, second = (siti.post(siti.quiz_path(), form) for _ in range(2))
    assert first.location == second.location
    assert attempts(app) == 1


def test_the_same_ticket_with_other_answers_is_refused(app: Flask, siti: Reader) -> None:
    form = siti.open_quiz(right=True)
    sent = siti.post(siti.quiz_path(), form)
    changed = {"undian": form["undian"], **siti.fill(siti.module, form["undian"], False)}
    answer = siti.post(siti.quiz_path(), changed)
    assert answer.status_code == 422
    assert "sudah pernah dikirim" in answer.text
    assert sent.location in answer.text
    assert attempts(app) == 1


def test_any_number_of_attempts_and_the_best_counts(siti: Reader) -> None:
    siti.take_quiz(right=True)
    siti.take_quiz(right=False)
    assert len(siti.get("/saya/ringkas").json["lulus"]) == 1
    assert "Nilai terbaik 100, lulus" in siti.get("/saya").text


def _without_one(form: Fields) -> tuple[Fields, str]:
    name = next(key for key in form if key.startswith("soal-"))
    base = name.split(".")[0]
    return {k: v for k, v in form.items() if k.split(".")[0] != base}, base


def test_a_missing_answer_is_named_and_the_others_are_kept(app: Flask, siti: Reader) -> None:
    form, missing = _without_one(siti.open_quiz())
    answer = siti.post(siti.quiz_path(), form)
    assert answer.status_code == 422
    assert "Belum bisa dikirim" in answer.text
    assert f'href="#{missing}"' in answer.text
    assert answer.text.count(" checked") + answer.text.count(" selected") > 0
    assert form["undian"] in answer.text
    assert attempts(app) == 0


def test_an_answer_to_a_question_that_was_not_drawn_is_refused(app: Flask, siti: Reader) -> None:
    form = siti.open_quiz() | {"soal-tidak-ada": "1"}
    answer = siti.post(siti.quiz_path(), form)
    assert answer.status_code == 422
    assert "soal yang tidak ada di lembar ini" in answer.text
    assert attempts(app) == 0


def _draw_with_a_choice(reader: Reader) -> tuple[Fields, str]:
    """A filled-in quiz and the name of a single-choice question in it."""
    choices = {f"soal-{q.key}" for q in reader.module.bank.questions if isinstance(q, Choice)}
    while True:
        form = reader.open_quiz()
        if drawn := choices & set(form):
            return form, min(drawn)
        reader.post(reader.quiz_path(), form)


def test_more_answers_than_were_asked_for_are_refused(app: Flask, siti: Reader) -> None:
    form, base = _draw_with_a_choice(siti)
    before = attempts(app)
    assert siti.post(siti.quiz_path(), form | {f"{base}.9": "1"}).status_code == 422
    assert siti.post(siti.quiz_path(), form | {base: ["0", "1"]}).status_code == 422
    assert attempts(app) == before


@pytest.mark.parametrize("value", ["99", "-1", "abc", "1.5", "²"])
def test_a_value_that_was_never_offered_is_refused(app: Flask, siti: Reader, value: str) -> None:
    form, base = _draw_with_a_choice(siti)
    before = attempts(app)
    answer = siti.post(siti.quiz_path(), form | {base: value})
    assert answer.status_code == 422
    assert attempts(app) == before


@pytest.mark.parametrize("sealed", ["", "palsu", "eyJ4IjoxfQ.aaaa.bbbb"])
def test_a_forged_ticket_is_refused(app: Flask, siti: Reader, sealed: str) -> None:
    form = siti.open_quiz() | {"undian": sealed}
    answer = siti.post(siti.quiz_path(), form)
    assert answer.status_code == 422
    assert "tidak bisa dibaca" in answer.text
    assert attempts(app) == 0


def test_a_ticket_of_another_module_is_refused(app: Flask, siti: Reader) -> None:
    other = siti.course.modules[1]
    answer = siti.post(siti.quiz_path(other), siti.open_quiz())
    assert answer.status_code == 422
    assert attempts(app) == 0


def test_an_answer_counts_when_the_session_ended_meanwhile(app: Flask, siti: Reader) -> None:
    form = siti.open_quiz()
    siti.post("/keluar")
    page = siti.post(siti.quiz_path(), form)
    assert page.status_code == 200
    assert "masuklah dengan namamu" in page.text
    assert attempts(app) == 1
    result = re.search(r'href="/masuk\?lanjut=([^"]+)"', page.text)[1]  # type: ignore[index]
    uid = hidden(siti.get("/masuk").text, "peserta")
    assert siti.post("/masuk", {"peserta": uid, "lanjut": result}).location == result
    assert "Kamu lulus" in siti.get(result).text
    assert len(siti.get("/saya/ringkas").json["lulus"]) == 1


def test_a_sheet_sent_by_another_learner_is_kept_for_its_owner(
    app: Flask, siti: Reader, stranger: Reader
) -> None:
    page = stranger.post(siti.quiz_path(), siti.open_quiz())
    assert page.status_code == 200
    assert "disimpan untuk pemilik lembar kuisnya" in page.text
    assert "Siti" not in page.text
    assert "verdict-line" not in page.text
    assert stranger.get("/saya/ringkas").json["lulus"] == []
    assert len(siti.get("/saya/ringkas").json["lulus"]) == 1


def test_a_browser_without_cookies_hears_why_it_sees_no_result(app: Flask) -> None:
    reader = Reader(app)
    reader.client = app.test_client(use_cookies=False)
    page = reader.take_quiz()
    assert page.status_code == 200
    assert "Izinkan cookie untuk situs ini" in page.text
    assert 'href="/daftar"' in page.text
    assert attempts(app) == 1


def _change_course(app: Flask) -> None:
    """The module's pool becomes one question that nobody was asked."""
    site = app.extensions["literasi"]
    course = site.catalogue.courses[0]
    new = Number(key="baru", prompt="<p>?</p>", explanation="<p>.</p>", answer=1)  # type: ignore[arg-type]
    module = replace(course.modules[0], bank=make_bank(1, [new]))
    course = replace(course, modules=(module, *course.modules[1:]))
    courses = (course, *site.catalogue.courses[1:])
    site.prepared = Prepared("changed", replace(site.catalogue, courses=courses), {})


def test_an_answer_is_graded_by_the_questions_it_answered(app: Flask, siti: Reader) -> None:
    form, asked = siti.open_quiz(), siti.module.bank.draw
    _change_course(app)
    answer = siti.post(f"/kursus/{siti.course.slug}/{siti.module.slug}/kuis", form)
    assert answer.status_code == 303
    page = siti.get(answer.location)
    assert "Kamu lulus" in page.text
    assert page.text.count("verdict-line right") == asked


def test_a_changed_course_gives_a_new_draw(app: Flask, siti: Reader) -> None:
    before = siti.open_quiz()["undian"]
    _change_course(app)
    page = siti.get(siti.quiz_path()).text
    assert before not in page
    assert "soal-baru" in page


def test_the_result_belongs_to_its_learner(siti: Reader, stranger: Reader) -> None:
    location = siti.take_quiz().location
    assert siti.get(location).status_code == 200
    assert stranger.get(location).status_code == 404
    siti.post("/keluar")
    assert siti.get(location).status_code == 404


def test_a_strangers_result_belongs_to_their_phone(reader: Reader, app: Flask) -> None:
    location = reader.take_quiz().location
    assert reader.get(location).status_code == 200
    assert Reader(app).get(location).status_code == 404


def test_a_quiz_that_is_not_there_is_not_found(reader: Reader) -> None:
    assert reader.get("/kursus/uang-kiriman/tidak-ada/kuis").status_code == 404
    assert reader.get("/kursus/tidak-ada/x/kuis").status_code == 404
