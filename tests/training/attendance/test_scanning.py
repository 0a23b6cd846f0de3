"""The changing QR on a class's screen: whoever is in the room is there, and nobody else."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from literasi.accounts.staff_models import AuditEntry, Office
from literasi.database import db, write
from literasi.domain.arrival_code import make_code
from literasi.training.models import Attendance, Meeting
from literasi.web.clock import now
from tests.classroom import checked, joined, mark, mark_rest, plan_meeting, where
from tests.people import Employee, Reader
from tests.staff import OFFICE
from tests.test_races import at_once

both = pytest.mark.both_databases


@pytest.fixture
def address(trainer: Employee, siti: Reader) -> str:
    return joined(trainer, siti)


@pytest.fixture
def meeting(trainer: Employee, address: str) -> str:
    """A session whose screen shows its QR."""
    made = where(plan_meeting(trainer, address, topik="Anggaran"))
    assert trainer.post(f"{made}/qr", {"pindai": "buka"}).status_code == 303
    return made


def code(app: Flask, meeting: str, seconds_ago: int = 0) -> str:
    """The address in the QR, as it was on the screen."""
    key = app.extensions["literasi"].keys("scan").current
    uid, moment = UUID(meeting.rpartition("/")[2]), now() - timedelta(seconds=seconds_ago)
    return f"/hadir/{make_code(key, uid, moment)}"


def begin(app: Flask, meeting: str, minutes_ago: int, late_after: int | None) -> None:
    """As if the meeting had begun so long ago, where the office is."""
    began = (now() - timedelta(minutes=minutes_ago)).astimezone(ZoneInfo("Asia/Makassar"))
    values = {"held_on": began.date(), "begins": began.time(), "late_after": late_after}
    with app.app_context(), write():
        uid = UUID(meeting.rpartition("/")[2])
        db.session.execute(update(Meeting).where(Meeting.uid == uid).values(**values))


def stored(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Attendance.status)))


@both
def test_whoever_scans_is_present_and_again_it_changes_nothing(
    app: Flask, trainer: Employee, siti: Reader, meeting: str
) -> None:
    for _ in range(2):
        page = siti.get(code(app, meeting))
        assert page.status_code == 200
        assert "Siti Aminah, kamu tercatat hadir</h1>" in page.text
        assert "Anggaran" in page.text
    assert stored(app) == ["present"]
    assert "1 dari 1" in trainer.get(f"{meeting}/qr/isi").text
    assert "pindai" in trainer.get(meeting).text


@both
def test_many_scans_at_once_are_one_mark(app: Flask, siti: Reader, meeting: str) -> None:
    path, cookies = code(app, meeting), list(siti.client._cookies.values())

    def scan() -> int:
        client = app.test_client()
        for cookie in cookies:
            client.set_cookie(cookie.key, cookie.value)
        return client.get(path).status_code

    assert set(at_once(scan)) == {200}
    assert stored(app) == ["present"]


@pytest.mark.parametrize(
    ("minutes_ago", "late_after", "expected"),
    [(14, 15, "present"), (16, 15, "late"), (200, None, "present")],
)
def test_late_is_so_many_minutes_after_the_beginning(
    app: Flask, siti: Reader, meeting: str, minutes_ago: int, late_after: int | None, expected: str
) -> None:
    begin(app, meeting, minutes_ago, late_after)
    page = siti.get(code(app, meeting)).text
    assert stored(app) == [expected]
    assert ("terlambat" in page) is (expected == "late")


def test_what_the_trainer_marked_stands_but_for_absent(
    app: Flask, trainer: Employee, siti: Reader, meeting: str
) -> None:
    mark(trainer, meeting, Siti_Aminah="excused")
    assert "pelatih mencatatmu izin" in siti.get(code(app, meeting)).text
    mark(trainer, meeting, Siti_Aminah="absent")
    assert "kamu tercatat hadir" in siti.get(code(app, meeting)).text
    assert stored(app) == ["present"]


def test_the_rest_is_absent_and_a_scan_of_meanwhile_stays(
    app: Flask, trainer: Employee, siti: Reader, meeting: str
) -> None:
    before = checked(trainer.get(meeting).text)
    siti.get(code(app, meeting))
    assert trainer.post(meeting, {**before, "sisanya": "alpa"}).status_code == 303
    assert stored(app) == ["present"]


@pytest.mark.parametrize("seconds", [90, 600])
def test_a_photo_of_the_code_is_worth_nothing_soon(
    app: Flask, siti: Reader, meeting: str, seconds: int
) -> None:
    answer = siti.get(code(app, meeting, seconds))
    assert answer.status_code == 410
    assert "Kode ini sudah berganti" in answer.text
    assert stored(app) == []


@pytest.mark.parametrize("hours", [1, 24, -1, -24])
def test_when_our_clock_jumps_the_code_on_the_screen_changes_and_the_next_one_counts(
    app: Flask, trainer: Employee, siti: Reader, meeting: str, hours: int
) -> None:
    """The code was made, and the session opened, by the clock of before the jump."""
    before = now() + timedelta(hours=hours)
    with app.app_context(), write():
        db.session.execute(update(Meeting).values(scan_until=before + timedelta(hours=3)))
    answer = siti.get(code(app, meeting, seconds_ago=-hours * 3600))
    assert answer.status_code == 410
    assert "Pindai lagi" in answer.text
    assert stored(app) == []
    # Forward by a day, the three hours are over: one tap opens it again.
    if hours == -24:
        assert siti.get(code(app, meeting)).status_code == 409
        trainer.post(f"{meeting}/qr", {"pindai": "buka"})
    assert siti.get(code(app, meeting)).status_code == 200
    assert stored(app) == ["present"]


@pytest.mark.parametrize(
    ("zone", "expected"), [("Asia/Jakarta", "present"), ("Asia/Jayapura", "late")]
)
def test_hours_are_those_of_the_office_also_after_it_changed_its_zone(
    app: Flask, trainer: Employee, siti: Reader, meeting: str, zone: str, expected: str
) -> None:
    """Half past eight stays so: in Jakarta that is an hour later, in Jayapura an hour earlier."""
    begin(app, meeting, minutes_ago=10, late_after=15)
    shown = trainer.get(meeting).text.partition('name="dari"')[2][:30]
    with app.app_context(), write():
        db.session.execute(update(Office).where(Office.slug == OFFICE).values(zone=zone))
    assert trainer.get(meeting).text.partition('name="dari"')[2][:30] == shown
    assert siti.get(code(app, meeting)).status_code == 200
    assert stored(app) == [expected]


def test_whoever_is_not_in_the_class_is_told_how_to_join(
    app: Flask, stranger: Reader, meeting: str
) -> None:
    answer = stranger.get(code(app, meeting))
    assert answer.status_code == 404
    assert "Namamu belum ada di kelas ini" in answer.text
    assert stored(app) == []


def test_nobody_unknown_is_marked_and_signing_in_leads_back(
    app: Flask, reader: Reader, meeting: str
) -> None:
    answer = reader.get(code(app, meeting))
    assert where(answer) == "/masuk"
    assert "lanjut=/hadir/" in answer.location.replace("%2F", "/")
    assert stored(app) == []


@both
def test_a_closed_session_takes_nobody(
    app: Flask, trainer: Employee, siti: Reader, meeting: str
) -> None:
    trainer.post(f"{meeting}/qr", {"pindai": "tutup"})
    answer = siti.get(code(app, meeting))
    assert answer.status_code == 409
    assert "sudah ditutup" in answer.text
    page = trainer.get(f"{meeting}/qr").text
    assert "QR daftar hadir tertutup" in page
    assert '<svg class="segno' not in page
    assert stored(app) == []


def test_after_three_hours_it_closes_by_itself(app: Flask, siti: Reader, meeting: str) -> None:
    with app.app_context(), write():
        db.session.execute(update(Meeting).values(scan_until=now()))
    assert siti.get(code(app, meeting)).status_code == 409


def test_a_deleted_session_takes_nobody(
    app: Flask, trainer: Employee, siti: Reader, meeting: str
) -> None:
    path = code(app, meeting)
    trainer.post(f"{meeting}/hapus")
    assert siti.get(path).status_code == 409


def test_guessed_codes_are_counted_and_then_refused(app: Flask, siti: Reader, meeting: str) -> None:
    for number in range(10):
        answer = siti.get(f"/hadir/{number:040d}")
        assert answer.status_code == 404
        assert "Kode ini tidak dikenal" in answer.text
    answer = siti.get(code(app, meeting))
    assert answer.status_code == 429
    assert "Terlalu banyak kode yang salah" in answer.text
    assert stored(app) == []


def test_an_old_code_is_no_guess(app: Flask, siti: Reader, meeting: str) -> None:
    for _ in range(12):
        assert siti.get(code(app, meeting, 300)).status_code == 410
    assert siti.get(code(app, meeting)).status_code == 200


def test_whoever_left_the_class_is_not_marked(
    app: Flask, siti: Reader, address: str, meeting: str
) -> None:
    siti.post(f"/saya/kelas/{address.rpartition('/')[2]}/keluar")
    assert siti.get(code(app, meeting)).status_code == 404


def test_the_screen_comes_anew_without_script_and_is_noted_once(
    app: Flask, trainer: Employee, meeting: str
) -> None:
    page = trainer.get(f"{meeting}/qr").text
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "<svg" in page
    trainer.post(f"{meeting}/qr", {"pindai": "buka"})
    with app.app_context():
        opened = select(func.count()).select_from(AuditEntry).where(AuditEntry.act == "scan.open")
        assert db.session.scalar(opened) == 1


def test_english_says_it_too(app: Flask, siti: Reader, meeting: str) -> None:
    assert "you are marked as present" in siti.get("/en" + code(app, meeting)).text


def test_a_scan_counts_like_a_tap(
    app: Flask, trainer: Employee, siti: Reader, address: str, meeting: str
) -> None:
    siti.get(code(app, meeting))
    assert "4/4" in trainer.get(address).text
    mark_rest(trainer, meeting, "alpa")
    assert "4/4" in trainer.get(address).text
