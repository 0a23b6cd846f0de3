"""Resident memory of a server with all its processes, as Linux counts it."""

from __future__ import annotations

import os
from pathlib import Path


def resident(pid: int) -> str:
    """`processes: MB resident (MB without what they share)`; pages shared count for each in the
    first number, and once in all in the second."""
    all_of_it = family(pid)
    rss, pss = (sum(_kilobytes(one, name) for one in all_of_it) for name in ("Rss", "Pss"))
    return f"{len(all_of_it)} processes: {rss / 1024:.0f} MB ({pss / 1024:.0f} MB)"


def own_resident() -> float:
    """MB of this process and of whatever it started; pages shared count for each."""
    return sum(_kilobytes(one, "Rss") for one in family(os.getpid())) / 1024


def family(pid: int) -> list[int]:
    """A process and all that came from it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    return [pid, *(found for child in children for found in family(int(child)))]


def _kilobytes(pid: int, name: str) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise RuntimeError(f"Linux does not say the {name} of {pid}")
