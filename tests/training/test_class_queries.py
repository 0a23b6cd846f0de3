"""The page of a class costs a handful of queries, whatever the number of its people."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.classroom import give_work, meetings
from tests.full_class import MODULES, full_class
from tests.people import Employee
from tests.queries import count_queries

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize("people", [2, 40])
def test_the_page_of_a_class_takes_at_most_eight_queries(
    app: Flask, trainer: Employee, people: int
) -> None:
    address = full_class(app, trainer, people)
    with count_queries(app) as statements:
        page = trainer.get(address).text
    assert page.count("lulus 100") == people * MODULES
    assert len(statements) <= 8, "\n".join(one[:400] for one in statements)


def test_terms_of_the_class_s_own_keep_the_page_within_eight_queries(
    app: Flask, trainer: Employee
) -> None:
    address = full_class(app, trainer, 40)
    modules = trainer.class_form(MODULES)["modul"]
    give_work(trainer, address, modul=modules[:5], kesempatan="1", nilai="90")
    give_work(trainer, address, modul=modules[5:], berurutan="ya")
    with count_queries(app) as statements:
        page = trainer.get(address).text
    assert page.count("lulus 100") == 40 * MODULES
    assert len(statements) <= 8, "\n".join(one[:400] for one in statements)


def test_the_lists_of_certificates_and_meetings_take_at_most_eight_queries(
    app: Flask, trainer: Employee
) -> None:
    address = full_class(app, trainer, 40)
    meeting = meetings(trainer, address)[0]
    for page in (f"{address}/sertifikat", meeting):
        with count_queries(app) as statements:
            assert "Peserta Kelas 039" in trainer.get(page).text
        assert len(statements) <= 8, "\n".join(one[:400] for one in statements)
