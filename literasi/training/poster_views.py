"""The poster for a class's open door."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.domain.dates import long_date
from literasi.pdf import apart
from literasi.pdf.papers import Poster
from literasi.training.loaders import load_class
from literasi.training.models import Cohort
from literasi.web.access import OFFICE_STAFF, open_to
from literasi.web.clock import now
from literasi.web.links import public_base
from literasi.web.templating import local_time

blueprint = Blueprint("posters", __name__, url_prefix="/petugas/kelas/<uuid:uid>")

BRING = "HP dan pengisi dayanya kalau punya, buku tulis, pena, kacamata baca."


@blueprint.get("/poster.pdf")
@open_to(*OFFICE_STAFF)
def poster(uid: UUID) -> ResponseReturnValue:
    """Only while the door is open: a poster with a dead code leads nowhere."""
    cohort = load_class(uid)
    if cohort.door_until is None or cohort.door_until <= now():
        return render_template("training/door_closed.html", cohort=cohort), 409
    headers = {"Content-Disposition": 'inline; filename="poster-kelas.pdf"'}
    return Response(_render(cohort), mimetype="application/pdf", headers=headers)


def _render(cohort: Cohort) -> bytes:
    person, base = current_user.person, public_base()
    until = cohort.door_until or now()
    return apart.poster(
        Poster(
            name=cohort.name,
            title=cohort.title,
            office=person.office,
            where=_where(cohort),
            dates=_dates(cohort),
            code=cohort.door_code or "",
            address=base + url_for("joining.door", code=cohort.door_code),
            short_address=urlsplit(base).netloc + url_for("joining.ask"),
            until=local_time(until, person.zone),
            bring=cohort.bring or BRING,
        )
    )


def _where(cohort: Cohort) -> tuple[str, ...]:
    """The place, and below it what lies around, without saying anything twice."""
    around = (cohort.village, cohort.district, cohort.regency)
    more = ", ".join(part for part in around if part and part not in cohort.place)
    place = "Daring" if cohort.mode == "online" else cohort.place
    return tuple(line for line in (place, more) if line)


def _dates(cohort: Cohort) -> str:
    if cohort.starts_on == cohort.ends_on:
        return long_date(cohort.starts_on)
    return f"{long_date(cohort.starts_on)} sampai {long_date(cohort.ends_on)}"
