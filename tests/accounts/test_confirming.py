"""Grave acts at a desk that was left open ask again who one is, and lose nothing meanwhile."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select, update

from literasi.accounts.models import SignIn
from literasi.accounts.staff_models import AuditEntry, Staff
from literasi.database import db, write
from literasi.web.clock import now
from tests.classroom import where
from tests.people import Employee
from tests.staff import employ

pytestmark = pytest.mark.both_databases
ASKED = "/petugas/pastikan"
GRAVE = {
    *("closing.issue", "closing.withdraw_certificate", "proposals.approve", "reissue.save"),
    *("exports.download_class", "exports.download_office", "exports.download_files"),
    *("issuing.download_all", "reports.download", "reports.delete", "person.new_card"),
    *("people.send_again", "people.disable_account", "people.save_role"),
    *("office.save", "design.save"),
}
WHY = {"alasan": 'Pindah tugas ke "kantor" lain'}


def leave_lying(app: Flask, minutes: int = 16) -> None:
    """As if everybody had proved who they are so many minutes ago."""
    earlier = now() - timedelta(minutes=minutes)
    with app.app_context(), write():
        db.session.execute(update(SignIn).values(created_at=earlier, confirmed_at=earlier))


def path_to(app: Flask, staff: Employee, act: str) -> str:
    with app.app_context():
        uid = db.session.scalars(select(Staff.uid).where(Staff.login == staff.login)).one()
    return f"/petugas/orang/{uid}/{act}"


def stopped(staff: Employee, path: str, form: dict[str, str]) -> str:
    """Send a form that is stopped on its way; returns where a browser sends it instead."""
    answer = staff.post(path, form)
    assert answer.status_code == 307, answer.text
    assert where(answer) == ASKED
    return answer.location


def is_in(staff: Employee) -> bool:
    return staff.get("/petugas/akun").status_code == 200


def test_within_a_quarter_of_an_hour_nothing_is_asked(
    app: Flask, manager: Employee, trainer: Employee
) -> None:
    leave_lying(app, 14)
    assert manager.post(path_to(app, trainer, "nonaktif"), WHY).status_code == 303


@pytest.mark.parametrize("by", ["passphrase", "code"])
def test_afterwards_one_proves_it_and_the_form_goes_on_as_it_was(
    app: Flask, manager: Employee, trainer: Employee, by: str
) -> None:
    path = path_to(app, trainer, "nonaktif")
    leave_lying(app)
    door = stopped(manager, path, WHY)
    page = manager.post(door, WHY)
    assert page.status_code == 200
    assert WHY["alasan"] in unescape(page.text)
    proof = manager.passphrase if by == "passphrase" else manager.code()
    form = {**WHY, "kirim": path, "bukti": proof}
    answer = manager.post(ASKED, form)
    assert (answer.status_code, where(answer)) == (307, path)
    assert manager.post(path, form).status_code == 303
    assert not is_in(trainer)
    with app.app_context():
        assert db.session.scalars(select(AuditEntry.why)).all() == [WHY["alasan"]]
    # And for another quarter of an hour nothing is asked.
    other = employ(app, "eko@bp3mi.test", "trainer")
    assert manager.post(path_to(app, other, "nonaktif"), WHY).status_code == 303


def test_a_wrong_proof_keeps_the_form_and_nothing_happens(
    app: Flask, manager: Employee, trainer: Employee
) -> None:
    path = path_to(app, trainer, "nonaktif")
    leave_lying(app)
    for wrong in ("", "kalimat yang salah sekali", "000000", trainer.passphrase[:-1]):
        answer = manager.post(ASKED, {**WHY, "kirim": path, "bukti": wrong})
        assert answer.status_code == 422
        assert "Tidak cocok" in answer.text
        assert WHY["alasan"] in unescape(answer.text)
        assert not wrong or f'value="{wrong}"' not in answer.text
    assert manager.post(path, WHY).status_code == 307
    assert is_in(trainer)


def test_ten_wrong_proofs_make_this_computer_rest(app: Flask, manager: Employee) -> None:
    leave_lying(app)
    for _ in range(10):
        manager.post(ASKED, {"bukti": "kalimat yang salah sekali"})
    assert "Tunggu 15 menit" in manager.post(ASKED, {"bukti": manager.passphrase}).text


def test_wrong_codes_count_as_at_the_door_and_the_passphrase_still_opens(
    app: Flask, manager: Employee
) -> None:
    leave_lying(app)
    for _ in range(5):
        assert manager.post(ASKED, {"bukti": "000000"}).status_code == 422
    assert manager.post(ASKED, {"bukti": manager.code()}).status_code == 422
    assert manager.post(ASKED, {"bukti": manager.passphrase}).status_code == 303


def test_the_proof_leads_to_no_other_site(app: Flask, manager: Employee) -> None:
    leave_lying(app)
    for name in ("kirim", "lanjut"):
        form = {"bukti": manager.passphrase, name: "//jahat.example/"}
        assert manager.post(ASKED, form).location == "/petugas/meja"
    answer = manager.post(ASKED, {"bukti": manager.passphrase, "lanjut": "/petugas/akun"})
    assert (answer.status_code, answer.location) == (303, "/petugas/akun")


def test_every_grave_act_asks(app: Flask, manager: Employee) -> None:
    """Before anything is looked for, so that anything may be named."""
    grave = {
        rule.endpoint: rule
        for rule in app.url_map.iter_rules()
        if getattr(app.view_functions[rule.endpoint], "asks_again", False)
    }
    assert set(grave) == GRAVE
    leave_lying(app)
    for rule in grave.values():
        named = {argument: uuid4() for argument in rule.arguments}
        path = app.url_map.bind("localhost").build(rule.endpoint, named, method="POST")
        assert stopped(manager, path, WHY).startswith(ASKED), path
