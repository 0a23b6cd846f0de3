"""Answers that waited on a phone: graded once, for whom the ticket names, by the server's clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from literasi.database import db
from literasi.learning.models import Attempt
from tests.classroom import joined, seat_of
from tests.learning.test_tickets import seal_long_ago, seal_tomorrow
from tests.people import Employee, Fields, Reader, hidden, office_day

pytestmark = pytest.mark.both_databases


def sheet_of(reader: Reader, prefix: str = "") -> dict[str, Any]:
    answer = reader.get(f"{prefix}{reader.quiz_path()}/lembar")
    assert answer.status_code == 200
    sheet: dict[str, Any] = answer.get_json()
    return sheet


def filled(reader: Reader, sheet: dict[str, Any], right: bool = True) -> Fields:
    """The body that the phone sends of a sheet."""
    sealed = hidden(sheet["lembar"], "undian")
    answers = reader.fill(reader.module, sealed, right)
    return {"undian": sealed, **answers, "luring": "ya", "jam": "1700000000000"}


def rows(app: Flask) -> list[Attempt]:
    with app.app_context():
        return list(db.session.scalars(select(Attempt)))


def uid_of(reader: Reader) -> str:
    return reader.cookie("literasi_ada").partition(".")[2]


def test_a_sheet_holds_questions_and_ticket_and_no_key(siti: Reader) -> None:
    sheet = sheet_of(siti)
    assert sheet["pemilik"] == uid_of(siti)
    assert sheet["lembar"].count("<fieldset") == siti.module.bank.draw
    assert "data-right" not in sheet["lembar"]
    assert "data-answer" not in sheet["lembar"]
    for question in siti.module.bank.questions:
        assert question.explanation not in sheet["lembar"]


def test_fetching_a_sheet_writes_nothing_and_each_is_another(app: Flask, siti: Reader) -> None:
    tickets = {hidden(sheet_of(siti)["lembar"], "undian") for _ in range(3)}
    assert len(tickets) == 3
    assert rows(app) == []
    answer = siti.get(f"{siti.quiz_path()}/lembar")
    assert answer.headers["Cache-Control"] == "no-store, private"


def test_what_waited_is_graded_by_our_clock_and_noted_by_the_phones(
    app: Flask, siti: Reader
) -> None:
    before = datetime.now(UTC)
    sheet = sheet_of(siti)
    answer = siti.post(sheet["kirim"], filled(siti, sheet))
    assert answer.status_code == 200
    told = answer.get_json()
    assert (told["diterima"], told["nilai"], told["lulus"]) == (True, 100, True)
    row = rows(app)[0]
    assert before <= row.submitted_at <= datetime.now(UTC)
    assert row.was_offline
    assert row.claimed_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    page = siti.get(told["hasil"]).text
    assert "Kamu lulus" in page
    assert "Dikerjakan tanpa sinyal" in page
    assert "Dikerjakan tanpa sinyal" not in siti.get(siti.take_quiz().location).text


@pytest.mark.parametrize("clock", ["", "kemarin", "-5", "²", "99999999999999999999", "1e9"])
def test_a_clock_that_tells_no_time_costs_nothing(app: Flask, siti: Reader, clock: str) -> None:
    sheet = sheet_of(siti)
    answer = siti.post(sheet["kirim"], filled(siti, sheet) | {"jam": clock})
    assert answer.get_json()["diterima"]
    assert [(row.was_offline, row.claimed_at) for row in rows(app)] == [(True, None)]


def test_the_furthest_time_that_a_phone_can_claim_is_kept(app: Flask, siti: Reader) -> None:
    sheet = sheet_of(siti)
    siti.post(sheet["kirim"], filled(siti, sheet) | {"jam": "9" * 13})
    claimed = rows(app)[0].claimed_at
    assert claimed is not None
    assert claimed.year == 2286


def test_the_same_again_gives_the_same_answer(app: Flask, siti: Reader) -> None:
    sheet = sheet_of(siti)
    body = filled(siti, sheet)
    first = siti.post(sheet["kirim"], body)
    # A later try may know more of how it went, and the form on the page may send it too.
    again = siti.post(sheet["kirim"], body | {"jam": "1800000000000"})
    assert first.get_json() == again.get_json()
    page = siti.post(siti.quiz_path(), body)
    assert page.location == first.get_json()["hasil"]
    assert len(rows(app)) == 1


def test_other_answers_under_the_same_key_are_refused_with_what_counts(
    app: Flask, siti: Reader
) -> None:
    sheet = sheet_of(siti)
    first = siti.post(sheet["kirim"], filled(siti, sheet)).get_json()
    changed = siti.post(sheet["kirim"], filled(siti, sheet, right=False))
    assert changed.status_code == 422
    told = changed.get_json()
    assert (told["diterima"], told["alasan"]) == (False, "used")
    assert (told["hasil"], told["nilai"]) == (first["hasil"], 100)
    assert len(rows(app)) == 1


def test_answers_that_cannot_be_read_name_the_question_and_use_nothing_up(
    app: Flask, siti: Reader
) -> None:
    sheet = sheet_of(siti)
    body = filled(siti, sheet)
    name = next(key for key in body if key.startswith("soal-"))
    base = name.split(".")[0]
    cut = {key: value for key, value in body.items() if key.split(".")[0] != base}
    refused = siti.post(sheet["kirim"], cut)
    assert refused.status_code == 422
    assert refused.get_json()["alasan"] == "unread"
    assert set(refused.get_json()["salah"]) == {base.removeprefix("soal-")}
    assert siti.post(sheet["kirim"], cut | {"soal-lain": "1"}).status_code == 422
    assert rows(app) == []
    assert siti.post(sheet["kirim"], body).get_json()["diterima"]


@pytest.mark.parametrize("sealed", ["", "palsu", "eyJ4IjoxfQ.aaaa.bbbb"])
def test_a_forged_ticket_is_refused_for_good(app: Flask, siti: Reader, sealed: str) -> None:
    sheet = sheet_of(siti)
    answer = siti.post(sheet["kirim"], filled(siti, sheet) | {"undian": sealed})
    assert (answer.status_code, answer.get_json()["alasan"]) == (422, "forged")
    assert rows(app) == []


def test_an_old_ticket_is_refused_as_old(app: Flask, siti: Reader) -> None:
    sheet = sheet_of(siti)
    body = filled(siti, sheet)
    keys = list(app.extensions["literasi"].keys("ticket").keys.values())
    body["undian"] = seal_long_ago(keys, body["undian"])
    answer = siti.post(sheet["kirim"], body)
    assert (answer.status_code, answer.get_json()["alasan"]) == (422, "expired")
    assert rows(app) == []


def test_a_module_that_is_gone_is_said_so_for_good(siti: Reader) -> None:
    sheet = sheet_of(siti)
    address = f"/kursus/{siti.course.slug}/tidak-ada/kuis/kirim"
    answer = siti.post(address, filled(siti, sheet))
    assert (answer.status_code, answer.get_json()["alasan"]) == (422, "gone")


def test_a_sheet_of_another_module_is_refused(app: Flask, siti: Reader) -> None:
    body = filled(siti, sheet_of(siti))
    other = siti.quiz_path(siti.course.modules[1])
    assert siti.post(f"{other}/kirim", body).get_json()["alasan"] == "forged"
    assert rows(app) == []


def test_it_counts_with_no_session_and_shows_nothing_there(app: Flask, siti: Reader) -> None:
    sheet = sheet_of(siti)
    body = filled(siti, sheet)
    siti.post("/keluar")
    told = siti.post(sheet["kirim"], body).get_json()
    address = told.pop("alamat")
    assert told == {"diterima": True, "pemilik": sheet["pemilik"]}
    assert siti.get(address).status_code == 404
    assert len(rows(app)) == 1
    assert rows(app)[0].learner_id is not None


def test_sent_by_another_it_is_the_owners_and_its_result_too(
    app: Flask, siti: Reader, stranger: Reader
) -> None:
    sheet = sheet_of(siti)
    body = filled(siti, sheet)
    told = stranger.post(sheet["kirim"], body).get_json()
    address = told.pop("alamat")
    assert told == {"diterima": True, "pemilik": uid_of(siti)}
    assert stranger.get(address).status_code == 404
    assert siti.get(address).status_code == 200
    assert stranger.get("/saya/ringkas").json["lulus"] == []
    assert len(siti.get("/saya/ringkas").json["lulus"]) == 1
    changed = stranger.post(sheet["kirim"], filled(siti, sheet, right=False)).get_json()
    assert changed == {
        "diterima": False,
        "alasan": "used",
        "pemilik": uid_of(siti),
        "alamat": address,
    }
    assert siti.post(sheet["kirim"], body).get_json()["nilai"] == 100


def test_a_strangers_sheet_is_the_phones_until_somebody_says_mine(
    app: Flask, reader: Reader
) -> None:
    sheet = sheet_of(reader)
    assert sheet["pemilik"] == ""
    told = reader.post(sheet["kirim"], filled(reader, sheet)).get_json()
    assert "Kamu lulus" in reader.get(told["hasil"]).text
    reader.register("Siti Aminah")
    assert reader.answer_whose("ya").status_code == 303
    assert [row.learner_id is None for row in rows(app)] == [False]


def test_another_site_cannot_send(app: Flask, siti: Reader) -> None:
    sheet = sheet_of(siti)
    answer = siti.client.post(
        sheet["kirim"], data=filled(siti, sheet), headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403
    assert rows(app) == []


def test_a_sheet_in_english_is_sent_and_refused_in_english(app: Flask, siti: Reader) -> None:
    sheet = sheet_of(siti, "/en")
    assert sheet["kirim"].startswith("/en/kursus/")
    assert "Question 1 of" in sheet["lembar"]
    refused = siti.post(sheet["kirim"], {"undian": hidden(sheet["lembar"], "undian")})
    complaints = set(refused.get_json()["salah"].values())
    assert complaints
    assert not any("jawaban" in one for one in complaints)


def test_the_trainer_sees_what_arrived_after_the_class_and_it_counts(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    sheet = sheet_of(siti)
    _end_class(trainer, address, days_ago=2)
    assert siti.post(sheet["kirim"], filled(siti, sheet)).get_json()["lulus"]
    page = trainer.get(seat_of(trainer, address, "Siti Aminah")).text
    shown = page.partition("Sampai sesudah kelas ditutup")[2].partition("</ul>")[0]
    assert siti.module.title in shown
    assert "100, lulus" in shown
    assert "menurut jam HP-nya pada 15 November 2023 pukul 06.13 WITA" in shown
    assert len(siti.get("/saya/ringkas").json["lulus"]) == 1


def test_what_arrives_while_the_class_runs_is_not_called_late(
    trainer: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    siti.take_quiz()
    page = trainer.get(seat_of(trainer, address, "Siti Aminah")).text
    assert "Sampai sesudah kelas ditutup" not in page


def test_a_clock_that_was_put_back_a_day_costs_nobody_their_answers(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    keys = list(app.extensions["literasi"].keys("ticket").keys.values())
    form = siti.open_quiz()
    form["undian"] = seal_tomorrow(keys, form["undian"])
    assert siti.post(siti.quiz_path(), form).status_code == 303
    sheet = sheet_of(siti)
    waiting = filled(siti, sheet)
    waiting["undian"] = seal_tomorrow(keys, waiting["undian"])
    assert siti.post(sheet["kirim"], waiting).get_json()["lulus"]
    # Sent before it was opened: how long it took is not guessed.
    assert (
        "menit"
        not in trainer.get(seat_of(trainer, address, "Siti Aminah"))
        .text.partition('class="attempts"')[2]
        .partition("</ol>")[0]
    )


def _end_class(trainer: Employee, address: str, days_ago: int) -> None:
    days = {
        "mulai": (office_day() - timedelta(days=days_ago + 3)).isoformat(),
        "selesai": (office_day() - timedelta(days=days_ago)).isoformat(),
    }
    answer = trainer.change_class(address, **days)
    assert answer.status_code == 303, answer.text
