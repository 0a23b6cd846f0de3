"""What a device may send without having asked just now: for whom, in which office, for which class.

The ticket is no authority: whoever sends has to be signed in and allowed besides. It says in whose
session, and when, the class was taken along; a device whose session ended asks with it whether its
owner may still hold the class's data.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from itsdangerous import BadSignature, URLSafeTimedSerializer

KEPT = timedelta(days=7)  # how long a device keeps what it was given
SENT = timedelta(days=90)  # how long it may send, as a learner's phone may


class FieldTicketError(Exception):
    """Forged, damaged, too old, or of somebody else or another class."""


@dataclass(frozen=True, slots=True)
class FieldTicket:
    staff: UUID
    posting: UUID
    cohort: UUID


class FieldTicketOffice:
    """Seals tickets with the newest key, and opens those sealed with any."""

    def __init__(self, keys: list[str]) -> None:
        self._serializer = URLSafeTimedSerializer(keys, salt="afield")

    def seal(self, ticket: FieldTicket) -> str:
        return str(
            self._serializer.dumps([ticket.staff.hex, ticket.posting.hex, ticket.cohort.hex])
        )

    def open(self, text: str) -> tuple[FieldTicket, datetime]:
        """The ticket, and when it was sealed. Raises FieldTicketError."""
        try:
            fields, when = self._serializer.loads(
                text, max_age=int(SENT.total_seconds()), return_timestamp=True
            )
        except BadSignature:
            raise FieldTicketError from None
        return FieldTicket(*(UUID(one) for one in fields)), when
