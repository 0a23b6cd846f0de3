"""What was filled in with no network arrives once, and nobody's work is lost to anybody else's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from literasi.database import db
from literasi.training.afield.models import FieldItem
from tests import staff
from tests.afield import seats, send_marks, send_sheet, take_along, tap
from tests.classroom import (
    joined,
    make_paper,
    mark,
    meetings,
    plan_meeting,
    seat_of,
)
from tests.people import Employee, Reader
from tests.test_races import at_once, rows, send
from tests.training.paper.test_entering import answers, stored
from tests.training.paper.test_printing import notes

WHY = {"alasan": "Pindah"}


@pytest.fixture
def address(trainer: Employee, siti: Reader, stranger: Reader) -> str:
    """A class of Siti, of Orang Lain and of Budi, who has not come yet, with an empty list."""
    address = joined(trainer, siti, stranger)
    trainer.paste(address, "Budi")
    assert plan_meeting(trainer, address).status_code == 303
    return address


def marks(trainer: Employee, address: str) -> dict[str, str]:
    """By name, what is stored."""
    packed = take_along(trainer, address)
    names = {seat: name for name, seat in seats(packed).items()}
    return {names[seat]: value for seat, value in packed["pertemuan"][0]["tanda"].items()}


@pytest.mark.both_databases
def test_marks_are_stored_once_however_often_they_are_sent(
    app: Flask, trainer: Employee, address: str
) -> None:
    packed = take_along(trainer, address)
    form = tap(packed, Siti_Aminah="present", Budi="sick")
    told = [send_marks(trainer, address, form) for _ in range(3)]
    assert [one.status_code for one in told] == [200] * 3
    assert {one.data for one in told} == {told[0].data}
    assert told[0].json == {"diterima": True, "bentrok": [], "keluar": []}
    assert marks(trainer, address) == {"Siti Aminah": "present", "Budi": "sick"}
    assert len(notes(app, "attendance.mark")) == 1


@pytest.mark.both_databases
def test_sending_again_gives_the_first_answer_whatever_happened_since(
    trainer: Employee, colleague: Employee, address: str
) -> None:
    form = tap(take_along(trainer, address), Siti_Aminah="present")
    first = send_marks(trainer, address, form)
    mark(colleague, meetings(colleague, address)[0], Siti_Aminah="late")
    assert send_marks(trainer, address, form).data == first.data
    assert marks(trainer, address) == {"Siti Aminah": "late"}


@pytest.mark.both_databases
def test_whom_somebody_else_marked_meanwhile_stays_so_and_is_shown(
    trainer: Employee, colleague: Employee, address: str
) -> None:
    packed = take_along(trainer, address)
    mark(colleague, meetings(colleague, address)[0], Siti_Aminah="excused")
    answer = send_marks(trainer, address, tap(packed, Siti_Aminah="absent", Budi="present"))
    siti = seats(packed)["Siti Aminah"]
    assert answer.json["bentrok"] == [{"kursi": siti, "tandamu": "absent", "tersimpan": "excused"}]
    assert marks(trainer, address) == {"Siti Aminah": "excused", "Budi": "present"}
    # Having seen it, the trainer's own mark counts.
    again = tap(take_along(trainer, address), Siti_Aminah="absent")
    assert send_marks(trainer, address, again).json["bentrok"] == []
    assert marks(trainer, address)["Siti Aminah"] == "absent"


def test_a_mark_is_taken_away_and_whoever_is_not_on_the_list_stays(
    trainer: Employee, address: str
) -> None:
    send_marks(trainer, address, tap(take_along(trainer, address), Siti_Aminah="late", Budi="sick"))
    send_marks(trainer, address, tap(take_along(trainer, address), Siti_Aminah=""))
    assert marks(trainer, address) == {"Budi": "sick"}


def test_a_key_with_another_body_goes_back_and_changes_nothing(
    trainer: Employee, address: str
) -> None:
    packed = take_along(trainer, address)
    form = tap(packed, Siti_Aminah="present")
    send_marks(trainer, address, form)
    other = {**tap(packed, Siti_Aminah="absent"), "kunci": form["kunci"]}
    answer = send_marks(trainer, address, other)
    assert (answer.status_code, answer.json["alasan"]) == (422, "unread")
    assert marks(trainer, address) == {"Siti Aminah": "present"}


def test_a_new_person_is_on_the_list_and_whoever_left_is_told(
    trainer: Employee, address: str
) -> None:
    packed = take_along(trainer, address)
    trainer.paste(address, "Cici Baru")
    trainer.post(f"{seat_of(trainer, address, 'Budi')}/keluarkan", WHY)
    answer = send_marks(trainer, address, tap(packed, Siti_Aminah="present", Budi="present"))
    assert answer.json["keluar"] == [seats(packed)["Budi"]]
    assert marks(trainer, address) == {"Siti Aminah": "present"}
    assert "Cici Baru" in seats(take_along(trainer, address))


def test_a_meeting_that_was_removed_says_so_as_json(trainer: Employee, address: str) -> None:
    packed = take_along(trainer, address)
    meeting = meetings(trainer, address)[0]
    trainer.post(f"{meeting}/hapus")
    where = f"{address}/luring/pertemuan/{meeting.rpartition('/')[2]}"
    answer = trainer.post(where, tap(packed, Budi="present"))
    assert (answer.status_code, answer.json) == (404, {"diterima": False, "alasan": "hilang"})


@pytest.mark.parametrize("change", ["forged", "none", "of another class", "of a colleague"])
def test_a_ticket_that_was_not_given_sends_nothing(
    trainer: Employee, colleague: Employee, address: str, change: str
) -> None:
    packed = take_along(trainer, address)
    form = tap(packed, Budi="present")
    form["tiket"] = {
        "forged": lambda: packed["tiket"][:-3] + "abc",
        "none": lambda: "",
        "of another class": lambda: take_along(trainer, trainer.make_class())["tiket"],
        "of a colleague": lambda: take_along(colleague, address)["tiket"],
    }[change]()
    answer = send_marks(trainer, address, form)
    assert (answer.status_code, answer.json["alasan"]) == (422, "unread")
    assert marks(trainer, address) == {}


def test_whoever_is_signed_out_or_not_there_any_more_sends_nothing(
    app: Flask, trainer: Employee, outsider: Employee, address: str
) -> None:
    form = tap(take_along(trainer, address), Budi="present")
    where = f"{address}/luring/pertemuan/{meetings(trainer, address)[0].rpartition('/')[2]}"
    assert outsider.post(where, form).status_code == 404
    assert Reader(app).post(where, form).status_code == 303
    trainer.post("/keluar")
    assert trainer.post(where, form).status_code == 303
    assert marks(trainer.sign_in(), address) == {}
    assert trainer.post(where, form).json["diterima"] is True


@pytest.mark.parametrize(
    ("clock", "claimed"),
    [
        ("1700000000000", datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
        ("9999999999999", datetime(2286, 11, 20, 17, 46, 39, tzinfo=UTC)),
        ("99999999999999", None),
        ("-5", None),
        ("kemarin", None),
        ("", None),
    ],
)
def test_the_devices_clock_is_a_note_and_ours_counts(
    app: Flask, trainer: Employee, address: str, clock: str, claimed: datetime | None
) -> None:
    form = tap(take_along(trainer, address), Budi="present")
    assert send_marks(trainer, address, {**form, "jam": clock, "luring": "ya"}).status_code == 200
    with app.app_context():
        (item,) = db.session.scalars(select(FieldItem))
        assert item.claimed_at == claimed
        assert abs(item.received_at - datetime.now(UTC)) < timedelta(minutes=5)


@pytest.mark.both_databases
def test_a_sheet_counts_once_and_as_typed_in_by_the_trainer(
    app: Flask, trainer: Employee, address: str
) -> None:
    paper = make_paper(trainer, address)
    packed = take_along(trainer, address)
    form = {**answers(app, paper, "B", wrong=1), "kunci": str(uuid4())}
    told = [send_sheet(trainer, packed, address, "Siti Aminah", form) for _ in range(2)]
    assert [one.json for one in told] == [{"diterima": True}] * 2
    (attempt,) = stored(app)
    assert attempt.entered_by_id is not None
    assert (attempt.right_count, attempt.total) == (7, 8)
    assert notes(app, "paper.enter") == ["Praya Angkatan 3: Siti Aminah, 1B, 7 dari 8"]
    quiz = take_along(trainer, address)["kuis"][0]
    assert quiz["sudah"] == [seats(packed)["Siti Aminah"]]


def test_what_can_be_mended_goes_back_with_what_is_wrong(
    app: Flask, trainer: Employee, address: str
) -> None:
    paper = make_paper(trainer, address)
    packed = take_along(trainer, address)
    right = answers(app, paper, "A")

    def wrong(name: str, **more: str) -> dict[str, str]:
        answer = send_sheet(trainer, packed, address, name, {**right, **more})
        assert (answer.status_code, answer.json["alasan"]) == (422, "unread")
        told: dict[str, str] = answer.json["salah"]
        return told

    assert list(wrong("Siti Aminah", kode="7C")) == ["kode"]
    assert list(wrong("Siti Aminah", j1="", j3="?!")) == ["j1", "j3"]
    assert "belum diambil" in wrong("Budi")[""]
    assert "tidak utuh" in wrong("Siti Aminah", kunci="x")[""]
    assert stored(app) == []
    assert send_sheet(trainer, packed, address, "Siti Aminah", right).status_code == 200
    assert "nilai 100" in wrong("Siti Aminah")["lagi"]
    again = {**right, "lagi": "ya"}
    assert send_sheet(trainer, packed, address, "Siti Aminah", again).status_code == 200
    assert len(stored(app)) == 2


def test_a_quiz_that_was_printed_anew_is_another_one_and_the_old_sheets_count(
    app: Flask, trainer: Employee, address: str
) -> None:
    paper = make_paper(trainer, address)
    packed = take_along(trainer, address)
    make_paper(trainer, address, varian="1")
    form = answers(app, paper, "B")
    assert send_sheet(trainer, packed, address, "Siti Aminah", form).status_code == 200
    assert [one["nomor"] for one in take_along(trainer, address)["kuis"]] == [2, 1]


def test_a_seat_that_left_says_so_as_json(app: Flask, trainer: Employee, address: str) -> None:
    paper = make_paper(trainer, address)
    packed = take_along(trainer, address)
    trainer.post(f"{seat_of(trainer, address, 'Siti Aminah')}/keluarkan", WHY)
    answer = send_sheet(trainer, packed, address, "Siti Aminah", answers(app, paper, "A"))
    assert (answer.status_code, answer.json) == (404, {"diterima": False, "alasan": "hilang"})


def test_a_list_of_sixty_fits_into_one_sending(app: Flask) -> None:
    trainer = staff.employ(app, "besar@bp3mi.test", "trainer").sign_in()
    address = trainer.make_class()
    trainer.paste(address, "\n".join(f"Peserta {number:02d}" for number in range(60)))
    plan_meeting(trainer, address)
    packed = take_along(trainer, address)
    form = tap(packed, **{f"Peserta_{number:02d}": "present" for number in range(60)})
    assert send_marks(trainer, address, form).status_code == 200
    assert len(marks(trainer, address)) == 60


@pytest.mark.both_databases
def test_what_two_tabs_send_at_the_same_moment_has_one_effect_and_one_answer(
    app: Flask, trainer: Employee, address: str
) -> None:
    paper = make_paper(trainer, address)
    packed = take_along(trainer, address)
    meeting, quiz = packed["pertemuan"][0]["uid"], packed["kuis"][0]["uid"]
    siti = seats(packed)["Siti Aminah"]
    sheet = {**answers(app, paper, "A"), "kunci": str(uuid4()), "tiket": packed["tiket"]}
    for where, form in (
        (f"{address}/luring/pertemuan/{meeting}", tap(packed, Budi="present")),
        (f"{address}/luring/kertas/{quiz}/{siti}", sheet),
    ):
        told = at_once(send(trainer, where, form))
        assert {(one.status_code, one.data) for one in told} == {(200, told[0].data)}
    assert len(notes(app, "attendance.mark")) == len(notes(app, "paper.enter")) == 1
    assert len(stored(app)) == 1
    assert rows(app, FieldItem) == 2
