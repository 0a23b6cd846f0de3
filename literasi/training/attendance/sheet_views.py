"""The sheet on which a class signs in by hand."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from literasi.accounts.staff_models import Staff
from literasi.database import db
from literasi.domain.dates import long_date, short_date
from literasi.pdf import apart
from literasi.pdf.papers import SignInSheet
from literasi.training.attendance.operations import members_of
from literasi.training.attendance.standing import counted_by_meeting
from literasi.training.loaders import load_class, load_meeting, load_own_office
from literasi.training.models import Cohort, Meeting
from literasi.web.access import OFFICE_STAFF, open_to

blueprint = Blueprint("sign_in_sheets", __name__, url_prefix="/petugas/kelas/<uuid:uid>/pertemuan")


@blueprint.get("/daftar-hadir.pdf")
@open_to(*OFFICE_STAFF)
def of_class(uid: UUID) -> ResponseReturnValue:
    """A column for each session; where there is none yet, one for a day to be written in."""
    cohort = load_class(uid)
    return _paper(cohort, [meeting for meeting, _, _ in counted_by_meeting(cohort.id)])


@blueprint.get("/<uuid:meeting>/daftar-hadir.pdf")
@open_to(*OFFICE_STAFF)
def of_meeting(uid: UUID, meeting: UUID) -> ResponseReturnValue:
    cohort = load_class(uid)
    return _paper(cohort, [load_meeting(cohort, meeting)])


def _paper(cohort: Cohort, meetings: Sequence[Meeting]) -> Response:
    office = load_own_office()
    days = tuple(_column(meeting, len(meetings)) for meeting in meetings)
    sheet = SignInSheet(
        letterhead=tuple(office.letterhead or (office.name,)),
        office=office.name,
        title=cohort.title,
        facts=(("Kelas", cohort.name), ("Tempat", cohort.place), ("Tanggal", _dates(cohort))),
        names=tuple(seat.name for seat in members_of(cohort.id)),
        sessions=days or (("Tanggal: ....................", "Tanda tangan"),),
        trainer=db.session.get_one(Staff, cohort.trainer_id).name,
        city=office.city,
    )
    headers = {"Content-Disposition": 'inline; filename="daftar-hadir.pdf"'}
    return Response(apart.sign_in(sheet), mimetype="application/pdf", headers=headers)


def _column(meeting: Meeting, of: int) -> tuple[str, str]:
    hours = f"{meeting.begins:%H.%M}" if meeting.begins else ""
    hours += f"–{meeting.until:%H.%M}" if meeting.until else ""
    about = ", ".join(part for part in (hours, f"{meeting.jp} JP", meeting.topic) if part)
    return (long_date if of == 1 else short_date)(meeting.held_on), about


def _dates(cohort: Cohort) -> str:
    if cohort.starts_on == cohort.ends_on:
        return long_date(cohort.starts_on)
    return f"{long_date(cohort.starts_on)} sampai {long_date(cohort.ends_on)}"
