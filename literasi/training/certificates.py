"""From a class to its certificates: what they say, who may have one, and issuing them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from literasi.accounts.audit import Act, note
from literasi.accounts.forms import name_key
from literasi.accounts.staff_models import Office
from literasi.certificates.models import Certificate
from literasi.certificates.operations import ClassIssue, Recipient, issue_class
from literasi.domain.dates import local_date
from literasi.training.models import Cohort
from literasi.training.operations import subject
from literasi.training.progress import ClassView, Member, missing


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who may have the certificate now, what is issued, and who may not, with the reasons."""

    ready: tuple[Member, ...]
    issued: tuple[Certificate, ...]
    waiting: tuple[tuple[Member, list[str]], ...]


def outcome(view: ClassView) -> Outcome:
    ready, waiting = [], []
    for member in view.members:
        if member.certificate is not None:
            continue
        if reasons := missing(view, member):
            waiting.append((member, reasons))
        else:
            ready.append(member)
    issued = sorted(view.certificates, key=lambda one: name_key(one.name or ""))
    return Outcome(tuple(ready), tuple(issued), tuple(waiting))


def class_problem(cohort: Cohort, today: date) -> str:
    """Why the class as a whole cannot have certificates yet; "" when it can."""
    if today < cohort.ends_on:
        return "Kelas ini belum selesai. Sertifikat bisa diterbitkan mulai hari terakhirnya."
    if not (cohort.signatory.get("name") and cohort.signatory.get("position")):
        return "Isi dulu nama dan jabatan penandatangan di halaman Ubah kelas."
    return ""


def issue_certificates(
    view: ClassView, office: Office, new_code: Callable[[], str], specimen: bool, act: Act
) -> list[Certificate]:
    """One for everybody who may have it and has none, in the order of the list.

    `specimen` marks them CONTOH.
    """
    cohort = view.cohort
    issue = ClassIssue(
        cohort_uid=cohort.uid,
        office_id=office.id,
        series=f"class-{office.id}",
        number_pattern=office.number_pattern,
        title=cohort.title,
        issuer=office.name,
        details=_details(cohort, office, specimen),
        issued_on=local_date(act.now, office.zone),
        now=act.now,
    )
    recipients = [_recipient(view, member, new_code()) for member in outcome(view).ready]
    made = issue_class(issue, recipients)
    for certificate in made:
        about = f"{cohort.name}: {certificate.name}, {certificate.number}"
        note(act, "certificate.issue", f"certificate:{certificate.uid}", about)
    if not made:
        note(act, "certificate.none", subject(cohort), cohort.name)
    return made


def _recipient(view: ClassView, member: Member, code: str) -> Recipient:
    if member.learner_id is None:
        raise ValueError("nobody sits here")
    lines = [
        {"title": taught.title, "minutes": taught.found.minutes, "mark": mark or 0}
        for taught, mark in zip(view.taught, member.marks, strict=True)
        if taught.found is not None
    ]
    # An office that enters no meetings says nothing about hours.
    jp = member.jp if view.meetings else None
    return Recipient(member.learner_id, member.name, lines, jp, code)


def _details(cohort: Cohort, office: Office, specimen: bool) -> dict[str, Any]:
    return {
        "letterhead": office.letterhead,
        "place": cohort.place,
        "city": office.city,
        "starts_on": cohort.starts_on.isoformat(),
        "ends_on": cohort.ends_on.isoformat(),
        "signatory": cohort.signatory,
        "specimen": specimen,
    }
