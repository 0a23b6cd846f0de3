"""What becomes of a proposal; on its own, because issuing decides one too."""

from __future__ import annotations

from sqlalchemy import select

from literasi.accounts.audit import Act, note
from literasi.database import db
from literasi.training.closing.models import IssueProposal
from literasi.training.models import Cohort


def decide(
    proposal: IssueProposal, cohort: Cohort, decision: str, act: Act, reason: str = ""
) -> None:
    """The class is locked, and the proposal open."""
    proposal.decision, proposal.reason = decision, reason
    proposal.decided_by_id, proposal.decided_at = act.staff_id, act.now
    note(act, _VERBS[decision], f"proposal:{proposal.uid}", cohort.name, reason)


def close_by_issuing(cohort: Cohort, act: Act) -> None:
    """Whoever issues without deciding on the class's open proposal has answered it."""
    found = db.session.scalar(
        select(IssueProposal).where(
            IssueProposal.cohort_id == cohort.id, IssueProposal.decision.is_(None)
        )
    )
    if found is not None:
        decide(found, cohort, "issued", act)


_VERBS = {
    "approved": "proposal.approve",
    "returned": "proposal.return",
    "taken back": "proposal.take-back",
    "issued": "proposal.close",
}
