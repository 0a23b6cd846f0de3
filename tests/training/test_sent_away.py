"""A trainer whose account ends while a page is open: what they press is refused and not stored."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from literasi.accounts.audit import Act
from literasi.accounts.staff import disable
from literasi.accounts.staff_models import AuditEntry, Staff
from literasi.certificates.models import Certificate
from literasi.database import db, write
from literasi.training.models import Attendance
from literasi.web.clock import now
from tests.classroom import confirm_names, joined, plan_meeting, where
from tests.people import Employee, Reader
from tests.test_races import send

pytestmark = pytest.mark.both_databases
Press = Callable[[], TestResponse]
ACTS = ("issue", "attendance", "export")


@pytest.fixture(params=ACTS)
def press(
    request: pytest.FixtureRequest, trainer: Employee, siti: Reader
) -> Callable[[], TestResponse]:
    """A button of a page that is open, in a class where it would do something."""
    address = joined(trainer, siti)
    siti.take_quiz()
    meeting = where(plan_meeting(trainer, address))
    confirm_names(trainer, address)
    forms = {
        "issue": (f"{address}/sertifikat", {}),
        "attendance": (meeting, {"sisanya": "hadir"}),
        "export": (f"{address}/unduh", {"isi": "nilai", "bentuk": "csv"}),
    }
    path, form = forms[request.param]
    return send(trainer, path, form)


def stored(app: Flask) -> int:
    """Certificates, marks, and downloads that stand in the log."""
    taken = select(func.count()).select_from(AuditEntry).where(AuditEntry.act.like("export.%"))
    with app.app_context():
        counts = [select(func.count()).select_from(table) for table in (Certificate, Attendance)]
        return sum(db.session.scalar(one) or 0 for one in (*counts, taken))


def send_away(trainer: Employee) -> None:
    found = select(Staff).where(Staff.login == trainer.login).with_for_update()
    staff = db.session.scalars(found).one()
    disable(staff, Act(None, staff.office_id, now()), "Pindah tugas")


def test_whoever_works_here_does_what_they_press(app: Flask, press: Press) -> None:
    assert press().status_code in (200, 303)
    assert stored(app) == 1


def test_once_an_account_ended_a_page_left_open_does_nothing_and_says_so(
    app: Flask, trainer: Employee, press: Press
) -> None:
    with app.app_context(), write():
        send_away(trainer)
    answer = press()
    assert where(answer) == "/petugas/masuk"
    assert "Yang tadi ditekan belum tersimpan" in trainer.get(answer.location).text
    assert stored(app) == 0


def test_an_account_that_ends_while_the_button_is_down_does_nothing_and_says_so(
    app: Flask, trainer: Employee, press: Press
) -> None:
    with ThreadPoolExecutor(1) as pool:
        with app.app_context(), write():
            send_away(trainer)
            click = pool.submit(press)
            # Time enough for the click to be let in, and to come to where it must wait.
            time.sleep(1)
            assert not click.done()
        answer = click.result()
    assert answer.status_code == 403
    assert "Akunmu sudah dinonaktifkan" in answer.text
    assert "Tidak ada yang berubah" in answer.text
    assert stored(app) == 0
