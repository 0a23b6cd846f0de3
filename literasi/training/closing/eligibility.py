"""What is against somebody's certificate in a class, and how their trainer reads it."""

from __future__ import annotations

from dataclasses import dataclass

from literasi.domain.assignment import held_by
from literasi.domain.attendance import By
from literasi.domain.eligibility import (
    NOTHING,
    Facts,
    Forgiven,
    Kind,
    Lack,
    forgivable,
    lacks,
    remaining,
)
from literasi.domain.progress import ModuleState
from literasi.training.closing.models import EligibilityOverride
from literasi.training.progress import ClassView, Member, minimum_of

WORDS = {
    Kind.UNCLAIMED: "belum mengambil kursinya",
    Kind.UNHELD: "belum ada pertemuan yang dicatat, padahal kelas ini memakai syarat kehadiran",
    Kind.NAME: "nama di sertifikat belum dipastikan",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """`against` is what still is, after an override; `forgivable` what one may cover."""

    against: tuple[Lack, ...]
    forgivable: Forgiven | None


def standing_of(view: ClassView, member: Member) -> Standing:
    found = lacks(_facts(view, member))
    against = remaining(found, covered_by(member.override))
    allowed = None if member.override else forgivable(found, len(view.taught))
    return Standing(against, allowed)


def covered_by(override: EligibilityOverride | None) -> Forgiven:
    if override is None:
        return NOTHING
    module = (override.course, override.module) if override.module else None
    return Forgiven(override.attendance, module)


def missing(view: ClassView, member: Member) -> list[str]:
    """Why somebody may not have the certificate, in the trainer's words; nothing when they may."""
    return reasons(view, member, standing_of(view, member))


def reasons(view: ClassView, member: Member, standing: Standing) -> list[str]:
    return [_words(view, member, lack) for lack in standing.against]


def forgiven_words(view: ClassView, forgiven: Forgiven) -> str:
    """What an override covers, as pages and the log say it."""
    titles = [one.title for one in view.taught if one.key == forgiven.module]
    return " dan ".join([*(["kehadiran"] if forgiven.attendance else []), *titles])


def _facts(view: ClassView, member: Member) -> Facts:
    passed = tuple(
        (taught.key, one is not None and one.state is ModuleState.PASSED)
        for taught, one in zip(view.taught, member.modules, strict=True)
    )
    return Facts(
        claimed=member.learner_id is not None,
        named=member.is_named,
        passed=passed,
        attended=_attended(view, member),
        held=bool(view.meetings),
    )


def _attended(view: ClassView, member: Member) -> bool | None:
    minimum = minimum_of(view.cohort)
    if minimum is None:
        return None
    return minimum.is_met(*_share(view, member, minimum.by))


def _share(view: ClassView, member: Member, by: By) -> tuple[int, int]:
    """What they attended, and what was held."""
    if by is By.HOURS:
        return member.jp, view.jp
    return len(member.present), len(view.meetings)


def _words(view: ClassView, member: Member, lack: Lack) -> str:
    if lack.kind is Kind.MODULE:
        return _of_module(view, member, lack)
    minimum = minimum_of(view.cohort)
    if lack.kind is Kind.ATTENDANCE and minimum:
        attended, held = _share(view, member, minimum.by)
        unit = "JP" if minimum.by is By.HOURS else "pertemuan"
        return f"hadir {attended} dari {held} {unit}, paling sedikit {minimum.needed(held)}"
    return WORDS[lack.kind]


def _of_module(view: ClassView, member: Member, lack: Lack) -> str:
    place = next(at for at, one in enumerate(view.taught) if one.key == lack.module)
    taught, mark = view.taught[place], member.marks[place]
    if taught.course is None or taught.found is None:
        return f"modul {taught.title} tidak ada lagi: ganti di Ubah kelas"
    if mark is None:
        return f"belum lulus {taught.title}: kuisnya belum dicoba"
    given = held_by(view.given, member.seat.id).get(taught.key)
    needed = (given.pass_mark if given else None) or taught.course.pass_mark
    return f"belum lulus {taught.title}: nilai {mark}, perlu {needed}"
