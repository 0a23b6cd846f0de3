"""Where a test run keeps what is thrown away: in memory, where there is room for it.

Every test writes to a database of its own, which waits for the disk at each commit as it should.
On a busy disk that wait was longer than the tests; in memory nothing waits, and the same code runs.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")
# Several times what a run with two processes was seen to hold at once.
ROOM = 2 * 1024**3  # bytes


def place(memory: Path = MEMORY, room: int = ROOM) -> str | None:
    """The folder in memory, or None where there is none with that much room (in a container there
    is often little) or where no program may be started from it, as some tests do."""
    try:
        status = os.statvfs(memory)
    except OSError:
        return None
    left = min(status.f_bavail * status.f_frsize, _free_memory())
    return str(memory) if left >= room and not status.f_flag & os.ST_NOEXEC else None


@contextmanager
def scratch() -> Iterator[str]:
    """A folder for temporary files, gone afterwards; whoever chose one with TMPDIR has it there."""
    chosen = os.environ.get("TMPDIR") or place()
    # Short, since the path of a socket within has its limit.
    with tempfile.TemporaryDirectory(prefix="lit-", dir=chosen) as folder:
        yield folder


def _free_memory() -> int:
    """What the machine could give without swapping."""
    found = re.search(r"MemAvailable: +(\d+) kB", Path("/proc/meminfo").read_text("ascii"))
    return int(found[1]) * 1024 if found else 0
