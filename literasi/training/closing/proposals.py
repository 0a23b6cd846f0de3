"""Whoever may not issue proposes; whoever may approves, returns with a reason, or issues anyway.

Every change of a proposal happens while its class is locked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from literasi.accounts.audit import Act, note
from literasi.accounts.staff_models import Office, Staff
from literasi.certificates.models import Certificate
from literasi.database import db
from literasi.training.closing.deciding import decide
from literasi.training.closing.eligibility import missing
from literasi.training.closing.issuing import Outcome, issue_certificates, outcome
from literasi.training.closing.models import IssueProposal, ProposedSeat
from literasi.training.models import Seat
from literasi.training.progress import ClassView, Member


class ProposalError(Exception):
    """What was asked of a proposal cannot be done; nothing was stored."""


class OpenAlreadyError(ProposalError):
    """The class has an open proposal."""


class NobodyReadyError(ProposalError):
    """Nobody whom it is about may have the certificate."""


class DecidedAlreadyError(ProposalError):
    """Somebody decided it meanwhile, or took it back."""


class ShownOtherwiseError(ProposalError):
    """Who would get a certificate, or under which name, is not what the form showed."""


class NotOwnError(ProposalError):
    """Somebody else proposed it."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Somebody who was proposed and may not have the certificate now."""

    name: str
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class Review:
    """A proposal beside the class as it is now. `ready` are those proposed who still may have the
    certificate, `renamed` of them the name then and now, `added` who is ready and was not proposed,
    `issued` who got one by the approval."""

    row: IssueProposal
    by: str
    decided_by: str
    seats: tuple[ProposedSeat, ...]
    ready: tuple[Member, ...]
    renamed: tuple[tuple[str, str], ...]
    lost: tuple[Lost, ...]
    added: tuple[Member, ...]

    @property
    def is_open(self) -> bool:
        return self.row.decision is None

    @property
    def issued(self) -> int:
        return sum(seat.issued for seat in self.seats)

    @property
    def mark(self) -> str:
        """Grows out of whom approving gives a certificate, under which name."""
        lines = sorted(f"{one.seat.uid} {one.name}" for one in self.ready)
        return sha256("\n".join(lines).encode()).hexdigest()[:32]


def propose(view: ClassView, key: UUID, said: str, act: Act) -> None:
    """Everybody who is ready. The same form again is the same proposal. Raises OpenAlreadyError,
    NobodyReadyError."""
    before = db.session.scalar(select(IssueProposal).where(IssueProposal.uid == key))
    if before is not None:
        if (before.cohort_id, before.proposed_by_id) == (view.cohort.id, act.staff_id):
            return
        raise OpenAlreadyError
    found, ready = review(view, outcome(view)), outcome(view).ready
    if found and found.is_open:
        raise OpenAlreadyError
    if not ready or act.staff_id is None:
        raise NobodyReadyError
    row = IssueProposal(
        uid=key,
        cohort_id=view.cohort.id,
        proposed_by_id=act.staff_id,
        proposed_at=act.now,
        note=said,
    )
    db.session.add(row)
    db.session.flush()
    db.session.add_all(
        ProposedSeat(proposal_id=row.id, seat_id=one.seat.id, name=one.name, issued=False)
        for one in ready
    )
    about = f"{view.cohort.name}: {len(ready)} orang"
    note(act, "proposal.make", f"proposal:{row.uid}", about, said)


def approve(
    view: ClassView,
    office: Office,
    found: Review,
    seen: str,
    new_code: Callable[[], str],
    specimen: bool,
    act: Act,
    numbers: Mapping[UUID, str] | None = None,
    english_title: str = "",
) -> list[Certificate]:
    """Issue for those proposed who are still ready, and for nobody else. `seen` is the mark of what
    the form showed, `numbers` and `english_title` as in `issue_certificates`. Raises
    DecidedAlreadyError, NobodyReadyError, ShownOtherwiseError, NumbersTakenError."""
    if not found.is_open:
        raise DecidedAlreadyError
    if not found.ready:
        raise NobodyReadyError
    if found.mark != seen:
        raise ShownOtherwiseError
    decide(found.row, view.cohort, "approved", act)
    chosen = {one.seat.id for one in found.ready}
    made = issue_certificates(view, office, new_code, specimen, act, chosen, numbers, english_title)
    for seat in found.seats:
        seat.issued = seat.seat_id in chosen
    db.session.flush()
    return made


def give_back(view: ClassView, found: Review, reason: str, act: Act) -> None:
    """Whoever may issue wants something mended first. The same again is the same act. Raises
    DecidedAlreadyError."""
    row = found.row
    if (row.decision, row.reason, row.decided_by_id) == ("returned", reason, act.staff_id):
        return
    if not found.is_open:
        raise DecidedAlreadyError
    decide(row, view.cohort, "returned", act, reason)


def take_back(view: ClassView, found: Review, act: Act) -> None:
    """Whoever proposed thinks again. What is taken back stays so. Raises DecidedAlreadyError,
    NotOwnError."""
    if found.row.proposed_by_id != act.staff_id:
        raise NotOwnError
    if found.row.decision == "taken back":
        return
    if not found.is_open:
        raise DecidedAlreadyError
    decide(found.row, view.cohort, "taken back", act)


def review(view: ClassView, now: Outcome, uid: UUID | None = None) -> Review | None:
    """The class's newest proposal, or that with this uid, beside who is ready now. One query."""
    wanted = select(func.max(IssueProposal.id)).where(IssueProposal.cohort_id == view.cohort.id)
    if uid is not None:
        wanted = wanted.where(IssueProposal.uid == uid)
    proposer, decider = aliased(Staff), aliased(Staff)
    rows = db.session.execute(
        select(IssueProposal, proposer.name, decider.name, ProposedSeat)
        .join(proposer, proposer.id == IssueProposal.proposed_by_id)
        .outerjoin(decider, decider.id == IssueProposal.decided_by_id)
        .outerjoin(ProposedSeat, ProposedSeat.proposal_id == IssueProposal.id)
        .outerjoin(Seat, Seat.id == ProposedSeat.seat_id)
        .where(IssueProposal.id == wanted.scalar_subquery())
        .order_by(Seat.name_key, Seat.id)
        .execution_options(populate_existing=True)
    ).all()
    if not rows:
        return None
    seats = tuple(row[3] for row in rows if row[3] is not None)
    return Review(rows[0][0], rows[0][1], rows[0][2] or "", seats, *_compare(view, now, seats))


def _compare(
    view: ClassView, now: Outcome, seats: tuple[ProposedSeat, ...]
) -> tuple[tuple[Member, ...], tuple[tuple[str, str], ...], tuple[Lost, ...], tuple[Member, ...]]:
    ready = {one.seat.id: one for one in now.ready}
    seated = {one.seat.id: one for one in view.members}
    proposed = {one.seat_id for one in seats}
    still = tuple(ready[one.seat_id] for one in seats if one.seat_id in ready)
    renamed = tuple(
        (one.name, ready[one.seat_id].name)
        for one in seats
        if one.seat_id in ready and ready[one.seat_id].name != one.name
    )
    lost = tuple(
        Lost(one.name, _why_not(view, seated.get(one.seat_id)))
        for one in seats
        if one.seat_id not in ready and not one.issued
    )
    added = tuple(one for one in now.ready if one.seat.id not in proposed)
    return still, renamed, lost, added


def _why_not(view: ClassView, member: Member | None) -> list[str]:
    if member is None:
        return ["sudah keluar dari kelas"]
    if member.certificate is not None:
        return ["sudah menerima sertifikat"]
    return missing(view, member)
