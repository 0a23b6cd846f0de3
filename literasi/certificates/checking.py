"""What is true of a certificate today: the one answer for its page, and for a file of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from literasi.certificates.models import Certificate
from literasi.certificates.operations import find_certificate
from literasi.certificates.replacing import replacements_of
from literasi.domain.certificate import parse_code


class Standing(StrEnum):
    UNKNOWN = "unknown"  # nobody here issued it
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"  # another one took its place
    SPECIMEN = "specimen"  # made to try the site out
    IN_FORCE = "in_force"


@dataclass(frozen=True, slots=True)
class State:
    """`certificate` is None where nobody issued it; `newer` is what took its place, in turn."""

    standing: Standing
    certificate: Certificate | None = None
    newer: tuple[Certificate, ...] = ()

    @property
    def current(self) -> Certificate | None:
        """The last of those that took its place."""
        return self.newer[-1] if self.newer else None


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
    return Standing.IN_FORCE
