"""Guesses at an angka kunci that arrive together are counted like guesses one by one."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from literasi.accounts.cards import CardReplacedError, lock_card
from literasi.accounts.guesses import Guess, WrongGuessError, accept_guess, begin_guess
from literasi.accounts.models import Device, KnownLearner, Learner, LearnerCard
from literasi.accounts.secrets import turns
from literasi.database import db, insert_once, write
from literasi.domain.lockout import WAIT_AFTER
from tests.accounts.test_cards import DIGITS, make_card, set_key, uid_of
from tests.people import Reader
from tests.test_races import at_once, send

pytestmark = pytest.mark.both_databases
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
CROWD = 20


@pytest.fixture
def locked(siti: Reader) -> Reader:
    """Siti signed out, with an angka kunci, on the phone that knows her name."""
    set_key(siti)
    siti.post("/keluar")
    return siti


def tap(reader: Reader, digits: str = "0000") -> Callable[[], TestResponse]:
    return send(reader, "/masuk", {"peserta": uid_of(reader, reader.name), "angka": digits})


def counter(app: Flask, table: type[KnownLearner] | type[LearnerCard]) -> int:
    with app.app_context():
        return db.session.scalars(select(table.wrong_tries)).one()


def begin(app: Flask) -> Guess | None:
    """A guess that nobody ever checks; None when it may not be made."""
    with app.app_context():
        learner, known = _siti()
        try:
            with write():
                return begin_guess(learner, known, NOON)
        except WrongGuessError:
            return None


def _siti() -> tuple[Learner, KnownLearner]:
    learner = db.session.scalars(select(Learner)).one()
    return learner, db.session.scalars(select(KnownLearner)).one()


def test_of_many_guesses_at_once_five_are_checked(app: Flask, locked: Reader) -> None:
    begun = at_once(lambda: begin(app), CROWD)
    assert sum(guess is not None for guess in begun) == WAIT_AFTER
    assert counter(app, KnownLearner) == WAIT_AFTER


def test_many_guesses_at_once_on_a_phone_make_it_wait(app: Flask, locked: Reader) -> None:
    pages = [answer.text for answer in at_once(tap(locked), CROWD)]
    assert sum("belum tepat" in page for page in pages) == WAIT_AFTER - 1
    assert sum("Sudah beberapa kali salah. Tunggu" in page for page in pages) == CROWD - 4
    assert "Tunggu 15 menit" in tap(locked, DIGITS)().text
    assert counter(app, KnownLearner) == WAIT_AFTER


def test_many_guesses_at_once_with_a_card_make_it_wait(
    app: Flask, siti: Reader, reader: Reader
) -> None:
    code = make_card(siti)
    set_key(siti)
    reader.get("/masuk")
    guess = send(reader, "/masuk/kartu", {"kode": code, "masuk": "ya", "angka": "0000"})
    pages = [answer.text for answer in at_once(guess, CROWD)]
    assert sum("belum tepat" in page for page in pages) == WAIT_AFTER - 1
    assert counter(app, LearnerCard) == WAIT_AFTER


def test_while_a_guess_is_checked_it_is_counted_and_others_write(
    app: Flask, locked: Reader
) -> None:
    with ThreadPoolExecutor(1) as pool:
        with ExitStack() as stack:
            stack.enter_context(turns)
            stack.enter_context(turns)
            answer = pool.submit(tap(locked, DIGITS))
            until = time.monotonic() + 10
            while counter(app, KnownLearner) == 0 and time.monotonic() < until:
                time.sleep(0.01)
            assert counter(app, KnownLearner) == 1
            with app.app_context(), write():
                assert insert_once(Device, token_hash=b"x" * 32, created_at=NOON)
            assert not answer.done()
        assert answer.result().status_code == 303
    assert counter(app, KnownLearner) == 0


def test_a_guess_that_never_ended_stays_counted(app: Flask, locked: Reader) -> None:
    assert begin(app) is not None
    assert counter(app, KnownLearner) == 1


def test_a_secret_changed_during_the_guess_lets_nobody_in(app: Flask, locked: Reader) -> None:
    guess = begin(app)
    assert guess is not None
    with app.app_context():
        learner, known = _siti()
        with write():
            learner.key_number_hash = "pepper-1:another"
        with write(), pytest.raises(WrongGuessError):
            accept_guess(learner, known, guess)
    assert counter(app, KnownLearner) == 1


def test_a_card_replaced_during_the_guess_lets_nobody_in(app: Flask, siti: Reader) -> None:
    make_card(siti)
    with app.app_context():
        card = db.session.scalars(select(LearnerCard)).one()
        make_card(siti)
        with write(), pytest.raises(CardReplacedError):
            lock_card(card)
