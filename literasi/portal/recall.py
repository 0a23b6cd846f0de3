"""What a learner is asked to remember today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from literasi.accounts.operations import Person
from literasi.domain.course import Catalogue, Recall
from literasi.domain.remember import due, is_transfer_day, recall_set
from literasi.learning.record import Record


@dataclass(frozen=True, slots=True)
class TodaysRecall:
    """The questions of the day `on`. `offered` when the home offers them; else they are there
    for whoever opens the page all the same. Empty while no module is passed."""

    on: date
    questions: tuple[Recall, ...]
    offered: bool
    is_transfer_day: bool


def recall_of(person: Person, record: Record, catalogue: Catalogue, today: date) -> TodaysRecall:
    """The same for the same person, day and modules, so that a reload shows the same ones."""
    passed = [one for course in catalogue.courses for one in record.passes_in(course)]
    asked = due(passed, record.recalled_on, record.transfer_day, today)
    questions = recall_set(catalogue.courses, asked or passed, f"{person.uid}/{today}")
    return TodaysRecall(
        on=today,
        questions=questions,
        offered=bool(asked and questions),
        is_transfer_day=is_transfer_day(record.transfer_day, today),
    )
