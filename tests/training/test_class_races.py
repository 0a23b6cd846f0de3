"""Two people at the same moment: one seat has one owner, and each has one certificate."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from literasi import create_app
from literasi.accounts.models import Learner
from literasi.accounts.operations import find_learner
from literasi.certificates.models import Certificate, NumberCounter
from literasi.config import Settings
from literasi.database import Base, db, write
from literasi.training.assignments.models import Assignment
from literasi.training.joining import claim_by_card, join_by_door
from literasi.training.models import Cohort, Meeting, Seat
from literasi.web.clock import now
from tests.classroom import confirm_names, joined, open_card, print_cards
from tests.people import SAME_ORIGIN, Employee, Fields, Reader, hidden
from tests.processes import run_side_by_side
from tests.staff import employ
from tests.test_races import at_once, learner_id, rows, send

pytestmark = pytest.mark.both_databases


def owners(app: Flask) -> list[int | None]:
    with app.app_context():
        return list(db.session.scalars(select(Seat.learner_id).where(Seat.left_at.is_(None))))


def meanwhile(act: Callable[[], object], other: Callable[[], TestResponse]) -> TestResponse:
    """Send `other` while `act` is done and not yet committed: it has to wait. Its answer."""
    with ThreadPoolExecutor(1) as pool:
        with write():
            act()
            second = pool.submit(other)
            # Time enough for the second to come to where it must wait.
            time.sleep(1)
            assert not second.done()
        return second.result()


def test_a_seat_taken_at_the_door_is_not_taken_by_its_card_too(
    app: Flask, trainer: Employee, siti: Reader, stranger: Reader
) -> None:
    address = trainer.make_class()
    trainer.paste(address, "Siti Aminah")
    card, door = print_cards(trainer, address)[0], trainer.open_door(address)
    mine = learner_id(app, siti)
    claim = send(stranger, "/gabung/kartu", {"kode": card, "ambil": "ya"})
    with app.app_context():
        answer = meanwhile(lambda: join_by_door(door, find_learner(mine), now()), claim)
    assert answer.status_code == 422
    assert owners(app) == [mine]


def test_a_seat_taken_by_its_card_is_not_taken_at_the_door_too(
    app: Flask, trainer: Employee, siti: Reader, stranger: Reader
) -> None:
    address = trainer.make_class()
    trainer.paste(address, "Siti Aminah")
    print_cards(trainer, address)
    door, theirs = trainer.open_door(address), learner_id(app, stranger)
    with app.app_context():
        card_id = db.session.scalars(select(Seat.card_id)).one()
        assert card_id is not None
        answer = meanwhile(
            lambda: claim_by_card(card_id, find_learner(theirs), now()),
            send(siti, f"/gabung/{door}", {}),
        )
    assert answer.status_code == 303
    assert owners(app) == [theirs, learner_id(app, siti)]


def test_new_cards_do_not_end_the_card_that_is_being_claimed(
    app: Flask, trainer: Employee, siti: Reader, reader: Reader
) -> None:
    address = trainer.make_class()
    trainer.paste(address, "Siti Aminah")
    card, mine = print_cards(trainer, address)[0], learner_id(app, siti)
    with app.app_context():
        card_id = db.session.scalars(select(Seat.card_id)).one()
        assert card_id is not None
        answer = meanwhile(
            lambda: claim_by_card(card_id, find_learner(mine), now()),
            send(trainer, f"{address}/peserta/kartu.pdf", {"cadangan": "0"}),
        )
    assert answer.status_code == 422
    assert "Semua kursi sudah diambil" in answer.text
    assert "Masuk sebagai Siti Aminah?" in open_card(reader, card).text


def test_one_card_claimed_many_times_at_once_is_one_seat(
    app: Flask, trainer: Employee, reader: Reader
) -> None:
    address = trainer.make_class()
    trainer.paste(address, "Siti Aminah")
    code = print_cards(trainer, address)[0]
    form = {"kode": code, "ambil": "ya", "setuju": "ya", "nama": "Siti Aminah"}
    form["kunci"] = hidden(open_card(reader, code).text, "kunci")
    answers = at_once(send(reader, "/gabung/kartu", form))
    assert {answer.status_code for answer in answers} <= {303, 422}
    assert [one.status_code for one in answers].count(303) >= 1
    assert rows(app, Learner) == 1
    assert len(owners(app)) == 1


def test_joining_many_times_at_once_is_one_seat(
    app: Flask, trainer: Employee, siti: Reader
) -> None:
    door = trainer.open_door(trainer.make_class())
    answers = at_once(send(siti, f"/gabung/{door}", {}))
    assert {answer.status_code for answer in answers} == {303}
    assert owners(app) == [learner_id(app, siti)]


@pytest.mark.parametrize("table", [Cohort, Seat, Meeting, Assignment])
def test_a_form_sent_many_times_at_once_has_one_effect(
    app: Flask, trainer: Employee, siti: Reader, table: type[Base]
) -> None:
    address = joined(trainer, siti)
    path, form = _form(trainer, address, table)
    before = rows(app, table)
    answers = at_once(send(trainer, path, form))
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == 1
    assert rows(app, table) == before + 1


def _form(trainer: Employee, address: str, table: type[Base]) -> tuple[str, Fields]:
    if table is Cohort:
        path = "/petugas/kelas/baru"
        form = trainer.class_form()
    elif table is Seat:
        path, form = f"{address}/peserta", {"daftar": "Budi"}
    elif table is Assignment:
        path = f"{address}/pelajaran"
        form = {"modul": trainer.class_form()["modul"], "batas": trainer.class_form()["mulai"]}
    else:
        today = trainer.class_form()["mulai"]
        path, form = f"{address}/pertemuan", {"tanggal": today, "jp": "4"}
    return path, {**form, "kunci": hidden(trainer.get(path).text, "kunci")}


def _issue(settings: Settings, cookies: list[tuple[str, str]], path: str) -> None:
    app = create_app(settings)
    client = app.test_client()
    for name, value in cookies:
        client.set_cookie(name, value)
    for _ in range(3):
        assert client.post(path, headers=SAME_ORIGIN).status_code == 303


def test_two_trainers_in_two_processes_issue_one_certificate_each(
    app: Flask, settings: Settings, trainer: Employee, siti: Reader, stranger: Reader
) -> None:
    colleague = employ(app, "wayan@bp3mi.test", "trainer").sign_in()
    address = joined(trainer, siti, stranger)
    siti.take_quiz()
    stranger.take_quiz()
    cookies = [
        [(c.key, c.value) for c in one.client._cookies.values()] for one in (trainer, colleague)
    ]
    confirm_names(trainer, address)
    run_side_by_side(_issue, [(settings, one, f"{address}/sertifikat") for one in cookies])
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Certificate)) == 2
        assert db.session.scalars(select(NumberCounter.last)).one() == 2
        numbers = db.session.scalars(select(Certificate.number).order_by(Certificate.number))
        assert [number.partition("/")[0] for number in numbers] == ["0001", "0002"]
