"""The files of an office's certificates of one year, as a zip that is never whole in memory.

Nothing is compressed once more, since a PDF hardly gets smaller, and each file is read from the
store when its turn comes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from sqlalchemy import extract, func, select

from literasi.accounts.forms import name_key
from literasi.certificates.documents import key_of
from literasi.certificates.models import Certificate
from literasi.database import db
from literasi.domain.words import file_part
from literasi.files import FolderStore

VOID = "tidak-berlaku/"  # where those lie that were withdrawn or replaced
MISSING = "belum-jadi.txt"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the zip: its name there, and its key in the store or what it says itself."""

    name: str
    made_at: datetime
    key: str = ""
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Archive:
    """`missing` are the numbers of those in force that have no file yet."""

    entries: tuple[Entry, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """How many certificates an office issued in a year, and how many of them have a file."""

    year: int
    issued: int
    made: int


def years_of(office_id: int) -> list[Year]:
    """The newest first. Whoever deleted their account has no file and is not counted."""
    year = extract("year", Certificate.issued_on)
    rows = db.session.execute(
        select(year, func.count(), func.count().filter(Certificate.file_hash != ""))
        .where(Certificate.office_id == office_id, Certificate.name.is_not(None))
        .group_by(year)
        .order_by(year.desc())
    )
    return [Year(int(row[0]), row[1], row[2]) for row in rows]


def archive_of(office_id: int, year: int, files: FolderStore, now: datetime) -> Archive:
    """What the zip of a year will hold, by what is in the store now; in the order of issuing."""
    rows = db.session.execute(
        select(
            Certificate.code,
            Certificate.number,
            Certificate.name,
            Certificate.created_at,
            Certificate.withdrawn_at.is_(None) & Certificate.superseded_by_id.is_(None),
        )
        .where(Certificate.office_id == office_id, Certificate.name.is_not(None))
        .where(Certificate.issued_on.between(date(year, 1, 1), date(year, 12, 31)))
        .order_by(Certificate.id)
    ).all()
    entries, missing = [], []
    digits = max(4, len(str(len(rows))))
    for place, (code, number, name, made_at, in_force) in enumerate(rows, start=1):
        key = key_of(code)
        if files.has(key):
            part = file_part(name_key(name or ""), otherwise="peserta")
            shown = f"{place:0{digits}}-{part}-{file_part(number)}.pdf"
            entries.append(Entry(shown if in_force else VOID + shown, made_at, key))
        elif in_force:
            missing.append(number)
    if missing:
        entries.append(_note(missing, now))
    return Archive(tuple(entries), tuple(missing))


def write_archive(archive: Archive, files: FolderStore, target: BinaryIO) -> None:
    """The zip, a file at a time. Whose file is gone meanwhile deleted their account."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        for one in archive.entries:
            content = one.content or files.get(one.key)
            if content is not None:
                packed.writestr(zipfile.ZipInfo(one.name, one.made_at.timetuple()[:6]), content)


def _note(missing: Sequence[str], now: datetime) -> Entry:
    lines = (
        "Sertifikat ini sah, tetapi berkas PDF-nya belum jadi saat zip ini diunduh:",
        *missing,
    )
    content = "\r\n".join(lines).encode() + b"\r\n"
    return Entry(MISSING, now, content=content)
