"""What staff's papers and the pictures say: frozen values, each complete in itself.

They go to the process that renders (`apart`), so nothing here imports what renders them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from literasi.domain.card import grouped, typed_address

CARDS_TO_A_PAGE, SLIPS_TO_A_PAGE = 8, 4
SESSIONS_ACROSS = 5  # side by side on a sheet to sign


@dataclass(frozen=True, slots=True)
class Specimen:
    """An example of an office's certificate. `faults` are, of "pages", "meets", "letterhead",
    "number", "signatory" and "wide", those that a certificate of its design would have."""

    pdf: bytes
    faults: frozenset[str]

    def packed(self) -> bytes:
        return " ".join(sorted(self.faults)).encode("ascii") + b"\n" + self.pdf

    @classmethod
    def unpacked(cls, content: bytes) -> Specimen:
        faults, _, pdf = content.partition(b"\n")
        return cls(pdf, frozenset(faults.decode("ascii").split()))


@dataclass(frozen=True, slots=True)
class Poster:
    """`code` has six digits, `address` is what the QR says, `short_address` what is typed.
    `dates` and `until` are in words; `until` says how long the code is good for. `where` are
    the lines below the name."""

    name: str
    title: str
    office: str
    where: tuple[str, ...]
    dates: str
    code: str
    address: str
    short_address: str
    until: str
    bring: str


@dataclass(frozen=True, slots=True)
class SheetCard:
    """`code` has 16 digits; `address` is what its QR says, and ends with `#` and the code. A
    spare has no name, and gets a line to write one on and its number among the class's spares. An
    empty `class_code` is left out."""

    name: str
    code: str
    address: str
    class_code: str = ""
    spare_no: int | None = None

    @property
    def code_grouped(self) -> str:
        return grouped(self.code)

    @property
    def typed_address(self) -> str:
        return typed_address(self.address)


@dataclass(frozen=True, slots=True)
class CardSheet:
    """`title` names the class, `office` who hands the cards out."""

    title: str
    office: str
    cards: tuple[SheetCard, ...]

    @property
    def pages(self) -> list[tuple[SheetCard, ...]]:
        starts = range(0, len(self.cards), CARDS_TO_A_PAGE)
        return [self.cards[start : start + CARDS_TO_A_PAGE] for start in starts]


@dataclass(frozen=True, slots=True)
class SignInSheet:
    """`names` in the order of the roster, `sessions` as (day, hours and topic) in words, each
    with a place to sign. `facts` are (word, what it says) below the heading; `spare_rows` are
    left for people who come unannounced; `trainer` signs at the end, in `city`."""

    letterhead: tuple[str, ...]
    office: str
    title: str
    facts: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    sessions: tuple[tuple[str, str], ...]
    trainer: str
    city: str
    spare_rows: int = 3

    @property
    def sheets(self) -> list[tuple[tuple[str, str], ...]]:
        """The sessions of each sheet."""
        starts = range(0, len(self.sessions), SESSIONS_ACROSS)
        return [self.sessions[start : start + SESSIONS_ACROSS] for start in starts]


@dataclass(frozen=True, slots=True)
class Slip:
    """`name` is "" for the whole class; `lines` say each module with its day."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """`address` is where the QR leads. One slip without a name is a notice for the wall."""

    office: str
    class_name: str
    printed_on: date
    address: str
    slips: tuple[Slip, ...]

    @property
    def is_for_all(self) -> bool:
        return len(self.slips) == 1 and not self.slips[0].name

    @property
    def pages(self) -> list[tuple[Slip, ...]]:
        starts = range(0, len(self.slips), SLIPS_TO_A_PAGE)
        return [self.slips[start : start + SLIPS_TO_A_PAGE] for start in starts]

    @property
    def short_address(self) -> str:
        return self.address.partition("://")[2]


@dataclass(frozen=True, slots=True)
class Preview:
    """The picture beside a link: `kind` stands above the title, `note` at the foot."""

    kind: str
    title: str
    note: str
