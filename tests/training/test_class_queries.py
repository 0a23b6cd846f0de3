"""The page of a class costs a handful of queries, whatever the number of its people."""

from __future__ import annotations

import pytest
from flask import Flask

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
    assert len(statements) <= 8, statements


def test_the_lists_of_certificates_and_meetings_take_at_most_eight_queries(
    app: Flask, trainer: Employee
) -> None:
    address = full_class(app, trainer, 40)
    for page in ("sertifikat", "pertemuan"):
        with count_queries(app) as statements:
            assert "Peserta Kelas 039" in trainer.get(f"{address}/{page}").text
        assert len(statements) <= 8, statements
