"""Whether somebody may have the certificate of a class, what is against it, and what of that may
be forgiven."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from literasi.domain.assignment import ModuleKey


class Kind(Enum):
    """UNCLAIMED: nobody took the seat. UNHELD: attendance is asked for, and no session was
    recorded. NAME: nobody confirmed how it is written."""

    UNCLAIMED = "unclaimed"
    MODULE = "module"
    ATTENDANCE = "attendance"
    UNHELD = "unheld"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Lack:
    """`module` says which, where the kind is MODULE."""

    kind: Kind
    module: ModuleKey | None = None


@dataclass(frozen=True, slots=True)
class Forgiven:
    """What an override covers: the attendance, one module, or both."""

    attendance: bool = False
    module: ModuleKey | None = None

    @property
    def code(self) -> str:
        """As a form carries it, so that nobody forgives what they have not seen."""
        parts = ["attendance"] if self.attendance else []
        return " ".join([*parts, "/".join(self.module)] if self.module else parts)


NOTHING = Forgiven()


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one seat: `passed` by module of the programme; `attended` whether the minimum is met,
    None where none is asked for; `held` whether any session was recorded."""

    claimed: bool
    named: bool
    passed: tuple[tuple[ModuleKey, bool], ...]
    attended: bool | None
    held: bool


def lacks(facts: Facts) -> tuple[Lack, ...]:
    """Everything against the certificate; of a seat that nobody took, only that."""
    if not facts.claimed:
        return (Lack(Kind.UNCLAIMED),)
    found = [Lack(Kind.MODULE, key) for key, passed in facts.passed if not passed]
    if facts.attended is False:
        found.append(Lack(Kind.ATTENDANCE if facts.held else Kind.UNHELD))
    if not facts.named:
        found.append(Lack(Kind.NAME))
    return tuple(found)


def remaining(found: Iterable[Lack], forgiven: Forgiven) -> tuple[Lack, ...]:
    """What is still against it."""
    covered = {Lack(Kind.MODULE, forgiven.module)} if forgiven.module else set()
    if forgiven.attendance:
        covered.add(Lack(Kind.ATTENDANCE))
    return tuple(one for one in found if one not in covered)


def forgivable(found: Sequence[Lack], modules: int) -> Forgiven | None:
    """What an override would have to cover; None where the rules allow none.

    Too little attendance and one module may be forgiven, the module only where the class has
    others. An empty seat, sessions that nobody recorded and more modules never are. A name is
    confirmed, not forgiven.
    """
    kinds = {one.kind for one in found}
    failed = [one.module for one in found if one.kind is Kind.MODULE]
    if kinds & {Kind.UNCLAIMED, Kind.UNHELD} or len(failed) > 1 or (failed and modules < 2):
        return None
    forgiven = Forgiven(Kind.ATTENDANCE in kinds, failed[0] if failed else None)
    return forgiven if forgiven != NOTHING else None
