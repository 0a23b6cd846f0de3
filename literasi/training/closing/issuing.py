"""From a class to its certificates: what they say, who may have one, and issuing them."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from literasi.accounts.audit import Act, note
from literasi.accounts.forms import name_key
from literasi.accounts.staff_models import Office
from literasi.certificates.design.operations import OfficeDesign, design_of, with_signatory
from literasi.certificates.models import Certificate
from literasi.certificates.operations import ClassIssue, Recipient, issue_class
from literasi.database import db
from literasi.domain.dates import local_date
from literasi.domain.eligibility import Forgiven, Kind
from literasi.domain.progress import ModuleState
from literasi.training.closing.deciding import close_by_issuing
from literasi.training.closing.eligibility import reasons, standing_of
from literasi.training.models import Cohort
from literasi.training.operations import subject
from literasi.training.progress import ClassView, Member


@dataclass(frozen=True, slots=True)
class Waiting:
    """`forgivable` is what an override may cover, None where the rules allow none or there is
    one already."""

    member: Member
    reasons: list[str]
    forgivable: Forgiven | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who may have the certificate now, who lacks a confirmed name alone, what is issued, and who
    may not, with the reasons."""

    ready: tuple[Member, ...]
    unnamed: tuple[Member, ...]
    issued: tuple[Certificate, ...]
    waiting: tuple[Waiting, ...]

    @property
    def nameable(self) -> list[Member]:
        """Whose name may still be put right: who took their seat and has no certificate."""
        late = [one.member for one in self.waiting if one.member.learner_id is not None]
        everybody = [*self.ready, *self.unnamed, *late]
        return sorted(everybody, key=lambda one: (one.seat.name_key, one.seat.id))


def outcome(view: ClassView) -> Outcome:
    ready, unnamed, waiting = [], [], []
    for member in view.members:
        if member.certificate is not None:
            continue
        standing = standing_of(view, member)
        if not standing.against:
            ready.append(member)
        elif {lack.kind for lack in standing.against} == {Kind.NAME}:
            unnamed.append(member)
        else:
            waiting.append(Waiting(member, reasons(view, member, standing), standing.forgivable))
    issued = sorted(view.certificates, key=lambda one: name_key(one.name or ""))
    return Outcome(tuple(ready), tuple(unnamed), tuple(issued), tuple(waiting))


def class_problem(cohort: Cohort, today: date) -> str:
    """Why the class as a whole cannot have certificates yet; "" when it can."""
    if today < cohort.ends_on:
        return "Kelas ini belum selesai. Sertifikat bisa diterbitkan mulai hari terakhirnya."
    if not _is_signed(cohort):
        return "Isi dulu nama dan jabatan penandatangan di halaman Ubah kelas."
    return ""


def _is_signed(cohort: Cohort) -> bool:
    """Whether it is known who signs: the class says so, else its office's design."""
    if cohort.signatory.get("name") and cohort.signatory.get("position"):
        return True
    usual = design_of(db.session.get_one(Office, cohort.office_id)).signatory
    return bool(usual.name and usual.position)


def issue_certificates(
    view: ClassView,
    office: Office,
    new_code: Callable[[], str],
    specimen: bool,
    act: Act,
    only: Container[int] | None = None,
    numbers: Mapping[UUID, str] | None = None,
    english_title: str = "",
) -> list[Certificate]:
    """One for everybody who may have it and has none, in the order of the list; of those alone who
    sit on the seats `only`, where it is given. It closes an open proposal of the class.

    `specimen` marks them CONTOH. `numbers` by seat are those of the office's register, where its
    design asks for them. Raises NumbersTakenError.
    """
    cohort, numbers = view.cohort, numbers or {}
    design = with_signatory(design_of(office), cohort.signatory)
    details = _details(cohort, office, design, specimen, english_title)
    issue = _issue_of(view, office, design, details, act)
    ready = [one for one in outcome(view).ready if only is None or one.seat.id in only]
    recipients = [
        _recipient(view, member, new_code(), numbers.get(member.seat.uid, "")) for member in ready
    ]
    made = issue_class(issue, recipients)
    for certificate in made:
        about = f"{cohort.name}: {certificate.name}, {certificate.number}"
        note(act, "certificate.issue", f"certificate:{certificate.uid}", about)
    if made:
        close_by_issuing(cohort, act)
    else:
        note(act, "certificate.none", subject(cohort), cohort.name)
    return made


def holds_until(view: ClassView, issued_on: date) -> date | None:
    """The last day of what a class issues: the earliest by its courses that set one."""
    days = [one.course.holds_until(issued_on) for one in view.taught if one.course]
    return min((day for day in days if day), default=None)


def _issue_of(
    view: ClassView, office: Office, design: OfficeDesign, details: dict[str, Any], act: Act
) -> ClassIssue:
    cohort, issued_on = view.cohort, local_date(act.now, office.zone)
    return ClassIssue(
        cohort_uid=cohort.uid,
        office_id=office.id,
        series=f"class-{office.id}",
        number_pattern=design.number_pattern,
        title=cohort.title,
        issuer=office.name,
        details=details,
        issued_on=issued_on,
        expires_on=holds_until(view, issued_on),
        now=act.now,
    )


def _recipient(view: ClassView, member: Member, code: str, number: str) -> Recipient:
    if member.learner_id is None:
        raise ValueError("nobody sits here")
    # A module that an override forgave was not passed, and the paper does not say it was.
    lines = [
        {"title": taught.title, "minutes": taught.found.minutes, "mark": mark or 0}
        for taught, one, mark in zip(view.taught, member.modules, member.marks, strict=True)
        if taught.found is not None and one is not None and one.state is ModuleState.PASSED
    ]
    # An office that enters no meetings says nothing about hours.
    jp = member.jp if view.meetings else None
    return Recipient(member.learner_id, member.name, lines, jp, code, number)


def _details(
    cohort: Cohort, office: Office, design: OfficeDesign, specimen: bool, english_title: str
) -> dict[str, Any]:
    kept = design.snapshot()
    if design.english:
        kept["english_title"] = english_title
    return {
        "letterhead": list(design.letterhead),
        "place": cohort.place,
        "city": office.city,
        "starts_on": cohort.starts_on.isoformat(),
        "ends_on": cohort.ends_on.isoformat(),
        "signatory": asdict(design.signatory),
        "specimen": specimen,
        **({"design": kept} if kept else {}),
    }
