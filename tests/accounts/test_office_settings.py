"""An office decides that its head approves; then nobody else issues."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from literasi.accounts.offices import read_offices, sync_offices
from literasi.accounts.staff_models import AuditEntry, Office
from literasi.config import OFFICES
from literasi.database import db, write
from literasi.web.clock import now
from tests.classroom import issue, issued, joined, withdrawal_of
from tests.people import Employee, Reader
from tests.staff import employ

pytestmark = pytest.mark.both_databases


@pytest.fixture
def head(app: Flask) -> Employee:
    return employ(app, "kepala@bp3mi.test", "head").sign_in()


def require_approval(manager: Employee) -> None:
    assert manager.post("/petugas/kantor", {"setuju": "ya"}).status_code == 303


def test_where_the_head_approves_only_the_head_issues_and_withdraws(
    manager: Employee, head: Employee, trainer: Employee, siti: Reader
) -> None:
    address = joined(trainer, siti)
    siti.take_quiz()
    require_approval(manager)
    for one in (trainer, manager):
        answer = one.post(f"{address}/sertifikat")
        assert answer.status_code == 422
        assert "kepala yang menerbitkan" in answer.text
        assert "Terbitkan 1 sertifikat" not in one.get(f"{address}/sertifikat").text
    assert len(issue(head, address)) == 1
    withdrawal = withdrawal_of(head, address)
    assert trainer.post(withdrawal, {"alasan": "salah nama"}).status_code == 422
    assert len(issued(trainer, address)) == 1
    assert head.post(withdrawal, {"alasan": "salah nama"}).status_code == 303


def test_without_a_head_nobody_could_approve(app: Flask) -> None:
    elsewhere = employ(app, "bali@bp3mi.test", "office", "bali").sign_in()
    answer = elsewhere.post("/petugas/kantor", {"setuju": "ya"})
    assert answer.status_code == 422
    assert "belum punya kepala" in answer.text


def test_the_choice_is_noted_once_and_outlives_the_offices_file(
    app: Flask, manager: Employee, head: Employee
) -> None:
    for _ in range(2):
        require_approval(manager)
    with app.app_context():
        with write():
            sync_offices(read_offices(OFFICES), now())
        noted = db.session.scalars(select(AuditEntry.act)).all()
        assert list(noted) == ["office.approval"]
        found = db.session.scalars(select(Office.slug).where(Office.needs_approval))
        assert list(found) == ["nusa-tenggara-barat"]
    assert manager.post("/petugas/kantor", {}).status_code == 303
    assert "checked" not in manager.get("/petugas/kantor").text
