"""Who was at a session: a list that two may hold at once, and hours that count."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from literasi.accounts.staff_models import AuditEntry
from literasi.database import db
from tests.classroom import (
    checked,
    filled,
    joined,
    mark,
    mark_rest,
    meetings,
    plan_meeting,
    seat_of,
    where,
)
from tests.people import Employee, Reader, hidden, office_day

both = pytest.mark.both_databases


@pytest.fixture
def address(trainer: Employee) -> str:
    made = trainer.make_class()
    trainer.paste(made, "Ani\nBudi\nCici")
    return made


@pytest.fixture
def meeting(trainer: Employee, address: str) -> str:
    return where(plan_meeting(trainer, address))


def marks(trainer: Employee, meeting: str) -> list[str]:
    """The marks in force, in the order of the list; "" for none."""
    page = trainer.get(meeting).text
    return re.findall(r'name="tanda-[^"]*" value="([^"]*)" checked', page)


def log(app: Flask, act: str) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(AuditEntry.about).where(AuditEntry.act == act)))


def test_nobody_is_marked_before_a_trainer_marks_them(trainer: Employee, meeting: str) -> None:
    assert marks(trainer, meeting) == ["", "", ""]


@both
def test_all_present_in_one_tap_and_then_corrected(
    app: Flask, trainer: Employee, meeting: str
) -> None:
    assert mark_rest(trainer, meeting, "hadir").status_code == 303
    assert marks(trainer, meeting) == ["present"] * 3
    assert mark(trainer, meeting, Budi="sick", Cici="late").status_code == 303
    assert marks(trainer, meeting) == ["present", "sick", "late"]
    assert "Budi: Hadir → Sakit; Cici: Hadir → Terlambat" in log(app, "attendance.mark")[-1]


def test_the_rest_is_absent_in_one_tap_and_whoever_is_marked_stays(
    trainer: Employee, meeting: str
) -> None:
    mark(trainer, meeting, Ani="excused")
    mark_rest(trainer, meeting, "alpa")
    assert marks(trainer, meeting) == ["excused", "absent", "absent"]


def test_a_mark_can_be_taken_away(trainer: Employee, meeting: str) -> None:
    mark(trainer, meeting, Ani="present")
    mark(trainer, meeting, Ani="")
    assert marks(trainer, meeting) == ["", "", ""]


@both
def test_two_trainers_with_one_list_lose_nothing(
    trainer: Employee, colleague: Employee, meeting: str
) -> None:
    both_saw = trainer.get(meeting).text
    assert mark(trainer, meeting, both_saw, Ani="present", Budi="sick").status_code == 303
    answer = mark(colleague, meeting, both_saw, Budi="excused", Cici="late")
    assert answer.status_code == 409
    assert "Budi: sekarang <strong>Sakit</strong>, tandamu <strong>Izin</strong>" in answer.text
    assert marks(trainer, meeting) == ["present", "sick", "late"]
    # What was wanted stands in the list, and saving again says so knowingly.
    assert colleague.post(meeting, checked(answer.text)).status_code == 303
    assert marks(trainer, meeting) == ["present", "excused", "late"]


def test_the_same_list_sent_twice_is_one_change(
    app: Flask, trainer: Employee, meeting: str
) -> None:
    page = trainer.get(meeting).text
    for _ in range(2):
        assert mark(trainer, meeting, page, Ani="present").status_code == 303
    assert len(log(app, "attendance.mark")) == 1


def test_nonsense_marks_nobody(trainer: Employee, address: str, meeting: str) -> None:
    other = trainer.make_class(nama="Lain")
    trainer.paste(other, "Dedi")
    theirs = seat_of(trainer, other, "Dedi").rpartition("/")[2]
    own = seat_of(trainer, address, "Ani").rpartition("/")[2]
    form = {f"tanda-{theirs}": "present", f"tanda-{own}": "bolos", "tanda-": "late"}
    assert trainer.post(meeting, form | {"sisanya": "semua"}).status_code == 303
    assert marks(trainer, meeting) == ["", "", ""]


@both
def test_present_and_late_count_and_nothing_else(
    trainer: Employee, siti: Reader, stranger: Reader
) -> None:
    address = joined(trainer, siti, stranger)
    first, second = (where(plan_meeting(trainer, address, jp=jp)) for jp in ("4", "2"))
    mark(trainer, first, Siti_Aminah="late", Orang_Lain="sick")
    mark(trainer, second, Siti_Aminah="present", Orang_Lain="excused")
    page = trainer.get(address).text
    assert "6/6" in page
    assert "0/6" in page
    assert "1 dari 2" in trainer.get(f"{address}/pertemuan").text


@both
def test_whoever_left_is_on_no_list(trainer: Employee, address: str, meeting: str) -> None:
    mark_rest(trainer, meeting, "hadir")
    trainer.post(f"{seat_of(trainer, address, 'Budi')}/keluarkan", {"alasan": "Pindah"})
    assert marks(trainer, meeting) == ["present", "present"]
    assert "2 dari 2" in trainer.get(f"{address}/pertemuan").text


def change(trainer: Employee, meeting: str, **more: Any) -> Any:
    fields = filled(trainer.get(meeting).text.replace(" novalidate", ""), f"{meeting}/ubah")
    return trainer.post(f"{meeting}/ubah", {**fields, **more})


def test_a_meeting_says_when_and_about_what(trainer: Employee, address: str) -> None:
    more = {"dari": "08.30", "sampai": "11:00", "topik": "Anggaran  keluarga"}
    page = trainer.get(where(plan_meeting(trainer, address, **more))).text
    assert "08.30–11.00" in page
    assert "Anggaran keluarga." in page


def test_a_new_meeting_suggests_the_next_day_of_the_rundown(trainer: Employee) -> None:
    day = office_day().isoformat()
    rows = {
        "acara-tanggal": [day] * 2,
        "acara-mulai": ["08.00", "10.00"],
        "acara-selesai": ["09.30", "12.00"],
        "acara-topik": ["Buka", "Uang"],
        "acara-pembicara": ["", ""],
    }
    address = trainer.make_class(**rows)
    trainer.paste(address, "Ani")
    page = trainer.get(f"{address}/pertemuan").text
    assert 'name="dari" value="08:00"' in page
    assert 'name="sampai" value="12:00"' in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"dari": "25.00"}, "Tulis jamnya seperti 08.30"),
        ({"dari": "10.00", "sampai": "09.00"}, "Jam selesai sesudah jam mulai"),
        ({"sampai": "09.00"}, "Tulis juga jam mulainya"),
        ({"telat": "241"}, "dari 0 sampai 240"),
        ({"telat": "lama"}, "dari 0 sampai 240"),
        ({"topik": "x" * 121}, "paling panjang 120 huruf"),
        ({"topik": "NIK 5203014107900001"}, "Nomor KTP tidak kami simpan"),
        ({"kunci": "bukan"}, "Muat ulang halaman ini"),
    ],
)
def test_a_bad_field_is_said_and_what_was_typed_stays(
    trainer: Employee, address: str, fields: dict[str, str], said: str
) -> None:
    answer = plan_meeting(trainer, address, **{"topik": "Menabung", **fields})
    assert answer.status_code == 422
    assert said in answer.text
    if "topik" not in fields:
        assert 'value="Menabung"' in answer.text
    assert meetings(trainer, address) == []


@both
def test_the_key_of_one_meeting_makes_no_other(trainer: Employee, address: str) -> None:
    key = hidden(trainer.get(f"{address}/pertemuan").text, "kunci")
    assert plan_meeting(trainer, address, kunci=key).status_code == 303
    assert plan_meeting(trainer, address, kunci=key).status_code == 303
    answer = plan_meeting(trainer, address, kunci=key, jp="5")
    assert answer.status_code == 422
    assert "sudah mencatat pertemuan lain" in answer.text
    assert len(meetings(trainer, address)) == 1
    # With the new key of that page it is another meeting.
    again = plan_meeting(trainer, address, kunci=hidden(answer.text, "kunci"), jp="5")
    assert again.status_code == 303


def test_a_change_of_what_another_changed_is_refused_and_kept(
    app: Flask, trainer: Employee, meeting: str
) -> None:
    assert change(trainer, meeting, topik="Menabung").status_code == 303
    answer = change(trainer, meeting, topik="Utang", versi="1")
    assert answer.status_code == 409
    assert "baru saja diubah orang lain" in answer.text
    assert 'value="Utang"' in answer.text
    assert change(trainer, meeting, topik="Utang").status_code == 303
    assert len(log(app, "meeting.change")) == 2


def test_a_meeting_changed_to_another_day_than_the_classs_is_refused(
    trainer: Employee, meeting: str
) -> None:
    answer = change(trainer, meeting, tanggal=(office_day() + timedelta(days=9)).isoformat())
    assert answer.status_code == 422
    assert "di antara mulai dan selesai kelas" in answer.text


def test_a_deleted_meeting_is_gone_with_its_marks(
    trainer: Employee, address: str, meeting: str
) -> None:
    mark_rest(trainer, meeting, "hadir")
    assert trainer.post(f"{meeting}/hapus").status_code == 303
    assert meetings(trainer, address) == []
    assert trainer.get(meeting).status_code == 404
    assert trainer.post(meeting, {"sisanya": "hadir"}).status_code == 404
