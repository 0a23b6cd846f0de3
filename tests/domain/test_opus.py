"""A whole Ogg Opus recording, told from everything else."""

from __future__ import annotations

import pytest

from literasi.domain.opus import NotOpusError, seconds
from tests.recorded import FIRST, LAST, page, recording

WHOLE = recording(90)
HEAD = b"OpusHead\x01\x01" + bytes(9)


def test_a_recording_says_how_long_it_lasts() -> None:
    assert seconds(WHOLE) == 90
    assert seconds(recording(0.5, b"x" * 10_000)) == 0.5


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is no Ogg file"),
        (b"RIFF" + bytes(100), "is no Ogg file"),
        (b"ID3" + bytes(500), "is no Ogg file"),
        (WHOLE[:20], "breaks off"),
        (WHOLE[:-1], "breaks off"),
        (WHOLE[: WHOLE.rindex(b"OggS")], "breaks off"),
        (WHOLE + b"rubbish", "is damaged"),
        (page(b"\x01vorbis" + bytes(30), FIRST) + page(b"x", LAST, 48_000), "holds no Opus"),
        (page(b"OpusHead", FIRST) + page(b"x", LAST, 48_000), "holds no Opus"),
        (page(HEAD) + page(b"x", LAST, 48_000), "holds no Opus"),
        (WHOLE + WHOLE, "more than one stream"),
        (page(HEAD, FIRST) + page(b"x", LAST, 0), "is empty"),
        (page(HEAD, FIRST) + page(b"x", LAST, -1), "is empty"),
    ],
)
def test_anything_else_is_refused_with_the_reason(content: bytes, why: str) -> None:
    with pytest.raises(NotOpusError, match=why):
        seconds(content)
