"""An office's design as it holds: what it chose, and the offices file for the rest."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, cast

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from literasi.accounts.audit import Act, note
from literasi.accounts.staff_models import Office
from literasi.certificates.design.models import CertificateDesign
from literasi.database import db
from literasi.pdf.document import Look, Signatory

Numbering = Literal["pattern", "register"]
NOBODY = Signatory("", "")


class ChangedMeanwhileError(Exception):
    """Somebody else saved a design since the form was shown."""


class PatternTakenError(Exception):
    """Another office numbers by this pattern."""


@dataclass(frozen=True, slots=True)
class OfficeDesign:
    """All that an office decides; fields as in `CertificateDesign`, none of them left to the
    offices file any more. `version` is 0 for an office that chose nothing yet."""

    letterhead: tuple[str, ...]
    number_pattern: str
    signatory: Signatory = NOBODY
    beside: Signatory | None = None
    look: Look = "framed"
    accent: str = ""
    logo_hash: str = ""
    numbering: Numbering = "pattern"
    by_hand: bool = True
    english: bool = False
    version: int = field(default=0, compare=False)

    def snapshot(self) -> dict[str, Any]:
        """What `Certificate.details` keeps of it under "design"; empty where nothing differs from
        what every certificate had before offices could choose."""
        kept = {
            "look": self.look,
            "accent": self.accent,
            "logo": self.logo_hash,
            "beside": asdict(self.beside) if self.beside else None,
            "by_hand": self.by_hand,
            "english": self.english,
        }
        usual = {"look": "framed", "accent": "", "logo": "", "beside": None, "by_hand": True}
        return {} if kept == {**usual, "english": False} else kept


def house_design(office: Office) -> OfficeDesign:
    """What the offices file says."""
    return OfficeDesign(
        tuple(office.letterhead), office.number_pattern, _signatory(office.signatory)
    )


def design_of(office: Office) -> OfficeDesign:
    house, row = house_design(office), find_row(office.id)
    if row is None:
        return house
    return OfficeDesign(
        letterhead=tuple(row.letterhead) or house.letterhead,
        number_pattern=row.number_pattern or house.number_pattern,
        signatory=_signatory(row.signatory),
        beside=_signatory(row.beside) if row.beside else None,
        look=cast(Look, row.look),
        accent=row.accent,
        logo_hash=row.logo_hash,
        numbering="register" if office.types_numbers else "pattern",
        by_hand=row.by_hand,
        english=row.english,
        version=row.version,
    )


def find_row(office_id: int) -> CertificateDesign | None:
    found = select(CertificateDesign).where(CertificateDesign.office_id == office_id)
    return db.session.scalar(found.execution_options(populate_existing=True))


def save_design(office: Office, wanted: OfficeDesign, seen: int, act: Act) -> None:
    """The office is locked; `seen` is the version that the form showed. The same design again
    changes nothing. Raises ChangedMeanwhileError, PatternTakenError."""
    stored = design_of(office)
    if stored == wanted:
        return
    if stored.version != seen:
        raise ChangedMeanwhileError
    if wanted.number_pattern != stored.number_pattern:
        _refuse_taken(office, wanted.number_pattern)
    row = find_row(office.id) or CertificateDesign(office_id=office.id)
    for name, value in _columns(office, wanted).items():
        setattr(row, name, value)
    row.version, row.updated_at = stored.version + 1, act.now
    office.types_numbers = wanted.numbering == "register"
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError as error:
        # Two offices at the same moment: one of them was first.
        raise PatternTakenError from error
    note(act, "office.design", f"office:{office.slug}", ", ".join(changes(stored, wanted)))


# What the log calls the fields.
LABELS = {
    "look": "tampilan",
    "accent": "warna",
    "letterhead": "kop surat",
    "logo_hash": "logo",
    "numbering": "cara memberi nomor",
    "number_pattern": "pola nomor",
    "signatory": "penandatangan",
    "beside": "penandatangan kedua",
    "by_hand": "ruang tanda tangan basah",
    "english": "bahasa kedua",
}


def changes(before: OfficeDesign, after: OfficeDesign) -> list[str]:
    """In the words of the log."""
    return [
        words for name, words in LABELS.items() if getattr(before, name) != getattr(after, name)
    ]


def with_signatory(design: OfficeDesign, said: dict[str, Any]) -> OfficeDesign:
    """A class's own signatory signs, unless it names none."""
    own = _signatory(said)
    return replace(design, signatory=own) if own.name and own.position else design


def _columns(office: Office, wanted: OfficeDesign) -> dict[str, Any]:
    """What is as the offices file has it stays with the file."""
    house = house_design(office)
    return {
        "look": wanted.look,
        "accent": wanted.accent,
        "letterhead": [] if wanted.letterhead == house.letterhead else list(wanted.letterhead),
        "logo_hash": wanted.logo_hash,
        "number_pattern": (
            "" if wanted.number_pattern == house.number_pattern else wanted.number_pattern
        ),
        "signatory": asdict(wanted.signatory),
        "beside": asdict(wanted.beside) if wanted.beside else {},
        "by_hand": wanted.by_hand,
        "english": wanted.english,
    }


def _refuse_taken(office: Office, pattern: str) -> None:
    in_file = select(Office.id).where(Office.id != office.id, Office.number_pattern == pattern)
    chosen = select(CertificateDesign.office_id).where(
        CertificateDesign.office_id != office.id, CertificateDesign.number_pattern == pattern
    )
    if db.session.scalar(in_file) is not None or db.session.scalar(chosen) is not None:
        raise PatternTakenError


def _signatory(said: dict[str, Any]) -> Signatory:
    return Signatory(said.get("position", ""), said.get("name", ""), said.get("nip", ""))
