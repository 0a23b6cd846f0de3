"""Learners and filled-in quizzes for the benchmarks, made through the site's own pages."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from flask import Flask

from literasi.learning import tickets
from tests.people import Reader


def learners(app: Flask, count: int) -> list[Reader]:
    return [Reader(app).register(f"Peserta {number}") for number in range(count)]


def cookies(reader: Reader) -> str:
    """The Cookie header that this reader's browser would send."""
    values = (reader.client.get_cookie(name) for name in ("literasi_masuk", "literasi_hp"))
    return "; ".join(f"{cookie.key}={cookie.value}" for cookie in values if cookie)


def submissions(app: Flask, readers: list[Reader], count: int) -> Iterator[str]:
    """Lines of cookie, path and body, each with a ticket of its own."""
    office = tickets.TicketOffice(list(app.extensions["literasi"].keys("ticket").keys.values()))
    owners = [(reader, cookies(reader), _uid(app, reader)) for reader in readers]
    for number in range(count):
        reader, cookie, uid = owners[number % len(owners)]
        ticket = tickets.new_ticket(
            learner=uid,
            device_hash=b"\0" * 32,
            course=reader.course.slug,
            module=reader.module.slug,
            bank=reader.module.bank,
        )
        sealed = office.seal(ticket)
        form = {"undian": sealed, **reader.fill(reader.module, sealed, right=True)}
        yield f"{cookie}\t{reader.quiz_path()}\t{urlencode(form, doseq=True)}"


def _uid(app: Flask, reader: Reader):  # type: ignore[no-untyped-def]
    from sqlalchemy import select

    from literasi.accounts.models import Learner
    from literasi.database import db

    with app.app_context():
        return db.session.scalars(select(Learner.uid).where(Learner.name == reader.name)).one()
