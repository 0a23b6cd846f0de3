"""CPU of this process and of whatever it started: documents may be rendered in a child."""

from __future__ import annotations

import os
import time
from pathlib import Path

from bench.memory import family


def own_seconds() -> float:
    """So far; of children that run it is known to a hundredth of a second."""
    ended = os.times()
    running = sum(_ticks(pid) for pid in family(os.getpid())[1:])
    return (
        time.process_time()
        + ended.children_user
        + ended.children_system
        + running / os.sysconf("SC_CLK_TCK")
    )


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
