"""The log as its office reads it: who did what, to whom, when and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from literasi.accounts import audit
from literasi.accounts.audit import NATIONAL, NOBODY, Sought
from literasi.accounts.postings import Colleague, colleagues
from literasi.domain.dates import read_date, start_of
from literasi.web.access import LOG_READERS, open_to

blueprint = Blueprint("log", __name__, url_prefix="/petugas/catatan")

FIELDS = ("tindakan", "orang", "dari", "sampai")
DAY = "Tulis tanggalnya, misalnya 24/11/2026."


@dataclass(frozen=True, slots=True)
class LogForm:
    """`sought` is None while there are errors; `errors` maps a field to what to mend."""

    sought: Sought | None
    errors: dict[str, str] = field(default_factory=dict)


@blueprint.get("")
@open_to(*LOG_READERS)
def show() -> ResponseReturnValue:
    person = current_user.person
    people = _people(person.office_id)
    form = read_sought(request.args, people, person.zone)
    found = audit.entries(person.office_id, form.sought, _before()) if form.sought else []
    page = render_template(
        "staff/log.html",
        entries=found,
        older=_address(found[-1][0].id) if len(found) == audit.PAGE else "",
        newest=_address(None) if request.args.get("sebelum") else "",
        words=audit.WORDS,
        people=people,
        errors=form.errors,
        typed=request.args,
        is_filtered=form.sought != Sought(),
    )
    return page, 422 if form.errors else 200


def read_sought(args: Mapping[str, str], people: Sequence[Colleague], zone: str) -> LogForm:
    """What the form above the log asks for; days are those of `zone`."""
    errors: dict[str, str] = {}
    since, until = (_moment(args.get(name, ""), name, zone, errors) for name in ("dari", "sampai"))
    if since and until and until < since:
        errors["sampai"] = "Tanggal akhir tidak boleh sebelum tanggal awal."
    if errors:
        return LogForm(None, errors)
    act, who = args.get("tindakan", ""), args.get("orang", "")
    ids = {str(one.staff.uid): one.staff.id for one in people}
    return LogForm(
        Sought(
            act=act if act in audit.WORDS else "",
            who=who if who in (NATIONAL, NOBODY) else ids.get(who, ""),
            since=since,
            until=until + timedelta(days=1) if until else None,
        )
    )


def _moment(text: str, name: str, zone: str, errors: dict[str, str]) -> datetime | None:
    day = read_date(text)
    if text.strip() and day is None:
        errors[name] = DAY
    return start_of(day, zone) if day else None


def _people(office_id: int | None) -> list[Colleague]:
    """Whom one may ask about: an office's people; at the national level its own."""
    found = colleagues(office_id)
    return found if office_id else [one for one in found if one.staff.role == "national"]


def _before() -> int | None:
    """From which entry on back; None for the newest, and for what is no entry's number."""
    text = request.args.get("sebelum", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _address(before: int | None) -> str:
    """This page with what is asked for, from another entry on."""
    asked: dict[str, Any] = {name: request.args.get(name) or None for name in FIELDS}
    return url_for("log.show", **asked, sebelum=before)
