"""How a renderer and whoever asks it speak, over a socket between the two.

A request is a pickle, since it comes from us. An answer never is: what is read back from a process
that had a stranger's text in its hands is a kind and bytes.
"""

from __future__ import annotations

import pickle
import struct
import time
from enum import Enum
from socket import socket

_REQUEST = struct.Struct("!Q")
_ANSWER = struct.Struct("!4scQ")
_MARK = b"LIT1"


class Kind(Enum):
    """The file; that it cannot be made as it should be; that something else went wrong."""

    DONE = b"+"
    REFUSED = b"-"
    BROKEN = b"!"


class WireError(Exception):
    """What came is no answer."""


class HungUpError(Exception):
    """The other end is closed."""


def request(job: str, values: tuple[object, ...], seconds: float) -> bytes:
    content = pickle.dumps((job, values, seconds), protocol=pickle.HIGHEST_PROTOCOL)
    return _REQUEST.pack(len(content)) + content


def send_request(line: socket, asked: bytes, until: float) -> None:
    """Until a moment of the monotonic clock. Raises TimeoutError and HungUpError."""
    line.settimeout(_remaining(until))
    try:
        line.sendall(asked)
    except ConnectionError:
        raise HungUpError from None


def read_request(line: socket) -> tuple[str, tuple[object, ...], float]:
    """Raises HungUpError."""
    (length,) = _REQUEST.unpack(_read(line, _REQUEST.size))
    job, values, seconds = pickle.loads(_read(line, length))
    return job, values, seconds


def send_answer(line: socket, kind: Kind, content: bytes) -> None:
    line.sendall(_ANSWER.pack(_MARK, kind.value, len(content)))
    line.sendall(content)


def read_answer(line: socket, until: float, largest: int) -> tuple[Kind, bytes]:
    """Until a moment of the monotonic clock. Raises TimeoutError, HungUpError and WireError."""
    mark, kind, length = _ANSWER.unpack(_read(line, _ANSWER.size, until))
    try:
        known = Kind(kind)
    except ValueError:
        mark = b""
    if mark != _MARK:
        raise WireError("the renderer does not speak as it should")
    if length > largest:
        raise WireError(f"a document of {length} bytes; {largest} are allowed")
    return known, _read(line, length, until)


def _remaining(until: float) -> float:
    """Seconds. Raises TimeoutError when there are none."""
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


def _read(line: socket, length: int, until: float | None = None) -> bytes:
    content = bytearray(length)
    rest = memoryview(content)
    while rest:
        if until is not None:
            line.settimeout(_remaining(until))
        try:
            got = line.recv_into(rest)
        except ConnectionError:
            got = 0
        if not got:
            raise HungUpError
        rest = rest[got:]
    return bytes(content)
