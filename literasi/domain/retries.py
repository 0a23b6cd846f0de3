"""How often something that failed is tried again, and when: the pauses grow, and then end."""

from __future__ import annotations

from datetime import timedelta

# After each failure but the last.
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
)
MOST = len(PAUSES) + 1


def pause_after(failures: int) -> timedelta | None:
    """How long to wait after so many failures in a row; None when nobody tries by themselves."""
    return PAUSES[failures - 1] if 0 < failures < MOST else None
