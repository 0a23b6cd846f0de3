"""A recording made of nothing but its container: what the site looks at, without a voice."""

from __future__ import annotations

FIRST, LAST = 2, 4


def page(content: bytes, flags: int = 0, position: int = 0, number: int = 0) -> bytes:
    """A page of Ogg; nobody here looks at its checksum."""
    lengths = [255] * (len(content) // 255) + [len(content) % 255]
    header = b"OggS\0" + bytes([flags]) + position.to_bytes(8, "little", signed=True)
    header += (1).to_bytes(4, "little") + number.to_bytes(4, "little") + bytes(4)
    return header + bytes([len(lengths)]) + bytes(lengths) + content


def recording(seconds: float = 2.0, filling: bytes = b"suara" * 100) -> bytes:
    """Ogg Opus that lasts so long."""
    skip = 312
    head = b"OpusHead\x01\x01" + skip.to_bytes(2, "little") + (22_050).to_bytes(4, "little")
    end = skip + int(seconds * 48_000)
    pages = (page(head + bytes(3), FIRST), page(b"OpusTags" + bytes(8), number=1))
    return b"".join(pages) + page(filling, LAST, end, 2)
