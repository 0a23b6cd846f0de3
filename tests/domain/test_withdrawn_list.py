"""The list that phones keep finds what is on it, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from literasi.domain.certificate import format_code
from literasi.domain.withdrawn_list import found_in, hash_of, message, packed, stamp_of

CODES = st.binary(min_size=16, max_size=16).map(format_code)
NOW = datetime(2026, 11, 28, 7, 5, 9, 400, tzinfo=UTC)


@given(st.dictionaries(CODES, st.booleans(), max_size=40), CODES)
def test_each_is_found_as_what_it_is_and_no_other(ended: dict[str, bool], other: str) -> None:
    content = packed(ended)
    assert len(content) == 8 * len(ended) + (len(ended) + 7) // 8
    for code, is_replaced in ended.items():
        assert found_in(content, code) == ("replaced" if is_replaced else "withdrawn")
    if other not in ended:
        assert found_in(content, other) == ""


def test_the_same_certificates_make_the_same_file_in_any_order() -> None:
    codes = [format_code(bytes(range(number, number + 16))) for number in range(9)]
    one = packed({code: code > codes[4] for code in codes})
    assert one == packed({code: code > codes[4] for code in reversed(codes)})
    hashes = [one[place : place + 8] for place in range(0, 72, 8)]
    assert hashes == sorted(hash_of(code) for code in codes)


def test_a_stamp_names_file_and_second_wherever_the_clock_stands() -> None:
    stamp = stamp_of(b"", NOW)
    assert stamp["waktu"] == "2026-11-28T07:05:09Z"
    assert stamp == stamp_of(b"", NOW.astimezone(timezone(timedelta(hours=8))))
    assert (
        len(
            {
                message(stamp),
                message(stamp_of(b"x", NOW)),
                message(stamp_of(b"", NOW + timedelta(hours=1))),
            }
        )
        == 3
    )
