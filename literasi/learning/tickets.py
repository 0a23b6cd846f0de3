"""A draw is a signed ticket: who may answer which questions, once, within 90 days.

The quiz page writes nothing. The ticket travels in the form and is all the authority a
submission needs: it still counts when the session ended meanwhile or the course changed.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from itsdangerous import BadSignature, URLSafeTimedSerializer

from literasi.domain.course import Bank
from literasi.web.clock import now

DAYS = 90
LIFE = timedelta(days=DAYS)


class TicketError(Exception):
    """Forged or damaged."""


class TicketExpiredError(TicketError):
    """Older than 90 days."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """`learner` or `device_hash` says whose attempt it will be; `seed` and `key` are 16 bytes."""

    learner: UUID | None
    device_hash: bytes
    course: str
    module: str
    bank_hash: str
    seed: bytes
    key: bytes
    drawn_at: datetime | None = None


def new_ticket(
    *, learner: UUID | None, device_hash: bytes, course: str, module: str, bank: Bank
) -> Ticket:
    return Ticket(
        learner=learner,
        device_hash=device_hash,
        course=course,
        module=module,
        bank_hash=bank.hash,
        seed=secrets.token_bytes(16),
        key=secrets.token_bytes(16),
    )


class TicketOffice:
    """Seals tickets with the newest key, and opens those sealed with any."""

    def __init__(self, keys: list[str]) -> None:
        self._serializer = URLSafeTimedSerializer(keys, salt="draw")

    def seal(self, ticket: Ticket) -> str:
        who = ticket.learner.hex if ticket.learner else ""
        binary = urlsafe_b64encode(ticket.device_hash + ticket.seed + ticket.key).decode()
        return str(
            self._serializer.dumps([who, ticket.course, ticket.module, ticket.bank_hash, binary])
        )

    def open(self, text: str) -> Ticket:
        """Raises TicketExpiredError or TicketError. One from the future is ours as well: our own
        clock was put back since, which must cost nobody their answers."""
        try:
            fields, when = self._serializer.loads(text, return_timestamp=True)
        except BadSignature:
            raise TicketError from None
        if now() - when > LIFE:
            raise TicketExpiredError
        who, course, module, bank_hash, binary = fields
        raw = urlsafe_b64decode(binary)
        return Ticket(
            learner=UUID(who) if who else None,
            device_hash=raw[:32],
            course=course,
            module=module,
            bank_hash=bank_hash,
            seed=raw[32:48],
            key=raw[48:64],
            drawn_at=when,
        )
