"""The room for a seal is filled without moving a byte."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest

from literasi.domain.seal_slot import NoRoomError, opened, slot

NOW = datetime(2026, 11, 29, 1, 30, 5, tzinfo=timezone(timedelta(hours=8)))


def file(address: str = "https://literasi.example/x", room: int = 40) -> bytes:
    return b"%PDF-1.7\nfront\n" + slot(room, "Bukti asal", address) + b"\nbehind\n%%EOF\n"


def test_everything_but_the_room_is_covered_and_nothing_moves() -> None:
    one = opened(file(), NOW)
    front, behind = (bytes(part) for part in one.covered())
    sealed = one.filled(b"\x30\x82\xff")
    assert len(sealed) == len(file())
    assert sealed == front + b"<3082ff" + b"0" * 34 + b">" + behind
    (said,) = re.findall(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\] ", sealed)
    assert [int(number) for number in said] == [len(front), len(front) + 42, len(behind)]


def test_the_time_is_that_of_the_world() -> None:
    assert b"/M (D:20261128173005Z)" in opened(file(), NOW).filled(b"")


@pytest.mark.parametrize("address", ["http://x/(a)\\)", ") /ByteRange [0 0 0 0] (", "http://ñ/"])
def test_no_address_can_end_its_string(address: str) -> None:
    made = slot(8, "Bukti", address)
    inside = made[made.index(b"/ContactInfo (") + 14 : made.index(b") /ByteRange")]
    assert not re.search(rb"[()]|\\(?![0-7]{3})", inside)


def test_a_seal_that_is_too_long_is_refused() -> None:
    with pytest.raises(NoRoomError, match="longer"):
        opened(file(), NOW).filled(bytes(21))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n%%EOF\n", opened(file(), NOW).filled(b"1")])
def test_without_a_room_nothing_is_opened(content: bytes) -> None:
    with pytest.raises(NoRoomError, match="no room"):
        opened(content, datetime.now(UTC))
