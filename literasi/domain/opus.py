"""Ogg Opus (RFC 3533, RFC 7845), read just far enough to know a whole one from anything else."""

from __future__ import annotations

from dataclasses import dataclass

_SIGN, _HEAD = b"OggS", b"OpusHead"
_HEADER = 27  # bytes before a page's table of segments
_FIRST, _LAST = 2, 4  # flags of a stream's first and last page
RATE = 48_000  # steps a second that positions are counted in, whatever was recorded


class NotOpusError(ValueError):
    """The bytes are no whole Ogg Opus file; the message says in English what is wrong."""


@dataclass(frozen=True, slots=True)
class _Page:
    flags: int
    position: int
    content: bytes


def seconds(recording: bytes) -> float:
    """How long an Ogg Opus recording lasts. Raises NotOpusError."""
    pages = _pages(recording)
    head = pages[0].content
    if not pages[0].flags & _FIRST or not head.startswith(_HEAD) or len(head) < 19:
        raise NotOpusError("is Ogg, but holds no Opus")
    if any(page.flags & _FIRST for page in pages[1:]):
        raise NotOpusError("holds more than one stream")
    if not pages[-1].flags & _LAST:
        raise NotOpusError("breaks off before its end")
    skipped = int.from_bytes(head[10:12], "little")
    length = (pages[-1].position - skipped) / RATE
    if length <= 0:
        raise NotOpusError("is empty")
    return length


def _pages(recording: bytes) -> list[_Page]:
    """Every page; each must begin just where the one before ends."""
    found: list[_Page] = []
    start = 0
    while start < len(recording) or not found:
        header = recording[start : start + _HEADER]
        if header[:4] != _SIGN:
            raise NotOpusError("is no Ogg file" if start == 0 else "is damaged")
        table_end = start + _HEADER + (header[26] if len(header) == _HEADER else 0)
        begin, end = table_end, table_end + sum(recording[start + _HEADER : table_end])
        if len(header) < _HEADER or end > len(recording):
            raise NotOpusError("breaks off before its end")
        position = int.from_bytes(header[6:14], "little", signed=True)
        found.append(_Page(header[5], position, recording[begin:end]))
        start = end
    return found
