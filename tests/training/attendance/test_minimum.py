"""What a class's certificate asks for of attendance, and what is said to whoever lacks it."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.classroom import issue, issued, joined, mark, plan_meeting, where
from tests.people import Employee, Reader, hidden, office_day
from tests.training.assignments.test_copying import copied_form, save_new

both = pytest.mark.both_databases


def require(trainer: Employee, address: str, by: str, percent: str, **more: str) -> TestResponse:
    """Save a minimum as the page shows it now, unless `more` says otherwise."""
    seen = hidden(trainer.get(f"{address}/pertemuan").text, "semula")
    form: dict[str, Any] = {"semula": seen, "syarat": by, "persen": percent, **more}
    return trainer.post(f"{address}/pertemuan/syarat", form)


@pytest.fixture
def address(trainer: Employee, siti: Reader) -> str:
    """A class of two sessions, 4 and 2 JP; Siti passed its module and was late at the second and
    ill at the first."""
    made = joined(trainer, siti)
    siti.take_quiz()
    for jp, how in (("4", "sick"), ("2", "late")):
        mark(trainer, where(plan_meeting(trainer, made, jp=jp)), Siti_Aminah=how)
    return made


def reason(trainer: Employee, address: str) -> str:
    page = trainer.get(f"{address}/sertifikat").text
    return page.partition("Belum bisa</h2>")[2]


def test_without_a_minimum_nobody_looks_at_attendance(trainer: Employee, address: str) -> None:
    assert reason(trainer, address) == ""
    assert len(issue(trainer, address)) == 1


@both
def test_whoever_lacks_it_gets_no_certificate_and_the_exact_reason(
    trainer: Employee, address: str
) -> None:
    assert require(trainer, address, "jp", "80").status_code == 303
    assert "hadir 2 dari 6 JP, paling sedikit 5" in reason(trainer, address)
    trainer.post(f"{address}/sertifikat")
    assert issued(trainer, address) == []
    require(trainer, address, "meetings", "51")
    assert "hadir 1 dari 2 pertemuan, paling sedikit 2" in reason(trainer, address)
    require(trainer, address, "meetings", "50")
    assert len(issue(trainer, address)) == 1


def test_a_mark_put_right_opens_the_certificate(trainer: Employee, address: str) -> None:
    require(trainer, address, "jp", "80")
    first = trainer.get(f"{address}/pertemuan").text.partition(f'href="{address}/pertemuan/')[2]
    mark(trainer, f"{address}/pertemuan/{first[:36]}", Siti_Aminah="present")
    assert reason(trainer, address) == ""
    assert len(issue(trainer, address)) == 1


def test_where_no_session_is_recorded_the_reason_says_so(trainer: Employee, siti: Reader) -> None:
    address = joined(trainer, siti)
    siti.take_quiz()
    require(trainer, address, "jp", "80")
    assert "belum ada pertemuan yang dicatat" in reason(trainer, address)


@pytest.mark.parametrize(
    ("by", "percent"), [("jp", "0"), ("jp", "101"), ("jp", ""), ("jp", "banyak"), ("hari", "80")]
)
def test_nonsense_is_refused_and_kept(
    trainer: Employee, address: str, by: str, percent: str
) -> None:
    answer = require(trainer, address, by, percent)
    assert answer.status_code == 422
    assert "dari 1 sampai 100" in answer.text
    assert (
        f'name="persen" inputmode="numeric" maxlength="4" autocomplete="off" value="{percent}"'
        in answer.text
    )
    assert "Tidak ada: sertifikat" in trainer.get(f"{address}/pertemuan").text


def test_two_trainers_do_not_write_over_each_other(
    trainer: Employee, colleague: Employee, address: str
) -> None:
    require(trainer, address, "jp", "80")
    answer = require(colleague, address, "jp", "60", semula=":")
    assert answer.status_code == 409
    assert "baru saja diubah orang lain" in answer.text
    assert "80% jam pelajaran" in answer.text
    # The same wish twice is one wish.
    assert require(trainer, address, "jp", "80", semula=":").status_code == 303
    assert require(colleague, address, "jp", "60").status_code == 303
    assert require(trainer, address, "", "").status_code == 303
    assert "Tidak ada: sertifikat" in trainer.get(f"{address}/pertemuan").text


def test_a_class_copied_from_another_asks_for_the_same_attendance_and_may_change_it(
    trainer: Employee, address: str
) -> None:
    require(trainer, address, "meetings", "75")
    form = copied_form(trainer, address, office_day().isoformat()) | {"nama": "Angkatan 4"}
    new = save_new(trainer, form)
    assert hidden(trainer.get(f"{new}/pertemuan").text, "semula") == "meetings:75"
    require(trainer, new, "", "")
    # The same form again gives that class, as it is by now.
    assert save_new(trainer, form) == new
    without = save_new(trainer, copied_form(trainer, new, office_day().isoformat()) | {"nama": "5"})
    for made in (new, without):
        assert "Syarat kehadiran" not in trainer.get(f"{made}/pertemuan").text
