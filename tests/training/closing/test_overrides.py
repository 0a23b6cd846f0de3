"""A certificate although something is lacking: with a reason, and only where the rules allow."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.classroom import (
    confirm_names,
    issue,
    issued,
    mark,
    plan_meeting,
    seat_of,
    where,
    withdrawal_of,
)
from tests.people import Employee, Fields, Reader, hidden
from tests.staff import employ

pytestmark = pytest.mark.both_databases
WHY = "Ibunya dirawat di rumah sakit"


def seated(trainer: Employee, siti: Reader, passed: int, modules: int = 2) -> str:
    """A class whose only session Siti missed, of so many modules; she passed the first ones."""
    address = trainer.make_class(modules=modules)
    siti.post(f"/gabung/{trainer.open_door(address)}")
    for module in siti.course.modules[:passed]:
        siti.take_quiz(module)
    mark(trainer, where(plan_meeting(trainer, address)), Siti_Aminah="sick")
    return address


def ask_attendance(trainer: Employee, address: str) -> None:
    seen = hidden(trainer.get(f"{address}/pertemuan").text, "semula")
    form: Fields = {"semula": seen, "syarat": "jp", "persen": "80"}
    assert trainer.post(f"{address}/pertemuan/syarat", form).status_code == 303


def override_form(trainer: Employee, address: str) -> Fields:
    page = trainer.get(f"{address}/sertifikat").text.partition("Belum bisa</h2>")[2]
    return {"kunci": hidden(page, "kunci"), "kurang": hidden(page, "kurang"), "alasan": WHY}


def give(trainer: Employee, address: str, form: Fields) -> TestResponse:
    return trainer.post(f"{place(trainer, address)}/pengecualian", form)


def place(trainer: Employee, address: str) -> str:
    seat = seat_of(trainer, address, "Siti Aminah").rpartition("/")[2]
    return f"{address}/sertifikat/{seat}"


def test_exact_reasons_stand_beside_the_name(trainer: Employee, siti: Reader) -> None:
    address = seated(trainer, siti, passed=0)
    siti.take_quiz(right=False)
    ask_attendance(trainer, address)
    page = trainer.get(f"{address}/sertifikat").text
    first, second = siti.course.modules[:2]
    assert re.search(
        rf"belum lulus {re.escape(first.title)}: nilai \d+, perlu {siti.course.pass_mark}", page
    )
    assert f"belum lulus {second.title}: kuisnya belum dicoba" in page
    assert "hadir 0 dari 4 JP, paling sedikit 4" in page
    assert "nama di sertifikat belum dipastikan" in page
    assert "Beri pengecualian" not in page


def test_one_module_and_attendance_are_forgiven_and_the_paper_stays_true(
    trainer: Employee, manager: Employee, reader: Reader, siti: Reader
) -> None:
    address = seated(trainer, siti, passed=1)
    ask_attendance(trainer, address)
    assert issue(trainer, address) == []
    form = override_form(trainer, address)
    for _ in range(2):
        assert give(trainer, address, form).status_code == 303
    assert WHY in trainer.get(f"{address}/sertifikat").text
    (code,) = issue(trainer, address)
    checked = reader.get(f"/verifikasi/{code}").text
    passed, forgiven = siti.course.modules[:2]
    assert passed.title in checked
    assert forgiven.title not in checked
    log = manager.get("/petugas/catatan").text
    assert log.count(WHY) == 1


def test_an_override_covers_only_what_was_lacking_then(trainer: Employee, siti: Reader) -> None:
    address = seated(trainer, siti, passed=1)
    assert give(trainer, address, override_form(trainer, address)).status_code == 303
    ask_attendance(trainer, address)
    assert issue(trainer, address) == []
    assert "hadir 0 dari 4 JP" in trainer.get(f"{address}/sertifikat").text


def test_what_was_not_shown_is_not_forgiven(trainer: Employee, siti: Reader) -> None:
    address = seated(trainer, siti, passed=1)
    form = override_form(trainer, address)
    ask_attendance(trainer, address)
    answer = give(trainer, address, form)
    assert answer.status_code == 409
    assert "yang kurang sudah berubah" in answer.text
    assert WHY in answer.text
    confirm_names(trainer, address)
    assert issue(trainer, address) == []


def test_the_only_module_of_a_class_is_not_forgiven(trainer: Employee, siti: Reader) -> None:
    address = seated(trainer, siti, passed=0, modules=1)
    assert "Beri pengecualian" not in trainer.get(f"{address}/sertifikat").text
    missed = f"{siti.course.slug}/{siti.module.slug}"
    form: Fields = {"kunci": str(uuid4()), "kurang": missed, "alasan": WHY}
    assert give(trainer, address, form).status_code == 409


def test_a_seat_that_nobody_took_is_not_forgiven(trainer: Employee, siti: Reader) -> None:
    address = trainer.make_class(modules=2)
    trainer.paste(address, "Siti Aminah")
    form: Fields = {"kunci": str(uuid4()), "kurang": "attendance", "alasan": WHY}
    assert give(trainer, address, form).status_code == 409


@pytest.mark.parametrize(
    ("reason", "told"),
    [(" ", "Tulis dulu alasannya"), ("KTP 3201234567890001", "mirip nomor KTP")],
)
def test_without_a_decent_reason_there_is_none(
    trainer: Employee, siti: Reader, reason: str, told: str
) -> None:
    address = seated(trainer, siti, passed=1)
    form = {**override_form(trainer, address), "alasan": reason}
    answer = give(trainer, address, form)
    assert answer.status_code == 422
    assert told in answer.text
    assert issue(trainer, address) == []


def test_another_form_does_not_change_what_is_given(trainer: Employee, siti: Reader) -> None:
    address = seated(trainer, siti, passed=1)
    form = override_form(trainer, address)
    give(trainer, address, form)
    assert give(trainer, address, {**form, "alasan": "Lain"}).status_code == 409
    assert give(trainer, address, {**form, "kunci": str(uuid4())}).status_code == 409


def test_it_is_taken_back_until_the_certificate_is_issued(trainer: Employee, siti: Reader) -> None:
    address = seated(trainer, siti, passed=1)
    back = f"{place(trainer, address)}/pengecualian/batal"
    give(trainer, address, override_form(trainer, address))
    for _ in range(2):
        assert trainer.post(back).status_code == 303
    assert issue(trainer, address) == []
    give(trainer, address, override_form(trainer, address))
    assert len(issue(trainer, address)) == 1
    answer = trainer.post(back)
    assert answer.status_code == 409
    assert "Cabut dulu sertifikatnya" in answer.text
    trainer.post(withdrawal_of(trainer, address), {"alasan": "Salah cetak"})
    assert trainer.post(back).status_code == 303
    assert issued(trainer, address) == []


def test_a_facilitator_forgives_nothing(app: Flask, trainer: Employee, siti: Reader) -> None:
    facilitator = employ(app, "wati@desa.test", "facilitator").sign_in()
    address = seated(facilitator, siti, passed=1)
    assert "Beri pengecualian" not in facilitator.get(f"{address}/sertifikat").text
    form = override_form(trainer, address)
    assert give(facilitator, address, form).status_code == 404
    assert give(trainer, address, form).status_code == 303
