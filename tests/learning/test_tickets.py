"""Tickets: what is sealed comes back, what is forged or old does not."""

from __future__ import annotations

import time

import pytest
from flask import Flask
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

from literasi.learning.tickets import (
    DAYS,
    Ticket,
    TicketError,
    TicketExpiredError,
    TicketOffice,
    new_ticket,
)
from tests.people import Reader

KEYS = ["old-key-of-forty-characters-or-so-000000", "new-key-of-forty-characters-or-so-111111"]


def ticket(reader: Reader) -> Ticket:
    return new_ticket(
        learner=None,
        device_hash=b"d" * 32,
        course=reader.course.slug,
        module=reader.module.slug,
        bank=reader.module.bank,
    )


class Tomorrow(TimestampSigner):
    """Signs as if it were a day later: our clock was put back since."""

    def get_timestamp(self) -> int:
        return int(time.time()) + 24 * 3600


class LongAgo(TimestampSigner):
    """Signs as if it were more than ninety days ago."""

    def get_timestamp(self) -> int:
        return int(time.time()) - DAYS * 24 * 3600 - 60


def seal_long_ago(keys: list[str], sealed: str) -> str:
    return _seal_again(keys, sealed, LongAgo)


def seal_tomorrow(keys: list[str], sealed: str) -> str:
    return _seal_again(keys, sealed, Tomorrow)


def _seal_again(keys: list[str], sealed: str, when: type[TimestampSigner]) -> str:
    """The same ticket as it would have been sealed then."""
    fields = URLSafeTimedSerializer(keys, salt="draw").loads(sealed)
    return str(URLSafeTimedSerializer(keys, salt="draw", signer=when).dumps(fields))


def test_what_is_sealed_comes_back(reader: Reader) -> None:
    one = ticket(reader)
    opened = TicketOffice(KEYS).open(TicketOffice(KEYS).seal(one))
    assert (opened.seed, opened.key, opened.device_hash) == (one.seed, one.key, b"d" * 32)
    assert (opened.course, opened.module, opened.bank_hash) == (
        one.course,
        one.module,
        one.bank_hash,
    )


def test_an_older_key_still_opens_and_a_lost_one_does_not(reader: Reader) -> None:
    sealed = TicketOffice(KEYS[:1]).seal(ticket(reader))
    assert TicketOffice(KEYS).open(sealed).module == reader.module.slug
    with pytest.raises(TicketError):
        TicketOffice(KEYS[1:]).open(sealed)


def test_one_changed_letter_is_noticed(reader: Reader) -> None:
    sealed = TicketOffice(KEYS).seal(ticket(reader))
    for place in range(0, len(sealed), 7):
        changed = sealed[:place] + ("A" if sealed[place] != "A" else "B") + sealed[place + 1 :]
        with pytest.raises(TicketError):
            TicketOffice(KEYS).open(changed)


def test_after_ninety_days_it_is_over(reader: Reader) -> None:
    sealed = seal_long_ago(KEYS, TicketOffice(KEYS).seal(ticket(reader)))
    with pytest.raises(TicketExpiredError):
        TicketOffice(KEYS).open(sealed)


def test_an_old_quiz_page_is_refused_in_plain_words(app: Flask, siti: Reader) -> None:
    form = siti.open_quiz()
    keys = list(app.extensions["literasi"].keys("ticket").keys.values())
    form["undian"] = seal_long_ago(keys, form["undian"])
    answer = siti.post(siti.quiz_path(), form)
    assert answer.status_code == 422
    assert "sudah lewat 90 hari" in answer.text
    assert siti.get("/saya/ringkas").json["lulus"] == []
