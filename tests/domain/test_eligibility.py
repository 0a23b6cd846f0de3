"""What is against a certificate, and what of it may be forgiven."""

from __future__ import annotations

from itertools import combinations

import pytest

from literasi.domain.eligibility import (
    NOTHING,
    Facts,
    Forgiven,
    Kind,
    Lack,
    forgivable,
    lacks,
    remaining,
)

ONE, TWO = ("kiriman", "pos"), ("kiriman", "utang")
EVERYTHING = (
    Lack(Kind.UNCLAIMED),
    Lack(Kind.MODULE, ONE),
    Lack(Kind.MODULE, TWO),
    Lack(Kind.ATTENDANCE),
    Lack(Kind.UNHELD),
    Lack(Kind.NAME),
)
SETS = [some for size in range(7) for some in combinations(EVERYTHING, size)]


def facts(
    claimed: bool = True,
    named: bool = True,
    one: bool = True,
    two: bool = True,
    attended: bool | None = True,
    held: bool = True,
) -> Facts:
    return Facts(claimed, named, ((ONE, one), (TWO, two)), attended, held)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (facts(), ()),
        (facts(attended=None, held=False), ()),
        (facts(claimed=False, named=False, one=False, attended=False), (Lack(Kind.UNCLAIMED),)),
        (facts(one=False, two=False), (Lack(Kind.MODULE, ONE), Lack(Kind.MODULE, TWO))),
        (facts(attended=False), (Lack(Kind.ATTENDANCE),)),
        (facts(attended=False, held=False), (Lack(Kind.UNHELD),)),
        (facts(named=False), (Lack(Kind.NAME),)),
    ],
)
def test_everything_against_it_is_named(given: Facts, expected: tuple[Lack, ...]) -> None:
    assert lacks(given) == expected


@pytest.mark.parametrize(
    ("found", "modules", "expected"),
    [
        ((Lack(Kind.ATTENDANCE),), 1, Forgiven(attendance=True)),
        ((Lack(Kind.MODULE, ONE),), 2, Forgiven(module=ONE)),
        ((Lack(Kind.MODULE, ONE), Lack(Kind.ATTENDANCE)), 2, Forgiven(True, ONE)),
        # The only module of a class is what its certificate is about.
        ((Lack(Kind.MODULE, ONE),), 1, None),
        ((Lack(Kind.MODULE, ONE), Lack(Kind.MODULE, TWO)), 9, None),
        ((Lack(Kind.UNCLAIMED),), 2, None),
        ((Lack(Kind.UNHELD),), 2, None),
        ((Lack(Kind.NAME),), 2, None),
        ((), 2, None),
    ],
)
def test_attendance_and_one_of_several_modules_may_be_forgiven(
    found: tuple[Lack, ...], modules: int, expected: Forgiven | None
) -> None:
    assert forgivable(found, modules) == expected


def test_what_may_be_forgiven_leaves_nothing_but_the_name() -> None:
    for found in SETS:
        allowed = forgivable(found, 5)
        if allowed is not None:
            assert {one.kind for one in remaining(found, allowed)} <= {Kind.NAME}


def test_an_empty_seat_and_unrecorded_sessions_are_never_forgiven() -> None:
    for found in SETS:
        if {Kind.UNCLAIMED, Kind.UNHELD} & {one.kind for one in found}:
            assert forgivable(found, 5) is None


def test_nothing_forgiven_takes_nothing_away() -> None:
    for found in SETS:
        assert remaining(found, NOTHING) == found


def test_forgiving_one_module_does_not_forgive_another() -> None:
    assert remaining(EVERYTHING, Forgiven(module=ONE)) == tuple(
        one for one in EVERYTHING if one.module != ONE
    )
