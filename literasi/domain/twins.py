"""Records that may be one person twice: whose names are alike, and what else speaks for it.

A suggestion and no more: people share names. Somebody of the office looks, and the person says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import combinations, product

# More people of one name than this are told apart by class or village only: in an office with
# thousands every fifth pair would be strangers who are both called Siti Aminah.
MOST_NAMESAKES = 8
SHORTEST_NAME = 6  # letters; in a shorter one a single letter makes another name
SHORTEST_WORD = 3
SHORTEST_NEAR = 4  # Ana and Ani are two people, Sudarta and Sudiarta may be one

_LETTERS = re.compile(r"[^\W\d_]+")
_TITLES = {"h", "hj", "haji", "hajah", "bapak", "ibu", "pak", "bu", "bpk", "sdr", "sdri"}
# How one name is written at the registry office, in a passport and by its owner.
_ONE_NAME = {
    **dict.fromkeys(("m", "md", "mhd", "moh", "mohd", "muh", "mohamad", "mohammad"), "muhamad"),
    **dict.fromkeys(("mochamad", "mochammad", "mochamat", "muhammad", "muhamat"), "muhamad"),
    **dict.fromkeys(("abd", "abdoel"), "abdul"),
    **dict.fromkeys(("st", "sitti"), "siti"),
}
# Older spellings, and letters that many read alike.
_ALIKE = (
    *(("oe", "u"), ("dj", "j"), ("tj", "c"), ("sy", "s"), ("sj", "s"), ("kh", "h"), ("ch", "h")),
    *(("y", "i"), ("v", "p"), ("f", "p"), ("z", "s"), ("q", "k")),
)


class Reason(Enum):
    """Why two records may be one person, or, the last two, why perhaps not."""

    SAME_NAME = "same name"
    SAME_WORDS = "same words"
    SAME_SOUND = "same sound"
    ONE_LETTER = "one letter"
    SHORTENED = "shortened"
    SAME_VILLAGE = "same village"
    SAME_DISTRICT = "same district"
    SAME_CLASS = "same class"
    OTHER_VILLAGE = "other village"
    OTHER_DISTRICT = "other district"


# How much each says. People move, so another place takes away and decides nothing.
WEIGHT = {
    Reason.SAME_NAME: 4,
    Reason.SAME_WORDS: 4,
    Reason.SAME_SOUND: 3,
    Reason.ONE_LETTER: 2,
    Reason.SHORTENED: 1,
    Reason.SAME_VILLAGE: 2,
    Reason.SAME_DISTRICT: 1,
    Reason.SAME_CLASS: 1,
    Reason.OTHER_VILLAGE: -2,
    Reason.OTHER_DISTRICT: -3,
}


@dataclass(frozen=True, slots=True)
class Home:
    """Where somebody said that they live, spelled alike; "" for what they left open."""

    district: str = ""
    village: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody in the classes that are looked through. `names` are keys as `name_key` makes them:
    lower case, no accents. `classes` says where they were, `homes` what they said of that."""

    id: int
    names: frozenset[str]
    classes: frozenset[int] = frozenset()
    homes: frozenset[Home] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that may be one, `one` with the smaller id."""

    one: int
    other: int
    reasons: tuple[Reason, ...]

    @property
    def weight(self) -> int:
        return sum(WEIGHT[reason] for reason in self.reasons)

    @property
    def speaking_for(self) -> tuple[Reason, ...]:
        return tuple(reason for reason in self.reasons if WEIGHT[reason] > 0)

    @property
    def speaking_against(self) -> tuple[Reason, ...]:
        return tuple(reason for reason in self.reasons if WEIGHT[reason] < 0)


Named = tuple[Known, str, tuple[str, ...]]  # with a name of theirs, and its words


def find_twins(people: Sequence[Known]) -> list[Pair]:
    """Every pair with a reason in the name that nothing outweighs, the likeliest first. Costs about
    as much as there are people, not pairs of them: only names that share a key are compared."""
    known = {person.id: person for person in people}
    found: dict[tuple[int, int], Reason] = {}
    for one, other, reason in _alike_in_name(people):
        key = (min(one, other), max(one, other))
        if key not in found or WEIGHT[reason] > WEIGHT[found[key]]:
            found[key] = reason
    pairs = [
        Pair(one, other, (reason, *_more_reasons(known[one], known[other])))
        for (one, other), reason in found.items()
    ]
    likely = [pair for pair in pairs if pair.weight > 0]
    return sorted(likely, key=lambda pair: (-pair.weight, pair.one, pair.other))


@lru_cache(maxsize=50_000)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name key that are no title."""
    words = _LETTERS.findall(name)
    return tuple(word for word in words if word not in _TITLES) or tuple(words)


@lru_cache(maxsize=50_000)
def sound_of(word: str) -> str:
    """A word as it is heard: `Aisyah` and `Aisah`, `Noer` and `Nur`, `Moh.` and `Muhammad`."""
    word = _ONE_NAME.get(word, word)
    for written, heard in _ALIKE:
        word = word.replace(written, heard)
    word = re.sub(r"(.)\1+", r"\1", word)
    return word.rstrip("h") or word


@lru_cache(maxsize=50_000)
def sounds_of(name: str) -> tuple[str, ...]:
    """The words of a name key as they are heard, in one order however they are written."""
    return tuple(sorted(map(sound_of, words_of(name))))


def is_one_letter_off(one: str, other: str) -> bool:
    """Whether one letter was left out, added or mistaken."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    rest, other_rest = one[start:], other[start:]
    return rest[1:] in (other_rest, other_rest[1:]) or rest == other_rest[1:]


def is_shortened(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one name is the other with words left out at the end, or cut short."""
    if one == other or not (one and other) or one[0] != other[0] or len(one[0]) < SHORTEST_WORD:
        return False
    return _begins(one, other) or _begins(other, one)


def _begins(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether each word of one is the beginning of the other's in its place."""
    return len(short) <= len(long) and all(map(str.startswith, long, short))


def _alike_in_name(people: Sequence[Known]) -> Iterator[tuple[int, int, Reason]]:
    whole: dict[tuple[str, ...], list[Named]] = defaultdict(list)
    by_first: dict[tuple[int, str], list[Named]] = defaultdict(list)
    for person in people:
        for name in person.names:
            if words := words_of(name):
                named = (person, name, words)
                whole[sounds_of(name)].append(named)
                for cohort in person.classes:
                    by_first[cohort, words[0]].append(named)
    for namesakes in whole.values():
        if len(namesakes) > 1:
            yield from _namesakes(namesakes)
    yield from _one_letter_off(whole)
    for here in by_first.values():
        if len(here) > 1:
            yield from _shortened(here)


def _namesakes(people: list[Named]) -> Iterator[tuple[int, int, Reason]]:
    many = len({person.id for person, _, _ in people}) > MOST_NAMESAKES
    for (one, name, words), (other, other_name, other_words) in _met(people, many):
        if name == other_name:
            yield one.id, other.id, Reason.SAME_NAME
        elif sorted(words) == sorted(other_words):
            yield one.id, other.id, Reason.SAME_WORDS
        else:
            yield one.id, other.id, Reason.SAME_SOUND


def _met(people: list[Named], many: bool) -> Iterator[tuple[Named, Named]]:
    """Pairs of different people; of many with one name, those who were in one place."""
    if not many:
        yield from ((a, b) for a, b in combinations(people, 2) if a[0].id != b[0].id)
        return
    places: dict[tuple[str, object], list[Named]] = defaultdict(list)
    for named in people:
        for cohort in named[0].classes:
            places["class", cohort].append(named)
        for village in {home.village for home in named[0].homes if home.village}:
            places["village", village].append(named)
    for here in places.values():
        yield from ((a, b) for a, b in combinations(here, 2) if a[0].id != b[0].id)


def _one_letter_off(
    whole: Mapping[tuple[str, ...], Sequence[Named]],
) -> Iterator[tuple[int, int, Reason]]:
    """Names of which one word is a letter off and the rest the same. Words are compared, not names:
    there are fewer of them, and the name with the other word is looked up."""
    near = _near_words({word for sounds in whole for word in sounds})
    for sounds, named in whole.items():
        if len("".join(sounds)) < SHORTEST_NAME:
            continue
        for place, word in enumerate(sounds):
            for other in near.get(word, ()):
                changed = tuple(sorted((*sounds[:place], other, *sounds[place + 1 :])))
                for (one, *_), (two, *_) in product(named, whole.get(changed, ())):
                    if one.id != two.id:
                        yield one.id, two.id, Reason.ONE_LETTER


def _near_words(words: Collection[str]) -> dict[str, set[str]]:
    """For each word those a letter off. Two such share what is left when a letter goes from each,
    or from one of them."""
    first: dict[str, str] = {}
    by_rest: dict[str, list[str]] = {}
    for word in words:
        if len(word) < SHORTEST_NEAR:
            continue
        for rest in (word, *(word[:place] + word[place + 1 :] for place in range(len(word)))):
            # Nearly every rest is that of one word alone: a list for each would cost the most.
            before = first.setdefault(rest, word)
            if before is not word:
                by_rest.setdefault(rest, [before]).append(word)
    near: dict[str, set[str]] = defaultdict(set)
    for sharing in by_rest.values():
        for one, other in combinations(sharing, 2):
            if is_one_letter_off(one, other):
                near[one].add(other)
                near[other].add(one)
    return near


def _shortened(here: Sequence[Named]) -> Iterator[tuple[int, int, Reason]]:
    """Of people of one class with the same first word: elsewhere half an office has one name in
    short."""
    for (one, _, words), (other, _, other_words) in combinations(here, 2):
        if one.id != other.id and is_shortened(words, other_words):
            yield one.id, other.id, Reason.SHORTENED


def _more_reasons(one: Known, other: Known) -> Iterator[Reason]:
    if place := compare_homes(one.homes, other.homes):
        yield place
    if one.classes & other.classes:
        yield Reason.SAME_CLASS


def compare_homes(mine: Collection[Home], theirs: Collection[Home]) -> Reason | None:
    """What speaks most for one person, where one of the two said several: whoever moved said
    another place in another class. None where nothing can be compared."""
    found = [_compare(one, other) for one in mine for other in theirs]
    return max((one for one in found if one), key=lambda one: WEIGHT[one], default=None)


def _compare(one: Home, other: Home) -> Reason | None:
    """Villages share names, so a village is the same within one district alone, or where a
    district is open."""
    districts, villages = (one.district, other.district), (one.village, other.village)
    if all(districts) and one.district != other.district:
        return Reason.OTHER_DISTRICT
    if all(villages):
        return Reason.SAME_VILLAGE if one.village == other.village else Reason.OTHER_VILLAGE
    return Reason.SAME_DISTRICT if all(districts) else None
