"""Resident memory of a server with all its processes, as Linux counts it."""

from __future__ import annotations

from pathlib import Path


def resident(pid: int) -> str:
    """`processes: MB resident (MB without what they share)`; pages shared count for each in the
    first number, and once in all in the second."""
    family = list(_family(pid))
    rss, pss = (sum(_kilobytes(one, name) for one in family) for name in ("Rss", "Pss"))
    return f"{len(family)} processes: {rss / 1024:.0f} MB ({pss / 1024:.0f} MB)"


def own_resident() -> float:
    """MB of this process alone."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("Linux does not say it")


def _family(pid: int) -> list[int]:
    """A process and all that came from it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    return [pid, *(found for child in children for found in _family(int(child)))]


def _kilobytes(pid: int, name: str) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise RuntimeError(f"Linux does not say the {name} of {pid}")
