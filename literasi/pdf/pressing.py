"""A finished document as a plate: what never changes is written once, the rest for each copy.

A copy is the plate's bytes, the objects that differ, and a cross-reference stream over both.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping

import pydyf

_HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
_FREE, _PLAIN, _PACKED = 0, 1, 2


class Plate:
    """The objects of a PDF but for those numbers that `changing` names, and its info dictionary."""

    def __init__(self, pdf: pydyf.PDF, changing: set[int]) -> None:
        self._root: bytes = pdf.catalog.reference
        fixed = [one for one in pdf.objects if one.free != "f" and one.number not in changing]
        self._packed_in = len(pdf.objects)  # the next free number
        self.info_number = self._packed_in + 1
        self._entries: dict[int, tuple[int, int, int]] = {0: (_FREE, 0, 65535)}
        written = bytearray(_HEADER)
        for one in fixed:
            if not one.compressible:
                self._entries[one.number] = (_PLAIN, len(written), 0)
                written += one.indirect + b"\n"
        packed = [one for one in fixed if one.compressible]
        self._entries[self._packed_in] = (_PLAIN, len(written), 0)
        written += self._pack(packed)
        self._written = bytes(written)

    def _pack(self, packed: list[pydyf.Object]) -> bytes:
        index, content = b"", b""
        for place, one in enumerate(packed):
            self._entries[one.number] = (_PACKED, self._packed_in, place)
            index += b"%d %d " % (one.number, len(content))
            content += one.data + b"\n"
        extra = {"Type": "/ObjStm", "N": len(packed), "First": len(index)}
        return indirect(self._packed_in, stream(index + content, extra)) + b"\n"

    def press(self, changed: Mapping[int, bytes]) -> bytes:
        """A copy, given what the changing objects and the info dictionary hold."""
        entries, written = dict(self._entries), bytearray(self._written)
        for number, data in changed.items():
            entries[number] = (_PLAIN, len(written), 0)
            written += indirect(number, data) + b"\n"
        start, size = len(written), self.info_number + 2
        entries[size - 1] = (_PLAIN, start, 0)
        identity = hashlib.sha256(b"".join(changed.values())).hexdigest()[:32].encode()
        table = b"".join(
            b"%c%b%b" % (kind, first.to_bytes(4, "big"), second.to_bytes(2, "big"))
            for kind, first, second in (entries[number] for number in range(size))
        )
        extra = {
            "Type": "/XRef",
            "Index": pydyf.Array([0, size]),
            "W": pydyf.Array([1, 4, 2]),
            "Size": size,
            "Root": self._root,
            "Info": b"%d 0 R" % self.info_number,
            "ID": pydyf.Array([b"<" + identity + b">"] * 2),
        }
        written += indirect(size - 1, stream(table, extra))
        return bytes(written) + b"\nstartxref\n%d\n%%%%EOF\n" % start


def indirect(number: int, data: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj" % (number, data)


def stream(content: bytes, extra: dict[str, object]) -> bytes:
    """A stream's data, compressed."""
    packed = zlib.compress(content)
    about = pydyf.Dictionary(extra | {"Filter": "/FlateDecode", "Length": len(packed)})
    return b"%b\nstream\n%b\nendstream" % (about.data, packed)
