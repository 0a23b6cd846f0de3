"""The offices file: read into values, and brought into the database by `flask setup`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import yaml
from sqlalchemy import select

from literasi.accounts.staff_models import Office
from literasi.database import db
from literasi.domain.certificate import pattern_problem

ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
KINDS = {
    "bp3mi": "Balai (BP3MI)",
    "p4mi": "Pos pelayanan (P4MI)",
    "perwakilan": "Perwakilan RI di luar negeri",
}
FIELDS = {"name", "city", "zone", "coverage", "letterhead", "number", "signatory"}
MAY_LACK = {"kind"}  # a BP3MI, unless the file says otherwise
SIGNATORY = {"position", "name", "nip"}


class OfficesFileError(Exception):
    """The offices file cannot be used; one line for each problem (English, for operators)."""


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """One office as the file describes it; `zone` is an IANA name."""

    slug: str
    name: str
    kind: str
    city: str
    zone: str
    coverage: list[str]
    letterhead: list[str]
    number_pattern: str
    signatory: dict[str, str]


def read_offices(path: Path) -> list[OfficeEntry]:
    """Every office of the file. Raises OfficesFileError, which names every problem."""
    try:
        offices = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise OfficesFileError(f"{path}: cannot be read: {error}") from None
    if not isinstance(offices, dict) or not offices:
        raise OfficesFileError(f"{path}: needs one entry for each office, by its key")
    problems = [
        f"{path}: {slug}: {problem}"
        for slug, entry in offices.items()
        for problem in _problems(slug, entry)
    ]
    problems = problems or _shared_patterns(path, offices)
    if problems:
        raise OfficesFileError("\n".join(problems))
    return [_entry(slug, entry) for slug, entry in offices.items()]


def sync_offices(entries: list[OfficeEntry], now: datetime) -> None:
    """Add what is new and change what differs; an office that left the file keeps its row,
    because classes and certificates name it."""
    rows = {office.slug: office for office in db.session.scalars(select(Office))}
    for entry in entries:
        office = rows.get(entry.slug) or Office(slug=entry.slug, created_at=now)
        for name in OfficeEntry.__dataclass_fields__:
            if getattr(office, name) != getattr(entry, name):
                setattr(office, name, getattr(entry, name))
        db.session.add(office)
    db.session.flush()


def _problems(slug: object, entry: Any) -> list[str]:
    if not isinstance(slug, str) or not slug.replace("-", "").isalnum() or len(slug) > 40:
        return ["the key is made of letters, digits and hyphens, 40 at most"]
    if not isinstance(entry, dict) or set(entry) - MAY_LACK != FIELDS:
        wanted = ", ".join(sorted(FIELDS))
        return [f"needs exactly these fields: {wanted}; and kind, where it is no BP3MI"]
    problems = []
    for name, longest in (("name", 120), ("city", 60)):
        if not isinstance(entry[name], str) or not 0 < len(entry[name]) <= longest:
            problems.append(f"{name} is text of 1 to {longest} characters")
    if entry.get("kind", "bp3mi") not in tuple(KINDS):
        problems.append(f"kind is one of {', '.join(KINDS)}")
    if not isinstance(entry["zone"], str) or not _zone(entry["zone"]):
        problems.append("zone is WIB, WITA or WIT, or a name such as Asia/Kuala_Lumpur")
    for name in ("coverage", "letterhead"):
        if not _is_texts(entry[name]):
            problems.append(f"{name} is a list of texts")
    if not isinstance(entry["number"], str):
        problems.append("number is a pattern in quotes")
    elif problem := pattern_problem(entry["number"]):
        problems.append(f"number: {problem}")
    signatory = entry["signatory"]
    if not isinstance(signatory, dict) or set(signatory) != SIGNATORY:
        problems.append("signatory needs position, name and nip")
    elif not all(isinstance(value, str) and len(value) <= 120 for value in signatory.values()):
        problems.append('signatory holds texts: put the NIP in quotes, "" when there is none')
    return problems


def _shared_patterns(path: Path, offices: dict[str, Any]) -> list[str]:
    """Each office counts for itself, so one pattern for two would give one number twice."""
    first: dict[str, str] = {}
    return [
        f"{path}: {slug}: number: {first[entry['number']]} has the same pattern"
        for slug, entry in offices.items()
        if first.setdefault(entry["number"], slug) != slug
    ]


def _zone(text: str) -> str:
    """The IANA name of a zone as the file gives it; "" for none that is known."""
    found = ZONES.get(text, text)
    return found if "/" in found and found in available_timezones() else ""


def _is_texts(value: object) -> bool:
    if not isinstance(value, list):
        return False
    return bool(value) and all(isinstance(line, str) and line.strip() for line in value)


def _entry(slug: str, entry: dict[str, Any]) -> OfficeEntry:
    return OfficeEntry(
        slug=slug,
        name=entry["name"],
        kind=entry.get("kind", "bp3mi"),
        city=entry["city"],
        zone=_zone(entry["zone"]),
        coverage=entry["coverage"],
        letterhead=entry["letterhead"],
        number_pattern=entry["number"],
        signatory=entry["signatory"],
    )
