"""The proposals of an office: what waits for a decision, and what was decided lately."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from literasi.accounts.staff_models import Staff
from literasi.database import db
from literasi.training.closing.models import IssueProposal, ProposedSeat
from literasi.training.models import Cohort
from literasi.training.scope import Scope

LATELY = 20


@dataclass(frozen=True, slots=True)
class Listed:
    """A proposal on the list; `people` were proposed, `issued` got a certificate by it."""

    row: IssueProposal
    cohort: Cohort
    by: str
    decided_by: str
    people: int
    issued: int


def waiting_in(scope: Scope) -> list[Listed]:
    """Those that nobody decided yet, the oldest first."""
    open_ones = _listed(scope).where(IssueProposal.decision.is_(None))
    return _read(open_ones.order_by(IssueProposal.proposed_at, IssueProposal.id))


def decided_in(scope: Scope) -> list[Listed]:
    """The newest decisions. What was taken back needed none."""
    done = _listed(scope).where(IssueProposal.decision.in_(("approved", "returned", "issued")))
    newest = done.order_by(IssueProposal.decided_at.desc(), IssueProposal.id.desc())
    return _read(newest.limit(LATELY))


def count_waiting(scope: Scope) -> int:
    found = (
        select(func.count())
        .select_from(IssueProposal)
        .join(Cohort, Cohort.id == IssueProposal.cohort_id)
        .where(scope.covers, IssueProposal.decision.is_(None))
    )
    return db.session.scalar(found) or 0


_proposer, _decider = aliased(Staff), aliased(Staff)


def _listed(scope: Scope) -> Select[IssueProposal, Cohort, str, str, Any, Any]:
    people = (
        select(
            ProposedSeat.proposal_id,
            func.count().label("all"),
            func.count().filter(ProposedSeat.issued).label("issued"),
        )
        .group_by(ProposedSeat.proposal_id)
        .subquery()
    )
    counts = func.coalesce(people.c.all, 0), func.coalesce(people.c.issued, 0)
    return (
        select(IssueProposal, Cohort, _proposer.name, func.coalesce(_decider.name, ""), *counts)
        .join(Cohort, Cohort.id == IssueProposal.cohort_id)
        .join(_proposer, _proposer.id == IssueProposal.proposed_by_id)
        .outerjoin(_decider, _decider.id == IssueProposal.decided_by_id)
        .outerjoin(people, people.c.proposal_id == IssueProposal.id)
        .where(scope.covers)
    )


def _read(found: Select[IssueProposal, Cohort, str, str, Any, Any]) -> list[Listed]:
    return [Listed(*row) for row in db.session.execute(found)]
