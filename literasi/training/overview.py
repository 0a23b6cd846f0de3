"""A class at one glance: how many sit, pass, wait, and what its trainer does next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from literasi.domain.progress import ModuleState
from literasi.training.closing.issuing import class_problem, outcome
from literasi.training.progress import ClassView


class NextStep(Enum):
    """The one thing to do now. WAIT: the class is learning, and nothing is due."""

    FILL = "fill"
    ISSUE = "issue"
    SEAT = "seat"
    ASSIGN = "assign"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts of people. `stuck` tried a quiz and have not passed it; `by_module` are those who
    passed each module, in programme order; `ready` lack nothing but perhaps a confirmed name."""

    people: int
    taken: int
    stuck: int
    ready: int
    issued: int
    by_module: tuple[int, ...]
    next: NextStep


def overview(view: ClassView, today: date) -> Overview:
    """`today` is the date where the office is."""
    members, result = view.members, outcome(view)
    ready = len(result.ready) + len(result.unnamed)
    taken = sum(one.learner_id is not None for one in members)
    passed = [
        [one is not None and one.state is ModuleState.PASSED for one in member.modules]
        for member in members
    ]
    return Overview(
        people=len(members),
        taken=taken,
        stuck=sum(one.is_stuck for one in members),
        ready=ready,
        issued=len(result.issued),
        by_module=tuple(sum(column) for column in zip(*passed, strict=True)),
        next=_next(view, len(members) - taken, ready, today),
    )


def _next(view: ClassView, free: int, ready: int, today: date) -> NextStep:
    if not view.members:
        return NextStep.FILL
    if ready and not class_problem(view.cohort, today):
        return NextStep.ISSUE
    if free:
        return NextStep.SEAT
    if not view.given and today <= view.cohort.ends_on:
        return NextStep.ASSIGN
    return NextStep.WAIT
