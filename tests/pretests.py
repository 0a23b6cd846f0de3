"""Courses with a pre-test and post-test, whatever the shipped files hold, and who answers them."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, islice

from flask import Flask
from werkzeug.test import TestResponse

from literasi.database import write
from literasi.domain.codec import make_bank
from literasi.domain.course import Bank, Course
from literasi.domain.draw import draw_all
from literasi.learning.operations import store_banks
from literasi.learning.tickets import TicketOffice
from literasi.web.clock import now
from literasi.web.prepared import Prepared
from tests.people import Fields, Reader, answer_fields, hidden

ITEMS = 8


def with_tests(app: Flask) -> None:
    """As after a `flask setup` of courses that all have a pretest.md; pages are made anew."""
    site = app.extensions["literasi"]
    courses = tuple(_tested(course) for course in site.catalogue.courses)
    site.prepared = Prepared("tested", replace(site.catalogue, courses=courses), {})
    with app.app_context(), write():
        store_banks(site.catalogue, now())


def _tested(course: Course) -> Course:
    return replace(course, tests=(_form(course, "a", 0), _form(course, "b", 1)))


def _form(course: Course, letter: str, place: int) -> Bank:
    """One question of each module; those of B are the second ones of the modules' pools."""
    modules = islice(cycle(course.modules), ITEMS)
    return make_bank(
        ITEMS,
        [
            replace(
                module.bank.questions[place],
                key=f"tes-{letter}-{number}",
                module=module.slug,
                outcome=module.outcomes[0].key,
            )
            for number, module in enumerate(modules)
        ],
    )


def path_of(reader: Reader, moment: str) -> str:
    below = {"awal": "tes-awal", "akhir": "tes-akhir", "ulang": "tes-akhir/ulang"}[moment]
    return f"/kursus/{reader.course.slug}/{below}"


def open_test(reader: Reader, moment: str, right: int = ITEMS) -> Fields:
    """The form of a test as somebody fills it in who knows the first `right` answers."""
    page = reader.get(path_of(reader, moment))
    assert page.status_code == 200, page.text
    return fill_test(reader, hidden(page.text, "undian"), right)


def fill_test(reader: Reader, sealed: str, right: int = ITEMS) -> Fields:
    with reader.app.app_context():
        keys = reader.app.extensions["literasi"].keys("ticket").keys
        ticket = TicketOffice(list(keys.values())).open(sealed)
    bank = next(bank for bank in reader.course.tests if bank.hash == ticket.bank_hash)
    shown = draw_all(bank, ticket.seed)
    fields: Fields = {"undian": sealed}
    for number, question in enumerate(bank.questions):
        fields |= answer_fields(question, shown.order(question.key), number < right)
    return fields


def form_in(page: str) -> str:
    """The form that a page asks: "A" or "B"."""
    return "A" if "soal-tes-a-0" in page else "B"


def take_test(reader: Reader, moment: str, right: int = ITEMS) -> TestResponse:
    return reader.post(path_of(reader, moment), open_test(reader, moment, right))
