"""A code on a screen: good for a minute, and made by nobody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from literasi.domain.arrival_code import (
    ForgedCodeError,
    OldCodeError,
    make_code,
    open_code,
    seconds_left,
)

MEETING = UUID("9d1f0f0e-6b0e-4b53-8a3e-0d8a3d1c2b4a")
KEY, OTHER = "k" * 43, "o" * 43
EIGHT = datetime(2026, 11, 28, 8, tzinfo=UTC)
CODE = make_code(KEY, MEETING, EIGHT)


@pytest.mark.parametrize("seconds", [0, 29, 30, 59, 60, 89])
def test_a_code_counts_for_sixty_to_ninety_seconds(seconds: int) -> None:
    assert open_code(CODE, [OTHER, KEY], EIGHT + timedelta(seconds=seconds)) == MEETING


@pytest.mark.parametrize("seconds", [90, 600, 86400, -31])
def test_before_and_after_it_does_not(seconds: int) -> None:
    with pytest.raises(OldCodeError):
        open_code(CODE, [KEY], EIGHT + timedelta(seconds=seconds))


def test_every_half_minute_has_its_own() -> None:
    codes = {make_code(KEY, MEETING, EIGHT + timedelta(seconds=n)) for n in range(90)}
    assert len(codes) == 3
    assert len(CODE) == 40


def test_one_changed_letter_is_no_code() -> None:
    for place in range(len(CODE)):
        changed = CODE[:place] + ("A" if CODE[place] != "A" else "B") + CODE[place + 1 :]
        with pytest.raises(ForgedCodeError):
            open_code(changed, [KEY], EIGHT)


@pytest.mark.parametrize(
    "text", ["", "x", CODE[:-4], CODE + "AAAA", CODE + "\n", "é" * 40, "=" * 40]
)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(ForgedCodeError):
        open_code(text, [KEY], EIGHT)


def test_another_key_opens_nothing() -> None:
    with pytest.raises(ForgedCodeError):
        open_code(CODE, [OTHER], EIGHT)


def test_the_screen_waits_for_the_next_code() -> None:
    assert seconds_left(EIGHT) == 30
    assert seconds_left(EIGHT + timedelta(seconds=29.5)) == 1
