"""Work is given to a class or to some, changed and taken back, each with a reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from literasi.accounts.staff_models import AuditEntry
from literasi.database import db
from literasi.training.assignments.models import Assignment
from tests.classroom import (
    change_work,
    filled,
    give_work,
    joined,
    seat_of,
    try_work,
    works,
)
from tests.people import Employee, Reader, hidden, office_day

pytestmark = pytest.mark.both_databases


def work_on(reader: Reader, address: str) -> str:
    """The list of what the class gave, as its learner sees it."""
    page = reader.get(f"/saya/kelas/{address.rpartition('/')[2]}").text
    return page.partition("Pelajaran dari kelas</h2>")[2].partition("<p class=")[0]


def days(number: int) -> str:
    return (office_day() + timedelta(days=number)).isoformat()


def log(app: Flask, act: str) -> list[tuple[str, str]]:
    with app.app_context():
        found = select(AuditEntry.about, AuditEntry.why).where(AuditEntry.act == act)
        return [(row[0], row[1]) for row in db.session.execute(found)]


def test_work_reaches_the_learner_with_its_day_and_goes_again_with_a_reason(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    assert "Pelatih belum memberi tugas" in siti.get(f"/saya/kelas/{address[15:]}").text
    work = give_work(trainer, address, batas=days(1))
    assert "besok" in work_on(siti, address)
    assert "besok" in siti.get("/saya").text
    assert trainer.post(f"{work}/tarik", {"alasan": "Salah modul"}).status_code == 303
    assert works(trainer, address) == []
    assert "Salah modul" in trainer.get(f"{address}/pelajaran").text
    assert "besok" not in siti.get("/saya").text
    assert log(app, "assignment.withdraw")[0][1] == "Salah modul"


def test_a_change_moves_the_day_and_is_noted_with_its_reason(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    work = give_work(trainer, address, batas=days(1))
    assert change_work(trainer, work, batas=days(3), alasan="Libur").status_code == 303
    assert "3 hari lagi" in work_on(siti, address)
    assert [why for _, why in log(app, "assignment.change")] == ["Libur"]


def test_work_for_some_is_seen_by_them_alone_and_goes_before_that_of_the_class(
    trainer: Employee, siti: Reader, stranger: Reader
) -> None:
    address = joined(trainer, siti, stranger)
    give_work(trainer, address, batas=days(1))
    seat = seat_of(trainer, address, "Siti Aminah").rpartition("/")[2]
    give_work(trainer, address, batas=days(5), peserta=seat)
    assert "5 hari lagi" in work_on(siti, address)
    assert "besok" not in work_on(siti, address)
    assert "besok" in work_on(stranger, address)
    assert "Untuk Siti Aminah." in trainer.get(f"{address}/pelajaran").text


def test_a_sequence_takes_the_order_that_was_typed(trainer: Employee) -> None:
    address = trainer.make_class(3)
    first, second, third = trainer.class_form(3)["modul"]
    work = give_work(
        trainer,
        address,
        modul=[first, second, third],
        **{f"urut-{third}": "1", f"urut-{first}": "2"},
    )
    titles = [module.title for module in trainer.course.modules[:3]]
    page = trainer.get(work).text
    assert f"{titles[2]}, {titles[0]}, {titles[1]}" in page


def test_a_whole_course_is_given_with_one_tick(trainer: Employee) -> None:
    course = trainer.course
    address = trainer.make_class(2)
    work = give_work(trainer, address, modul=[], kursus=course.slug)
    fields = filled(trainer.get(work).text, work)
    assert fields["modul"] == trainer.class_form(2)["modul"]


def test_the_same_form_twice_is_one_piece_of_work_and_another_under_its_key_is_none(
    app: Flask, trainer: Employee
) -> None:
    address = trainer.make_class(2)
    key = hidden(trainer.get(f"{address}/pelajaran").text, "kunci")
    for _ in range(2):
        assert try_work(trainer, address, kunci=key).status_code == 303
    answer = try_work(trainer, address, kunci=key, batas=days(9))
    assert answer.status_code == 422
    assert "sudah dipakai untuk tugas lain" in answer.text
    assert hidden(answer.text, "kunci") != key
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Assignment)) == 1


LATER = {"mulai": days(5), "selesai": days(6)}


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"modul": []}, "Pilih dulu modulnya"),
        ({"modul": "uang-kiriman/tidak-ada"}, "sudah keluar dari program"),
        ({"batas": "lusa"}, "hari ini atau sesudahnya"),
        ({"batas": days(2)}, "sebelum kelas mulai"),
        ({"batas": days(400)}, "lebih dari setahun"),
        ({"batas": days(6), "jam": "pagi"}, "Tulis jamnya, misalnya 17.00"),
        ({"batas": "", "jam": "17.00"}, "Jam perlu tanggalnya"),
        ({"buka": days(4)}, "Paling awal dibuka pada hari pertama kelas"),
        ({"buka": days(6), "batas": days(5)}, "harus sesudah pelajaran dibuka"),
        (
            {"buka": days(6), "buka_jam": "17.00", "batas": days(6), "jam": "08.00"},
            "harus sesudah pelajaran dibuka",
        ),
        ({"nilai": "10"}, "Nilai lulus antara 70, nilai kursusnya, dan 100"),
        ({"nilai": "101"}, "Nilai lulus antara"),
        ({"kesempatan": "0"}, "Antara 1 dan 20"),
        ({"kesempatan": "banyak"}, "Antara 1 dan 20"),
        ({"peserta": "bukan-siapa-siapa"}, "sudah keluar dari kelas"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    trainer: Employee, form: dict[str, Any], words: str
) -> None:
    address = trainer.make_class(**LATER)
    answer = try_work(trainer, address, **{"batas": days(6), "berurutan": "ya", **form})
    assert answer.status_code == 422
    assert words in answer.text
    assert 'name="berurutan" value="ya" checked' in answer.text
    assert works(trainer, address) == []


def test_a_day_before_today_is_refused_in_a_class_that_runs(trainer: Employee) -> None:
    address = trainer.make_class(mulai=days(-3))
    answer = try_work(trainer, address, batas=days(-1))
    assert answer.status_code == 422
    assert "hari ini atau sesudahnya" in answer.text


def test_a_class_that_is_over_gives_no_more_work_and_says_how_to_go_on(trainer: Employee) -> None:
    address = trainer.make_class(mulai=days(-3))
    key = hidden(trainer.get(f"{address}/pelajaran").text, "kunci")
    form = trainer.class_form() | {"mulai": days(-3), "selesai": days(-1), "versi": "1"}
    assert trainer.post(f"{address}/ubah", form).status_code == 303
    answer = trainer.post(f"{address}/pelajaran", {"kunci": key, "modul": form["modul"]})
    assert answer.status_code == 422
    assert "ubah dulu tanggal selesainya" in answer.text
    assert "Tugaskan</h2>" not in trainer.get(f"{address}/pelajaran").text


def test_the_same_people_are_not_given_a_module_twice(trainer: Employee, siti: Reader) -> None:
    address = joined(trainer, siti)
    give_work(trainer, address)
    answer = try_work(trainer, address, batas=days(3))
    assert answer.status_code == 422
    assert f"Sudah ditugaskan kepada orang yang sama: {trainer.module.title}" in answer.text
    assert days(3) in answer.text


def test_a_change_and_a_withdrawal_need_a_reason(trainer: Employee) -> None:
    work = give_work(trainer, trainer.make_class())
    answer = change_work(trainer, work, batas=days(4), alasan=" ")
    assert answer.status_code == 422
    assert "Tulis dulu alasannya" in answer.text
    assert days(4) in answer.text
    assert trainer.post(f"{work}/tarik", {"alasan": ""}).status_code == 422
    assert days(4) not in trainer.get(work).text


def test_of_two_who_change_work_at_once_the_second_sees_it_and_keeps_what_they_typed(
    trainer: Employee, colleague: Employee
) -> None:
    work = give_work(trainer, trainer.make_class())
    page = trainer.get(work).text
    assert change_work(colleague, work, batas=days(2)).status_code == 303
    form = {**filled(page, work), "batas": days(7), "alasan": "Listrik padam"}
    answer = trainer.post(work, form)
    assert answer.status_code == 409
    assert "Rekanmu baru saja mengubah tugas ini" in answer.text
    assert "Listrik padam" in answer.text
    assert days(7) in answer.text
    assert "Tersimpan sekarang" in answer.text
    # Having seen it, they may save.
    again = form | {"versi": hidden(answer.text, "versi")}
    assert trainer.post(work, again).status_code == 303
    assert days(7) in trainer.get(work).text


def test_work_that_was_withdrawn_meanwhile_is_not_changed_and_nothing_typed_is_lost(
    trainer: Employee, colleague: Employee
) -> None:
    work = give_work(trainer, trainer.make_class())
    page = trainer.get(work).text
    colleague.post(f"{work}/tarik", {"alasan": "Kelas pindah"})
    form = {**filled(page, work), "batas": days(7), "alasan": "Listrik padam"}
    answer = trainer.post(work, form)
    assert answer.status_code == 409
    assert "baru saja ditarik kembali: Kelas pindah" in answer.text
    assert "Listrik padam" in answer.text


def test_work_for_somebody_who_left_does_not_become_work_of_the_whole_class(
    trainer: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    seat = seat_of(trainer, address, "Siti Aminah")
    work = give_work(trainer, address, peserta=seat.rpartition("/")[2])
    assert trainer.post(f"{seat}/keluarkan", {"alasan": "Pindah"}).status_code == 303
    answer = change_work(trainer, work, batas=days(4))
    assert answer.status_code == 422
    assert "Pesertanya sudah keluar dari kelas" in answer.text
