"""Two people at one proposal at the same moment: one decision counts, and the other sees it."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from literasi.certificates.models import Certificate, NumberCounter
from literasi.database import db
from literasi.training.closing.models import IssueProposal
from tests.people import Employee
from tests.staff import employ
from tests.test_races import at_once, rows, send
from tests.training.closing.test_proposals import (
    WHY,
    address,
    approval_form,
    decisions,
    head,
    proposed,
)

pytestmark = pytest.mark.both_databases
__all__ = ["address", "head"]


@pytest.fixture
def other_head(app: Flask, head: Employee) -> Employee:
    return employ(app, "wakil@bp3mi.test", "head").sign_in()


def certificates(app: Flask) -> int:
    with app.app_context():
        assert db.session.scalars(select(NumberCounter.last)).all() in ([], [2])
        return db.session.scalar(select(func.count()).select_from(Certificate)) or 0


def test_of_two_heads_who_approve_at_once_one_does(
    app: Flask, trainer: Employee, head: Employee, other_head: Employee, address: str
) -> None:
    proposal, form = proposed(trainer, address), approval_form(head, address)
    hands = [send(who, f"{proposal}/setujui", form) for who in (head, other_head)]
    answers = at_once(lambda: hands.pop()(), times=2)
    assert sorted(one.status_code for one in answers) == [303, 409]
    late = next(one for one in answers if one.status_code == 409)
    assert "sudah diputuskan lebih dulu" in late.text
    assert "2 dari 2 terbit" in late.text
    assert certificates(app) == 2


def test_approving_many_times_at_once_issues_once(
    app: Flask, trainer: Employee, head: Employee, address: str
) -> None:
    proposal, form = proposed(trainer, address), approval_form(head, address)
    answers = at_once(send(head, f"{proposal}/setujui", form))
    assert {one.status_code for one in answers} == {303}
    assert certificates(app) == 2


def test_approving_and_returning_at_once_is_one_of_the_two(
    app: Flask, trainer: Employee, head: Employee, other_head: Employee, address: str
) -> None:
    proposal, form = proposed(trainer, address), approval_form(head, address)
    hands = [
        send(head, f"{proposal}/setujui", form),
        send(other_head, f"{proposal}/kembalikan", {"alasan": WHY}),
    ]
    answers = at_once(lambda: hands.pop()().status_code, times=2)
    assert sorted(answers) == [303, 409]
    (decision,) = decisions(app)
    assert certificates(app) == (2 if decision == "approved" else 0)


def test_approving_and_taking_back_at_once_is_one_of_the_two(
    app: Flask, trainer: Employee, head: Employee, address: str
) -> None:
    proposal, form = proposed(trainer, address), approval_form(head, address)
    hands = [send(head, f"{proposal}/setujui", form), send(trainer, f"{proposal}/tarik", {})]
    answers = at_once(lambda: hands.pop()().status_code, times=2)
    assert sorted(answers) == [303, 409]
    (decision,) = decisions(app)
    assert certificates(app) == (2 if decision == "approved" else 0)


def test_two_who_propose_at_once_make_one_proposal(
    app: Flask, trainer: Employee, colleague: Employee, head: Employee, address: str
) -> None:
    keys = ("9d1f0f0e-6b0e-4b53-8a3e-0d8a3d1c2b4a", "9d1f0f0e-6b0e-4b53-8a3e-0d8a3d1c2b4b")
    hands = [
        send(who, f"{address}/usulan", {"kunci": key})
        for who, key in zip((trainer, colleague), keys, strict=True)
    ]
    answers = at_once(lambda: hands.pop()().status_code, times=2)
    assert sorted(answers) == [303, 409]
    assert rows(app, IssueProposal) == 1
