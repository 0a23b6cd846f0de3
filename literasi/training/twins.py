"""Who in the classes that one may see is perhaps there twice, and what was said about it before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from literasi.accounts.models import Learner, LearnerMerge
from literasi.database import db, read
from literasi.domain.participant import plain
from literasi.domain.twins import Home, Known, Pair, find_twins
from literasi.training.models import Cohort, Seat
from literasi.training.roster.models import ParticipantDetail
from literasi.training.scope import Scope

MOST = 10
MOST_PAIRS = 30
SHORTEST_WORD = 3  # "H." or "I" says nothing


@dataclass(frozen=True, slots=True)
class Twin:
    learner_id: int
    name: str
    class_name: str


@dataclass(frozen=True, slots=True)
class Record:
    """A learner's record as the page of twins shows it, with the names of its classes."""

    id: int
    name: str
    registered_at: datetime
    classes: list[str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two records and why they may be one person; `one` registered first."""

    one: Record
    other: Record
    pair: Pair


@dataclass(frozen=True, slots=True)
class Said:
    """A merge that was asked for, or (with `merge.confirmed_at`) is done."""

    merge: LearnerMerge
    from_name: str
    into_name: str


def possible_twins(scope: Scope, learner_id: int, name_key: str) -> list[Twin]:
    """Other people of the classes that one sees with a word of this name, by name, at most ten."""
    words = {word for word in name_key.split() if len(word) >= SHORTEST_WORD}
    person = func.coalesce(Learner.merged_into_id, Learner.id)
    rows = db.session.execute(
        select(person, Seat.name, Cohort.name, Seat.name_key)
        .join(Cohort, Cohort.id == Seat.cohort_id)
        .join(Learner, Learner.id == Seat.learner_id)
        .where(scope.covers, Seat.left_at.is_(None), person != learner_id)
        .order_by(Seat.name_key, Seat.id.desc())
    )
    found: dict[int, Twin] = {}
    for other, name, class_name, key in rows:
        if words & set(key.split()):
            found.setdefault(other, Twin(other, name, class_name))
    return list(found.values())[:MOST]


def suggest(scope: Scope, said: Iterable[Said]) -> tuple[list[Suggestion], int]:
    """The likeliest pairs about which nothing was `said` yet, MOST_PAIRS at most, and how many
    there are. Whoever is part of a merge is in none: merges make no chains."""
    merges = [one.merge for one in said]
    taken = {id for one in merges if one.ended_at is None for id in (one.from_id, one.into_id)}
    refused = {frozenset((one.from_id, one.into_id)) for one in merges if one.ended_at}
    known = [one for one in _known(scope) if one.id not in taken]
    pairs = [one for one in find_twins(known) if frozenset((one.one, one.other)) not in refused]
    shown = pairs[:MOST_PAIRS]
    records = _records(scope, {id for pair in shown for id in (pair.one, pair.other)})
    return [_suggestion(records, pair) for pair in shown], len(pairs)


def said_of(scope: Scope) -> list[Said]:
    """What the office said of people whom one sees, the newest first."""
    one, other, here = aliased(Learner), aliased(Learner), _people_in(scope)
    rows = db.session.execute(
        select(LearnerMerge, one.name, other.name)
        .join(one, one.id == LearnerMerge.from_id)
        .join(other, other.id == LearnerMerge.into_id)
        .where(LearnerMerge.office_id == scope.office_id)
        .where(LearnerMerge.from_id.in_(here), LearnerMerge.into_id.in_(here))
        .order_by(LearnerMerge.id.desc())
    )
    return [Said(*row) for row in rows]


def are_here(scope: Scope, learner_ids: Iterable[int]) -> bool:
    """Whether all of these records sit in classes that one sees."""
    wanted = set(learner_ids)
    found = db.session.scalars(_people_in(scope).where(Seat.learner_id.in_(wanted)))
    return set(found) == wanted


def _people_in(scope: Scope) -> Select[int | None]:
    return (
        select(Seat.learner_id)
        .join(Cohort, Cohort.id == Seat.cohort_id)
        .where(scope.covers, Seat.left_at.is_(None), Seat.learner_id.is_not(None))
    )


def _known(scope: Scope) -> list[Known]:
    """Everybody in these classes whose record was not made one with another: an office has
    thousands, so as few columns as it takes. Where they live only if they allowed to keep it."""
    allowed = (ParticipantDetail.seat_id == Seat.id) & ParticipantDetail.consent_at.is_not(None)
    place = ParticipantDetail.kecamatan, ParticipantDetail.desa
    rows = read().execute(
        select(Learner.id, Seat.name_key, Seat.cohort_id, Learner.merged_into_id, *place)
        .join(Seat, Seat.learner_id == Learner.id)
        .join(Cohort, Cohort.id == Seat.cohort_id)
        .outerjoin(ParticipantDetail, allowed)
        .where(scope.covers, Seat.left_at.is_(None))
    )
    names: dict[int, set[str]] = defaultdict(set)
    classes: dict[int, set[int]] = defaultdict(set)
    homes: dict[int, set[Home]] = defaultdict(set)
    for id, key, cohort_id, merged_into, kecamatan, desa in rows:
        # Asked there, this would let SQLite begin with every learner of the country.
        if merged_into is not None:
            continue
        names[id].add(key)
        classes[id].add(cohort_id)
        if kecamatan or desa:
            homes[id].add(_home(kecamatan or "", desa or ""))
    return [
        Known(id, frozenset(names[id]), frozenset(classes[id]), frozenset(homes.get(id, ())))
        for id in sorted(names)
    ]


@lru_cache(maxsize=10_000)
def _home(kecamatan: str, desa: str) -> Home:
    return Home(plain(kecamatan), plain(desa))


def _records(scope: Scope, ids: Collection[int]) -> dict[int, Record]:
    rows = read().execute(
        select(Learner.id, Learner.name, Learner.created_at, Cohort.name)
        .join(Seat, Seat.learner_id == Learner.id)
        .join(Cohort, Cohort.id == Seat.cohort_id)
        .where(scope.covers, Seat.left_at.is_(None), Learner.id.in_(ids))
        .order_by(Cohort.id.desc())
    )
    found: dict[int, Record] = {}
    for id, name, registered_at, class_name in rows:
        found.setdefault(id, Record(id, name, registered_at, [])).classes.append(class_name)
    return found


def _suggestion(records: Mapping[int, Record], pair: Pair) -> Suggestion:
    both = (records[pair.one], records[pair.other])
    first, second = sorted(both, key=lambda one: (one.registered_at, one.id))
    return Suggestion(first, second, pair)
