"""The room that a PDF keeps for its seal: written with the file, filled once the file is whole.

A signature covers everything but its own hexadecimal, so nothing may move once it is made: the byte
range and the time are blanks of the right width until then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

_RANGE = b"[0 0000000000 0000000000 0000000000]"
_TIME = b"(D:00000000000000Z)"
_BLANK = b"/ByteRange " + _RANGE + b" /Contents <"
_PLAIN = frozenset(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 !#$%&*+,-./:;=?@[]_~"
)


class NoRoomError(ValueError):
    """A file keeps no room for a seal, or has been filled already."""


def slot(room: int, reason: str, address: str) -> bytes:
    """A signature dictionary with `room` digits to be filled, which says why the file is sealed and
    where it can be checked; both in ASCII. It must not lie in a compressed part of the file."""
    return (
        b"<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M " + _TIME
    ) + b" /Reason (%s) /ContactInfo (%s) %s%s>>>" % (
        _escaped(reason),
        _escaped(address),
        _BLANK,
        b"0" * room,
    )


@dataclass(slots=True)
class Opened:
    """A file whose byte range and time are filled in; the signature goes between `gap` and `rest`,
    where < and > are."""

    content: bytearray
    gap: int
    rest: int

    def covered(self) -> tuple[memoryview, memoryview]:
        """What the signature is made over."""
        view = memoryview(self.content)
        return view[: self.gap], view[self.rest :]

    def filled(self, signature: bytes) -> bytes:
        """The sealed file. NoRoomError when the signature is longer than the room."""
        digits = signature.hex().encode()
        if len(digits) > self.rest - self.gap - 2:
            raise NoRoomError("the signature is longer than its room")
        whole = bytearray(self.content)
        whole[self.gap + 1 : self.gap + 1 + len(digits)] = digits
        return bytes(whole)


def opened(file: bytes, moment: datetime) -> Opened:
    """A file that is whole but for its seal, made at `moment`. NoRoomError when it has no room."""
    place = file.rfind(_BLANK)
    time = file.rfind(_TIME, 0, max(place, 0))
    if place < 0 or time < 0:
        raise NoRoomError("the file keeps no room for a seal")
    gap = place + len(_BLANK) - 1
    rest = file.index(b">", gap) + 1
    content = bytearray(file)
    said = f"[0 {gap} {rest} {len(file) - rest}]".encode().ljust(len(_RANGE))
    start = place + len(b"/ByteRange ")
    content[start : start + len(_RANGE)] = said
    stamp = moment.astimezone(UTC).strftime("(D:%Y%m%d%H%M%SZ)").encode()
    content[time : time + len(_TIME)] = stamp
    return Opened(content, gap, rest)


def _escaped(text: str) -> bytes:
    """Inside ( and ): whatever is not plain as three octal digits."""
    letters = text.encode("ascii", "replace")
    return b"".join(bytes([one]) if one in _PLAIN else b"\\%03o" % one for one in letters)
