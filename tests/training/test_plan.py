"""A class's plan: made once, in the list of its office, changed by whoever has seen it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from literasi.accounts.audit import Act
from literasi.accounts.staff_models import Staff
from literasi.database import db, write
from literasi.training.models import Cohort
from literasi.training.operations import hold_door
from literasi.web.clock import now
from tests.people import Employee, hidden

pytestmark = pytest.mark.both_databases


def test_a_new_class_is_in_the_list_of_its_office_only(
    trainer: Employee, colleague: Employee, outsider: Employee
) -> None:
    trainer.make_class()
    for one, sees in ((trainer, True), (colleague, True), (outsider, False)):
        assert ("Praya Angkatan 3" in one.get("/petugas/kelas").text) is sees


def test_the_same_form_sent_twice_makes_one_class(trainer: Employee) -> None:
    form = trainer.class_form() | {
        "kunci": hidden(trainer.get("/petugas/kelas/baru").text, "kunci")
    }
    answers = [trainer.post("/petugas/kelas/baru", form) for _ in range(2)]
    assert answers[0].location == answers[1].location
    assert trainer.get("/petugas/kelas").text.count("Praya Angkatan 3") == 1


@pytest.mark.parametrize("change", [{"nama": "Lain"}, {"modul": []}])
def test_an_old_form_with_another_plan_is_no_class_before_it_is_sent_again(
    trainer: Employee, change: dict[str, object]
) -> None:
    form = trainer.class_form(2)
    form["kunci"] = hidden(trainer.get("/petugas/kelas/baru").text, "kunci")
    trainer.post("/petugas/kelas/baru", form)
    changed = form | (change if "nama" in change else {"modul": form["modul"][:1]})
    answer = trainer.post("/petugas/kelas/baru", changed)
    assert answer.status_code == 422
    assert "sudah membuat kelas" in answer.text
    again = changed | {"kunci": hidden(answer.text, "kunci")}
    assert trainer.post("/petugas/kelas/baru", again).status_code == 303


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("nama", "", "Tulis nama kelasnya"),
        ("nama", "x" * 81, "Paling panjang 80 huruf. Ini 81 huruf."),
        ("judul", "\u202e", "Tulis judul pelatihan"),
        ("tempat", " ", "Tulis tempatnya"),
        ("mulai", "besok", "Tulis tanggal mulai"),
        ("mulai", "31/02/2026", "Tulis tanggal mulai"),
        ("selesai", "", "Tulis tanggal selesai"),
        ("selesai", "2020-01-01", "tidak boleh sebelum mulai"),
        ("selesai", "2099-01-01", "lebih dari setahun"),
        ("modul", "uang-kiriman/tidak-ada", "Pilih paling sedikit satu modul"),
        ("penandatangan", "x" * 121, "paling panjang 120 huruf"),
        ("nip", "abc", "NIP hanya berisi angka"),
    ],
)
def test_what_is_wrong_in_a_plan_is_said_and_the_rest_is_kept(
    trainer: Employee, field: str, value: str, words: str
) -> None:
    form = trainer.class_form() | {
        "kunci": hidden(trainer.get("/petugas/kelas/baru").text, "kunci")
    }
    answer = trainer.post("/petugas/kelas/baru", form | {field: value})
    assert answer.status_code == 422
    assert words in answer.text
    kept = "Literasi Keuangan Keluarga" if field != "judul" else "Praya, Lombok Tengah"
    assert kept in answer.text
    assert "Belum ada kelas" in trainer.get("/petugas/kelas").text


def test_two_doors_never_have_one_code(app: Flask, trainer: Employee) -> None:
    taken = trainer.open_door(trainer.make_class())
    trainer.make_class(nama="Kelas lain")
    codes = iter([taken, taken, "000001"])
    with app.app_context(), write():
        other = db.session.scalars(select(Cohort).where(Cohort.name == "Kelas lain")).one()
        staff_id = db.session.scalars(select(Staff.id).where(Staff.login == trainer.login)).one()
        act = Act(staff_id, other.office_id, now())
        hold_door(other, lambda: next(codes), timedelta(hours=1), act)
        assert other.door_code == "000001"
