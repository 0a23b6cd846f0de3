"""Many banks of questions at once, as they were; of today, in the language of the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import select

from literasi.database import read
from literasi.domain.codec import bank_from_json
from literasi.domain.course import Bank, Catalogue, Course
from literasi.learning.models import StoredBank


def banks_of(catalogue: Catalogue, hashes: Iterable[str]) -> dict[str, Bank]:
    """The banks under these hashes, in one query, and none for those of today. A translation of
    today's questions is given as its source, which has the same keys and positions."""
    known = _of_today(catalogue)
    wanted = set(hashes)
    found = {one: known[one] for one in wanted & known.keys()}
    if older := wanted - known.keys():
        stored = select(StoredBank.hash, StoredBank.body).where(StoredBank.hash.in_(older))
        found |= {row[0]: bank_from_json(row[1]) for row in read().execute(stored)}
    return found


def _of_today(catalogue: Catalogue) -> dict[str, Bank]:
    known: dict[str, Bank] = {}
    for course in catalogue.courses:
        banks = list(_banks(course))
        translated = (one.course(course.slug) for one in catalogue.translations.values())
        for other in (course, *(one for one in translated if one)):
            known |= {bank.hash: source for bank, source in zip(_banks(other), banks, strict=False)}
    return known


def _banks(course: Course) -> Iterator[Bank]:
    yield from (module.bank for module in course.modules)
    yield from course.tests
