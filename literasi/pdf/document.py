"""What a printed certificate states: one frozen value, complete in itself.

A document is rendered from this alone, so the same snapshot gives the same paper years later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

COLOUR = "#0d5a5f"  # of a certificate that has no other; static/print/frame.svg is drawn in it
Kind = Literal["statement", "class"]
Look = Literal["framed", "plain"]


@dataclass(frozen=True, slots=True)
class ModuleLine:
    """A module as the second page lists it. `minutes` is the time for reading, practice
    and quiz, `mark_percent` the quiz mark in whole percent (0 to 100)."""

    title: str
    minutes: int
    mark_percent: int


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs on paper. An empty `nip` (civil service number) is left out."""

    position: str
    name: str
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Dress:
    """How the paper looks, as its office designed it.

    `accent` is a colour as `#rrggbb`, "" for the site's own; `logo` a PNG or JPEG with `logo_alt`
    in words; `beside` a second signatory. `by_hand` leaves room for ink and stamp, `english` adds
    English to what is always the same, and `english_title` is the title in English, "" for none.
    """

    look: Look = "framed"
    accent: str = ""
    logo: bytes = b""
    logo_alt: str = ""
    beside: Signatory | None = None
    by_hand: bool = True
    english: bool = False
    english_title: str = ""


HOUSE = Dress()


@dataclass(frozen=True, slots=True)
class CertificateDocument:
    """A self-study statement ("statement") or a training certificate ("class").

    `number` is the register number, `code` the verification code as `verification_url` ends
    with it, `code_grouped` the same in groups for typing. `issuer_lines` stand at the top of
    a statement, `letterhead` at the top of a class certificate. `place`, `starts_on`,
    `ends_on`, `jp` (lesson hours, jam pelajaran), `signed_in` (the office's city) and
    `signatory` belong to a class and are left out where they are empty. A `specimen` is
    marked CONTOH on both pages. `expires_on` is the last day on which it holds, None for good.
    `statement` is what the QR says besides the address, in digits.
    """

    kind: Kind
    title: str
    name: str
    course_title: str
    modules: tuple[ModuleLine, ...]
    number: str
    issued_on: date
    issuer_name: str
    issuer_lines: tuple[str, ...]
    code: str
    code_grouped: str
    verification_url: str
    edition: int
    place: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    jp: int | None = None
    signed_in: str = ""
    signatory: Signatory | None = None
    letterhead: tuple[str, ...] = ()
    specimen: bool = False
    expires_on: date | None = None
    dress: Dress = HOUSE
    statement: str = ""

    @property
    def heading_lines(self) -> tuple[str, ...]:
        """The lines at the top of page one: the office's letterhead, else the issuer's."""
        return self.letterhead or self.issuer_lines

    @property
    def minutes(self) -> int:
        """Learning time of all modules together, in minutes."""
        return sum(module.minutes for module in self.modules)

    @property
    def short_address(self) -> str:
        """Where the code can be typed in, short enough to copy from paper by hand."""
        return self.verification_url.partition("://")[2].rpartition("/")[0]
