"""Two taps that arrive at the same moment have one effect, on both databases."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from literasi.accounts.models import Learner
from literasi.certificates.models import Certificate, NumberCounter
from literasi.database import Base, db, write
from literasi.learning.models import Attempt, Sitting
from literasi.learning.operations import adopt, lock_attempts
from tests.conftest import SETUP_DAY
from tests.people import SAME_ORIGIN, Reader
from tests.pretests import open_test, path_of, with_tests

pytestmark = pytest.mark.both_databases
Result = TypeVar("Result")
TAPS = 6


def at_once(act: Callable[[], Result], times: int = TAPS) -> list[Result]:
    """Run `act` in several threads that start together."""
    gate = Barrier(times)

    def one(_: int) -> Result:
        gate.wait()
        return act()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def rows(app: Flask, table: type[Base]) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def send(reader: Reader, path: str, form: dict[str, str]) -> Callable[[], TestResponse]:
    """A post by another hand on the same phone: a client with the same cookies."""
    cookies = list(reader.client._cookies.values())

    def act() -> TestResponse:
        client = reader.app.test_client()
        for cookie in cookies:
            client.set_cookie(cookie.key, cookie.value)
        return client.post(path, data=form, headers=SAME_ORIGIN)

    return act


def post(reader: Reader, path: str, form: dict[str, str]) -> Callable[[], str]:
    """A post that has to succeed; gives where it leads."""
    act = send(reader, path, form)

    def succeed() -> str:
        answer = act()
        assert answer.status_code == 303, answer.text
        return answer.location

    return succeed


def learner_id(app: Flask, reader: Reader) -> int:
    with app.app_context():
        return db.session.scalars(select(Learner.id).where(Learner.name == reader.name)).one()


def test_one_quiz_sent_many_times_at_once_is_one_attempt(app: Flask, siti: Reader) -> None:
    locations = at_once(post(siti, siti.quiz_path(), siti.open_quiz()))
    assert len(set(locations)) == 1
    assert rows(app, Attempt) == 1


def test_one_test_sent_many_times_at_once_is_one_sitting(app: Flask, siti: Reader) -> None:
    with_tests(app)
    locations = at_once(post(siti, path_of(siti, "awal"), open_test(siti, "awal")))
    assert len(set(locations)) == 1
    assert rows(app, Sitting) == 1


def test_of_two_sheets_of_one_test_sent_at_once_one_counts(app: Flask, siti: Reader) -> None:
    with_tests(app)
    path, sheets = path_of(siti, "awal"), []
    for right in (2, 6):
        siti.client.delete_cookie("literasi")  # another phone would have a draw of its own
        sheets.append(open_test(siti, "awal", right))
    hands = [send(siti, path, sheet) for sheet in sheets]
    answers = at_once(lambda: hands.pop()().status_code, times=2)
    assert sorted(answers) == [303, 422]
    assert rows(app, Sitting) == 1


def test_one_statement_asked_for_many_times_at_once_is_one(app: Flask, siti: Reader) -> None:
    siti.pass_course()
    path = f"/sertifikat/buat/{siti.course.slug}"
    locations = at_once(post(siti, path, {"nama": "Siti Aminah", "benar": "ya"}))
    assert len(set(locations)) == 1
    assert rows(app, Certificate) == 1
    with app.app_context():
        assert db.session.scalars(select(NumberCounter.last)).one() == 1


def test_one_registration_sent_many_times_at_once_is_one_learner(
    app: Flask, reader: Reader
) -> None:
    form = {"nama": "Siti", "setuju": "ya", "kunci": reader.registration_key()}
    at_once(post(reader, "/daftar", form))
    assert rows(app, Learner) == 1


def test_of_two_who_claim_one_result_the_second_finds_nothing(app: Flask, reader: Reader) -> None:
    reader.take_quiz()
    siti = learner_id(app, reader.register("Siti"))
    reader.post("/keluar")
    budi = learner_id(app, reader.register("Budi"))
    with app.app_context():
        attempt = db.session.scalars(select(Attempt)).one()
    form = {"milik": "ya", "pengerjaan": str(attempt.uid)}
    claim = post(reader, "/daftar/hasil", form)
    with ThreadPoolExecutor(1) as pool:
        with app.app_context(), write():
            mine = lock_attempts(attempt.device_hash or b"", [attempt.uid])
            adopt(mine, siti, SETUP_DAY)
            second = pool.submit(claim)
            # Time enough for the second to come to where it must wait.
            time.sleep(1)
            assert not second.done()
        assert second.result() == "/saya"
    with app.app_context():
        assert db.session.scalars(select(Attempt.learner_id)).one() == siti != budi


def test_one_pdf_asked_for_many_times_at_once_is_one_file(app: Flask, siti: Reader) -> None:
    code = siti.pass_course().issue_statement()
    cookies = list(siti.client._cookies.values())

    def download() -> bytes:
        client = app.test_client()
        for cookie in cookies:
            client.set_cookie(cookie.key, cookie.value)
        return client.get(f"/sertifikat/{code}.pdf").data

    pdfs = set(at_once(download))
    assert len(pdfs) == 1
    assert pdfs.pop().startswith(b"%PDF-")
