"""Records that may be one person are found by what their names share, and by nothing less."""

from __future__ import annotations

import random

import pytest

from literasi.domain.twins import (
    MOST_NAMESAKES,
    Home,
    Known,
    Pair,
    Reason,
    compare_homes,
    find_twins,
    is_one_letter_off,
    is_shortened,
    sound_of,
    words_of,
)

HERE, ELSEWHERE = frozenset({1}), frozenset({2})


def known(*names: str, classes: frozenset[int] = HERE) -> list[Known]:
    return [Known(id, frozenset({name}), classes) for id, name in enumerate(names, start=1)]


def homes(*places: str) -> frozenset[Home]:
    """Each as "district/village", either of them empty for what was left open."""
    return frozenset(Home(*place.split("/")) for place in places)


def reasons(one: str, other: str, **more: frozenset[int]) -> tuple[Reason, ...]:
    found = find_twins(known(one, other, **more))
    return found[0].reasons if found else ()


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("siti aminah", "siti aminah", Reason.SAME_NAME),
        ("aminah siti", "siti aminah", Reason.SAME_WORDS),
        ("hj. siti aminah", "siti aminah", Reason.SAME_WORDS),
        ("noer aisjah", "nur aisyah", Reason.SAME_SOUND),
        ("moh. hidayat", "muhammad hidayat", Reason.SAME_SOUND),
        ("sity aminnah", "siti aminah", Reason.SAME_SOUND),
        ("siti aminah", "siti amimah", Reason.ONE_LETTER),
        ("wayan sudiarta", "wayan sudarta", Reason.ONE_LETTER),
        ("siti a", "siti aminah", Reason.SHORTENED),
        ("siti", "siti aminah", Reason.SHORTENED),
    ],
)
def test_two_names_of_one_person_are_found_with_the_reason(
    one: str, other: str, reason: Reason
) -> None:
    assert reasons(one, other) == (reason, Reason.SAME_CLASS)
    assert reasons(other, one) == (reason, Reason.SAME_CLASS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("siti aminah", "siti khotimah"),
        ("siti aminah", "nur aminah"),
        ("budi", "badi"),
        ("ani", "ana"),
        ("siti ani", "siti ana"),
        ("", ""),
        ("h.", "hj."),
        ("siti aminah putri", "sri aminah putri"),
    ],
)
def test_names_of_two_people_are_not(one: str, other: str) -> None:
    assert reasons(one, other) == ()


def test_a_short_name_says_something_within_a_class_only() -> None:
    people = [*known("siti a"), Known(2, frozenset({"siti aminah"}), ELSEWHERE)]
    assert find_twins(people) == []


def test_what_says_more_comes_first() -> None:
    people = [
        Known(1, frozenset({"siti aminah"}), HERE, homes("praya/penujak")),
        Known(2, frozenset({"siti aminah"}), ELSEWHERE, homes("praya/penujak")),
        Known(3, frozenset({"siti amimah"}), HERE),
    ]
    village = Pair(1, 2, (Reason.SAME_NAME, Reason.SAME_VILLAGE))
    letter = Pair(1, 3, (Reason.ONE_LETTER, Reason.SAME_CLASS))
    assert find_twins(people) == [village, letter, Pair(2, 3, (Reason.ONE_LETTER,))]
    assert find_twins(people[::-1]) == find_twins(people)


def test_a_record_with_two_names_is_no_twin_of_itself_and_meets_others_by_either() -> None:
    both = Known(7, frozenset({"siti aminah", "bu siti aminah"}), HERE)
    assert find_twins([both]) == []
    assert len(find_twins([both, Known(8, frozenset({"siti aminah"}), ELSEWHERE)])) == 1


def test_namesakes_without_number_are_paired_by_class_only() -> None:
    people = [
        Known(id, frozenset({"siti aminah"}), frozenset({id // 2}))
        for id in range(2 * MOST_NAMESAKES)
    ]
    pairs = find_twins(people)
    assert [(pair.one, pair.other) for pair in pairs] == [
        (id, id + 1) for id in range(0, 2 * MOST_NAMESAKES, 2)
    ]


def test_nobody_is_paired_with_themself_and_no_pair_comes_twice() -> None:
    chance = random.Random(3)
    words = ["siti", "sitti", "nur", "noer", "aminah", "amina", "a", "moh", "muhammad", "hidayat"]
    people = [
        Known(
            id,
            frozenset({" ".join(chance.sample(words, chance.randint(1, 3)))}),
            frozenset({chance.randint(1, 5)}),
        )
        for id in range(200)
    ]
    pairs = [(pair.one, pair.other) for pair in find_twins(people)]
    assert all(one < other for one, other in pairs)
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("aminah", "amina", True),
        ("aminah", "amimah", True),
        ("aminah", "aminaah", True),
        ("aminah", "raminah", True),
        ("aminah", "aminah", False),
        ("aminah", "amnah1x", False),
        ("ab", "ba", False),
    ],
)
def test_one_letter_is_left_out_added_or_mistaken(one: str, other: str, near: bool) -> None:
    assert is_one_letter_off(one, other) is is_one_letter_off(other, one) is near


def test_a_name_is_heard_however_it_is_written() -> None:
    assert sound_of("aisyah") == sound_of("aisah") == sound_of("aisya")
    assert sound_of("djoko") == sound_of("joko")
    assert sound_of("moch") != sound_of("moh")
    assert words_of("hj. siti a'isyah, s.pd") == ("siti", "a", "isyah", "s", "pd")
    assert is_shortened(("siti", "a"), ("siti", "aminah"))
    assert not is_shortened(("siti", "aminah"), ("siti", "aminah"))


@pytest.mark.parametrize(
    ("mine", "theirs", "reason"),
    [
        (["praya/penujak"], ["praya/penujak"], Reason.SAME_VILLAGE),
        (["praya/penujak"], ["/penujak"], Reason.SAME_VILLAGE),
        (["praya/penujak"], ["jonggat/penujak"], Reason.OTHER_DISTRICT),
        (["praya/penujak"], ["praya/batujai"], Reason.OTHER_VILLAGE),
        (["/penujak"], ["praya/batujai"], Reason.OTHER_VILLAGE),
        (["praya/"], ["praya/batujai"], Reason.SAME_DISTRICT),
        (["praya/"], ["jonggat/"], Reason.OTHER_DISTRICT),
        (["praya/"], ["/penujak"], None),
        ([], ["praya/penujak"], None),
        # Whoever moved said both.
        (["praya/penujak", "jonggat/ubung"], ["jonggat/ubung"], Reason.SAME_VILLAGE),
        (["praya/penujak", "jonggat/ubung"], ["jonggat/puyung"], Reason.OTHER_VILLAGE),
    ],
)
def test_places_speak_for_one_person_or_against(
    mine: list[str], theirs: list[str], reason: Reason | None
) -> None:
    assert compare_homes(homes(*mine), homes(*theirs)) is reason
    assert compare_homes(homes(*theirs), homes(*mine)) is reason


def test_another_place_takes_away_from_a_name_and_outweighs_a_weak_one() -> None:
    def two(one: str, other: str, there: str) -> list[Pair]:
        return find_twins(
            [
                Known(1, frozenset({one}), HERE, homes("praya/penujak")),
                Known(2, frozenset({other}), HERE, homes(there)),
            ]
        )

    (same,) = two("siti aminah", "siti aminah", "praya/penujak")
    (unknown,) = two("siti aminah", "siti aminah", "/")
    (moved,) = two("siti aminah", "siti aminah", "jonggat/ubung")
    assert same.weight > unknown.weight > moved.weight
    assert moved.speaking_for == (Reason.SAME_NAME, Reason.SAME_CLASS)
    assert moved.speaking_against == (Reason.OTHER_DISTRICT,)
    assert same.speaking_against == ()
    assert two("siti a", "siti aminah", "praya/penujak")
    assert two("siti a", "siti aminah", "praya/batujai") == []
    assert two("siti aminah", "siti amimah", "jonggat/ubung") == []


def test_of_namesakes_without_number_those_of_one_village_are_paired() -> None:
    people = [
        Known(id, frozenset({"siti aminah"}), frozenset({id}), homes(f"praya/desa {id // 2}"))
        for id in range(2 * MOST_NAMESAKES)
    ]
    assert all(pair.reasons[1] is Reason.SAME_VILLAGE for pair in find_twins(people))
    assert len(find_twins(people)) == MOST_NAMESAKES
