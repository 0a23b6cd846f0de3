"""What is true of a certificate today: the one answer for its page, and for a file of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from literasi.certificates.expiry import has_expired, is_renewal
from literasi.certificates.models import Certificate
from literasi.certificates.operations import find_certificate
from literasi.certificates.replacing import replacements_of
from literasi.domain.certificate import parse_code
from literasi.web.clock import now


class Standing(StrEnum):
    UNKNOWN = "unknown"  # nobody here issued it
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"  # another one took its place
    SPECIMEN = "specimen"  # made to try the site out
    EXPIRED = "expired"  # genuine, and its last day is over
    IN_FORCE = "in_force"


@dataclass(frozen=True, slots=True)
class State:
    """`certificate` is None where nobody issued it; `newer` is what took its place, in turn."""

    standing: Standing
    certificate: Certificate | None = None
    newer: tuple[Certificate, ...] = ()

    @property
    def was_renewed(self) -> bool:
        """Whether what took its place did so because its last day was over."""
        if self.certificate is None or not self.newer:
            return False
        return is_renewal(self.certificate, self.newer[0])

    @property
    def current(self) -> Certificate | None:
        """The last of those that took its place."""
        return self.newer[-1] if self.newer else None

    @property
    def is_hidden(self) -> bool:
        """Whether its owner shows nobody else what it says."""
        one = self.current or self.certificate
        return one is not None and one.hidden_at is not None

    @property
    def current_standing(self) -> Standing:
        return _standing(self.current) if self.current else self.standing


def find_state(code: str) -> State:
    """By a code as somebody typed it, or as a file states it."""
    canonical = parse_code(code)
    certificate = find_certificate(canonical) if canonical else None
    if certificate is None:
        return State(Standing.UNKNOWN)
    return state_of(certificate, tuple(replacements_of(certificate)))


def state_of(certificate: Certificate, newer: tuple[Certificate, ...]) -> State:
    """Of several that hold, the gravest is told."""
    return State(_standing(certificate), certificate, newer)


def _standing(certificate: Certificate) -> Standing:
    if certificate.withdrawn_at is not None:
        return Standing.WITHDRAWN
    if certificate.superseded_by_id is not None:
        return Standing.REPLACED
    if certificate.details.get("specimen"):
        return Standing.SPECIMEN
    if has_expired(certificate, now()):
        return Standing.EXPIRED
    return Standing.IN_FORCE
