"""Wrong tries at an angka kunci: five make one wait, ten make the card needed.

Counted for a learner on one device, or for one card, never by network address: a whole class
shares one address, and nobody elsewhere can lock a learner out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

WAIT_AFTER = 5
CARD_AFTER = 10
WAIT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong tries since the last right one, and until when to wait, if at all."""

    wrong: int = 0
    wait_until: datetime | None = None

    @property
    def needs_card(self) -> bool:
        """Tapping the name no longer works here: the card is needed."""
        return self.wrong >= CARD_AFTER

    def is_waiting(self, now: datetime) -> bool:
        return self.wait_until is not None and now < self.wait_until

    def minutes_left(self, now: datetime) -> int:
        """Whole minutes still to wait, rounded up; 0 when there is nothing to wait for."""
        if self.wait_until is None or now >= self.wait_until:
            return 0
        return -int((now - self.wait_until) // timedelta(minutes=1))

    def after_wrong(self, now: datetime) -> Tries:
        """One more wrong try at `now`: the fifth begins a wait, the tenth asks for the card."""
        wrong = self.wrong + 1
        return Tries(wrong, now + WAIT if wrong % WAIT_AFTER == 0 else None)
