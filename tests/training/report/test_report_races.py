"""Two of the staff press at the same moment: one report, and four photographs at most."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from tests.people import Employee
from tests.test_races import at_once
from tests.training.report.reports import add_photo, photos, picture, write_report

pytestmark = pytest.mark.both_databases


def together(*acts: Callable[[], TestResponse]) -> list[int]:
    """How each of these is answered, sorted, when all begin together."""
    hands = list(acts)
    return sorted(at_once(lambda: hands.pop()().status_code, times=len(acts)))


def test_of_two_first_reports_one_is_kept_and_the_other_is_told(
    trainer: Employee, colleague: Employee
) -> None:
    address = trainer.make_class()
    page = trainer.get(f"{address}/berkas").text
    answers = together(
        lambda: write_report(trainer, address, page, perihal="Dari Rina"),
        lambda: write_report(colleague, address, page, perihal="Dari Wayan"),
    )
    assert answers == [303, 409]


def test_the_last_place_for_a_photograph_is_taken_once(
    trainer: Employee, colleague: Employee
) -> None:
    address = trainer.make_class()
    for colour in ("red", "green", "blue"):
        add_photo(trainer, address, picture(colour))
    answers = together(
        lambda: add_photo(trainer, address, picture("white")),
        lambda: add_photo(colleague, address, picture("black")),
    )
    assert answers == [303, 422]
    assert len(photos(trainer, address)) == 4


def test_the_same_photograph_from_two_is_there_once_and_can_be_taken_away_by_both(
    trainer: Employee, colleague: Employee
) -> None:
    address = trainer.make_class()
    answers = together(
        lambda: add_photo(trainer, address, picture()),
        lambda: add_photo(colleague, address, picture()),
    )
    assert answers == [303, 303]
    (one,) = photos(trainer, address)
    gone = together(lambda: trainer.post(f"{one}/hapus"), lambda: colleague.post(f"{one}/hapus"))
    assert gone == [303, 404]
    assert photos(trainer, address) == []
