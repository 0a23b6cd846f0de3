"""What an office writes into a report: kept, changed by whoever saw it, taken away again."""

from __future__ import annotations

from dataclasses import asdict, fields

from sqlalchemy import select

from literasi.accounts.audit import Act, note
from literasi.database import db
from literasi.domain.closing_pack import Part, Report
from literasi.training.models import Cohort
from literasi.training.operations import subject
from literasi.training.report.models import ClosingReport
from literasi.training.scope import Scope

# How the log and the page name a field.
LABELS = {
    "number": "nomor surat",
    "dated": "tanggal surat",
    "addressee": "kepada",
    "subject": "perihal",
    "copies": "tembusan",
    "notes": "catatan pelaksanaan",
    "treasurer": "bendahara",
    "amount": "uang transport",
    "parts": "isi berkas",
}
NAMES = tuple(one.name for one in fields(Report))


class ReportChangedError(Exception):
    """A colleague changed the report since the form was shown; `stored` is how it stands now."""

    def __init__(self, stored: Report) -> None:
        self.stored = stored


def find_report(cohort_id: int) -> ClosingReport | None:
    return db.session.get(ClosingReport, cohort_id, populate_existing=True)


def report_of(row: ClosingReport | None) -> Report:
    """The row as the pack sees it. A part that the pack has no more is left out."""
    if row is None:
        return Report()
    values = {name: getattr(row, name) for name in NAMES}
    parts = tuple(part for part in Part if part.value in row.parts)
    return Report(**values | {"copies": tuple(row.copies), "parts": parts})


def version_of(row: ClosingReport | None) -> int:
    """0 while nothing was written."""
    return row.version if row else 0


def save_report(cohort: Cohort, report: Report, version: int, act: Act) -> None:
    """`version` is that of the form. The same again changes nothing. The class is locked.

    Raises ReportChangedError.
    """
    row = find_report(cohort.id)
    stored = report_of(row)
    changed = differing(stored, report)
    if row is not None and not changed:
        return
    if version != version_of(row):
        raise ReportChangedError(stored)
    if row is None:
        row = ClosingReport(cohort_id=cohort.id, version=0)
        db.session.add(row)
    for name, value in asdict(report).items():
        setattr(row, name, value)
    row.copies, row.parts = list(report.copies), [part.value for part in report.parts]
    row.version += 1
    row.changed_at = act.now
    words = ", ".join(LABELS[name] for name in changed)
    note(act, "report.save", subject(cohort), f"{cohort.name}: {words}" if words else cohort.name)


def differing(one: Report, other: Report) -> list[str]:
    """The names of the fields in which the two are not alike."""
    return [name for name in NAMES if getattr(one, name) != getattr(other, name)]


def last_report(scope: Scope, but: int) -> Report | None:
    """What was written last into the report of another class that one may see."""
    row = db.session.scalar(
        select(ClosingReport)
        .join(Cohort, Cohort.id == ClosingReport.cohort_id)
        .where(scope.covers, Cohort.id != but)
        .order_by(ClosingReport.changed_at.desc(), ClosingReport.cohort_id.desc())
        .limit(1)
    )
    return report_of(row) if row else None


def forget_report(cohort: Cohort, act: Act) -> None:
    """Nothing written stays; the photographs are `photographs.forget_photos`'. The class is
    locked."""
    row = find_report(cohort.id)
    if row is not None:
        db.session.delete(row)
        db.session.flush()
    note(act, "report.delete", subject(cohort), cohort.name)
